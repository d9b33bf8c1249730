"""When the meetings of a round are: each phase with its first day, its sessions, and the days that fall out and why."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from igum.engines.schedule.calendars import closed_for
from igum.engines.schedule.recurrence import BadRecurrence
from igum.engines.schedule.sessions import OnSkip, Series, Session, span, timetable
from igum.programmes.rules.durations import Duration
from igum.programmes.rules.programme import CohortPlan, Phase, Programme
from igum.programmes.rules.subjects import Sessions

JERUSALEM = ZoneInfo("Asia/Jerusalem")
ONCE = "FREQ=DAILY;COUNT=1"
ON_SKIP = {"shift": OnSkip.SHIFT_SERIES, "drop": OnSkip.DROP}


@dataclass(frozen=True, slots=True)
class PhaseTimes:
    """A phase in the calendar. ``is_clear`` is false when its meetings cannot be told."""

    phase: Phase
    begins: date
    sessions: tuple[Session, ...]
    is_clear: bool = True

    @property
    def held(self) -> int:
        """How many meetings take place."""
        return sum(session.number is not None for session in self.sessions)

    @property
    def passed_over(self) -> int:
        """On how many dates of the rule there is no meeting."""
        return len(self.sessions) - self.held

    @property
    def last_day(self) -> date:
        """The last day of the phase: of its last meeting, or of its length when that is longer."""
        met = max((session.starts_at.date() for session in self.sessions if session.number), default=self.begins)
        return max(met, self.phase.lasts.after(self.begins) - timedelta(days=1)) if self.phase.lasts else met


def times_of(programme: Programme, cohort: CohortPlan) -> tuple[PhaseTimes, ...]:
    """The calendar of one round of the file, phase by phase as the file has them."""
    return times_from(programme, cohort.starts)


def times_from(programme: Programme, starts: date) -> tuple[PhaseTimes, ...]:
    """The calendar of a round that starts on a day, phase by phase as the file has them."""
    found: list[PhaseTimes] = []
    ends: dict[str, date] = {}
    for phase in programme.phases:
        begins = _begins(phase, starts, ends)
        times = _times(phase, begins)
        found.append(times)
        last = max((session.starts_at.date() for session in times.sessions), default=begins)
        ends[phase.key] = phase.lasts.after(begins) if phase.lasts else last + timedelta(days=1)
    return tuple(found)


def _begins(phase: Phase, starts: date, ends: dict[str, date]) -> date:
    if phase.after:
        return ends.get(phase.after, starts)
    if phase.starts[:1].isdigit():
        return date.fromisoformat(phase.starts)
    offset = phase.starts.removeprefix("cohort")
    if not offset:
        return starts
    length = Duration.parse(offset[1:])
    return length.before(starts) if offset[0] == "-" else length.after(starts)


def _times(phase: Phase, begins: date) -> PhaseTimes:
    if phase.sessions is None:
        return PhaseTimes(phase, begins, ())
    try:
        return PhaseTimes(phase, begins, meetings_of(phase.sessions, begins))
    except (BadRecurrence, ValueError, OverflowError):
        return PhaseTimes(phase, begins, (), is_clear=False)


def meetings_of(sessions: Sessions, begins: date) -> tuple[Session, ...]:
    """The meetings of a plan from a day on, and the days that fall out and why.

    Raises:
        BadRecurrence, ValueError, OverflowError: they cannot be told. A checked file has none such.
    """
    series = _series(sessions, begins)
    return timetable(series, closed_for(sessions.skip, span(series))).sessions


def _series(sessions: Sessions, begins: date) -> Series:
    return Series(
        rule=sessions.repeat or ONCE,
        starts_on=begins,
        at=time.fromisoformat(sessions.at),
        length=timedelta(minutes=sessions.lasts.minutes),
        zone=JERUSALEM,
        on_skip=ON_SKIP[sessions.on_skip],
    )
