"""A link may be bound to the account that opened it: the database shows its response to nobody else who holds it.

Safe while older code runs: the column may be empty, and an empty one asks for nothing more than before.
"""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Restrictive: it narrows what the other policies let be seen, and only for whoever comes by the link itself.
BOUND = """
CREATE POLICY bound ON questionnaires_response AS RESTRICTIVE USING (
    region_id = (SELECT igum.region()) AND (
        opened_by_id IS NULL
        OR link_hash IS DISTINCT FROM (SELECT igum.link())
        OR opened_by_id = (SELECT igum.user_id())
    )
)
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("questionnaires", "0003_answers_sent_before"),
    ]
    operations: ClassVar = [
        migrations.AddField(
            model_name="response",
            name="opened_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(BOUND, "DROP POLICY bound ON questionnaires_response"),
    ]
