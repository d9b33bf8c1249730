"""The screening list is read in the order of an index, however many have applied.

Safe while older code runs: it asks the same.
"""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0001_initial"),
        ("programmes", "0004_drafts"),
        ("questionnaires", "0002_isolation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("applied_at__isnull", False), ("withdrawn_at", None)),
                fields=["region", "cohort", "position", "applied_at", "id"],
                name="programmes_in_order",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("applied_at__isnull", False), ("withdrawn_at", None)),
                fields=["region", "cohort", "outcome", "position", "applied_at", "id"],
                name="programmes_in_order_by_outcome",
            ),
        ),
    ]
