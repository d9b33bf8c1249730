"""What a service must be to be shown at all: one condition for each choice on the page."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from tantivy import Occur, Query

from igum.directory.search.answers import SearchRequest
from igum.directory.search.lexicon import Lexicon
from igum.directory.search.snapshot import Snapshot

# Opening hours are told in the country's own time.
_LOCAL = ZoneInfo("Asia/Jerusalem")


def conditions(request: SearchRequest, snapshot: Snapshot, now: datetime) -> dict[str, Query]:
    """The conditions of a request, by what they limit."""
    found: dict[str, Query] = {}
    if request.region is not None:
        found["region"] = _any(snapshot, "region", [str(request.region)])
    if request.needs:
        found["need"] = _any(snapshot, "need", request.needs)
    if request.situations:
        found["situation"] = _any(snapshot, "situation", request.situations)
    if request.town is not None:
        found["town"] = _any(snapshot, "serves", serving_keys(request.town, snapshot.knowledge.lexicon))
    if request.languages:
        found["language"] = _any(snapshot, "language", request.languages)
    if request.free:
        found["free"] = _any(snapshot, "free", ["yes"])
    if request.open_now:
        found["open_now"] = _any(snapshot, "hours", snapshot.open_patterns(minute_of_week(now)))
    if request.near is not None and request.km is not None:
        found["distance"] = _within(snapshot, request.near, request.km)
    return found


def all_of(found: Mapping[str, Query], text: Query | None, *, but: str = "") -> Query:
    """The services that match the text and fulfil every condition but one."""
    clauses = [(Occur.Must, Query.const_score_query(query, 0.0)) for axis, query in found.items() if axis != but]
    if text is not None:
        clauses.append((Occur.Must, text))
    return Query.boolean_query(clauses) if clauses else Query.all_query()


def serving_keys(town: int, lexicon: Lexicon) -> list[str]:
    """The areas served that hold a locality: itself, its authority, its region."""
    keys = [f"locality:{town}"]
    place = lexicon.localities.get(town)
    if place and place.authority is not None:
        keys.append(f"authority:{place.authority}")
    if place and place.region is not None:
        keys.append(f"region:{place.region}")
    return keys


def minute_of_week(now: datetime) -> int:
    """The minute of the week in local time, from Monday 00:00. ``now`` must be aware."""
    if now.tzinfo is None:
        raise ValueError("now must be an aware moment: whether a service is open depends on the time zone.")
    local = now.astimezone(_LOCAL)
    return local.weekday() * 24 * 60 + local.hour * 60 + local.minute


def _any(snapshot: Snapshot, field: str, values: list[str] | tuple[str, ...]) -> Query:
    return Query.term_set_query(snapshot.schema, field, list(values)) if values else Query.empty_query()


def _within(snapshot: Snapshot, near: tuple[float, float], km: float) -> Query:
    keys, distances = snapshot.points_by_distance(near)
    return _any(snapshot, "point", keys[: int((distances <= km).sum())])
