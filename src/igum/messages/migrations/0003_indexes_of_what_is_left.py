"""Indexes for what is left to do, and for the newest. Safe while older code runs: it needs no index by name."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0002_tenancy"),
        ("places", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="message",
            name="outbox_waiting_by_subject",
        ),
        migrations.RemoveIndex(
            model_name="message",
            name="outbox_all_by_subject",
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("sent_at", None), ("withdrawn_at", None)),
                fields=["region", "about_kind", "written_at", "id"],
                name="outbox_unsent_by_subject",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["region", "-written_at", "-id"], name="outbox_newest"),
        ),
    ]
