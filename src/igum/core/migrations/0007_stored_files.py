"""Files that people hand in: a row of the region, of an authority, and of whoever handed it in.

Safe while older code runs: the table is new.
"""

import uuid
from typing import ClassVar

from django.db import migrations, models

from igum.core.schema import EnableRLS


class Migration(migrations.Migration):
    dependencies: ClassVar = [("core", "0006_secret_links")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("region_id", models.IntegerField()),
                ("authority_id", models.IntegerField(blank=True, null=True)),
                ("owner_id", models.BigIntegerField(blank=True, help_text="The account that handed it in.", null=True)),
                (
                    "link_hash",
                    models.CharField(blank=True, help_text="Of the secret link it was handed in by.", max_length=64),
                ),
                ("name", models.CharField(blank=True, max_length=140)),
                ("media_type", models.CharField(max_length=100)),
                ("size_bytes", models.PositiveIntegerField()),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("key_sealed", models.BinaryField(null=True)),
                ("kept_at", models.DateTimeField()),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("erased_at", None), ("key_sealed__isnull", False)),
                            models.Q(("erased_at__isnull", False), ("key_sealed", None), ("name", ""), ("sha256", "")),
                            _connector="OR",
                        ),
                        name="core_file_has_its_key_until_it_is_erased",
                        violation_error_message="A file has its key until it is erased, and nothing of it afterwards.",
                    )
                ],
            },
        ),
        EnableRLS("StoredFile", authority=True, own="owner_id", writes_own=True, link="link_hash"),
    ]
