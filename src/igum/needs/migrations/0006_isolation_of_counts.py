"""Counts of a town are read by those who work for it, the region's by those who work for the region.

Safe while older code runs: the tables are new.
"""

from typing import ClassVar

from django.db import migrations

from igum.core.schema import EnableRLS


class Migration(migrations.Migration):
    dependencies: ClassVar = [("needs", "0005_counts_of_what_is_asked_for")]
    operations: ClassVar = [EnableRLS("SearchCount", authority=True), EnableRLS("RefusalCount", authority=True)]
