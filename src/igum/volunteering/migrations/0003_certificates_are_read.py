"""Whoever holds a certificate's code reads it, and does nothing else with it. Safe while older code runs."""

from typing import ClassVar

from django.db import migrations

READ_ONLY = """
DROP POLICY link_insert ON volunteering_certificate;
DROP POLICY link_update ON volunteering_certificate;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("volunteering", "0002_isolation")]
    operations: ClassVar = [migrations.RunSQL(READ_ONLY, migrations.RunSQL.noop)]
