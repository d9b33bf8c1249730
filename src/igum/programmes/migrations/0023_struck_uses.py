"""People counted by mistake are struck. Safe while older code runs: the column fills itself, and that code counts on."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [("programmes", "0022_bound_forms")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="usecount",
            name="struck",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddConstraint(
            model_name="usecount",
            constraint=models.CheckConstraint(
                condition=Q(struck__lte=F("people")), name="programmes_use_is_struck_once"
            ),
        ),
    ]
