"""Pure decisions of the directory: opening hours, and how fresh a confirmation is. Source of hours: the service."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

MINUTES_OF_DAY = 24 * 60
DAYS = 7


@dataclass(frozen=True, slots=True)
class Span:
    """One opening on one weekday (0 is Monday), local wall time, half-open."""

    weekday: int
    opens: time
    closes: time
    note: str = ""

    def minutes(self) -> tuple[int, int]:
        """From and until, in minutes of the week since Monday 00:00."""
        base = self.weekday * MINUTES_OF_DAY
        return base + _minute(self.opens), base + _minute(self.closes)


def spans_of(rows: Iterable[tuple[Sequence[int], time | None, time | None, str]]) -> list[Span]:
    """The openings of schedule rows (weekdays, opens, closes, note), in the order of the week.

    Rows without hours (by appointment) give none.
    """
    spans = [
        Span(weekday, opens, closes, note)
        for weekdays, opens, closes, note in rows
        if opens is not None and closes is not None
        for weekday in weekdays
    ]
    return sorted(spans, key=lambda span: span.minutes())


def is_open(spans: Sequence[Span], at: datetime) -> bool | None:
    """Whether one of the openings holds at a local moment; None when no hours are known."""
    if not spans:
        return None
    now = at.weekday() * MINUTES_OF_DAY + at.hour * 60 + at.minute
    return any(opens <= now < closes for opens, closes in (span.minutes() for span in spans))


def next_opening(spans: Sequence[Span], at: datetime) -> tuple[date, time] | None:
    """The day and hour of the next opening after a local moment, within a week; None when no hours are known."""
    for ahead in range(DAYS + 1):
        day = at.date() + timedelta(days=ahead)
        for span in spans:
            if span.weekday == day.weekday() and (ahead > 0 or span.opens > at.time()):
                return day, span.opens
    return None


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute
