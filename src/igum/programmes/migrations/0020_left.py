"""Once a family left the programme, who was matched with it is not given its row by the database either.

Whoever leads the round, and the family by its own link, read it as before. Safe while older code runs.
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


def _policy(takes_part: str) -> str:
    here = "region_id = (SELECT igum.region())"
    matched = f"{takes_part}id IN (SELECT engagement_id FROM programmes_match WHERE {STANDS} AND ({SERVES}))"
    return f"ALTER POLICY also_read_by ON programmes_engagement USING ({here} AND ({matched} OR {I_LEAD}))"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("programmes", "0019_uses")]
    operations: ClassVar = [migrations.RunSQL(_policy("ended_at IS NULL AND "), _policy(""))]
