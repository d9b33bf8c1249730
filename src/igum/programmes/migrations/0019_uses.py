"""The use of a place, counted without names; seen by who runs the programme and its team.

Safe while older code runs: the tables are new.
"""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from igum.core.schema import AddCompositeForeignKey, AlsoReadBy, EnableRLS

MINE = "user_id = (SELECT igum.user_id()) AND (until_at IS NULL OR until_at > clock_timestamp())"
OF_MY_COHORTS = f"cohort_id IN (SELECT cohort_id FROM programmes_teammember WHERE {MINE})"


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("places", "0001_initial"),
        ("programmes", "0018_leagues"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="UseCount",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("used_on", models.DateField()),
                ("neighbourhood", models.CharField(help_text="The neighbourhood's key in the file.", max_length=60)),
                ("age", models.CharField(help_text="The age band, a choice of the intake form.", max_length=60)),
                (
                    "purpose",
                    models.CharField(help_text="What they came for, a choice of the intake form.", max_length=60),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("he", "עברית"),
                            ("ar", "العربية"),
                            ("en", "English"),
                            ("ru", "Русский"),
                            ("am", "አማርኛ"),
                        ],
                        max_length=2,
                    ),
                ),
                ("people", models.PositiveIntegerField()),
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
                        related_name="uses",
                        to="programmes.cohort",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "cohort", "used_on", "neighbourhood", "age", "purpose", "language"),
                        name="programmes_use_counted_once",
                    ),
                    models.CheckConstraint(condition=models.Q(("people__gt", 0)), name="programmes_use_is_of_somebody"),
                ],
            },
        ),
        migrations.CreateModel(
            name="UseEvent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("month", models.DateField(help_text="The first day of the first month after it.")),
                ("names", models.JSONField(help_text="What it was, by language.")),
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
                        related_name="use_events",
                        to="programmes.cohort",
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
                "constraints": [
                    models.UniqueConstraint(fields=("region", "cohort"), name="programmes_one_use_event"),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="programmes_use_event_at_a_month"
                    ),
                ],
            },
        ),
        *(EnableRLS(model, authority=True) for model in ("UseCount", "UseEvent")),
        *(AlsoReadBy(model, OF_MY_COHORTS) for model in ("UseCount", "UseEvent")),
        AddCompositeForeignKey("UseCount", "cohort", "programmes.Cohort"),
        AddCompositeForeignKey("UseEvent", "cohort", "programmes.Cohort"),
    ]
