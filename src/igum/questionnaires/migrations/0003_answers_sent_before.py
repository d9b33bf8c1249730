"""What was sent holds while it is being changed.

Safe while older code runs: the column may be empty.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("questionnaires", "0002_isolation"),
    ]

    operations = [
        migrations.AddField(
            model_name="response",
            name="sent_answers",
            field=models.JSONField(blank=True, editable=False, null=True),
        ),
    ]
