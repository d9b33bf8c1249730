"""The whole form at once: to see before starting, to print, to fill in by hand."""

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from igum.core.links import visiting
from igum.core.public import public
from igum.core.requests import Request
from igum.questionnaires import queries
from igum.questionnaires.paper import paper
from igum.questionnaires.presenting import Drawing, titles
from igum.questionnaires.rules.state import Filling, state
from igum.questionnaires.views.visits import drawing_of, find_region, opened, page_language, secret_page, towns_for


@public
@require_safe
def preview(request: Request, region: str, questionnaire_id: UUID) -> HttpResponse:
    """A questionnaire as it will be asked, for anybody in its region."""
    place = find_region(region)
    with visiting(request, region_id=place.pk) as actor:
        try:
            compiled = queries.compiled_of(queries.questionnaire(actor, questionnaire_id))
        except ObjectDoesNotExist:
            raise Http404 from None
    empty = state(compiled, Filling({}), page_language())
    drawing = Drawing(compiled.form, empty, page_language(), towns=towns_for(compiled, place.pk))
    return render(
        request, "questionnaires/paper.html", {**titles(compiled.form, page_language()), "items": paper(drawing)}
    )


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
