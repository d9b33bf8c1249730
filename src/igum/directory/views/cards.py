"""What the directory adds to the page of a place."""

from django.http import HttpRequest
from django.urls import reverse

from igum.directory import queries
from igum.directory.forms import SearchState
from igum.directory.search.answers import NotBuilt, SearchRequest
from igum.directory.views.region import local_now, page_language
from igum.directory.views.words import term_name
from igum.places.slots import Card, HasRegion

NEEDS_SHOWN = 8
TOP_PARTS = 2  # a top need's code has two parts: the axis and itself


def town_card(request: HttpRequest, place: HasRegion) -> Card | None:
    """How many services the residents of a town may use, and for which needs. None where there is nothing to say.

    A town's authority carries the town's own code, so one card serves both pages; a regional council has no
    locality of its code and gets none: its localities are on its page.
    """
    try:
        lexicon = queries.index_lexicon()
        if place.pk not in lexicon.localities or place.region_id is None:
            return None
        answer = queries.search(SearchRequest(region=place.region_id, town=place.pk, limit=0), at=local_now())
    except NotBuilt:
        return None
    if not answer.total or answer.relaxed:
        return None
    search = reverse("directory:search")
    tops = {code: count for code, count in answer.facets.needs.items() if code.count(":") == TOP_PARTS - 1}
    common = sorted(tops, key=lambda code: (-tops[code], code))[:NEEDS_SHOWN]
    return Card(
        "directory/_town_card.html",
        {
            "total": answer.total,
            "url": SearchState(town=place.pk).url(search),
            "needs": [
                {
                    "name": term_name(lexicon, code, page_language()),
                    "code": code,
                    "count": tops[code],
                    "url": SearchState(town=place.pk, needs=(code,)).url(search),
                }
                for code in common
            ],
        },
    )
