"""When a shared hall is open, cut into turns; and wishes for times of the week as wishes for turns."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any, Self
from zoneinfo import ZoneInfo

from igum.engines.schedule.calendars import COMMUNITIES, closed_for
from igum.engines.schedule.turns import Sharer, Slot

MOST_POINTS = 3
CANNOT = 0
MOST_WEEKS = 26
SUNDAY = 6
WeekTime = tuple[int, time]


@dataclass(frozen=True, slots=True)
class Opening:
    """A day of the week, Monday is 0, and from when until when."""

    weekday: int
    opens: time
    closes: time

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Self:
        """As it is kept."""
        return cls(int(data["weekday"]), time.fromisoformat(data["from"]), time.fromisoformat(data["until"]))

    def as_data(self) -> dict[str, Any]:
        """To be kept."""
        return {"weekday": self.weekday, "from": f"{self.opens:%H:%M}", "until": f"{self.closes:%H:%M}"}


def times_of_week(openings: Iterable[Opening], minutes: int) -> list[WeekTime]:
    """When turns start, from Sunday on; what is too short for a turn before closing stays empty.

    >>> times_of_week([Opening(6, time(16), time(20, 30))], 120)
    [(6, datetime.time(16, 0)), (6, datetime.time(18, 0))]
    """
    found = set()
    for one in openings:
        start, closes = _minutes(one.opens), _minutes(one.closes)
        while start + minutes <= closes:
            found.add((one.weekday, time(start // 60, start % 60)))
            start += minutes
    return sorted(found, key=lambda each: (from_sunday(each[0]), each[1]))


def from_sunday(weekday: int) -> int:
    """A day's place in a week that begins on Sunday.

    >>> [from_sunday(day) for day in (6, 0, 5)]
    [0, 1, 6]
    """
    return (weekday + 1) % 7


def sunday_of(day: date) -> date:
    """The Sunday on which the week of a day begins."""
    return day - timedelta(days=from_sunday(day.weekday()))


def slots_of(
    times: Sequence[WeekTime], minutes: int, first: date, weeks: int, zone: ZoneInfo, *, hall: str = "hall"
) -> list[list[Slot]]:
    """The turns of some weeks from the week of a day on, none before that day."""
    sunday = sunday_of(first)
    return [
        [
            Slot(key_of(starts), hall, starts, starts + timedelta(minutes=minutes))
            for weekday, clock in times
            for day in (sunday + timedelta(days=7 * week + from_sunday(weekday)),)
            if day >= first
            for starts in (datetime.combine(day, clock, zone),)
        ]
        for week in range(weeks)
    ]


def key_of(starts: datetime) -> str:
    """The name of a turn: when it starts."""
    return f"{starts:%Y-%m-%dT%H:%M}"


def holidays_of(keeps: Mapping[str, Collection[str]], first: date, last: date) -> dict[str, frozenset[date]]:
    """The days from the first to the last on which each town keeps a holiday or its eve, by what it says it keeps.

    >>> days = holidays_of({"1": ["druze"], "2": []}, date(2027, 4, 25), date(2027, 4, 26))
    >>> [len(days[town]) for town in ("1", "2")]
    [2, 0]
    """
    return {
        town: frozenset(closed_for([word for word in words if word in COMMUNITIES], (first, last)))
        for town, words in keeps.items()
    }


def sharers_of(
    weights: Mapping[str, int],
    wishes: Mapping[str, Mapping[WeekTime, int]],
    weeks: Sequence[Sequence[Slot]],
    had: Mapping[str, int],
    holidays: Mapping[str, Collection[date]],
) -> list[Sharer]:
    """Who shares, with wishes for each of the turns, and what each is owed.

    Args:
        weights: by authority.
        wishes: points by time of the week; none (0) where it cannot.
        weeks: the turns to be given.
        had: turns that each had before.
        holidays: days on which it can use no turn.
    """
    together, before = sum(weights.values()), sum(had.values())
    starts = [(slot.key, slot.starts_at) for week in weeks for slot in week]
    slots = [(key, at.date(), (at.weekday(), at.time())) for key, at in starts]
    sharers = []
    for town, weight in weights.items():
        said, closed = wishes.get(town, {}), holidays.get(town, ())
        cannot = frozenset(key for key, day, at in slots if said.get(at) == CANNOT or day in closed)
        sharers.append(
            Sharer(
                key=town,
                weight=weight,
                wishes={
                    key: points for key, _day, at in slots if key not in cannot and (points := said.get(at, 0)) > 0
                },
                cannot=cannot,
                owed=Fraction(before * weight, together) - had.get(town, 0) if together else Fraction(0),
            )
        )
    return sharers


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
