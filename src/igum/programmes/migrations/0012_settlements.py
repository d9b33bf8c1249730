"""Settlements that take part: their profile, goals and work, seen by who runs the programme, its team, and their link.

Safe while older code runs: the tables are new.
"""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from igum.core.schema import AddCompositeForeignKey, AlsoReadBy, EnableRLS

OF_SUBJECTS = "engagement_id IN (SELECT id FROM programmes_engagement)"
MODELS = ("ProfileEntry", "Goal", "WorkEntry")


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("places", "0001_initial"),
        ("programmes", "0011_documents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("theme", models.CharField(help_text="The theme's key in the file.", max_length=60)),
                ("texts", models.JSONField(help_text="What is to be reached, by language.")),
                ("measures", models.JSONField(help_text="What is counted, by language.")),
                ("baseline", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("target", models.DecimalField(decimal_places=6, max_digits=18)),
                ("more_is_better", models.BooleanField(default=True)),
                ("due_on", models.DateField()),
                ("set_at", models.DateTimeField()),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("drop_reason", models.CharField(blank=True, max_length=400)),
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
                        related_name="goals",
                        to="programmes.engagement",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["region", "engagement"], name="programmes_goals_of")],
            },
        ),
        migrations.CreateModel(
            name="ProfileEntry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(help_text="The kind's key in the file.", max_length=60)),
                ("texts", models.JSONField(help_text="What is known, by language.")),
                (
                    "source",
                    models.CharField(help_text="Who says so: a survey, an interview, a register.", max_length=200),
                ),
                ("known_on", models.DateField(help_text="The day for which it holds.")),
                ("written_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(blank=True, help_text="It does not hold any more.", null=True)),
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
                        related_name="profile",
                        to="programmes.engagement",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["region", "engagement"], name="programmes_profile_of")],
            },
        ),
        migrations.CreateModel(
            name="WorkEntry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("worked_on", models.DateField()),
                ("theme", models.CharField(blank=True, help_text="The theme's key in the file.", max_length=60)),
                ("body", models.CharField(blank=True, help_text="The body's key in the file.", max_length=60)),
                ("text", models.TextField(max_length=4000)),
                (
                    "is_review",
                    models.BooleanField(default=False, help_text="The goals were looked at again on this day."),
                ),
                ("written_at", models.DateTimeField()),
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
                        related_name="worked",
                        to="programmes.engagement",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["region", "engagement", "worked_on"], name="programmes_work_by_day")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_review", True)),
                        fields=("region", "engagement", "worked_on"),
                        name="programmes_one_review_a_day",
                        violation_error_message="The goals were reviewed on this day already.",
                    )
                ],
            },
        ),
        *(EnableRLS(model, authority=True) for model in MODELS),
        *(AlsoReadBy(model, OF_SUBJECTS) for model in MODELS),
        *(AddCompositeForeignKey(model, "engagement", "programmes.Engagement") for model in MODELS),
    ]
