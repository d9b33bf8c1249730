"""Letters are a tenant's: of the region, and of the authority where they have one. Safe while older code runs."""

from typing import ClassVar

from django.db import migrations

from igum.core.schema import EnableRLS


class Migration(migrations.Migration):
    dependencies: ClassVar = [("outbox", "0001_initial"), ("core", "0002_tenancy_and_trail")]
    operations: ClassVar = [EnableRLS("Message", authority=True)]
