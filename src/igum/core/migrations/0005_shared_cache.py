"""A cache that all processes share, for counting failed sign-ins. Its rows are worth nothing after a crash.

Safe while older code runs: it only adds.
"""

from typing import ClassVar

from django.db import migrations

FORWARDS = """
CREATE UNLOGGED TABLE core_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX core_cache_by_expiry ON core_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("core", "0004_loadedcontent")]
    operations: ClassVar = [migrations.RunSQL(FORWARDS, "DROP TABLE core_cache")]
