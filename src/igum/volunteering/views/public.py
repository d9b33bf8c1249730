"""Pages for everybody: the board, an opportunity, and a certificate by its code."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from igum.core.languages import language_name
from igum.core.links import visiting
from igum.core.public import public
from igum.core.requests import Request
from igum.core.texts import in_page_language
from igum.places import queries as places
from igum.volunteering import queries
from igum.volunteering.catalogue import kind_name, skill_name
from igum.volunteering.forms import LANGUAGES, board_filters
from igum.volunteering.models import Opportunity
from igum.volunteering.rules.vetting import kinds_needed


@public
@require_safe
def board(request: Request, slug: str) -> HttpResponse:
    """What bodies of the region ask help with."""
    region = get_object_or_404(places.regions(), slug=slug)
    filters, now = board_filters(request.GET), timezone.now()
    with visiting(request, region_id=region.pk) as actor:
        context = {
            "region": region,
            "filters": filters,
            "cards": queries.board(actor, filters, at=now),
            "towns": sorted(((town.pk, town.name) for town in places.localities_of(region_id=region.pk)), key=_by_name),
            "needs": queries.needs_on_board(actor),
            "languages_spoken": LANGUAGES,
            "is_filtered": bool(filters.town or filters.need or filters.language or filters.times or filters.remote),
        }
        return render(request, "volunteering/board.html", context)


@public
@require_safe
def opportunity(request: Request, slug: str, opportunity_id: UUID) -> HttpResponse:
    """What there is to do, for whom, what it needs, and its shifts."""
    region = get_object_or_404(places.regions(), slug=slug)
    with visiting(request, region_id=region.pk) as actor:
        try:
            page = queries.opportunity_page(actor, opportunity_id, at=timezone.now())
        except Opportunity.DoesNotExist:
            raise Http404 from None
        task = page.card.opportunity
        needed = kinds_needed(
            with_minors=task.with_minors,
            with_dependants=task.with_dependants,
            others=task.requires,
            volunteer_is_minor=page.volunteer is not None and page.volunteer.is_known_minor_on(timezone.localdate()),
        )
        context = {
            "region": region,
            "page": page,
            "task": task,
            "documents": [kind_name(code) for code in sorted(needed)],
            "skills": [skill_name(code) for code in task.skills],
            "languages_that_help": [language_name(code) for code, _name in LANGUAGES if code in task.languages],
        }
        return render(request, "volunteering/opportunity.html", context)


@public
@require_safe
def certificate(request: Request, slug: str, code: str) -> HttpResponse:
    """A certificate, to print and to check: whoever holds the code printed on it sees what was certified."""
    region = get_object_or_404(places.regions(), slug=slug)
    with visiting(request, region_id=region.pk, secret=code) as actor:
        found = queries.certificate_by_code(actor)
        if found is None:
            raise Http404
        lines = [(line["body"], in_page_language(line["titles"]), line["minutes"]) for line in found.lines]
        context = {"region": region, "certificate": found, "lines": lines}
        response = render(request, "volunteering/certificate.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _by_name(named: tuple[int, str]) -> str:
    return named[1]
