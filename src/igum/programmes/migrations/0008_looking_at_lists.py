"""How far the rows of a list were looked at. Safe while older code runs: the new columns have defaults of their own."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("programmes", "0007_cohort_life_isolation")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="import", name="look", field=models.JSONField(blank=True, db_default={}, default=dict)
        ),
        migrations.AddField(model_name="import", name="looked_at", field=models.DateTimeField(blank=True, null=True)),
    ]
