"""Programme files that are being written, under row-level security.

Safe while older code runs: the table is new.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from igum.core.schema import AddCompositeForeignKey, EnableRLS


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0001_initial"),
        ("programmes", "0003_imports_and_duplicates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProgrammeDraft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.SlugField(max_length=60)),
                (
                    "names",
                    models.JSONField(default=dict, help_text="As the file says, so that lists need not read it."),
                ),
                ("source", models.TextField(help_text="The file, word for word.")),
                ("number", models.PositiveIntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("discarded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "based_on",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.programmeversion",
                    ),
                ),
                (
                    "made_by",
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
                    "saved_by",
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
                    models.UniqueConstraint(
                        condition=models.Q(("discarded_at", None), ("published_at", None)),
                        fields=("region", "authority", "key"),
                        name="programmes_draft_once_at_a_time",
                        nulls_distinct=False,
                        violation_error_message="This programme is being written already. Open its draft.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("published_at", None), ("discarded_at", None), _connector="OR"),
                        name="programmes_draft_ends_in_one_way",
                    ),
                ],
            },
        ),
        EnableRLS("ProgrammeDraft", authority=True),
        AddCompositeForeignKey("ProgrammeDraft", "based_on", "programmes.ProgrammeVersion"),
    ]
