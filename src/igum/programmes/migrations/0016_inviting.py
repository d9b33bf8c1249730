"""Volunteers are asked to join a team, and see what they are asked. Safe while older code runs: all of it is new."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from igum.core.schema import AddCompositeForeignKey, EnableRLS


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("places", "0001_initial"),
        ("programmes", "0015_calendars"),
        ("volunteering", "0004_seen_and_sealed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="teammember",
            name="volunteer",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="volunteering.volunteer",
            ),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("role", models.CharField(help_text="The role's key in the file.", max_length=60)),
                ("name", models.CharField(max_length=120)),
                ("invited_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("declined_at", models.DateTimeField(blank=True, null=True)),
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
                        related_name="invitations",
                        to="programmes.cohort",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.teammember",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="volunteering.volunteer",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at", None), ("declined_at", None)),
                        fields=("region", "cohort", "role", "volunteer"),
                        name="programmes_invited_once_at_a_time",
                        violation_error_message="They are asked already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("accepted_at", None), ("declined_at", None), _connector="OR"),
                        name="programmes_invitation_is_answered_in_one_way",
                    ),
                ],
            },
        ),
        EnableRLS("Invitation", authority=True, own="user_id"),
        AddCompositeForeignKey("Invitation", "cohort", "programmes.Cohort"),
        AddCompositeForeignKey("Invitation", "volunteer", "volunteering.Volunteer"),
        AddCompositeForeignKey("Invitation", "member", "programmes.TeamMember"),
        AddCompositeForeignKey("TeamMember", "volunteer", "volunteering.Volunteer"),
    ]
