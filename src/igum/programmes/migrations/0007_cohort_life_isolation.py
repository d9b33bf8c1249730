"""Row-level security of a cohort's life: who runs the programme, its team, and the subject by its link.

A member of the team reads what it serves while its term lasts: sessions of the cohort, and of subjects those it is
matched with; who leads sees all of the cohort. Whoever holds the link of an application reads what is of its engagement.
What they write goes through commands that ask leave first. Safe while older code runs: the tables are new.
"""

from typing import ClassVar

from django.db import migrations

from igum.core.schema import AddCompositeForeignKey, AlsoReadBy, EnableRLS

MINE = "user_id = (SELECT igum.user_id()) AND (until_at IS NULL OR until_at > clock_timestamp())"
MATCHED = (
    "(user_id = (SELECT igum.user_id()) OR link_hash = (SELECT igum.link())) AND approved_at IS NOT NULL"
    " AND declined_at IS NULL AND (ended_at IS NULL OR ended_at > clock_timestamp())"
)
OF_MY_COHORTS = f"cohort_id IN (SELECT cohort_id FROM programmes_teammember WHERE {MINE})"
I_LEAD = f"cohort_id IN (SELECT cohort_id FROM programmes_teammember WHERE leads AND {MINE})"
OF_SUBJECTS = "engagement_id IN (SELECT id FROM programmes_engagement)"
AND_READ = (
    "(audience = 'subject' OR written_by_id = (SELECT igum.user_id())"
    " OR audience = 'team' AND (SELECT igum.link()) IS NULL)"
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("programmes", "0006_cohort_life")]
    operations: ClassVar = [
        EnableRLS("Room", authority=True, shown=True),
        EnableRLS("TeamMember", authority=True),
        *(
            EnableRLS(model, authority=True)
            for model in ("Match", "Session", "Attendance", "RosterReceipt", "Task", "Note", "Measurement", "Passage")
        ),
        AlsoReadBy("Match", MATCHED),
        AlsoReadBy("TeamMember", f"({MINE}) OR id IN (SELECT member_id FROM programmes_match WHERE {MATCHED})"),
        AlsoReadBy("Engagement", f"id IN (SELECT engagement_id FROM programmes_match WHERE {MATCHED}) OR {I_LEAD}"),
        AlsoReadBy("Session", f"{OF_MY_COHORTS} OR cohort_id IN (SELECT cohort_id FROM programmes_engagement)"),
        AlsoReadBy(
            "Attendance",
            f"{OF_SUBJECTS} OR member_id IN (SELECT id FROM programmes_teammember WHERE {MINE})",
        ),
        *(AlsoReadBy(model, OF_SUBJECTS) for model in ("Task", "Measurement", "Passage")),
        AlsoReadBy("Note", f"{OF_SUBJECTS} AND {AND_READ}"),
        AddCompositeForeignKey("TeamMember", "cohort", "programmes.Cohort"),
        AddCompositeForeignKey("Match", "engagement", "programmes.Engagement"),
        AddCompositeForeignKey("Match", "member", "programmes.TeamMember"),
        AddCompositeForeignKey("Session", "cohort", "programmes.Cohort"),
        AddCompositeForeignKey("Session", "room", "programmes.Room"),
        AddCompositeForeignKey("Session", "led_by", "programmes.TeamMember"),
        AddCompositeForeignKey("Attendance", "session", "programmes.Session"),
        AddCompositeForeignKey("Attendance", "engagement", "programmes.Engagement"),
        AddCompositeForeignKey("Attendance", "member", "programmes.TeamMember"),
        AddCompositeForeignKey("RosterReceipt", "session", "programmes.Session"),
        AddCompositeForeignKey("Task", "cohort", "programmes.Cohort"),
        AddCompositeForeignKey("Task", "engagement", "programmes.Engagement"),
        AddCompositeForeignKey("Task", "response", "questionnaires.Response"),
        AddCompositeForeignKey("Note", "engagement", "programmes.Engagement"),
        AddCompositeForeignKey("Note", "member", "programmes.TeamMember"),
        AddCompositeForeignKey("Measurement", "engagement", "programmes.Engagement"),
        AddCompositeForeignKey("Measurement", "response", "questionnaires.Response"),
        AddCompositeForeignKey("Passage", "engagement", "programmes.Engagement"),
    ]
