"""Which days a page of the calendar shows, which holidays they have, and which days a phase keeps free."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from igum.engines.schedule.calendars import COMMUNITIES, Closed, closed_for
from igum.engines.schedule.holidays import Holiday, Kind
from igum.programmes.rules.programme import Phase

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
LISTED = timedelta(days=28)
# Beyond these no session is planned, and an address that asks for such a day shows today instead.
FIRST_YEAR, LAST_YEAR = 2000, 2100


class View(StrEnum):
    """How a calendar is shown."""

    MONTH = "month"
    WEEK = "week"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Span:
    """The days of one page, from ``first`` to ``last``, and where the pages before and after it begin.

    ``begins`` and ``ends`` are what was asked for: a month is shown with the rest of its first and last week.
    """

    view: View
    begins: date
    ends: date
    first: date
    last: date
    before: date
    after: date

    @property
    def days(self) -> tuple[date, ...]:
        """Every day that is shown."""
        return tuple(self.first + number * DAY for number in range((self.last - self.first).days + 1))

    def has(self, day: date) -> bool:
        """Whether a day is of the month asked for, and not of a week that reaches into it."""
        return self.begins <= day <= self.ends


def span_of(view: View, on: date) -> Span:
    """The page of the calendar with a day in it. Weeks begin on Sunday; a list has four weeks from the day.

    >>> month = span_of(View.MONTH, date(2027, 3, 26))
    >>> month.first.isoformat(), month.last.isoformat(), month.after.isoformat()
    ('2027-02-28', '2027-04-03', '2027-04-01')
    """
    if view == View.LIST:
        return Span(view, on, on + LISTED - DAY, on, on + LISTED - DAY, on - LISTED, on + LISTED)
    if view == View.WEEK:
        first = sunday_of(on)
        return Span(view, first, first + 6 * DAY, first, first + 6 * DAY, first - WEEK, first + WEEK)
    begins = on.replace(day=1)
    after = (begins + 31 * DAY).replace(day=1)
    ends = after - DAY
    before = (begins - DAY).replace(day=1)
    return Span(view, begins, ends, sunday_of(begins), sunday_of(ends) + 6 * DAY, before, after)


def sunday_of(day: date) -> date:
    """The first day of its week.

    >>> sunday_of(date(2027, 3, 26)).isoformat(), sunday_of(date(2027, 3, 28)).isoformat()
    ('2027-03-21', '2027-03-28')
    """
    return day - (day.weekday() + 1) % 7 * DAY


def is_sensible(day: date) -> bool:
    """Whether a calendar reaches this day."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def holidays_of(days: Iterable[date]) -> Mapping[date, tuple[Holiday, ...]]:
    """The days of rest and their eves, of all communities that live here, each holiday once a day.

    >>> found = holidays_of([date(2027, 4, 25)])
    >>> [holiday.names["en"] for holiday in found[date(2027, 4, 25)]]
    ["Feast of the prophet Shu'ayb"]
    """
    listed = sorted(days)
    closed = closed_for(tuple(COMMUNITIES), (listed[0], listed[-1])) if listed else {}
    return {day: _once(closed[day]) for day in listed if day in closed}


def _once(holidays: tuple[Holiday, ...]) -> tuple[Holiday, ...]:
    """Without a second holiday of the same name, such as one that two churches keep on the same day."""
    kept = {holiday.names.get("en", holiday.key): holiday for holiday in reversed(holidays)}
    return tuple(reversed(kept.values()))


def closed_to(phase: Phase | None, days: tuple[date, date]) -> Closed:
    """The days on which a phase of a file holds no meetings: holidays of the calendars that it keeps."""
    if phase is None or phase.sessions is None or not phase.sessions.skip:
        return {}
    return closed_for(phase.sessions.skip, days)


def is_eve(holiday: Holiday) -> bool:
    """Whether it is the day before, and the holiday begins in the evening."""
    return holiday.kind == Kind.EVE
