"""Every round at a glance, for those who run programmes: where it stands, what is late in it, who is slipping away."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate, make_aware

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.texts import Text
from igum.programmes import access
from igum.programmes.models import Cohort, ProgrammeVersion, TeamMember
from igum.programmes.models.files import in_page_language
from igum.programmes.queries.files import programme_of
from igum.programmes.queries.watching import Counted, Watched, counted
from igum.programmes.rules.watching import (
    ENDING_DAYS,
    LAST_MEETINGS,
    Figure,
    Stage,
    Times,
    Watch,
    stage_of,
    urgency_of,
    watch_of,
)
from igum.volunteering import queries as volunteering

PAGE = 20
# What is still to be mended of a round whose meetings are over, until it is closed.
AFTERWARDS = frozenset({Figure.UNNOTED, Figure.LATE, Figure.UNMEASURED})
SORTS = ("urgency", "next", "name")


@dataclass(frozen=True, slots=True)
class Meetings:
    """The calendar of a round, counted. ``came`` of ``noted`` marks of the last meetings say that somebody came."""

    ends_at: datetime | None = None
    planned: int = 0
    over: int = 0
    next_id: UUID | None = None
    next_at: datetime | None = None
    phase: str = ""
    unnoted: int = 0
    unnoted_id: UUID | None = None
    noted: int = 0
    came: int = 0

    @property
    def rate(self) -> float | None:
        """The share of the last meetings that people came to; None before any was noted."""
        return self.came / self.noted if self.noted else None


@dataclass(frozen=True, slots=True)
class Line:
    """A round on the board. ``figures`` are what is to be mended; none of them is nought."""

    cohort: Cohort
    stage: Stage
    phase: Text
    step: int
    steps: int
    taken: int
    people: int
    meetings: Meetings
    figures: Mapping[Figure, int]

    @property
    def urgency(self) -> int:
        """How much there is to mend, weighed."""
        return urgency_of(self.figures)

    @property
    def goes_on(self) -> bool:
        """Whether it is not over, or something of it is still to be mended."""
        return self.stage != Stage.OVER or bool(self.figures)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to see of the board. Empty: all that goes on, the most urgent first."""

    stage: str = ""
    figure: str = ""
    authority: str = ""
    sort: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Board:
    """A page of the board; how many rounds there are by stage, and how much there is to mend by figure."""

    lines: tuple[Line, ...]
    found: int
    page: int
    pages: int
    stages: Mapping[Stage, int]
    figures: Mapping[Figure, int]
    authorities: Mapping[int, str]


def board_of(actor: Actor, wish: Wish, *, at: datetime) -> Board:
    """The rounds that an actor runs. Six queries at most, however many there are.

    Raises:
        PermissionDenied: the actor runs no programmes here.
    """
    require(access.may_see_board(actor))
    cohorts = list(_rounds_of(actor))
    every = _lines(actor, cohorts, at)
    here = [line for line in every if wish.authority in ("", str(line.cohort.authority_id or 0))]
    staged = [line for line in here if (line.stage == wish.stage if wish.stage else line.goes_on)]
    found = sorted((line for line in staged if not wish.figure or wish.figure in line.figures), key=_order(wish.sort))
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(wish.page, 1), pages)
    return Board(
        lines=tuple(found[PAGE * (page - 1) : PAGE * page]),
        found=len(found),
        page=page,
        pages=pages,
        stages=Counter(line.stage for line in here),
        figures=sum((Counter(line.figures) for line in staged), Counter()),
        authorities=_authorities(cohorts),
    )


def watches_of(version_ids: Iterable[UUID]) -> Mapping[UUID, Watch]:
    """What the files of these versions ask to watch. Each is read once in a process: versions never change."""
    missing = set(version_ids) - _WATCHES.keys()
    if missing:
        if len(_WATCHES) > MOST_WATCHES:
            _WATCHES.clear()
        for version in ProgrammeVersion.objects.filter(pk__in=missing | (set(version_ids) - _WATCHES.keys())):
            _WATCHES[version.pk] = watch_of(programme_of(version))
    return _WATCHES


def watched(cohort: Cohort, *, runs: bool) -> Watched:
    """A round as the counting needs it. Its file is known: ``watches_of`` came before."""
    watch = _WATCHES.get(cohort.version_id, Watch())
    starts = make_aware(datetime.combine(cohort.starts_on, time())) if cohort.starts_on else cohort.closes_at
    return Watched(cohort.pk, watch.absences, watch.matches, runs, starts)


MOST_WATCHES = 10_000
_WATCHES: dict[UUID, Watch] = {}


def _rounds_of(actor: Actor) -> QuerySet[Cohort]:
    rounds = Cohort.objects.filter(region_id=actor.here).select_related("programme", "authority")
    if not access.runs_the_region(actor):
        rounds = rounds.filter(authority_id__in=access.run_authorities(actor))
    return rounds.order_by("programme__key", "opens_at", "key")


def _lines(actor: Actor, cohorts: Sequence[Cohort], at: datetime) -> list[Line]:
    if not cohorts:
        return []
    watches = watches_of(one.version_id for one in cohorts)
    meetings = meetings_of(actor.here, [one.pk for one in cohorts], at)
    today = localdate(at)
    stages = {one.pk: stage_of(times_of(one, meetings.get(one.pk)), at, today) for one in cohorts}
    live = [one for one in cohorts if one.closed_at is None]
    people = counted(actor.here, [watched(one, runs=stages[one.pk] == Stage.RUNNING) for one in live], at=at)
    ending = _ending(actor, live, at)
    return [
        _line(one, stages[one.pk], watches[one.version_id], meetings.get(one.pk, Meetings()), people, ending)
        for one in cohorts
    ]


def _line(
    cohort: Cohort,
    stage: Stage,
    watch: Watch,
    meetings: Meetings,
    people: Mapping[UUID, Counted],
    ending: Mapping[UUID, int],
) -> Line:
    mine = people.get(cohort.pk, Counted(0, 0, {}))
    figures = {**mine.figures, Figure.ENDING: ending.get(cohort.pk, 0)}
    if cohort.closed_at is None:
        figures[Figure.UNNOTED] = meetings.unnoted
    shown = AFTERWARDS if stage == Stage.OVER else frozenset(Figure)
    phases = list(watch.phases)
    known = meetings.phase in watch.phases
    return Line(
        cohort=cohort,
        stage=stage,
        phase=in_page_language(watch.phases[meetings.phase]) if known else Text("", "he"),
        step=phases.index(meetings.phase) + 1 if known else 0,
        steps=len(phases),
        taken=mine.units,
        people=mine.people,
        meetings=meetings,
        figures={figure: figures[figure] for figure in Figure if figures.get(figure) and figure in shown},
    )


def times_of(cohort: Cohort, meetings: Meetings | None) -> Times:
    """The moments of a round by which its stage is told."""
    last = meetings.ends_at if meetings else None
    return Times(cohort.opens_at, cohort.closes_at, cohort.starts_on, last, cohort.closed_at)


def _order(sort: str) -> Callable[[Line], tuple[Any, ...]]:
    def name(line: Line) -> tuple[Any, ...]:
        return (str(line.cohort.programme.named), line.cohort.opens_at, line.cohort.key)

    def soonest(line: Line) -> tuple[Any, ...]:
        return (line.meetings.next_at is None, line.meetings.next_at or line.cohort.opens_at, *name(line))

    if sort == "name":
        return name
    return soonest if sort == "next" else lambda line: (-line.urgency, *soonest(line))


def _authorities(cohorts: Sequence[Cohort]) -> dict[int, str]:
    """Whose rounds there are, by the code of the authority; nothing where they are all of one."""
    if len({one.authority_id for one in cohorts}) < 2:
        return {}
    named = {one.authority_id: str(one.authority.named) for one in cohorts if one.authority and one.authority_id}
    ordered = sorted(named.items(), key=lambda item: item[1])
    return dict(ordered)


def _ending(actor: Actor, cohorts: Sequence[Cohort], at: datetime) -> Counter[UUID]:
    """By round, members of the team whose term or paper ends soon. Two queries."""
    papers = volunteering.vettings_ending(actor, within_days=ENDING_DAYS, at=at).order_by()
    users = list(papers.filter(volunteer__user__isnull=False).values_list("volunteer__user_id", flat=True).distinct())
    soon = Q(until_at__lte=at + timedelta(days=ENDING_DAYS)) | Q(user_id__in=users)
    teams = TeamMember.objects.filter(region_id=actor.here, cohort_id__in=[one.pk for one in cohorts])
    serving = teams.serving(at).filter(soon)
    return Counter(serving.order_by().values_list("cohort_id", flat=True))


_MEETINGS = """
    SELECT cohort_id, max(ends_at), count(*) FILTER (WHERE NOT is_after),
           count(*) FILTER (WHERE NOT is_after AND ends_at <= %(now)s),
           (array_agg(id ORDER BY starts_at) FILTER (WHERE NOT is_after AND ends_at > %(now)s))[1],
           min(starts_at) FILTER (WHERE NOT is_after AND ends_at > %(now)s),
           coalesce((array_agg(phase ORDER BY starts_at) FILTER (WHERE ends_at > %(now)s))[1],
                    (array_agg(phase ORDER BY starts_at DESC))[1]),
           count(*) FILTER (WHERE unnoted), (array_agg(id ORDER BY starts_at) FILTER (WHERE unnoted))[1],
           coalesce(sum(counted) FILTER (WHERE back <= %(last)s), 0),
           coalesce(sum(came) FILTER (WHERE back <= %(last)s), 0)
    FROM (
        SELECT *, NOT is_after AND ends_at <= %(now)s AND roster_number = 0 AS unnoted,
               row_number() OVER (PARTITION BY cohort_id, roster_number > 0 AND NOT is_after
                                  ORDER BY starts_at DESC) AS back
        FROM programmes_session
        WHERE region_id = %(region)s AND cohort_id = ANY(%(cohorts)s) AND cancelled_at IS NULL
    ) AS held
    GROUP BY cohort_id
"""


def meetings_of(region_id: int, cohort_ids: Iterable[UUID], at: datetime) -> dict[UUID, Meetings]:
    """The calendars of rounds, counted; row-level security says of which. One query."""
    named: dict[str, Any] = {"region": region_id, "cohorts": list(cohort_ids), "now": at, "last": LAST_MEETINGS}
    with connection.cursor() as cursor:
        cursor.execute(_MEETINGS, named)
        return {row[0]: Meetings(*row[1:]) for row in cursor.fetchall()}
