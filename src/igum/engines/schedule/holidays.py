"""A day on which people do not meet: its name, whose it is, of what kind, and how sure its date is."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What a holiday asks of the day. Which kinds close it, the caller says."""

    REST = "rest"  # a day of rest
    EVE = "eve"  # the day before: it begins in the evening
    INTERMEDIATE = "intermediate"  # between the first and the last days of a feast: chol hamoed
    OBSERVED = "observed"  # a fast, a memorial day, a feast that is worked on
    FAST_MONTH = "fast_month"  # a day of Ramadan: the fast is broken at sunset


@dataclass(frozen=True, slots=True)
class Holiday:
    """One day of a holiday.

    Attributes:
        calendar: e.g. ``il-jewish``.
        key: names the holiday in its calendar, e.g. ``pesach``; the same for all its days and eves.
        names: by language: he, ar, en.
        approximate: computed, and may be a day earlier or later: what is announced counts.
    """

    calendar: str
    key: str
    on: date
    kind: Kind
    names: Mapping[str, str]
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Announced:
    """When a holiday was announced to be; stands instead of what was computed for that year."""

    key: str
    first: date
    last: date


def announced_instead(holidays: Iterable[Holiday], announced: Collection[Announced]) -> list[Holiday]:
    """The holidays with the computed days moved to the announced ones, which are then certain.

    The days of rest move as announced; the eve moves to the day before. A computed day counts as the same holiday when
    it is within a week of the announced ones.

    Raises:
        ValueError: what was announced matches nothing that was computed, or ends before it begins.
    """
    kept = list(holidays)
    for notice in announced:
        if notice.last < notice.first:
            raise ValueError(f"{notice.key} is announced to end before it begins")
        week = timedelta(days=7)
        moved = [day for day in kept if day.key == notice.key and notice.first - week <= day.on <= notice.last + week]
        if not moved:
            raise ValueError(f"{notice.key} is announced for {notice.first}, and is not near that day")
        kept = [day for day in kept if day not in moved] + _as_announced(moved, notice)
    return sorted(kept, key=lambda day: (day.on, day.calendar, day.key))


def _as_announced(moved: list[Holiday], notice: Announced) -> list[Holiday]:
    days = {day.kind: day for day in moved}
    main = days.get(Kind.REST, moved[0])
    length = (notice.last - notice.first).days + 1
    kinds = [(main, notice.first + timedelta(days=number)) for number in range(length)]
    if Kind.EVE in days:
        kinds.insert(0, (days[Kind.EVE], notice.first - timedelta(days=1)))
    return [Holiday(day.calendar, day.key, on, day.kind, day.names) for day, on in kinds]
