"""What others than those who run a programme may read is asked in functions, planned once a connection.

Safe while older code runs: the policies let the same rows be read as before. Written out, each policy brought those of
the tables it leans on into the plan of every statement, three deep: planning then took longer than answering.
"""

from typing import ClassVar

from django.db import migrations

HERE = "region_id = (SELECT igum.region())"
MINE = "user_id = (SELECT igum.user_id()) AND (until_at IS NULL OR until_at > clock_timestamp())"
STANDS = (
    "approved_at IS NOT NULL AND declined_at IS NULL AND (ended_at IS NULL OR ended_at > clock_timestamp())"
    " AND (user_id = (SELECT igum.user_id()) OR link_hash = (SELECT igum.link()))"
)
MEMBER, MATCH = "public.programmes_teammember", "public.programmes_match"
SERVES = f"link_hash = (SELECT igum.link()) OR member_id IN (SELECT id FROM {MEMBER} WHERE {MINE})"
# They run as whoever asks: the tables they read keep their own row-level security.
FUNCTIONS = {
    "own_members": f"SELECT id FROM {MEMBER} WHERE {MINE}",
    "cohorts_served": f"SELECT cohort_id FROM {MEMBER} WHERE {MINE}",
    "cohorts_led": f"SELECT cohort_id FROM {MEMBER} WHERE leads AND {MINE}",
    "members_matched": f"SELECT member_id FROM {MATCH} WHERE {STANDS}",
    "engagements_matched": f"SELECT engagement_id FROM {MATCH} WHERE {STANDS} AND ({SERVES})",
    "engagements_shown": "SELECT id FROM public.programmes_engagement",
    "cohorts_shown": "SELECT DISTINCT cohort_id FROM public.programmes_engagement",
}
OF_SUBJECTS = "engagement_id IN (SELECT * FROM igum.engagements_shown())"
OF_MY_COHORTS = "cohort_id IN (SELECT * FROM igum.cohorts_served())"
I_LEAD = "cohort_id IN (SELECT * FROM igum.cohorts_led())"
WITHOUT_A_LINK = "(SELECT igum.link()) IS NULL"
TO_ME = f"written_by_id = (SELECT igum.user_id()) OR audience = 'team' AND {WITHOUT_A_LINK}"
POLICIES = {
    "teammember": f"({MINE}) OR id IN (SELECT * FROM igum.members_matched())",
    "engagement": f"ended_at IS NULL AND id IN (SELECT * FROM igum.engagements_matched()) OR {I_LEAD}",
    "session": f"{OF_MY_COHORTS} OR cohort_id IN (SELECT * FROM igum.cohorts_shown())",
    "attendance": f"{OF_SUBJECTS} OR member_id IN (SELECT * FROM igum.own_members())",
    "note": f"{OF_SUBJECTS} AND (audience = 'subject' OR {TO_ME})",
    "document": f"{OF_SUBJECTS} AND (audience = 'subject' OR {WITHOUT_A_LINK})",
    "absencealert": I_LEAD,
} | {
    table: condition
    for tables, condition in (
        (("task", "measurement", "passage", "goal", "player", "profileentry", "workentry"), OF_SUBJECTS),
        (("court", "usecount", "useevent"), OF_MY_COHORTS),
    )
    for table in tables
}


def _policy(table: str, condition: str) -> str:
    return f"ALTER POLICY also_read_by ON programmes_{table} USING ({HERE} AND ({condition}))"


def _function(name: str, asked: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION igum.{name}() RETURNS SETOF uuid LANGUAGE plpgsql STABLE ROWS 50"
        f" SET search_path = pg_catalog, pg_temp AS $$ BEGIN RETURN QUERY {asked}; END $$"
    )


class Migration(migrations.Migration):
    dependencies: ClassVar = [("programmes", "0020_left")]
    operations: ClassVar = [
        *(migrations.RunSQL(_function(name, asked), migrations.RunSQL.noop) for name, asked in FUNCTIONS.items()),
        *(migrations.RunSQL(_policy(table, asked), migrations.RunSQL.noop) for table, asked in POLICIES.items()),
    ]
