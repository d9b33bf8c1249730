"""A league: who plays in a team, on which courts, and how a game ended."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.tenancy import tenant_scope
from igum.places import queries as places
from igum.programmes import access, queries
from igum.programmes.commands.places import locked_cohort
from igum.programmes.commands.work import refuse_ended
from igum.programmes.models import Cohort, Court, Game, Player, Room
from igum.programmes.queries.files import programme_of
from igum.programmes.rules.subjects import League

MOST_POINTS = 999
MOST_PLAYERS = 60


class NoLeague(Refused):
    """The programme has no league."""


class NotComplete(Refused):
    """A name or a town is missing, or is none."""


class TooManyPlayers(Refused):
    """A team is full."""


class CourtIsThere(Refused):
    """The court is in the league already."""


class NoSuchResult(Refused):
    """No game ends so."""


@transaction.atomic
def add_player(*, actor: Actor, engagement_id: UUID, name: str, locality_id: int, at: datetime) -> Player:
    """Let somebody play in a team.

    Raises:
        Engagement.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor is neither of its team of coaches nor runs the programme.
        HasEnded: the team takes no part any more.
        NoLeague: the programme has no league.
        NotComplete: no name, or no such town in the region.
        TooManyPlayers: the team is full.
    """
    engagement = queries.engagements_for(actor, at=at).select_related("cohort__version").get(pk=engagement_id)
    require(access.may_coach(actor, engagement, serves=queries.serves_subject(actor, engagement_id, at=at)))
    refuse_ended(engagement, engagement.cohort)
    league_of_file(engagement.cohort)
    if not name.strip() or not places.localities_of(region_id=engagement.region_id).filter(pk=locality_id).exists():
        raise NotComplete(_("Write the player's name and choose the town they live in."))
    with tenant_scope(system_actor(engagement.region_id)):
        type(engagement).objects.select_for_update(of=("self",)).get(pk=engagement_id)
        if Player.objects.filter(engagement=engagement, left_at=None).count() >= MOST_PLAYERS:
            raise TooManyPlayers(_("This team has sixty players. Make a second one of it."))
        player = Player.objects.create(
            id=uuid4(),
            region_id=engagement.region_id,
            authority_id=engagement.authority_id,
            engagement=engagement,
            name=name.strip()[:120],
            locality_id=locality_id,
            joined_at=at,
        )
    record(actor, "programmes.player.joined", player, at=at)
    return player


@transaction.atomic
def end_player(*, actor: Actor, player_id: UUID, at: datetime) -> None:
    """Somebody plays no more in a team. The second time changes nothing.

    Raises:
        Player.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor is neither of its team of coaches nor runs the programme.
    """
    player = Player.objects.select_related("engagement__cohort").get(pk=player_id, region_id=actor.here)
    serves = queries.serves_subject(actor, player.engagement_id, at=at)
    require(access.may_coach(actor, player.engagement, serves=serves))
    with tenant_scope(system_actor(player.region_id)):
        Player.objects.filter(pk=player_id, left_at=None).update(left_at=at)
    record(actor, "programmes.player.left", player, at=at)


@transaction.atomic
def add_court(*, actor: Actor, cohort_id: UUID, name: str, locality_id: int, at: datetime) -> Court:
    """Let a league play on a court. A room of this name is the same room, whoever else uses it.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region.
        PermissionDenied: the actor does not run the programme.
        NoLeague: the programme has no league.
        NotComplete: no name, or no such town in the region.
        CourtIsThere: the court is in the league already.
    """
    cohort = locked_cohort(actor, cohort_id)
    require(access.may_decide(actor, cohort))
    league_of_file(cohort)
    if not name.strip() or not places.localities_of(region_id=cohort.region_id).filter(pk=locality_id).exists():
        raise NotComplete(_("Write the court's name and choose its town."))
    room, _is_new = Room.objects.get_or_create(
        region_id=cohort.region_id,
        authority_id=cohort.authority_id,  # type: ignore[misc]  # the stubs forget that it may be empty
        name=name.strip()[:120],
        defaults={"locality_id": locality_id},
    )
    if Court.objects.filter(cohort=cohort, room=room).exists():
        raise CourtIsThere(_("This court is in the league already."))
    court = Court.objects.create(
        id=uuid4(), region_id=cohort.region_id, authority_id=cohort.authority_id, cohort=cohort, room=room
    )
    record(actor, "programmes.court.added", court, at=at)
    return court


@transaction.atomic
def note_result(*, actor: Actor, game_id: UUID, home: int, away: int, at: datetime) -> None:
    """Write down how a game ended; again, to put it right.

    Raises:
        Game.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor is not of the game's team and does not run the programme; it has not begun, or was
            called off.
        NoSuchResult: a score is below nothing or far too high.
    """
    game = Game.objects.select_related("session__cohort").get(pk=game_id, region_id=actor.here)
    serving = queries.memberships_of(actor, at=at).filter(cohort_id=game.cohort_id)
    require(access.may_note(actor, game.session, serving, at))
    if not (0 <= home <= MOST_POINTS and 0 <= away <= MOST_POINTS):
        raise NoSuchResult(_("Write both scores as numbers from 0 to 999."))
    with tenant_scope(system_actor(game.region_id)):
        game = Game.objects.select_for_update(of=("self",)).get(pk=game_id)
        game.home_score, game.away_score = home, away
        game.noted_at, game.noted_by_id = at, actor.user_id
        game.save(update_fields=["home_score", "away_score", "noted_at", "noted_by"])
    record(actor, "programmes.game.noted", game, at=at, home=home, away=away)


def league_of_file(cohort: Cohort) -> League:
    """What a cohort's file says of its league.

    Raises:
        NoLeague: it has none.
    """
    league = programme_of(cohort.version).league
    if league is None:
        raise NoLeague(_("This programme has no league. Nothing of this is kept here."))
    return league
