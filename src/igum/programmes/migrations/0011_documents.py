"""Files handed in for tasks: read by whoever sees the task; by a secret link, only what the subject reads too.

Safe while older code runs: the table is new.
"""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from igum.core.schema import AddCompositeForeignKey, AlsoReadBy, EnableRLS

OF_SUBJECTS = (
    "engagement_id IN (SELECT id FROM programmes_engagement) AND (audience = 'subject' OR (SELECT igum.link()) IS NULL)"
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("core", "0007_stored_files"),
        ("places", "0001_initial"),
        ("programmes", "0010_referrals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "name",
                    models.CharField(blank=True, help_text="Of the file; empty once it is erased.", max_length=140),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("private", "Only me"),
                            ("team", "The team of this family"),
                            ("subject", "The team and the family"),
                        ],
                        default="subject",
                        max_length=10,
                    ),
                ),
                ("handed_in_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, help_text="Taken back: the file is erased.", null=True),
                ),
                ("words", models.CharField(blank=True, help_text="To whoever handed it in.", max_length=400)),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "engagement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="programmes.engagement",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "handed_in_by",
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
                    "task",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="programmes.task",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["region", "task", "handed_in_at"], name="programmes_document_by_task")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at", None), ("returned_at", None)),
                            models.Q(("accepted_at", None), ("withdrawn_at", None)),
                            models.Q(("returned_at", None), ("withdrawn_at", None)),
                            _connector="OR",
                        ),
                        name="programmes_document_ends_in_one_way",
                        violation_error_message="A document is accepted, returned or taken back: one of these.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("audience", "private"), _negated=True),
                        name="programmes_document_is_read_by_the_team",
                    ),
                ],
            },
        ),
        EnableRLS("Document", authority=True),
        AlsoReadBy("Document", OF_SUBJECTS),
        AddCompositeForeignKey("Document", "task", "programmes.Task"),
        AddCompositeForeignKey("Document", "engagement", "programmes.Engagement"),
        AddCompositeForeignKey("Document", "file", "core.StoredFile"),
    ]
