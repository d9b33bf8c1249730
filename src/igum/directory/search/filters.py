"""What a service must be to be shown at all: one condition for each choice on the page."""

from collections.abc import Mapping, Sequence
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
    wanted: dict[str, tuple[str, Sequence[str] | None]] = {
        "region": ("region", None if request.region is None else [str(request.region)]),
        "need": ("need", request.needs or None),
        "situation": ("situation", request.situations or None),
        "town": ("serves", None if request.town is None else serving_keys(request.town, snapshot.knowledge.lexicon)),
        "language": ("language", request.languages or None),
        "free": ("free", ["yes"] if request.free else None),
        "open_now": ("hours", snapshot.open_patterns(minute_of_week(now)) if request.open_now else None),
        "distance": ("point", _within(snapshot, request)),
    }
    return {axis: _any(snapshot, field, keys) for axis, (field, keys) in wanted.items() if keys is not None}


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


def _any(snapshot: Snapshot, field: str, keys: Sequence[str]) -> Query:
    return Query.term_set_query(snapshot.schema, field, list(keys)) if keys else Query.empty_query()


def _within(snapshot: Snapshot, request: SearchRequest) -> list[str] | None:
    """The points within the distance asked, or nothing when no distance was."""
    if request.near is None or request.km is None:
        return None
    keys, distances = snapshot.points_by_distance(request.near)
    return keys[: int((distances <= request.km).sum())]
