"""Further choices beside the results, each with how many services it would leave."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from igum.core.languages import LANGUAGE_NAMES, language_name
from igum.directory.forms import SearchState
from igum.directory.search.answers import SearchAnswer
from igum.directory.search.lexicon import Lexicon
from igum.directory.views.region import towns_of
from igum.directory.views.words import place_name, term_name

SHOWN = 8
FOLDED = 16  # beyond these a choice is rarer than one typed word finds faster, and every page would carry it
AXIS_TOPS = frozenset({"human_services", "human_situations"})


def facets(
    state: SearchState, answer: SearchAnswer, lexicon: Lexicon, *, language: str, region_id: int | None
) -> list[dict[str, Any]]:
    """Need, situation, town, language, free of charge and open now, in the order people use them."""
    found = answer.facets

    def named(code: str) -> str:
        return term_name(lexicon, code, language)

    return [
        _many("need", _("What is needed"), _terms(found.needs, state.needs, lexicon, named)),
        _many("situation", _("For whom"), _terms(found.situations, state.situations, lexicon, named)),
        _one("town", _("Where you live"), _towns(state, answer, lexicon, language, region_id)),
        _many("language", _("Language"), _languages(found.languages, state.languages)),
        _yes("free", _("Free of charge"), found.free, chosen=state.free),
        _yes("open", _("Open now"), found.open_now, chosen=state.open),
    ]


def chosen_of(shown: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What is chosen, of all facets, each with the facet it belongs to."""
    return [
        {"facet": facet["name"], "value": option["value"], "name": option["name"]}
        for facet in shown
        for option in facet["options"]
        if option["chosen"]
    ]


def _many(name: str, title: str, options: list[dict[str, Any]]) -> dict[str, Any]:
    """The common choices open, the rarer ones folded; what is chosen is never folded away."""
    shown = [option for place, option in enumerate(options) if place < SHOWN or option["chosen"]]
    more = [option for option in options if option not in shown][:FOLDED]
    return {"name": name, "title": title, "kind": "many", "options": shown, "more": more}


def _one(name: str, title: str, options: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "title": title, "kind": "one", "options": options, "more": []}


def _yes(name: str, title: str, count: int, *, chosen: bool) -> dict[str, Any]:
    option = {"value": "1", "name": title, "count": count, "chosen": chosen}
    return {"name": name, "title": title, "kind": "yes", "options": [option], "more": []}


def _terms(counts: Mapping[str, int], chosen: Iterable[str], lexicon: Lexicon, named: Any) -> list[dict[str, Any]]:
    """First what is chosen, then the commonest; the top of an axis is no choice."""
    picked = set(chosen)
    codes = [code for code in {**dict.fromkeys(chosen, 0), **counts} if code not in AXIS_TOPS]
    codes = [code for code in codes if code in lexicon.term_by_code]
    codes.sort(key=lambda code: (code not in picked, -counts.get(code, 0), code))
    return [
        {"value": code, "name": named(code), "count": counts.get(code, 0), "chosen": code in picked} for code in codes
    ]


def _towns(
    state: SearchState, answer: SearchAnswer, lexicon: Lexicon, language: str, region_id: int | None
) -> list[dict[str, Any]]:
    town = state.town or answer.understanding.town
    counts = answer.facets.towns
    codes = {**dict.fromkeys([town] if town else [], 0), **counts}
    inhabited = set(towns_of(region_id))
    options = [
        {
            "value": str(code),
            "name": place_name(lexicon, code, language),
            "count": counts.get(code, 0),
            "chosen": code == town,
        }
        for code in codes
        if code in lexicon.localities and (code in inhabited or code == town)
    ]
    return sorted(options, key=lambda option: str(option["name"]))


def _languages(counts: Mapping[str, int], chosen: Iterable[str]) -> list[dict[str, Any]]:
    picked = set(chosen)
    return [
        {"value": code, "name": language_name(code), "count": counts.get(code, 0), "chosen": code in picked}
        for code in LANGUAGE_NAMES
        if counts.get(code) or code in picked
    ]
