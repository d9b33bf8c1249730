"""Leagues: players, courts, games and turns, seen by who runs the programme, its team, and a team by its link.

Safe while older code runs: the tables are new.
"""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from igum.core.schema import AddCompositeForeignKey, AlsoReadBy, EnableRLS

MINE = "user_id = (SELECT igum.user_id()) AND (until_at IS NULL OR until_at > clock_timestamp())"
OF_MY_COHORTS = f"cohort_id IN (SELECT cohort_id FROM programmes_teammember WHERE {MINE})"
OF_SUBJECTS = "engagement_id IN (SELECT id FROM programmes_engagement)"
OF_SESSIONS = "session_id IN (SELECT id FROM programmes_session)"


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("places", "0001_initial"),
        ("programmes", "0017_ended_terms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Turn",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="turns",
                        to="programmes.cohort",
                    ),
                ),
                (
                    "had_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="turns",
                        to="programmes.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("region", "session"), name="programmes_turn_once_in_a_session"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Court",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="courts",
                        to="programmes.cohort",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.room",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "cohort", "room"),
                        name="programmes_court_once_in_a_league",
                        violation_error_message="This court is in the league already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Game",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("round", models.PositiveSmallIntegerField(help_text="From 1; a day on which nobody plays twice.")),
                ("home_score", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("away_score", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("noted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "away",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="games_away",
                        to="programmes.engagement",
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="games",
                        to="programmes.cohort",
                    ),
                ),
                (
                    "home",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="games_at_home",
                        to="programmes.engagement",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="games",
                        to="programmes.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("region", "session"), name="programmes_game_once_in_a_session"),
                    models.UniqueConstraint(
                        fields=("region", "cohort", "home", "away"), name="programmes_game_once_at_home"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("home", models.F("away")), _negated=True), name="programmes_game_is_of_two"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("away_score", None), ("home_score", None), ("noted_at", None)),
                            models.Q(
                                ("away_score__isnull", False),
                                ("home_score__isnull", False),
                                ("noted_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="programmes_game_has_a_whole_result",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Player",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("joined_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "engagement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="players",
                        to="programmes.engagement",
                    ),
                ),
                (
                    "locality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.locality"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["region", "engagement"], name="programmes_players_of")],
            },
        ),
        *(EnableRLS(model, authority=True) for model in ("Player", "Court", "Game", "Turn")),
        AlsoReadBy("Player", OF_SUBJECTS),
        AlsoReadBy("Court", OF_MY_COHORTS),
        *(AlsoReadBy(model, OF_SESSIONS) for model in ("Game", "Turn")),
        AddCompositeForeignKey("Player", "engagement", "programmes.Engagement"),
        AddCompositeForeignKey("Court", "cohort", "programmes.Cohort"),
        AddCompositeForeignKey("Court", "room", "programmes.Room"),
        AddCompositeForeignKey("Game", "cohort", "programmes.Cohort"),
        AddCompositeForeignKey("Game", "session", "programmes.Session"),
        AddCompositeForeignKey("Game", "home", "programmes.Engagement"),
        AddCompositeForeignKey("Game", "away", "programmes.Engagement"),
        AddCompositeForeignKey("Turn", "cohort", "programmes.Cohort"),
        AddCompositeForeignKey("Turn", "session", "programmes.Session"),
    ]
