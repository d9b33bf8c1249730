"""What is let go, and in which order, so that a page is never empty when there is anything at all to show."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from igum.directory.search.answers import Relaxation, RelaxationKind, SearchRequest
from igum.directory.search.lexicon import Lexicon

Step = Callable[[SearchRequest], Iterator[tuple[SearchRequest, Relaxation]]]
_KINDS: dict[str, RelaxationKind] = {
    "open_now": "open_now",
    "free": "free",
    "languages": "language",
    "situations": "situation",
    "town": "town",
    "text": "text",
    "region": "region",
}
_WIDER = 3.0
_WIDEST_KM = 200.0


def relaxations(request: SearchRequest, lexicon: Lexicon) -> Iterator[tuple[SearchRequest, Relaxation]]:
    """Ever wider requests, each with what was let go last. Comforts go first, the subject and the region last."""
    steps: tuple[Step, ...] = (
        _let_go("open_now", False),
        _let_go("free", False),
        _let_go("languages", ()),
        _widen,
        _let_go("situations", ()),
        lambda asked: _broaden(asked, lexicon),
        _let_go("town", None),
        _let_go("text", ""),
        _let_go("region", None),
    )
    for step in steps:
        for wider, relaxation in step(request):
            request = wider
            yield wider, relaxation


def _let_go(choice: str, nothing: Any) -> Step:
    """A step that takes one choice back, if it was made."""

    def step(request: SearchRequest) -> Iterator[tuple[SearchRequest, Relaxation]]:
        asked = getattr(request, choice)
        if asked and not (isinstance(asked, str) and not asked.strip()):
            yield replace(request, **{choice: nothing}), Relaxation(_KINDS[choice], _as_text(choice, asked))

    return step


def _as_text(choice: str, asked: Any) -> str:
    if isinstance(asked, bool):
        return choice
    return ",".join(asked) if isinstance(asked, tuple) else str(asked)


def _widen(request: SearchRequest) -> Iterator[tuple[SearchRequest, Relaxation]]:
    """Threefold distances, then any distance."""
    if request.near is None or request.km is None:
        return
    asked, km = f"{request.km:g}", request.km * _WIDER
    while 0 < km <= _WIDEST_KM:
        yield replace(request, km=km), Relaxation("distance", asked, f"{km:g}")
        km *= _WIDER
    yield replace(request, km=None), Relaxation("distance", asked)


def _broaden(request: SearchRequest, lexicon: Lexicon) -> Iterator[tuple[SearchRequest, Relaxation]]:
    """The parents of the needs, their parents, then any need."""
    if not request.needs:
        return
    asked, needs = ",".join(request.needs), request.needs
    while needs := _parents(needs, lexicon):
        yield replace(request, needs=needs), Relaxation("need", asked, ",".join(needs))
    yield replace(request, needs=()), Relaxation("need", asked)


def _parents(codes: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    above = {term.parent for code in codes if (term := lexicon.term_by_code.get(code)) and term.parent}
    return tuple(sorted(above))


def said_once(let_go: list[Relaxation]) -> tuple[Relaxation, ...]:
    """The last word on each kind: steps on the way to it need not be told."""
    return tuple({each.kind: each for each in let_go}.values())
