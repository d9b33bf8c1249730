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
from igum.directory.forms import KM, SearchState, pages_of, read_search
from igum.directory.queries import ServiceCard
from igum.directory.search.answers import NotBuilt, SearchAnswer
from igum.directory.search.lexicon import Lexicon
from igum.directory.views.facets import facets
from igum.directory.views.region import local_now, page_language, region_of
from igum.directory.views.words import (
    said_of,
    served_sentence,
    term_name,
    understood,
)

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
    cards = queries.service_cards([hit.id for hit in answer.hits], language=language, at=local_now())
    response = render(
        request,
        template,
        {
            "region": region,
            "search": _state(state),
            "answer": _answer(state, answer, cards, lexicon, region.pk if region else None),
            "facets": facets(state, answer, lexicon, language=language, region_id=region.pk if region else None),
            "map_points": _points(cards) if state.view == "map" else [],
            "areas_url": f"{reverse('places:areas')}?region={region.slug}" if region and state.view == "map" else "",
            "centre": {"lat": state.near[0], "lon": state.near[1]} if state.near else None,
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
        "hidden": [pair for pair in state.pairs() if pair[0] not in {"q", "page", "literal"}],
    }


def _answer(
    state: SearchState, answer: SearchAnswer, cards: list[ServiceCard], lexicon: Lexicon, region_id: int | None
) -> dict[str, Any]:
    here = reverse("directory:search")
    language = page_language()
    distances = {hit.id: hit.distance_km for hit in answer.hits}
    meant = answer.did_you_mean
    return {
        "total": answer.total,
        "services": [_card(card, distances.get(str(card.id)), lexicon, language) for card in cards],
        "page": state.page,
        "pages": pages_of(answer.total) if state.view == "list" else 1,
        "did_you_mean": {"text": meant, "url": state.url(here, q=meant)} if meant else None,
        "understood": [
            {"kind": kind, "text": text, "remove_url": state.url(here, literal=True)}
            for kind, text in understood(answer, state.q, lexicon, language, region_id)
        ],
        "relaxed": [said_of(relaxation, lexicon, language) for relaxation in answer.relaxed],
    }


def _card(card: ServiceCard, distance_km: float | None, lexicon: Lexicon, language: str) -> dict[str, Any]:
    return {
        "url": reverse("directory:service", args=[card.id]),
        "name": card.name,
        "organization": card.organization,
        "summary": _shortened(card.summary),
        "needs": [{"name": term_name(lexicon, code, language), "code": code} for code in card.need_codes[:3]],
        "serves": served_sentence(card.areas, card.region),
        "place": card.place,
        "distance_km": distance_km,
        "minutes": None,
        "languages": [language_name(code) for code in card.languages],
        "free": card.free,
        "open_now": card.open_now,
        "assured_on": card.assured_on,
        "assured_by": card.assured_by,
        "is_sample": card.is_sample,
        "latitude": card.latitude,
        "longitude": card.longitude,
        "status_words": _("Closed for now") if card.status == "temporarily closed" else "",
    }


def _shortened(text: Text) -> Text:
    return replace(text, text=Truncator(text.text).words(SUMMARY_WORDS, truncate=" …"))


def _points(cards: list[ServiceCard]) -> list[dict[str, Any]]:
    return [
        {
            "lat": card.latitude,
            "lon": card.longitude,
            "name": card.name.text,
            "url": reverse("directory:service", args=[card.id]),
            "place": card.place,
        }
        for card in cards
        if card.latitude is not None
    ]
