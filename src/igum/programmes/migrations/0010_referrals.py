"""Families referred by professionals: the referrer sees the referral, and who runs the programme.

Safe while older code runs: the table is new.
"""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from igum.core.schema import AddCompositeForeignKey, EnableRLS


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("places", "0001_initial"),
        ("programmes", "0009_telling_and_residents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "service",
                    models.CharField(
                        help_text="The service the referrer works for, in their own words.", max_length=200
                    ),
                ),
                (
                    "mark",
                    models.CharField(help_text="By which the referrer knows the family again; no name.", max_length=40),
                ),
                (
                    "agreement",
                    models.CharField(
                        choices=[
                            ("in_person", "In person, in a conversation"),
                            ("by_phone", "By phone"),
                            ("in_writing", "In writing"),
                        ],
                        max_length=12,
                    ),
                ),
                ("referred_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="programmes.application",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.programme",
                    ),
                ),
                (
                    "referrer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                "indexes": [models.Index(fields=["referrer", "referred_at"], name="programmes_referrals_of_one")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "application"), name="programmes_referral_once_for_application"
                    )
                ],
            },
        ),
        EnableRLS("Referral", authority=True, own="referrer_id", writes_own=True),
        AddCompositeForeignKey("Referral", "programme", "programmes.Programme"),
        AddCompositeForeignKey("Referral", "application", "programmes.Application"),
    ]
