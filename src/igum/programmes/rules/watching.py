"""What those who run programmes keep an eye on: where a round stands, what is late in it, who is slipping away."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from igum.programmes.rules.programme import Programme, Role
from igum.programmes.rules.requiring import papers_of
from igum.programmes.rules.subjects import Texts

# So many of the last meetings tell how people attend now, whether they meet every week or every month.
LAST_MEETINGS = 6
# Where a file says nothing of absences: the second in a row is when somebody should call.
ABSENCES_IN_A_ROW = 2
# Neither seen at a meeting nor written of for so long: somebody should ask how they are.
QUIET_DAYS = 30
# A term or a paper that ends so soon has to be renewed now.
ENDING_DAYS = 30


class Stage(TextChoices):
    """Where a round stands in time."""

    RUNNING = "running", pgettext_lazy("round", "Running")
    CHOOSING = "choosing", pgettext_lazy("round", "Before the start")
    OPEN = "open", pgettext_lazy("round", "Takes applications")
    COMING = "coming", pgettext_lazy("round", "Coming")
    OVER = "over", pgettext_lazy("round", "Over")


class Figure(TextChoices):
    """Something of a round that is to be mended, the weightiest first."""

    ALONE = "alone", pgettext_lazy("board", "Left alone")
    ABSENT = "absent", pgettext_lazy("board", "Absent in a row")
    QUIET = "quiet", pgettext_lazy("board", "Not heard of")
    UNMATCHED = "unmatched", pgettext_lazy("board", "Nobody with them yet")
    UNNOTED = "unnoted", pgettext_lazy("board", "Meetings not noted")
    LATE = "late", pgettext_lazy("board", "Tasks late")
    UNMEASURED = "unmeasured", pgettext_lazy("board", "Forms late")
    LAPSED = "lapsed", pgettext_lazy("board", "Documents lapsed in the team")
    ENDING = "ending", pgettext_lazy("board", "Ending soon in the team")


# How much one of each weighs when rounds are put in order: people who are left alone before papers.
WEIGHTS = {
    Figure.ALONE: 10,
    Figure.ABSENT: 6,
    Figure.QUIET: 4,
    Figure.UNMATCHED: 3,
    Figure.UNNOTED: 3,
    Figure.LATE: 1,
    Figure.UNMEASURED: 1,
    Figure.LAPSED: 3,
    Figure.ENDING: 1,
}


@dataclass(frozen=True, slots=True)
class Watch:
    """What a file asks to watch.

    Attributes:
        absences: after how many in a row somebody calls.
        matches: whether somebody of the team goes with each subject.
        phases: names by key, in the file's order.
        roles: those of the team that require a paper, by key.
    """

    absences: int = ABSENCES_IN_A_ROW
    matches: bool = False
    phases: Mapping[str, Texts] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)


def watch_of(programme: Programme) -> Watch:
    """What a file asks to watch over. Of several phases, the one that calls soonest."""
    alerts = [
        phase.attendance.alert.absences_in_a_row
        for phase in programme.phases
        if phase.attendance and phase.attendance.alert
    ]
    phases = {phase.key: phase.names for phase in programme.phases}
    asking = {key: role for key, role in programme.roles.items() if papers_of(role, is_minor=False)}
    return Watch(min(alerts, default=ABSENCES_IN_A_ROW), bool(programme.matching), phases, asking)


def urgency_of(figures: Mapping[Figure, int]) -> int:
    """How much there is to mend, weighed.

    >>> urgency_of({Figure.ALONE: 1, Figure.LATE: 3})
    13
    """
    return sum(WEIGHTS[figure] * number for figure, number in figures.items())


@dataclass(frozen=True, slots=True)
class Times:
    """The moments of a round. ``last_meeting`` is when the last one planned ends; empty before a calendar is drawn."""

    opens_at: datetime
    closes_at: datetime
    starts_on: date | None
    last_meeting: datetime | None
    closed_at: datetime | None


def stage_of(times: Times, at: datetime, today: date) -> Stage:
    """Where a round stands at a moment.

    >>> from datetime import UTC
    >>> opens, closes = datetime(2026, 8, 1, tzinfo=UTC), datetime(2026, 9, 10, tzinfo=UTC)
    >>> times = Times(opens, closes, date(2026, 10, 13), None, None)
    >>> [stage_of(times, at, at.date()).value for at in (opens, closes, datetime(2026, 10, 13, tzinfo=UTC))]
    ['open', 'choosing', 'running']
    """
    if times.closed_at is not None and times.closed_at <= at:
        return Stage.OVER
    if times.last_meeting is not None and times.last_meeting <= at:
        return Stage.OVER
    if times.starts_on is not None and times.starts_on <= today:
        return Stage.RUNNING
    if at < times.opens_at:
        return Stage.COMING
    return Stage.OPEN if at < times.closes_at else Stage.CHOOSING


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells how somebody is doing in a programme.

    Attributes:
        in_a_row: absences without a break up to the last meeting noted, among the last meetings.
        late: tasks past their day; ``unmeasured``: forms that measure outcomes, past theirs.
        seen_at: the newest sign of life: a meeting, a note, a task done. None for none.
        beside: members of the team who go with this person; ``serving``: those of them whose term holds.
    """

    in_a_row: int = 0
    late: int = 0
    unmeasured: int = 0
    seen_at: datetime | None = None
    beside: int = 0
    serving: int = 0


def figures_of(signs: Signs, watch: Watch, since: datetime, at: datetime) -> frozenset[Figure]:
    """What of one person is to be mended. ``since``: from when on the person could be seen or heard of.

    >>> from datetime import UTC
    >>> moment = datetime(2026, 12, 1, tzinfo=UTC)
    >>> sorted(one.value for one in figures_of(Signs(in_a_row=2), Watch(), moment - timedelta(days=40), moment))
    ['absent', 'quiet']
    """
    found = {
        Figure.ALONE: signs.beside > 0 and signs.serving == 0,
        Figure.ABSENT: signs.in_a_row >= watch.absences,
        Figure.QUIET: max(since, signs.seen_at or since) <= at - timedelta(days=QUIET_DAYS),
        Figure.UNMATCHED: watch.matches and signs.beside == 0,
        Figure.LATE: signs.late > 0,
        Figure.UNMEASURED: signs.unmeasured > 0,
    }
    return frozenset(figure for figure, holds in found.items() if holds)
