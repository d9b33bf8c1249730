"""The whole form at once: to see before starting, to print, to fill in by hand."""

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from igum.core.links import visiting
from igum.core.public import public
from igum.core.requests import Request
from igum.places.queries import Region
from igum.questionnaires import queries
from igum.questionnaires.models import Questionnaire
from igum.questionnaires.paper import paper
from igum.questionnaires.presenting import Drawing, titles
from igum.questionnaires.rules.state import Filling, state
from igum.questionnaires.views.visits import drawing_of, find_region, opened, page_language, secret_page


@public
@require_safe
def preview(request: Request, region: str, questionnaire_id: UUID) -> HttpResponse:
    """A questionnaire as it will be asked, for anybody in its region."""
    place, kept = _kept(request, region, questionnaire_id)
    compiled = queries.compiled_of(kept)
    empty = state(compiled, Filling({}), page_language())
    drawing = Drawing(compiled.form, empty, page_language(), towns=queries.towns_to_choose(compiled, place.pk))
    return render(
        request, "questionnaires/paper.html", {**titles(compiled.form, page_language()), "items": paper(drawing)}
    )


@public
@require_safe
def exported(request: Request, region: str, questionnaire_id: UUID) -> HttpResponse:
    """The same questionnaire as FHIR, for the health services; release R5 where it is asked for, else R4."""
    _place, kept = _kept(request, region, questionnaire_id)
    written = queries.as_fhir(
        kept.definition,
        release="R5" if request.GET.get("release") == "R5" else "R4",
        language=page_language(),
        identifier=f"urn:uuid:{kept.pk}",
    )
    return JsonResponse(written, json_dumps_params={"ensure_ascii": False}, content_type="application/fhir+json")


def _kept(request: Request, slug: str, questionnaire_id: UUID) -> tuple[Region, Questionnaire]:
    region = find_region(slug)
    with visiting(request, region_id=region.pk) as actor:
        try:
            return region, queries.questionnaire(actor, questionnaire_id)
        except ObjectDoesNotExist:
            raise Http404 from None


@secret_page
@require_safe
def printed(request: Request, region: str, secret: str) -> HttpResponse:
    """One's own response on paper, with what was answered so far and what was not."""
    with opened(request, find_region(region), secret) as response:
        now = queries.state_of(response, language=page_language(), at=timezone.now())
        compiled = queries.compiled_of(response.questionnaire)
        facts = {
            **titles(compiled.form, page_language()),
            "items": paper(drawing_of(response, now)),
            "response": response,
            "address": {"region": region, "secret": secret},
        }
        return render(request, "questionnaires/paper.html", facts)
