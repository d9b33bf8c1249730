"""Every round at a glance, for those who run programmes: where it stands, what is late in it, who is slipping away."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Case, Q, When
from django.utils.timezone import localdate, make_aware

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.texts import Text
from igum.programmes import access
from igum.programmes.models import Cohort, ProgrammeVersion, TeamMember
from igum.programmes.models.files import in_page_language
from igum.programmes.queries.files import programme_of
from igum.programmes.queries.watching import Counted, Watched, counted
from igum.programmes.rules.programme import Role
from igum.programmes.rules.requiring import papers_of
from igum.programmes.rules.titles import round_title
from igum.programmes.rules.watching import (
    ENDING_DAYS,
    LAST_MEETINGS,
    QUIET_DAYS,
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
EVERY = frozenset(Figure)
FIGURES = tuple(Figure)  # going through an enumeration costs, some hundred times
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
class Round:
    """What the board needs to know of a round. There may be hundreds, so it is not read whole."""

    id: UUID
    version_id: UUID
    authority_id: int | None
    key: str
    places: int
    times: Times
    names: Mapping[str, str]
    authority_names: Mapping[str, str] | None

    @property
    def named(self) -> Text:
        """Its programme's name in the page's language."""
        return in_page_language(self.names)

    @property
    def title(self) -> str:
        """What it is called in the page's language."""
        return round_title(self.key, self.times.starts_on or localdate(self.times.opens_at))

    @property
    def authority(self) -> Text:
        """Whose it is, in the page's language; nothing for the region's own."""
        return in_page_language(self.authority_names or {})


@dataclass(frozen=True, slots=True)
class Place:
    """A round's place on the board: its stage, and what is to be mended in it; none of ``figures`` is nought."""

    round: Round
    stage: Stage
    counted: Counted
    figures: Mapping[Figure, int]

    @property
    def goes_on(self) -> bool:
        """Whether it is not over, or something of it is still to be mended."""
        return self.stage != Stage.OVER or bool(self.figures)


@dataclass(frozen=True, slots=True)
class Line:
    """A round on a page of the board. ``figures`` are what is to be mended; none of them is nought."""

    round: Round
    stage: Stage
    phase: Text
    step: int
    steps: int
    taken: int
    people: int
    meetings: Meetings
    figures: Mapping[Figure, int]


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
    """The rounds that an actor runs. Five queries, however many there are, and one the first time a file is met.

    Raises:
        PermissionDenied: the actor runs no programmes here.
    """
    require(access.may_see_board(actor))
    rounds = _rounds_of(actor)
    here = [one for one in _places(actor, rounds, at) if wish.authority in ("", str(one.round.authority_id or 0))]
    staged = [one for one in here if (one.stage == wish.stage if wish.stage else one.goes_on)]
    found = sorted((one for one in staged if not wish.figure or wish.figure in one.figures), key=_order(wish.sort))
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(wish.page, 1), pages)
    return Board(
        lines=_lines(actor, found[PAGE * (page - 1) : PAGE * page], at),
        found=len(found),
        page=page,
        pages=pages,
        stages=Counter(one.stage for one in here),
        figures=_together(staged),
        authorities=_authorities(rounds),
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


def starts_of(times: Times) -> datetime:
    """From when on somebody could be seen or heard of in a round."""
    return make_aware(datetime.combine(times.starts_on, time())) if times.starts_on else times.closes_at


def watched(cohort_id: UUID, version_id: UUID) -> Watched:
    """A round as the counting needs it. Its file is known: ``watches_of`` came before."""
    return Watched(cohort_id, _WATCHES.get(version_id, Watch()).absences)


MOST_WATCHES = 10_000
_WATCHES: dict[UUID, Watch] = {}


def _rounds_of(actor: Actor) -> list[Round]:
    found = Cohort.objects.filter(region_id=actor.here)
    if not access.runs_the_region(actor):
        found = found.filter(authority_id__in=access.run_authorities(actor))
    return [_round(row) for row in found.order_by("programme__key", "opens_at", "key").values_list(*_OF_A_ROUND)]


_OF_A_ROUND = (
    *("pk", "version_id", "authority_id", "key", "places"),
    *("opens_at", "closes_at", "starts_on", "closed_at"),
    *("programme__names", "authority__names"),
)


def _round(row: tuple[Any, ...]) -> Round:
    id_, version_id, authority_id, key, units, opens_at, closes_at, starts_on, closed_at, names, authority_names = row
    times = Times(opens_at, closes_at, starts_on, None, closed_at)
    return Round(id_, version_id, authority_id, key, units, times, names, authority_names)


def _places(actor: Actor, rounds: Sequence[Round], at: datetime) -> list[Place]:
    if not rounds:
        return []
    watches, today = watches_of(one.version_id for one in rounds), localdate(at)
    live = [one for one in rounds if one.times.closed_at is None]
    found = counted(actor, [watched(one.id, one.version_id) for one in live], at=at)
    ending, lapsed = _of_the_teams(actor, live, at)
    places = []
    for one in rounds:
        mine = found.get(one.id, Counted())
        stage = stage_of(replace(one.times, last_meeting=mine.ends_at), at, today)
        rows = {**mine.figures, Figure.ENDING: ending.get(one.id, 0), Figure.LAPSED: lapsed.get(one.id, 0)}
        shown = _shown(watches[one.version_id], stage, starts_of(one.times), at)
        figures = {figure: rows[figure] for figure in FIGURES if figure in shown and rows.get(figure)}
        places.append(Place(one, stage, mine, figures))
    return places


def _shown(watch: Watch, stage: Stage, since: datetime, at: datetime) -> frozenset[Figure]:
    """Which figures mean something: nobody slips away from a round that does not run, or has only begun."""
    if stage == Stage.OVER:
        return AFTERWARDS
    silent: set[Figure] = set() if watch.matches else {Figure.UNMATCHED}
    if stage != Stage.RUNNING:
        silent |= {Figure.ABSENT, Figure.QUIET}
    if since > at - timedelta(days=QUIET_DAYS):
        silent.add(Figure.QUIET)
    return EVERY - silent if silent else EVERY


def _together(places: Iterable[Place]) -> Counter[Figure]:
    """How much there is to mend in several rounds."""
    found: Counter[Figure] = Counter()
    for place in places:
        for figure, count in place.figures.items():
            found[figure] += count
    return found


def _lines(actor: Actor, places: Sequence[Place], at: datetime) -> tuple[Line, ...]:
    """The lines of a page, with their calendars. One query."""
    if not places:
        return ()
    meetings = meetings_of(actor.here, [one.round.id for one in places], at)
    return tuple(_line(one, meetings.get(one.round.id, Meetings())) for one in places)


def _line(place: Place, meetings: Meetings) -> Line:
    phases = _WATCHES[place.round.version_id].phases
    known = meetings.phase in phases
    return Line(
        round=place.round,
        stage=place.stage,
        phase=in_page_language(phases[meetings.phase]) if known else Text("", "he"),
        step=list(phases).index(meetings.phase) + 1 if known else 0,
        steps=len(phases),
        taken=place.counted.units,
        people=place.counted.people,
        meetings=meetings,
        figures=place.figures,
    )


def times_of(cohort: Cohort, meetings: Meetings | None) -> Times:
    """The moments of a round by which its stage is told."""
    last = meetings.ends_at if meetings else None
    return Times(cohort.opens_at, cohort.closes_at, cohort.starts_on, last, cohort.closed_at)


def stage_of_round(cohort: Cohort, *, at: datetime) -> Stage:
    """Where one round stands, for whoever sees it."""
    meetings = meetings_of(cohort.region_id, [cohort.pk], at).get(cohort.pk)
    return stage_of(times_of(cohort, meetings), at, localdate(at))


def _order(sort: str) -> Callable[[Place], tuple[Any, ...]]:
    def name(one: Place) -> tuple[Any, ...]:
        return (str(in_page_language(one.round.names)), one.round.times.opens_at, one.round.key)

    def soonest(one: Place) -> tuple[Any, ...]:
        next_at = one.counted.next_at
        return (next_at is None, next_at or one.round.times.opens_at, *name(one))

    if sort == "name":
        return name
    return soonest if sort == "next" else lambda one: (-urgency_of(one.figures), *soonest(one))


def _authorities(rounds: Sequence[Round]) -> dict[int, str]:
    """Whose rounds there are, by the code of the authority; nothing where they are all of one."""
    whose = {one.authority_id: one.authority_names for one in rounds}
    if len(whose) < 2:
        return {}
    named = {code: str(in_page_language(names)) for code, names in whose.items() if code and names}
    ordered = sorted(named.items(), key=lambda item: item[1])
    return dict(ordered)


def _of_the_teams(actor: Actor, rounds: Sequence[Round], at: datetime) -> tuple[Counter[UUID], Counter[UUID]]:
    """By round, members whose term or paper ends soon, and those who lack a paper that their role requires.

    Two queries; one where no role requires any. Members who did not come as volunteers lack none.
    """
    asking = {one.id: roles for one in rounds if (roles := _WATCHES[one.version_id].roles)}
    papers = volunteering.vettings_ending(actor, within_days=ENDING_DAYS, at=at).order_by()
    users = papers.filter(volunteer__user__isnull=False).values("volunteer__user_id")
    soon = Q(until_at__lte=at + timedelta(days=ENDING_DAYS)) | Q(user_id__in=users)
    serving = TeamMember.objects.filter(region_id=actor.here).serving(at)
    if not access.runs_the_region(actor):
        # Of whom the actor runs: of others, row-level security would have to find out whether they go together.
        serving = serving.filter(authority_id__in=access.run_authorities(actor))
    told = serving.filter(soon | Q(cohort__in=asking, volunteer__isnull=False)).order_by()
    ends_soon = Case(When(soon, then=True), default=False)
    members = list(told.values_list("cohort_id", "role", "volunteer_id", ends_soon))
    here = {one.id for one in rounds}
    ending = Counter(cohort_id for cohort_id, _role, _volunteer_id, ends in members if ends and cohort_id in here)
    asked = [
        (cohort_id, role, one) for cohort_id, role, one, _ends in members if cohort_id in asking and one is not None
    ]
    return ending, _lapsed(actor, asked, asking, at)


def _lapsed(
    actor: Actor,
    members: Sequence[tuple[UUID, str, UUID]],
    asking: Mapping[UUID, Mapping[str, Role]],
    at: datetime,
) -> Counter[UUID]:
    held = volunteering.papers_in_force(actor, {one for *_, one in members}, at) if members else {}
    return Counter(
        cohort_id
        for cohort_id, role, volunteer_id in members
        if role in asking[cohort_id]
        and (own := held.get(volunteer_id))  # of volunteers whom others look after the page of the round tells
        and not papers_of(asking[cohort_id][role], is_minor=own.is_minor) <= own.kinds
    )


# Of a game, its result is noted; of a court in turn, nothing.
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
        SELECT *, NOT is_after AND ends_at <= %(now)s AND roster_number = 0 AND NOT EXISTS (
                   SELECT FROM programmes_game AS game WHERE game.region_id = programmes_session.region_id
                   AND game.session_id = programmes_session.id AND game.noted_at IS NOT NULL
               ) AND NOT EXISTS (
                   SELECT FROM programmes_turn AS turn WHERE turn.region_id = programmes_session.region_id
                   AND turn.session_id = programmes_session.id
               ) AS unnoted,
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
