"""Row-level security of people's tables, references that carry their tenant, and periods that do not overlap.

Safe while older code runs: the tables are new.
"""

from typing import ClassVar

from django.db import migrations

from igum.core.schema import AddCompositeForeignKey, EnableRLS

PERIODS = """
ALTER TABLE people_post ADD CONSTRAINT people_post_held_once_at_a_time EXCLUDE USING gist (
    region_id WITH =, user_id WITH =, role WITH =,
    (coalesce(authority_id, 0)) WITH =,
    (coalesce(organization_id, '00000000-0000-0000-0000-000000000000'::uuid)) WITH =,
    daterange(starts_on, ends_on) WITH &&);

ALTER TABLE people_consent ADD CONSTRAINT people_consent_given_once_at_a_time EXCLUDE USING gist (
    region_id WITH =, resident_id WITH =, purpose WITH =, recipient WITH =,
    tstzrange(given_at, least(expires_at, withdrawn_at)) WITH &&);
"""

PERIODS_AWAY = """
ALTER TABLE people_post DROP CONSTRAINT people_post_held_once_at_a_time;
ALTER TABLE people_consent DROP CONSTRAINT people_consent_given_once_at_a_time;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0002_posts_and_residents"), ("core", "0003_trail_head_and_signature")]
    operations: ClassVar = [
        EnableRLS("Post", authority=True, own="user_id"),
        EnableRLS("Household", authority=True),
        EnableRLS("Resident", authority=True, own="user_id"),
        EnableRLS("Consent", authority=True, own="resident__user_id", writes_own=True),
        AddCompositeForeignKey("Resident", "household", "people.Household"),
        AddCompositeForeignKey("Consent", "resident", "people.Resident"),
        migrations.RunSQL(PERIODS, PERIODS_AWAY),
    ]
