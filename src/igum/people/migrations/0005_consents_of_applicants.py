"""Whoever applies agrees before there is a record of them.

Safe while older code runs: what is new may be empty, and what was there became wider.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_merging"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="consent",
            name="about_id",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
        migrations.AddField(
            model_name="consent",
            name="about_kind",
            field=models.CharField(
                blank=True, db_default="", default="", help_text="What it was given with, by its code.", max_length=60
            ),
        ),
        migrations.AlterField(
            model_name="consent",
            name="purpose",
            field=models.CharField(help_text="What for, by the code of the module that asks.", max_length=120),
        ),
        migrations.AlterField(
            model_name="consent",
            name="resident",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consents",
                to="people.resident",
            ),
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(fields=["region", "about_kind", "about_id"], name="people_consent_about"),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("resident__isnull", False),
                    models.Q(models.Q(("about_kind", ""), _negated=True), models.Q(("about_id", ""), _negated=True)),
                    _connector="OR",
                ),
                name="people_consent_is_somebodys",
                violation_error_message="A consent names its resident, or what it was given with.",
            ),
        ),
    ]
