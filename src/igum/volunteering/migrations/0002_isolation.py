"""Whose rows these are; references that carry their tenant; nobody in two places at one time.

A region's visitors read opportunities and shifts. A provider reads, besides, who signed up for the opportunities of its
own organisation and the hours given there: by a post in force today, which the database looks up itself.
Safe while older code runs: the tables are new.
"""

from typing import ClassVar

from django.db import migrations

from igum.core.schema import AddCompositeForeignKey, EnableRLS

OF_OWN_BODY = """
CREATE POLICY body ON "{table}" FOR SELECT USING (
    region_id = (SELECT igum.region()) AND opportunity_id IN (
        SELECT opportunity.id FROM volunteering_opportunity opportunity JOIN people_post post
            ON post.organization_id = opportunity.organization_id AND post.region_id = opportunity.region_id
        WHERE post.user_id = (SELECT igum.user_id()) AND post.role = 'provider'
            AND post.starts_on <= current_date AND (post.ends_on IS NULL OR post.ends_on > current_date)));
"""

ONE_PLACE_AT_A_TIME = """
ALTER TABLE volunteering_signup ADD CONSTRAINT volunteering_one_shift_at_a_time EXCLUDE USING gist (
    region_id WITH =, volunteer_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
    WHERE (left_at IS NULL AND place IS NOT NULL AND missed_at IS NULL);
"""

# A sign-up keeps its shift's times; the pair makes the database refuse one that says others.
TIMES_OF_THE_SHIFT = """
ALTER TABLE volunteering_shift ADD CONSTRAINT volunteering_shift_and_its_times
    UNIQUE (region_id, id, starts_at, ends_at);
ALTER TABLE volunteering_signup ADD CONSTRAINT volunteering_signup_at_the_shifts_times
    FOREIGN KEY (region_id, shift_id, starts_at, ends_at)
    REFERENCES volunteering_shift (region_id, id, starts_at, ends_at) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("volunteering", "0001_initial"),
        ("core", "0007_stored_files"),
        ("people", "0003_isolation"),
    ]
    operations: ClassVar = [
        EnableRLS("Volunteer", authority=True, own="user_id", writes_own=True),
        EnableRLS("Vetting", authority=True, own="volunteer__user_id", writes_own=True),
        EnableRLS("Opportunity", authority=True, shown=True),
        EnableRLS("Shift", authority=True, shown=True),
        EnableRLS("SignUp", authority=True, own="volunteer__user_id"),
        EnableRLS("HoursEntry", authority=True, own="volunteer__user_id"),
        EnableRLS("Certificate", authority=True, own="volunteer__user_id", link="code_hash"),
        EnableRLS("Initiative", authority=True, own="proposed_by_id", writes_own=True),
        AddCompositeForeignKey("Vetting", "volunteer", "volunteering.Volunteer"),
        AddCompositeForeignKey("Vetting", "file", "core.StoredFile"),
        AddCompositeForeignKey("Shift", "opportunity", "volunteering.Opportunity"),
        AddCompositeForeignKey("SignUp", "opportunity", "volunteering.Opportunity"),
        AddCompositeForeignKey("SignUp", "shift", "volunteering.Shift"),
        AddCompositeForeignKey("SignUp", "volunteer", "volunteering.Volunteer"),
        AddCompositeForeignKey("HoursEntry", "opportunity", "volunteering.Opportunity"),
        AddCompositeForeignKey("HoursEntry", "volunteer", "volunteering.Volunteer"),
        AddCompositeForeignKey("HoursEntry", "sign_up", "volunteering.SignUp"),
        AddCompositeForeignKey("Certificate", "volunteer", "volunteering.Volunteer"),
        AddCompositeForeignKey("Initiative", "opportunity", "volunteering.Opportunity"),
        migrations.RunSQL(ONE_PLACE_AT_A_TIME + TIMES_OF_THE_SHIFT, migrations.RunSQL.noop),
        migrations.RunSQL(
            OF_OWN_BODY.format(table="volunteering_signup") + OF_OWN_BODY.format(table="volunteering_hoursentry"),
            "DROP POLICY body ON volunteering_signup; DROP POLICY body ON volunteering_hoursentry;",
        ),
    ]
