"""What may be said of a search to those who count: terms, town and outcome, never the words."""

from datetime import date

from igum.directory.forms import SearchState
from igum.directory.search.answers import SearchAnswer
from igum.directory.search.lexicon import Lexicon
from igum.directory.slots import SEARCHED, Outcome, Searched

MOST_TERMS = 3  # a long sentence touches many; the first are what it is about
COMFORTS = {"open_now"}  # asked at night: the service is there all the same


def tell(
    state: SearchState, answer: SearchAnswer, lexicon: Lexicon, *, region_id: int, language: str, on: date
) -> None:
    """Tell those who count of a new search; turning pages and looking at the map is none, nor is opening everything."""
    if state.page > 1 or state.view == "map" or not (state.q or state.needs or state.situations):
        return
    searched = Searched(
        region_id=region_id,
        day=on,
        terms=_terms(state, answer, lexicon),
        town=_town(state.town or answer.understanding.town, lexicon, region_id),
        language=language,
        outcome=outcome(answer),
    )
    for note in SEARCHED:
        note(searched)


def outcome(answer: SearchAnswer) -> Outcome:
    """Whether what was asked for was found, found in part, or not at all."""
    if not answer.total:
        return "nothing"
    let_go = [relaxation for relaxation in answer.relaxed if relaxation.kind not in COMFORTS]
    if any(one.kind in {"text", "region"} or (one.kind == "need" and not one.kept) for one in let_go):
        return "nothing"
    return "partly" if let_go else "found"


def _terms(state: SearchState, answer: SearchAnswer, lexicon: Lexicon) -> tuple[str, ...]:
    """Only codes of the taxonomy: an address may hold anything."""
    said = (*state.needs, *state.situations) or answer.understanding.terms
    return tuple(dict.fromkeys(code for code in said if code in lexicon.term_by_code))[:MOST_TERMS]


def _town(code: int | None, lexicon: Lexicon, region_id: int) -> int | None:
    place = lexicon.localities.get(code or 0)
    return place.code if place is not None and place.region == region_id else None
