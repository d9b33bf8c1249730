"""What is let go, and in which order, so that a page is never empty when there is anything at all to show."""

from collections.abc import Iterator
from dataclasses import replace

from igum.directory.search.answers import Relaxation, SearchRequest
from igum.directory.search.lexicon import Lexicon

_WIDER = 3.0
_WIDEST_KM = 200.0


def relaxations(request: SearchRequest, lexicon: Lexicon) -> Iterator[tuple[SearchRequest, Relaxation]]:
    """Ever wider requests, each with what was let go last. Comforts go first, the subject and the region last."""
    if request.open_now:
        request = replace(request, open_now=False)
        yield request, Relaxation("open_now", "now")
    if request.free:
        request = replace(request, free=False)
        yield request, Relaxation("free", "free")
    if request.languages:
        asked = ",".join(request.languages)
        request = replace(request, languages=())
        yield request, Relaxation("language", asked)
    for request, let_go in _wider(request):
        yield request, let_go
    if request.situations:
        asked = ",".join(request.situations)
        request = replace(request, situations=())
        yield request, Relaxation("situation", asked)
    for request, let_go in _broader(request, lexicon):
        yield request, let_go
    if request.town is not None:
        asked = str(request.town)
        request = replace(request, town=None)
        yield request, Relaxation("town", asked)
    if request.text.strip():
        asked = request.text
        request = replace(request, text="")
        yield request, Relaxation("text", asked)
    if request.region is not None:
        yield replace(request, region=None), Relaxation("region", str(request.region))


def _wider(request: SearchRequest) -> Iterator[tuple[SearchRequest, Relaxation]]:
    """Threefold distances, then any distance."""
    if request.near is None or request.km is None:
        return
    asked, km = f"{request.km:g}", request.km * _WIDER
    while km <= _WIDEST_KM:
        request = replace(request, km=km)
        yield request, Relaxation("distance", asked, f"{km:g}")
        km *= _WIDER
    yield replace(request, km=None), Relaxation("distance", asked)


def _broader(request: SearchRequest, lexicon: Lexicon) -> Iterator[tuple[SearchRequest, Relaxation]]:
    """The parents of the needs, their parents, then any need."""
    if not request.needs:
        return
    asked, needs = ",".join(request.needs), request.needs
    while True:
        parents = {term.parent for code in needs if (term := lexicon.term_by_code.get(code)) and term.parent}
        needs = tuple(sorted(parents))
        if not needs:
            break
        request = replace(request, needs=needs)
        yield request, Relaxation("need", asked, ",".join(needs))
    yield replace(request, needs=()), Relaxation("need", asked)


def said_once(let_go: list[Relaxation]) -> tuple[Relaxation, ...]:
    """The last word on each kind: steps on the way to it need not be told."""
    return tuple({each.kind: each for each in let_go}.values())
