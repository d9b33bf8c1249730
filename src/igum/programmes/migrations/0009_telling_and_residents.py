"""What applicants were told, whose record it is, and the list of withdrawn applications in the order of an index.

Safe while older code runs: what is new may be empty.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from igum.core.schema import AddCompositeForeignKey


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_consents_of_applicants"),
        ("places", "0001_initial"),
        ("programmes", "0008_looking_at_lists"),
        ("questionnaires", "0003_answers_sent_before"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="application",
            name="amended",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="application",
            name="erased_at",
            field=models.DateTimeField(blank=True, help_text="Its keeping ended: nobody is known by it.", null=True),
        ),
        migrations.AddField(
            model_name="application",
            name="resident",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.resident",
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="told_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="application",
            name="told_outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("chosen", "Chosen"),
                    ("waiting", "On the waiting list"),
                    ("not_chosen", "Not chosen"),
                    ("needs_information", "Needs information"),
                ],
                db_default="",
                default="",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="engagement",
            name="household",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.household",
            ),
        ),
        migrations.AddField(
            model_name="engagement",
            name="resident",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.resident",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("applied_at__isnull", False), ("withdrawn_at__isnull", False)),
                fields=["region", "cohort", "position", "applied_at", "id"],
                name="programmes_withdrawn_in_order",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["region", "resident"], name="programmes_by_resident"),
        ),
        migrations.AddIndex(
            model_name="engagement",
            index=models.Index(fields=["region", "resident"], name="programmes_engaged_resident"),
        ),
        AddCompositeForeignKey("Application", "resident", "people.Resident"),
        AddCompositeForeignKey("Engagement", "resident", "people.Resident"),
        AddCompositeForeignKey("Engagement", "household", "people.Household"),
    ]
