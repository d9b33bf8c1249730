"""Lists handed in as files, and pairs of applications that may be of the same people; each under row-level security.

Safe while older code runs: the tables are new.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from igum.core.schema import AddCompositeForeignKey, EnableRLS


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0001_initial"),
        ("programmes", "0002_isolation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("file_name", models.CharField(max_length=200)),
                ("sheet", models.CharField(blank=True, help_text="Which sheet of the file was read.", max_length=100)),
                ("sha256", models.CharField(max_length=64)),
                ("headers", models.JSONField(help_text="The words of the first row, in order.")),
                ("columns", models.JSONField(blank=True, null=True)),
                ("row_count", models.PositiveIntegerField()),
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
                        help_text="Of the letters to the people.",
                        max_length=2,
                    ),
                ),
                ("writes_letters", models.BooleanField(default=False)),
                ("uploaded_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
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
                        related_name="imports",
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
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "number",
                    models.PositiveIntegerField(help_text="As the sheet counts: the first row holds the words."),
                ),
                (
                    "cells",
                    models.JSONField(help_text="Emptied once the row is taken in: the application holds it then."),
                ),
                (
                    "digest",
                    models.BinaryField(help_text="What equal rows share, in this file and in others.", max_length=32),
                ),
                (
                    "same_as",
                    models.PositiveIntegerField(blank=True, help_text="An earlier row with the same words.", null=True),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="programmes.import",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DuplicateKey",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("number", "Same identity number"),
                            ("phone", "Same telephone"),
                            ("email", "Same e-mail"),
                            ("name", "Same name and town"),
                        ],
                        max_length=10,
                    ),
                ),
                ("key", models.BinaryField(max_length=32)),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["region", "programme", "kind", "key"], name="programmes_duplicate_keys")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "application", "kind", "key"), name="programmes_duplicate_key_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DuplicatePair",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("alike", models.JSONField(help_text="What the two have in common, by its code.")),
                ("found_at", models.DateTimeField()),
                (
                    "decided_as",
                    models.CharField(
                        blank=True, choices=[("same", "The same"), ("different", "Not the same")], max_length=10
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
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
                    "newer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicate_of",
                        to="programmes.application",
                    ),
                ),
                (
                    "older",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.application",
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
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["region", "programme", "decided_as", "found_at"], name="programmes_pairs_to_decide"
                    ),
                    models.Index(fields=["region", "newer"], name="programmes_pairs_by_newer"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "older", "newer"), name="programmes_pair_asked_about_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("older", models.F("newer")), _negated=True),
                        name="programmes_pair_is_of_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decided_as", ""), ("decided_at__isnull", False), _connector="OR"),
                        name="programmes_pair_decided_has_its_moment",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.UniqueConstraint(
                fields=("region", "cohort", "sha256"),
                name="programmes_import_once_in_a_round",
                violation_error_message="This file was handed in for this round before.",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(("started_at", None), ("columns__isnull", False), _connector="OR"),
                name="programmes_import_starts_with_its_columns",
            ),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(fields=["region", "file", "done_at", "number"], name="programmes_rows_to_do"),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(fields=["region", "digest"], name="programmes_rows_alike"),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(
                fields=("region", "file", "number"), name="programmes_import_row_once_in_a_file"
            ),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("application", None), ("done_at__isnull", False), _connector="OR"),
                name="programmes_import_row_done_has_its_moment",
            ),
        ),
        *(EnableRLS(model, authority=True) for model in ("Import", "ImportRow", "DuplicateKey", "DuplicatePair")),
        AddCompositeForeignKey("Import", "cohort", "programmes.Cohort"),
        AddCompositeForeignKey("ImportRow", "file", "programmes.Import"),
        AddCompositeForeignKey("ImportRow", "application", "programmes.Application"),
        AddCompositeForeignKey("DuplicateKey", "programme", "programmes.Programme"),
        AddCompositeForeignKey("DuplicateKey", "application", "programmes.Application"),
        AddCompositeForeignKey("DuplicatePair", "programme", "programmes.Programme"),
        AddCompositeForeignKey("DuplicatePair", "older", "programmes.Application"),
        AddCompositeForeignKey("DuplicatePair", "newer", "programmes.Application"),
    ]
