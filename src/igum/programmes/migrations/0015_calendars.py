"""Secret addresses of calendars, alerts about absences, and what a person did to a session.

Safe while older code runs: the tables are new, and the columns may be empty.
"""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from igum.core.schema import AddCompositeForeignKey, AlsoReadBy, EnableRLS

I_LEAD = (
    "cohort_id IN (SELECT cohort_id FROM programmes_teammember WHERE leads"
    " AND user_id = (SELECT igum.user_id()) AND (until_at IS NULL OR until_at > clock_timestamp()))"
)
# Whoever holds the secret reads the one row that it opens, and writes none.
OPENED = "secret_hash = (SELECT igum.link()) AND ended_at IS NULL"


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("places", "0001_initial"),
        ("programmes", "0014_reports_released"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="session",
            name="added_at",
            field=models.DateTimeField(
                blank=True, help_text="A person added it: the file does not have it.", null=True
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="reminded_for",
            field=models.DateTimeField(
                blank=True,
                help_text="The beginning that people were reminded of; moved since, they are again.",
                null=True,
            ),
        ),
        migrations.CreateModel(
            name="AbsenceAlert",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("in_a_row", models.PositiveIntegerField()),
                ("raised_at", models.DateTimeField()),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, help_text="They came again, or somebody called them.", null=True),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absence_alerts",
                        to="programmes.cohort",
                    ),
                ),
                (
                    "engagement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absence_alerts",
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
                    "since",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="The first one of the row.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.session",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["region", "cohort", "closed_at"], name="programmes_absences_of_cohort")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "engagement", "since"), name="programmes_absences_alert_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "link_hash",
                    models.CharField(blank=True, help_text="Of the application whose holder made it.", max_length=64),
                ),
                ("secret_hash", models.CharField(max_length=64)),
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
                        default="he",
                        max_length=2,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("region", "secret_hash"), name="programmes_feed_has_one_secret"),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None), ("user__isnull", False)),
                        fields=("region", "user"),
                        name="programmes_feed_once_a_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None), models.Q(("link_hash", ""), _negated=True)),
                        fields=("region", "link_hash"),
                        name="programmes_feed_once_a_link",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("link_hash", ""), ("user__isnull", False)),
                            models.Q(("user", None), models.Q(("link_hash", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="programmes_feed_has_one_owner",
                    ),
                ],
            },
        ),
        EnableRLS("AbsenceAlert", authority=True),
        AlsoReadBy("AbsenceAlert", I_LEAD),
        AddCompositeForeignKey("AbsenceAlert", "cohort", "programmes.Cohort"),
        AddCompositeForeignKey("AbsenceAlert", "engagement", "programmes.Engagement"),
        AddCompositeForeignKey("AbsenceAlert", "since", "programmes.Session"),
        EnableRLS("CalendarFeed", authority=True, own="user_id", writes_own=True, link="link_hash"),
        AlsoReadBy("CalendarFeed", OPENED),
    ]
