"""The search page: everything it shows is said by its address."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from igum.core.jobs import defer
from igum.core.languages import LANGUAGE_NAMES, language_name
from igum.core.public import public
from igum.core.requests import Request
from igum.core.texts import Text
from igum.directory import queries
from igum.directory.forms import KM, PAGE_SIZE, SearchState, pages_of, read_search
from igum.directory.queries import ServiceCard, ServiceLine
from igum.directory.search.answers import NotBuilt, SearchAnswer
from igum.directory.search.lexicon import Lexicon
from igum.directory.views.facets import chosen_of, facets
from igum.directory.views.region import local_now, page_language, region_of, service_address
from igum.directory.views.searched import tell
from igum.directory.views.words import said_of, served_sentence, understood

SUMMARY_WORDS = 32


@public
@require_safe
def search(request: Request) -> HttpResponse:
    """Services for what was typed and chosen, as a list or a map. htmx gets only what changed."""
    region = region_of(request)
    language = page_language()
    state = read_search(request.GET, LANGUAGE_NAMES)
    template = "directory/search.html#found" if request.htmx else "directory/search.html"
    asked = state.request(language=language, region_id=region.pk if region else None, semantic=settings.IGUM_SEMANTIC)
    try:
        answer = queries.search(asked, at=local_now())
    except NotBuilt:
        defer("directory.rebuild_index")
        response = render(request, template, {"region": region, "search": _state(state), "preparing": True}, status=503)
        response.headers["Retry-After"] = "10"
        return response
    last = pages_of(answer.total)
    if state.view == "list" and state.page > last:  # an address kept from a day when there were more
        return redirect(state.url(reverse("directory:search"), page=last))
    lexicon = queries.index_lexicon()
    region_id = region.pk if region else None
    if region_id is not None:
        tell(state, answer, lexicon, region_id=region_id, language=language, on=local_now().date())
    shown = facets(state, answer, lexicon, language=language, region_id=region_id)
    response = render(
        request,
        template,
        {
            "region": region,
            "search": _state(state),
            "answer": {
                **_answer(state, answer, lexicon, region_id),
                **(_on_map(answer, language) if state.view == "map" else _in_list(answer, language)),
            },
            "facets": shown,
            "chosen": chosen_of(shown),
            "areas_url": f"{reverse('places:areas')}?region={region.slug}" if region and state.view == "map" else "",
            "km_choices": KM,
        },
    )
    patch_cache_control(response, private=True, max_age=0)
    return response


def _state(state: SearchState) -> dict[str, Any]:
    return {
        "q": state.q,
        "needs": state.needs,
        "situations": state.situations,
        "town": state.town,
        "languages": state.languages,
        "free": state.free,
        "open": state.open,
        "near": f"{state.near[0]},{state.near[1]}" if state.near else "",
        "km": state.km,
        "order": state.order,
        "view": state.view,
        "page": state.page,
    }


def _answer(state: SearchState, answer: SearchAnswer, lexicon: Lexicon, region_id: int | None) -> dict[str, Any]:
    here = reverse("directory:search")
    language = page_language()
    meant = answer.did_you_mean
    return {
        "total": answer.total,
        "page": state.page,
        "pages": pages_of(answer.total) if state.view == "list" else 1,
        "did_you_mean": {"text": meant, "url": state.url(here, q=meant)} if meant else None,
        "understood": [
            {"kind": kind, "text": text, "remove_url": state.url(here, literal=True)}
            for kind, text in understood(answer, state.q, lexicon, language, region_id)
        ],
        "relaxed": [said_of(relaxation, lexicon, language) for relaxation in answer.relaxed],
    }


def _in_list(answer: SearchAnswer, language: str) -> dict[str, Any]:
    """The services of one page as cards."""
    distances = {hit.id: hit.distance_km for hit in answer.hits}
    cards = queries.service_cards(list(distances), language=language, at=local_now())
    address = service_address()
    return {"services": [_card(card, address, distances[str(card.id)]) for card in cards]}


def _on_map(answer: SearchAnswer, language: str) -> dict[str, Any]:
    """All services as points, and the first of them as a short list."""
    distances = {hit.id: hit.distance_km for hit in answer.hits}
    lines = queries.service_lines(list(distances), language=language)
    address = service_address()
    return {
        "services": [_line(line, address, distances[line.id]) for line in lines[:PAGE_SIZE]],
        "points": [
            {"lat": line.latitude, "lon": line.longitude, "name": line.name.text, "url": f"{address}{line.id}"}
            for line in lines
            if line.latitude is not None
        ],
    }


def _card(card: ServiceCard, address: str, distance_km: float | None) -> dict[str, Any]:
    return {
        "url": f"{address}{card.id}",
        "name": card.name,
        "organization": card.organization,
        "summary": _shortened(card.summary),
        "need": card.need_code,
        "serves": served_sentence(card.areas, card.region),
        "place": card.place,
        "distance_km": distance_km,
        "minutes": None,
        "languages": [language_name(code) for code in card.languages],
        "free": card.free,
        "open_now": card.open_now,
        "assured_on": card.assured_on,
        "is_sample": card.is_sample,
        "status_words": _("Closed for now") if card.status == "temporarily closed" else "",
    }


def _line(line: ServiceLine, address: str, distance_km: float | None) -> dict[str, Any]:
    return {
        "url": f"{address}{line.id}",
        "name": line.name,
        "organization": line.organization,
        "place": line.place,
        "distance_km": distance_km,
    }


def _shortened(text: Text) -> Text:
    return replace(text, text=Truncator(text.text).words(SUMMARY_WORDS, truncate=" …"))
