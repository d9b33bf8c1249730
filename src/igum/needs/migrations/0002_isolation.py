"""Whose rows these are, and references that carry their tenant.

What is the region's own (a need, a campaign, the ties) is read by the workers of every authority in it; what one
authority reported or answered is not read by its neighbours. Who came by a link sees the row of that link alone.
Safe while older code runs: the tables are new.
"""

from typing import ClassVar

from django.db import migrations

from igum.core.schema import AddCompositeForeignKey, AlsoReadBy, EnableRLS

WORKERS = "cardinality((SELECT igum.authorities())) > 0"
OF_THE_REGION = f"authority_id IS NULL AND {WORKERS}"


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("needs", "0001_initial"),
        ("people", "0003_isolation"),
        ("questionnaires", "0002_isolation"),
        ("core", "0007_stored_files"),
    ]
    operations: ClassVar = [
        EnableRLS("Need", authority=True),
        EnableRLS("NeedSize", authority=True),
        EnableRLS("Campaign", authority=True),
        EnableRLS("Invitation", authority=True),
        EnableRLS("Respondent", authority=True, link="link_hash"),
        EnableRLS("TieStatement", authority=True),
        EnableRLS("TieSurvey", authority=True, link="link_hash"),
        *(AlsoReadBy(model, OF_THE_REGION) for model in ("Need", "NeedSize", "TieStatement")),
        AlsoReadBy("Campaign", WORKERS),
        AddCompositeForeignKey("Need", "campaign", "needs.Campaign"),
        AddCompositeForeignKey("NeedSize", "need", "needs.Need"),
        AddCompositeForeignKey("Campaign", "questionnaire", "questionnaires.Questionnaire"),
        AddCompositeForeignKey("Invitation", "campaign", "needs.Campaign"),
        AddCompositeForeignKey("Invitation", "response", "questionnaires.Response"),
        AddCompositeForeignKey("Respondent", "invitation", "needs.Invitation"),
        AddCompositeForeignKey("Respondent", "brought_by", "needs.Respondent"),
    ]
