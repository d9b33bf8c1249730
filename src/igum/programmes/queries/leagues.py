"""A league: its teams, its table, its games by round, and whose turn it is on the courts."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from igum.core.access import Decision
from igum.core.actor import Actor
from igum.places import queries as places
from igum.programmes import access
from igum.programmes.models import Cohort, Court, Engagement, Game, Player, Turn
from igum.programmes.queries.files import programme_of
from igum.programmes.queries.serving import memberships_of
from igum.programmes.rules.leagues import Result, Row, table_of
from igum.programmes.rules.programme import Programme
from igum.programmes.rules.subjects import League as Shape


@dataclass(frozen=True, slots=True)
class TeamOf:
    """A team of a league: how many play in it and from how many towns, its games, and how far it travels."""

    engagement: Engagement
    players: int
    towns: int
    is_mixed: bool
    at_home: int
    away: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Noted:
    """A game, and whether the actor may note how it ended."""

    game: Game
    may_note: Decision


@dataclass(frozen=True, slots=True)
class League:
    """A league as its page shows it."""

    cohort: Cohort
    programme: Programme
    shape: Shape
    teams: tuple[TeamOf, ...]
    table: tuple[tuple[Engagement, Row], ...]
    rounds: tuple[tuple[int, tuple[Noted, ...]], ...]
    turns: tuple[Turn, ...]
    turns_had: tuple[tuple[str, int, int], ...]  # authority, turns, players
    courts: tuple[Court, ...]
    may_decide: Decision


def league_of(actor: Actor, cohort_id: UUID, *, at: datetime) -> League:
    """A league, for those who run it and those who lead its team. Seven queries, however many games.

    Raises:
        Cohort.DoesNotExist: there is none that the actor may see, or it has no league.
    """
    cohort = Cohort.objects.select_related("programme", "version").get(pk=cohort_id, region_id=actor.here)
    serving = list(memberships_of(actor, at=at).filter(cohort_id=cohort_id))
    programme = programme_of(cohort.version)
    seen = access.may_screen(actor, cohort) or any(member.leads for member in serving)
    if programme.league is None or not seen:
        raise Cohort.DoesNotExist
    engagements = list(
        Engagement.objects.filter(cohort=cohort).select_related("locality").order_by("ended_at", "name", "pk")
    )
    games = list(
        Game.objects.filter(cohort=cohort)
        .select_related("session__room", "home", "away")
        .order_by("round", "session__starts_at", "session__room__name")
    )
    players = list(
        Player.objects.filter(engagement__cohort=cohort, left_at=None).values_list(
            "engagement_id", "locality_id", "locality__authority_id"
        )
    )
    turns = tuple(
        Turn.objects.filter(cohort=cohort)
        .select_related("session__room", "had_by")
        .order_by("session__starts_at", "session__room__name")
    )
    rounds: dict[int, list[Noted]] = defaultdict(list)
    for game in games:
        rounds[game.round].append(Noted(game, access.may_note(actor, game.session, serving, at)))
    by_key = {str(one.pk): one for one in engagements}
    results = [
        Result(str(one.home_id), str(one.away_id), one.home_score, one.away_score)
        for one in games
        if one.home_score is not None and one.away_score is not None
    ]
    playing = {key for one in results for key in (one.home, one.away)}
    listed = [key for key, one in by_key.items() if one.ended_at is None or key in playing]
    return League(
        cohort=cohort,
        programme=programme,
        shape=programme.league,
        teams=_teams([one for one in engagements if one.ended_at is None], games, players, programme.league),
        table=tuple((by_key[row.team], row) for row in table_of(listed, results, programme.league.points)),
        rounds=tuple((number, tuple(of_round)) for number, of_round in rounds.items()),
        turns=tuple(one for one in turns if one.session.ends_at > at),
        turns_had=_turns_had(turns, players),
        courts=tuple(Court.objects.filter(cohort=cohort).select_related("room__locality").order_by("room__name")),
        may_decide=access.may_decide(actor, cohort),
    )


def players_of(actor: Actor, engagement: Engagement) -> tuple[Player, ...]:
    """Who plays in a team whose engagement the actor may see."""
    found = Player.objects.filter(engagement=engagement, left_at=None, region_id=actor.here)
    return tuple(found.select_related("locality").order_by("name", "pk"))


def _teams(
    engagements: list[Engagement], games: list[Game], players: Sequence[tuple[UUID, int, int | None]], shape: Shape
) -> tuple[TeamOf, ...]:
    codes = sorted(
        {one.locality_id for one in engagements if one.locality_id}
        | {game.session.room.locality_id for game in games if game.session.room and game.session.room.locality_id}
    )
    matrix = places.travel_matrix(codes) if codes else None
    place = {code: number for number, code in enumerate(codes)}
    minutes: Counter[UUID] = Counter()
    town_of = {one.pk: one.locality_id for one in engagements}
    for game in games:
        ground = game.session.room.locality_id if game.session.room else None
        for key in (game.home_id, game.away_id):
            town = town_of.get(key)
            if matrix is not None and town in place and ground in place:
                minutes[key] += 2 * round(float(matrix[place[town], place[ground]]))
    at_home, away = Counter(one.home_id for one in games), Counter(one.away_id for one in games)
    found = []
    for one in engagements:
        towns = [town for key, town, _authority in players if key == one.pk]
        mixed = len(set(towns)) >= shape.least_towns
        found.append(TeamOf(one, len(towns), len(set(towns)), mixed, at_home[one.pk], away[one.pk], minutes[one.pk]))
    return tuple(found)


def _turns_had(
    turns: tuple[Turn, ...], players: Sequence[tuple[UUID, int, int | None]]
) -> tuple[tuple[str, int, int], ...]:
    many = Counter(authority for _key, _town, authority in players)
    had = Counter(turn.had_by_id for turn in turns)
    names = {turn.had_by_id: turn.had_by.name for turn in turns}
    return tuple((names[key], had[key], many[key]) for key in sorted(names, key=lambda key: (-had[key], key)))
