"""The sessions of a series: each occurrence held, moved, skipped or removed, and why; and those added by hand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice
from zoneinfo import ZoneInfo

from igum.engines.schedule.calendars import Closed
from igum.engines.schedule.holidays import Holiday
from igum.engines.schedule.recurrence import (
    HORIZON_YEARS,
    MOST_OCCURRENCES,
    BadRecurrence,
    Fault,
    read_recurrence,
)

SUNDAY_TO_THURSDAY = frozenset({6, 0, 1, 2, 3})
LONGEST_SHIFT_DAYS = 13
LONGEST_SESSION = timedelta(days=7)
DAY = timedelta(days=1)


class OnSkip(StrEnum):
    """What becomes of an occurrence on a closed day."""

    DROP = "drop"  # it is not held, and there is one less
    SHIFT_DAY = "shift_day"  # it moves to the next allowed day before the next occurrence
    SHIFT_SERIES = "shift_series"  # it and all later ones move on by one occurrence: the series ends later


class State(StrEnum):
    """What became of a session."""

    HELD = "held"
    MOVED = "moved"  # from its planned day, by SHIFT_DAY
    ADDED = "added"  # by hand
    SKIPPED = "skipped"  # its day is closed; because says by what
    NO_DAY = "no_day"  # its day is closed, and no allowed day was free before the next occurrence
    REMOVED = "removed"  # by hand


TAKES_PLACE = frozenset({State.HELD, State.MOVED, State.ADDED})


@dataclass(frozen=True, slots=True)
class Added:
    """A session that a person added. It is held even on a closed day."""

    on: date
    at: time | None = None  # the series' own time, if not said
    note: str = ""


@dataclass(frozen=True, slots=True)
class Removed:
    """A session that a person called off, named by the day it was planned for or moved to."""

    on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A series of sessions as a programme writes it.

    Attributes:
        rule: of RFC 5545, with COUNT or UNTIL, and without times of day.
        starts_on: the first day on which the rule counts.
        at: local time. It stays the same when the clocks change.
        length: of one session, as a clock that never changes would measure it. More than nothing, at most a week.
        zone: where it is local time.
        on_skip: what a closed day does.
        allowed: weekdays on which a moved session may be (0 is Monday).
        added: by hand.
        removed: by hand; not made up for.
    """

    rule: str
    starts_on: date
    at: time
    length: timedelta
    zone: ZoneInfo
    on_skip: OnSkip = OnSkip.SHIFT_SERIES
    allowed: frozenset[int] = SUNDAY_TO_THURSDAY
    added: tuple[Added, ...] = ()
    removed: tuple[Removed, ...] = ()

    def __post_init__(self) -> None:
        if not timedelta(0) < self.length <= LONGEST_SESSION:
            raise ValueError(f"length must be more than nothing and at most a week, not {self.length}")


@dataclass(frozen=True, slots=True)
class Session:
    """One session, held or not.

    Attributes:
        number: from 1 among those that take place, by time; None for those that do not.
        starts_at: an aware local moment; where it was planned to be, if it does not take place.
        planned_for: the day the rule named; None if it was added by hand.
        because: what closed the planned day; for an added one, what closes its day and was overridden.
        perhaps: approximate holidays within a day of it, which may yet fall on it.
        note: a person's, if by hand.
    """

    number: int | None
    starts_at: datetime
    ends_at: datetime
    state: State
    planned_for: date | None
    because: tuple[Holiday, ...] = ()
    perhaps: tuple[Holiday, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Timetable:
    """All sessions by time, and the changes by hand that changed nothing (their day is no longer one of the series)."""

    sessions: tuple[Session, ...]
    without_effect: tuple[Added | Removed, ...] = ()


def timetable(series: Series, closed: Closed | None = None) -> Timetable:
    """When the sessions of a series are, and why one is not when it was to be.

    Args:
        series: what recurs.
        closed: days on which nothing is held, as `calendars.closed_days` gives them for the days of `span`.

    Raises:
        BadRecurrence: the rule cannot be followed, names no day, or too many, or days too far away.

    >>> from igum.engines.schedule.calendars import closed_days, holidays_between
    >>> closed = closed_days(holidays_between("il-jewish", date(2026, 9, 1), date(2027, 9, 1)))
    >>> haifa = ZoneInfo("Asia/Jerusalem")
    >>> rule = "FREQ=WEEKLY;BYDAY=SU;COUNT=2"
    >>> sundays = Series(rule, date(2026, 9, 13), time(18), timedelta(hours=2), haifa, OnSkip.SHIFT_SERIES)
    >>> for session in timetable(sundays, closed).sessions:
    ...     print(session.number, session.starts_at, session.state, *(day.names["en"] for day in session.because))
    None 2026-09-13 18:00:00+03:00 skipped Rosh Hashanah
    None 2026-09-20 18:00:00+03:00 skipped Yom Kippur
    1 2026-09-27 18:00:00+03:00 held
    2 2026-10-04 18:00:00+03:00 held
    """
    work = _Work(series, closed or {})
    sessions = [*work.walk(), *work.added()]
    effective = {removed.on for removed in work.used}
    idle = [removed for removed in series.removed if removed.on not in effective]
    return Timetable(_numbered(sessions), (*idle, *work.doubled))


class _Work:
    """The days of one series, walked through in order."""

    def __init__(self, series: Series, closed: Closed) -> None:
        self.series, self.closed = series, closed
        self.used: list[Removed] = []
        self.doubled: list[Added] = []
        self._removed = {removed.on: removed for removed in series.removed}
        self._taken = {added.on for added in series.added}
        self._starts: set[datetime] = set()
        self._pattern, self._planned = _planned_days(series)

    def walk(self) -> Iterator[Session]:
        """A session for each occurrence."""
        days = self._pattern if self.series.on_skip is OnSkip.SHIFT_SERIES else iter(self._planned)
        wanted, done = len(self._planned), 0
        for number, day in enumerate(days):
            session = self._session(day, number)
            made_up_for = session.state is State.SKIPPED and self.series.on_skip is OnSkip.SHIFT_SERIES
            done += not made_up_for
            if session.state in TAKES_PLACE:
                self._starts.add(session.starts_at)
            yield session
            if done == wanted:
                return
            if number == 2 * MOST_OCCURRENCES:
                break
        raise BadRecurrence(Fault.TOO_FAR, years=HORIZON_YEARS, found=done)

    def added(self) -> Iterator[Session]:
        """A session for each that a person added."""
        for added in self.series.added:
            session = self._at(added.on, State.ADDED, at=added.at, planned_for=None, note=added.note)
            if session.starts_at in self._starts:
                self.doubled.append(added)
            else:
                self._starts.add(session.starts_at)
                yield replace(session, because=self.closed.get(added.on, ()))

    def _session(self, day: date, number: int) -> Session:
        if day in self._removed:
            return self._called_off(day, day)
        because = self.closed.get(day, ())
        if not because:
            return self._at(day, State.HELD, planned_for=day)
        if self.series.on_skip is not OnSkip.SHIFT_DAY:
            return replace(self._at(day, State.SKIPPED, planned_for=day), because=because)
        free = self._free_day_after(day, number)
        if free is None:
            return replace(self._at(day, State.NO_DAY, planned_for=day), because=because)
        self._taken.add(free)
        if free in self._removed:
            return replace(self._called_off(free, day), because=because)
        return replace(self._at(free, State.MOVED, planned_for=day), because=because)

    def _free_day_after(self, day: date, number: int) -> date | None:
        following = self._planned[number + 1 : number + 2]
        end = min([day + (LONGEST_SHIFT_DAYS + 1) * DAY, *following])
        free = day + DAY
        while free < end:
            if free.weekday() in self.series.allowed and free not in self.closed and free not in self._taken:
                return free
            free += DAY
        return None

    def _called_off(self, on: date, planned_for: date) -> Session:
        removed = self._removed[on]
        self.used.append(removed)
        return self._at(on, State.REMOVED, planned_for=planned_for, note=removed.note)

    def _at(
        self, on: date, state: State, *, planned_for: date | None, at: time | None = None, note: str = ""
    ) -> Session:
        starts_at = local_moment(on, at or self.series.at, self.series.zone)
        ends_at = (starts_at.astimezone(UTC) + self.series.length).astimezone(self.series.zone)
        near = [*self.closed.get(on - DAY, ()), *self.closed.get(on + DAY, ())] if state in TAKES_PLACE else []
        perhaps = tuple(holiday for holiday in near if holiday.approximate)
        return Session(None, starts_at, ends_at, state, planned_for, perhaps=perhaps, note=note)


def span(series: Series) -> tuple[date, date]:
    """The first and the last day about which one must know whether they are closed.

    Raises:
        BadRecurrence: as `timetable` does.

    >>> weekly = Series("FREQ=WEEKLY;COUNT=3", date(2026, 11, 3), time(18), DAY, ZoneInfo("Asia/Jerusalem"))
    >>> span(weekly)
    (datetime.date(2026, 11, 1), datetime.date(2027, 12, 2))
    """
    _, planned = _planned_days(series)
    days = [*planned, *(added.on for added in series.added)]
    # A series that moves on may take as long again, and then a year for its last occurrences to find open days.
    return min(days) - 2 * DAY, max(days) + (planned[-1] - planned[0]) + 366 * DAY


def local_moment(on: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment when clocks in the zone show that time; where they skip it, as long after as they skip.

    Of an hour that the clocks show twice, the first (RFC 5545, section 3.3.5).

    >>> local_moment(date(2027, 3, 26), time(2, 30), ZoneInfo("Asia/Jerusalem")).isoformat()
    '2027-03-26T03:30:00+03:00'
    """
    return datetime.combine(on, at, tzinfo=zone).astimezone(UTC).astimezone(zone)


def _planned_days(series: Series) -> tuple[Iterator[date], Sequence[date]]:
    """Every day of the pattern, and those of them inside the rule's end."""
    recurrence = read_recurrence(series.rule)
    most = recurrence.count or MOST_OCCURRENCES + 1
    planned = []
    for day in islice(recurrence.days(series.starts_on), most):
        if recurrence.is_past(local_moment(day, series.at, series.zone)):
            break
        planned.append(day)
    if not planned:
        raise BadRecurrence(Fault.NEVER)
    if len(planned) > MOST_OCCURRENCES:
        raise BadRecurrence(Fault.TOO_MANY, most=MOST_OCCURRENCES)
    if recurrence.count and len(planned) < recurrence.count:
        raise BadRecurrence(Fault.TOO_FAR, years=HORIZON_YEARS, found=len(planned))
    return recurrence.days(series.starts_on), planned


def _numbered(sessions: Sequence[Session]) -> tuple[Session, ...]:
    ordered = sorted(sessions, key=lambda session: (session.starts_at.astimezone(UTC), session.state))
    takes_place = [session for session in ordered if session.state in TAKES_PLACE]
    numbers: Mapping[int, int] = {id(session): number for number, session in enumerate(takes_place, start=1)}
    return tuple(replace(session, number=numbers.get(id(session))) for session in ordered)
