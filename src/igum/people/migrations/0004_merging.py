"""Two records of one person may be merged; a merged record no longer counts against the uniques.

Safe while older code runs: it merges nothing, and shows a merged record as one of its own.
"""

import django.db.models.deletion
from django.db import migrations, models

from igum.core.schema import AddCompositeForeignKey, EnableRLS


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_isolation"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "taken",
                    models.JSONField(default=list, help_text="The fields that were empty in the record that is kept."),
                ),
                ("brought_account", models.BooleanField(help_text="Whether the merged record had the account.")),
                ("merged_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="resident",
            name="people_coded_resident_has_only_a_code",
        ),
        migrations.RemoveConstraint(
            model_name="resident",
            name="people_resident_once_in_an_authority",
        ),
        migrations.RemoveConstraint(
            model_name="resident",
            name="people_account_is_one_resident_of_a_region",
        ),
        migrations.AddField(
            model_name="resident",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="people.resident",
            ),
        ),
        migrations.AddConstraint(
            model_name="resident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("identity_mode", "coded"), _negated=True),
                    models.Q(
                        models.Q(("code", ""), _negated=True),
                        ("family_first", ""),
                        ("family_name", ""),
                        ("given_first", ""),
                        ("given_name", ""),
                        ("email", ""),
                        ("phone", ""),
                        ("user", None),
                        ("document", ""),
                        ("number_fingerprint", None),
                        ("number_sealed", None),
                        ("household", None),
                        ("merged_into", None),
                    ),
                    _connector="OR",
                ),
                name="people_coded_resident_has_only_a_code",
                violation_error_message="Somebody known by a code has no name, contact, household or identity number here.",
            ),
        ),
        migrations.AddConstraint(
            model_name="resident",
            constraint=models.UniqueConstraint(
                condition=models.Q(("merged_into", None)),
                fields=("region", "authority", "number_fingerprint"),
                name="people_resident_once_in_an_authority",
                violation_error_message="Somebody with this identity number is already registered here.",
            ),
        ),
        migrations.AddConstraint(
            model_name="resident",
            constraint=models.UniqueConstraint(
                condition=models.Q(("merged_into", None), ("user__isnull", False)),
                fields=("region", "user"),
                name="people_account_is_one_resident_of_a_region",
                violation_error_message="This account already belongs to a resident.",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="authority",
            field=models.ForeignKey(
                help_text="That of the record that is kept.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.authority",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="kept",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.resident"
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="merged",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.resident"
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="region",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at", None)),
                fields=("region", "merged"),
                name="people_resident_is_merged_into_one",
                violation_error_message="This record was merged into another already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("merged")), _negated=True),
                name="people_resident_is_not_merged_into_itself",
                violation_error_message="A record is not merged into itself.",
            ),
        ),
        EnableRLS("Merge", authority=True),
        AddCompositeForeignKey("Resident", "merged_into", "people.Resident"),
        AddCompositeForeignKey("Merge", "kept", "people.Resident"),
        AddCompositeForeignKey("Merge", "merged", "people.Resident"),
    ]
