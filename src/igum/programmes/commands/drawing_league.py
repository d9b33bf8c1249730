"""The fixtures of a league and the turns on its courts, drawn fairly and written as sessions in rooms."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.engines.schedule import fixtures as fair
from igum.engines.schedule import turns as taking
from igum.places import queries as places
from igum.programmes import access
from igum.programmes.commands.calendar import NoStartYet
from igum.programmes.commands.leagues import league_of_file
from igum.programmes.commands.places import locked_cohort
from igum.programmes.models import Cohort, Court, Engagement, Game, Player, Room, Session, Turn
from igum.programmes.queries.files import programme_of
from igum.programmes.rules.subjects import League, Sessions
from igum.programmes.rules.timetables import meetings_of, times_from

LAST_HOUR = 23  # no game ends later by the clock on the wall
ONE_SESSION = "programmes_room_holds_one_session"


class TooFewTeams(Refused):
    """Nobody plays alone."""


class NoCourt(Refused):
    """There is nowhere to play."""


class TooFewDays(Refused):
    """The file has fewer days for games than there are rounds."""


class CourtIsTaken(Refused):
    """Others are on a court all evening."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """How many games and turns there are now, and how many games stayed as they were."""

    games: int
    kept: int
    turns: int


@transaction.atomic
def draw_league(*, actor: Actor, cohort_id: UUID, at: datetime) -> Drawn:
    """Draw who plays whom, where and when, and whose turn it is on each court. Again, it is drawn anew.

    What was played, has begun or was moved by a person stays; nobody meets the same host twice.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region.
        PermissionDenied: the actor does not run the programme.
        NoLeague: the programme has no league.
        NoStartYet: the round has no first day.
        TooFewTeams: fewer than two, or more than can be drawn.
        NoCourt: no court in a town.
        TooFewDays: the file has fewer days than rounds.
        CourtIsTaken: others are on a court all evening.
    """
    cohort = locked_cohort(actor, cohort_id)
    require(access.may_decide(actor, cohort))
    league = league_of_file(cohort)
    if cohort.starts_on is None:
        raise NoStartYet(_("This round has no first day yet. Write it in the file's cohort, under starts."))
    try:
        with transaction.atomic():
            drawn = _Drawing(cohort, league, at).drawn()
    except IntegrityError as clash:
        if ONE_SESSION not in str(clash):
            raise
        raise CourtIsTaken(_("Somebody took one of the courts meanwhile. Draw once more.")) from clash
    record(actor, "programmes.league.drawn", cohort, at=at, games=drawn.games, kept=drawn.kept, turns=drawn.turns)
    return drawn


class _Drawing:
    """One drawing: what stays, what is free, and what comes of it."""

    def __init__(self, cohort: Cohort, league: League, at: datetime) -> None:
        self._cohort, self._league, self._at = cohort, league, at
        # In the order in which they enrolled, and courts by name: the same league is drawn the same way every time.
        teams = Engagement.objects.filter(cohort=cohort, ended_at=None)
        self._teams = list(teams.order_by("application__applied_at", "name", "pk"))
        courts = Court.objects.filter(cohort=cohort, room__closed_at=None, room__locality__isnull=False)
        ordered = courts.select_related("room").order_by("room__name", "room_id")
        self._rooms: dict[str, Room] = {str(one.room_id): one.room for one in ordered}
        if not 2 <= len(self._teams) <= fair.MOST_TEAMS:
            raise TooFewTeams(_("A league has from two to thirty teams. Look who takes part."))
        if not self._rooms:
            raise NoCourt(_("There is no court yet. Add one with its town."))

    def drawn(self) -> Drawn:
        """Clear what is to come, and write it anew."""
        kept = self._clear()
        self._busy = self._taken()
        there = Session.objects.filter(cohort=self._cohort, phase=self._league.phase, is_after=False)
        self._number = max(there.values_list("number", flat=True), default=0)
        rounds = self._rounds(kept)
        games = list(self._games(rounds, kept))
        Session.objects.bulk_create([game.session for game in games])
        Game.objects.bulk_create(games)
        turns = list(self._turns()) if self._league.turns is not None else []
        Session.objects.bulk_create([turn.session for turn in turns])
        Turn.objects.bulk_create(turns)
        return Drawn(len(games) + len(kept), len(kept), len(turns))

    def _clear(self) -> list[Game]:
        """The games that stay. The others go with their sessions, and so do the turns to come."""
        games = list(Game.objects.select_for_update(of=("self",)).select_related("session").filter(cohort=self._cohort))
        kept = [one for one in games if one.noted_at or one.session.moved_at or one.session.starts_at <= self._at]
        going = [one for one in games if one not in kept]
        turns = Turn.objects.filter(cohort=self._cohort, session__starts_at__gt=self._at, session__moved_at=None)
        sessions = [one.session_id for one in going] + list(turns.values_list("session_id", flat=True))
        Game.objects.filter(pk__in=[one.pk for one in going]).delete()
        turns.delete()
        Session.objects.filter(pk__in=sessions).delete()
        return kept

    def _taken(self) -> dict[str, list[tuple[datetime, datetime]]]:
        found: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
        held = Session.objects.held().filter(room__in=list(self._rooms), ends_at__gt=self._at)
        for room, start, end in held.values_list("room_id", "starts_at", "ends_at"):
            found[str(room)].append((start, end))
        return found

    def _rounds(self, kept: Sequence[Game]) -> list[list[fair.Game]]:
        """The rounds of fair fixtures without the games that were played already."""
        towns = [one.locality_id or self._town_of(next(iter(self._rooms.values()))) for one in self._teams]
        ground = [self._town_of(room) for room in self._rooms.values()]
        codes = sorted({*towns, *ground})
        matrix = places.travel_matrix(codes)
        minutes = {
            (str(one), str(other)): round(float(matrix[row, column]))
            for row, one in enumerate(codes)
            for column, other in enumerate(codes)
            if row < column
        }
        teams, rooms = _numbered([str(one.pk) for one in self._teams]), _numbered(list(self._rooms))
        plan = fair.fixtures(
            [fair.Team(key, str(town)) for key, town in zip(teams, towns, strict=True)],
            [fair.Court(key, str(town)) for key, town in zip(rooms, ground, strict=True)],
            minutes,
        )
        played = {(str(one.home_id), str(one.away_id)) for one in kept}
        rounds: dict[int, list[fair.Game]] = defaultdict(list)
        for game in plan.games:
            meant = replace(game, home=teams[game.home], away=teams[game.away], court=rooms[game.court])
            if (meant.home, meant.away) not in played:
                rounds[game.round].append(meant)
        return [rounds[number] for number in sorted(rounds)]

    def _town_of(self, room: Room) -> int:
        return int(room.locality_id or 0)

    def _games(self, rounds: Sequence[Sequence[fair.Game]], kept: Sequence[Game]) -> Iterator[Game]:
        played_on = {localdate(one.session.starts_at) for one in kept}
        days = [start for start, _end in self._meetings(self._league.games) if localdate(start) not in played_on]
        if len(days) < len(rounds):
            missing = len(rounds) - len(days)
            words = ngettext(
                "The file has too few days for games: %(count)s more is needed. Raise COUNT under league, games.",
                "The file has too few days for games: %(count)s more are needed. Raise COUNT under league, games.",
                missing,
            )
            raise TooFewDays(words % {"count": missing})
        before = max((one.round for one in kept), default=0)
        teams = {str(one.pk): one for one in self._teams}
        for number, (start, games) in enumerate(zip(days, rounds, strict=False), start=before + 1):
            for game in games:
                session = self._session(self._rooms[game.court], self._league.games, start)
                yield Game(
                    **self._of(),
                    session=session,
                    round=number,
                    home=teams[game.home],
                    away=teams[game.away],
                )

    def _turns(self) -> Iterator[Turn]:
        """For each court its free hours, shared by the players of each authority, with what is owed from before."""
        plan = self._league.turns
        weights = Counter(
            Player.objects.filter(engagement__in=self._teams, left_at=None, locality__authority__isnull=False)
            .order_by()
            .values_list("locality__authority_id", flat=True)
        )
        if plan is None or not weights:
            return
        had = Counter(Turn.objects.filter(cohort=self._cohort).values_list("had_by_id", flat=True))
        owed = {
            key: Fraction(had.total() * weight, weights.total()) - had[key] for key, weight in weights.items() if key
        }
        for key, room in self._rooms.items():
            slots = [
                taking.Slot(start.isoformat(), key, start, end)
                for start, end in self._meetings(plan)
                if not self._is_taken(key, start, end)
            ][: taking.MOST_SLOTS]
            sharers = [taking.Sharer(str(one), weights[one], owed=owed[one]) for one in sorted(owed)]
            shared = taking.take_turns(slots, sharers)
            starts = {slot.key: slot.starts_at for slot in slots}
            for turn in shared.turns:
                session = self._session(room, plan, starts[turn.slot])
                yield Turn(**self._of(), session=session, had_by_id=int(turn.sharer))
            owed = {int(one): left for one, left in shared.owed.items()}

    def _meetings(self, plan: Sessions) -> list[tuple[datetime, datetime]]:
        """The days and hours of a plan that are still to come: from the first day of the league's phase on."""
        begins = next(
            (
                times.begins
                for times in times_from(programme_of(self._cohort.version), self._cohort.starts_on or date.max)
                if times.phase.key == self._league.phase
            ),
            self._cohort.starts_on or date.max,
        )
        return [
            (one.starts_at, one.ends_at)
            for one in meetings_of(plan, begins)
            if one.number is not None and one.starts_at > self._at
        ]

    def _session(self, room: Room, plan: Sessions, start: datetime) -> Session:
        """A session at the first hour of that evening at which the room is free."""
        key, length = str(room.pk), timedelta(minutes=plan.lasts.minutes)
        first = localtime(start)
        begins = first
        while self._is_taken(key, begins, begins + length):
            begins += length
            ends = begins + length
            if ends.date() != first.date() or (ends.hour, ends.minute) > (LAST_HOUR, 0):
                facts = {"court": room.name, "day": f"{first:%d.%m.%Y}"}
                raise CourtIsTaken(_("%(court)s is taken all evening on %(day)s. Add another court.") % facts)
        self._busy[key].append((begins, begins + length))
        self._number += 1
        return Session(
            id=uuid4(),
            region_id=self._cohort.region_id,
            authority_id=self._cohort.authority_id,
            cohort=self._cohort,
            phase=self._league.phase,
            number=self._number,
            who=list(plan.who),
            starts_at=begins,
            ends_at=begins + length,
            planned_on=first.date(),
            place=room.name,
            room=room,
        )

    def _is_taken(self, key: str, start: datetime, end: datetime) -> bool:
        return any(start < until and since < end for since, until in self._busy[key])

    def _of(self) -> dict[str, Any]:
        return {
            "id": uuid4(),
            "region_id": self._cohort.region_id,
            "authority_id": self._cohort.authority_id,
            "cohort": self._cohort,
        }


def _numbered(keys: Sequence[str]) -> dict[str, str]:
    """Keys by where they stand, as the drawing parts equals: keys of rows are drawn by lot and would change it."""
    return {f"{number:03}": key for number, key in enumerate(keys)}
