"""Teams that play against each other: their players, the courts they play on, their games and their turns."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from igum.programmes.models.files import Cohort
from igum.programmes.models.places import Engagement
from igum.programmes.models.sessions import Room, Session


class Player(models.Model):
    """Somebody who plays in a team, and where they live."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    # Of whoever runs the programme, as everything of the cohort.
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="players", db_constraint=False)
    name = models.CharField(max_length=120)
    locality = models.ForeignKey("places.Locality", models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["region", "engagement"], name="programmes_players_of")]

    def __str__(self) -> str:
        return self.name


class Court(models.Model):
    """A room or hall that a league plays in."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="courts", db_constraint=False)
    room = models.ForeignKey(Room, models.PROTECT, related_name="+", db_constraint=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "cohort", "room"],
                name="programmes_court_once_in_a_league",
                violation_error_message=_("This court is in the league already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.room_id)


class Game(models.Model):
    """A game of two teams of a league: a session on a court, and how it ended."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="games", db_constraint=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="games", db_constraint=False)
    round = models.PositiveSmallIntegerField(help_text=_("From 1; a day on which nobody plays twice."))
    home = models.ForeignKey(Engagement, models.PROTECT, related_name="games_at_home", db_constraint=False)
    away = models.ForeignKey(Engagement, models.PROTECT, related_name="games_away", db_constraint=False)
    home_score = models.PositiveSmallIntegerField(null=True, blank=True)
    away_score = models.PositiveSmallIntegerField(null=True, blank=True)
    noted_at = models.DateTimeField(null=True, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "session"], name="programmes_game_once_in_a_session"),
            models.UniqueConstraint(fields=["region", "cohort", "home", "away"], name="programmes_game_once_at_home"),
            models.CheckConstraint(condition=~Q(home=F("away")), name="programmes_game_is_of_two"),
            models.CheckConstraint(
                condition=Q(home_score=None, away_score=None, noted_at=None)
                | Q(home_score__isnull=False, away_score__isnull=False, noted_at__isnull=False),
                name="programmes_game_has_a_whole_result",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Turn(models.Model):
    """A court is an authority's for an hour: a session in its room."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="turns", db_constraint=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="turns", db_constraint=False)
    # Whose turn it is; ``authority`` above is of whoever runs the programme.
    had_by = models.ForeignKey("places.Authority", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "session"], name="programmes_turn_once_in_a_session"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
