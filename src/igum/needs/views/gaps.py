"""What a campaign found: the matrix, needs made of gaps, and the version for everybody."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.contrib import messages as notes
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from igum.core.public import public
from igum.core.requests import Request
from igum.needs import commands, queries
from igum.needs.models import Need
from igum.needs.queries.campaigns import LEAST_SHOWN
from igum.needs.rules.gaps import SEVERITY
from igum.needs.views.finding import or_404
from igum.places import queries as places

LONGEST_CODE = 9


@require_safe
def gaps(request: Request, campaign_id: UUID) -> HttpResponse:
    """The gap matrix, and the gaps from the largest down."""
    with or_404():
        matrix = queries.gap_matrix(request.actor, campaign_id)
    names = {one.pk: one.name for one in matrix.authorities}
    lacking = [
        (row, gap, names.get(gap.authority_id or 0, ""), (gap.authority_id or 0) in row.made)
        for row in matrix.rows
        for gap in row.gaps
        if gap.is_lacking
    ]
    lacking.sort(key=lambda one: (-SEVERITY[one[1].level], -(one[1].people or 0), one[0].name, one[2]))
    columns = [(place, [row.gaps[number] for row in matrix.rows]) for number, place in enumerate(matrix.authorities)]
    row = next((row for row in matrix.rows if row.code == request.GET.get("need")), matrix.rows[0])
    asked_for = _asked_for(request, [row.code for row in matrix.rows])
    context = {
        "matrix": matrix,
        "campaign": matrix.campaign,
        "columns": columns,
        "lacking": lacking,
        "mapped": row,
        "asked_for": asked_for,
        "asked_notes": list(dict.fromkeys(row.demand.note for row in asked_for)),
        "circles": queries.gap_map(matrix, row),
        "guessed": [
            (place, guess, place.pk in row.made)
            for place in matrix.authorities
            if (guess := row.estimated(place.pk)) is not None
        ],
    }
    return render(request, "needs/gaps.html", context)


def _asked_for(request: Request, codes: Sequence[str]) -> list[queries.DemandRow]:
    """What else shows that the campaign's needs, or some beneath them, are lacking: searches and refusals."""
    rows = queries.demand_rows(request.actor, at=timezone.now())
    return [
        row for row in rows if any(row.demand.term == code or row.demand.term.startswith(f"{code}:") for code in codes)
    ]


@require_POST
def make_need(request: Request, campaign_id: UUID) -> HttpResponse:
    """A gap becomes a need."""
    return _made(request, campaign_id, commands.make_need_of_gap)


@require_POST
def make_estimate(request: Request, campaign_id: UUID) -> HttpResponse:
    """An estimate becomes a need."""
    return _made(request, campaign_id, commands.make_need_of_estimate)


def _made(request: Request, campaign_id: UUID, command: Callable[..., Need]) -> HttpResponse:
    place = request.POST.get("authority", "")
    if place and not (place.isdecimal() and len(place) <= LONGEST_CODE):
        raise Http404
    with or_404():
        made = command(
            actor=request.actor,
            campaign_id=campaign_id,
            code=request.POST.get("term", ""),
            authority_id=int(place) if place else None,
            at=timezone.now(),
        )
    notes.success(request, _("This gap is a need now. It can go into a pool."))
    return redirect("needs:need", made.pk)


@public
@require_safe
def published(request: Request, slug: str, campaign_id: UUID) -> HttpResponse:
    """What a campaign found, for everybody; small numbers left out."""
    region = get_object_or_404(places.regions(), slug=slug)
    with or_404():
        matrix = queries.public_matrix(region.pk, campaign_id)
    context = {"region": region, "matrix": matrix, "campaign": matrix.campaign, "limit": LEAST_SHOWN}
    return render(request, "needs/published.html", context)
