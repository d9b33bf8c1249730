"""How many services each further choice on the page would leave."""

from collections.abc import Mapping
from datetime import datetime

from tantivy import Query

from igum.directory.search.answers import Facets, SearchRequest
from igum.directory.search.filters import all_of, minute_of_week, serving_keys
from igum.directory.search.schema import is_open
from igum.directory.search.snapshot import Snapshot

# The axis of the page, and the field it is counted in.
_FIELDS = {
    "need": "need",
    "situation": "situation",
    "town": "serves",
    "language": "language",
    "free": "free",
    "open_now": "hours",
}


def facets(
    snapshot: Snapshot, conditions: Mapping[str, Query], text: Query | None, request: SearchRequest, now: datetime
) -> Facets:
    """Counts for each axis under all conditions but its own, so that a choice shows what stands beside it."""
    free_axes = [axis for axis in _FIELDS if axis not in conditions]
    counted = dict(snapshot.counts(all_of(conditions, text), [_FIELDS[axis] for axis in free_axes]))
    for axis in _FIELDS:
        if axis in conditions:
            counted |= snapshot.counts(all_of(conditions, text, but=axis), [_FIELDS[axis]])
    minute = minute_of_week(now)
    return Facets(
        needs=counted["need"],
        situations=counted["situation"],
        towns=_by_town(snapshot, counted["serves"], request.region),
        languages=counted["language"],
        free=counted["free"].get("yes", 0),
        open_now=sum(count for hours, count in counted["hours"].items() if is_open(hours, minute)),
    )


def _by_town(snapshot: Snapshot, serving: Mapping[str, int], region: int | None) -> dict[int, int]:
    """Services that serve each town. The areas of one service never overlap, so counts by area add up."""
    lexicon = snapshot.knowledge.lexicon
    towns = (place for place in lexicon.localities.values() if region is None or place.region == region)
    counts = {town.code: sum(serving.get(key, 0) for key in serving_keys(town.code, lexicon)) for town in towns}
    return {code: count for code, count in counts.items() if count}
