"""Whoever's term in a team ended is shown no family by the database either. Safe while older code runs.

Until now a match that nobody had ended kept its family in sight of a member whose own term was over: no page showed
it, and a query that forgot to ask would have.
"""

from typing import ClassVar

from django.db import migrations

MINE = "user_id = (SELECT igum.user_id()) AND (until_at IS NULL OR until_at > clock_timestamp())"
STANDS = (
    "approved_at IS NOT NULL AND declined_at IS NULL AND (ended_at IS NULL OR ended_at > clock_timestamp())"
    " AND (user_id = (SELECT igum.user_id()) OR link_hash = (SELECT igum.link()))"
)
SERVES = f"link_hash = (SELECT igum.link()) OR member_id IN (SELECT id FROM programmes_teammember WHERE {MINE})"
I_LEAD = f"cohort_id IN (SELECT cohort_id FROM programmes_teammember WHERE leads AND {MINE})"


def _policy(matched: str) -> str:
    here = "region_id = (SELECT igum.region())"
    seen = f"id IN (SELECT engagement_id FROM programmes_match WHERE {matched}) OR {I_LEAD}"
    return f"ALTER POLICY also_read_by ON programmes_engagement USING ({here} AND ({seen}))"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("programmes", "0016_inviting")]
    operations: ClassVar = [migrations.RunSQL(_policy(f"{STANDS} AND ({SERVES})"), _policy(STANDS))]
