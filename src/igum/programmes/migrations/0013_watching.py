"""What lists of many people lean on, found anew with every roster, note and task. Safe while older code runs.

The new columns have defaults of their own; what older code notes meanwhile is counted with the next roster.
"""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("programmes", "0012_settlements")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="engagement",
            name="came_at",
            field=models.DateTimeField(blank=True, help_text="The newest meeting noted that they came to.", null=True),
        ),
        migrations.AddField(
            model_name="engagement",
            name="heard_at",
            field=models.DateTimeField(blank=True, help_text="The newest note of them, or task done.", null=True),
        ),
        migrations.AddField(
            model_name="session", name="came", field=models.PositiveIntegerField(db_default=0, default=0)
        ),
        migrations.AddField(
            model_name="session", name="counted", field=models.PositiveIntegerField(db_default=0, default=0)
        ),
        migrations.AddIndex(
            model_name="attendance",
            index=models.Index(
                condition=models.Q(("status", "absent")), fields=["region", "session"], name="programmes_absences"
            ),
        ),
    ]
