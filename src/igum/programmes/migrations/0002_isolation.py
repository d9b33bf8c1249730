"""Row-level security: a region reads its programmes, who screens or holds a link sees applications.

Safe while older code runs: the tables are new.
"""

from typing import ClassVar

from django.db import migrations

from igum.core.schema import AddCompositeForeignKey, EnableRLS


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("programmes", "0001_initial"),
        ("core", "0006_secret_links"),
    ]
    operations: ClassVar = [
        *(EnableRLS(model, authority=True, shown=True) for model in ("Programme", "ProgrammeVersion", "Cohort")),
        EnableRLS("Application", authority=True, link="link_hash"),
        EnableRLS("Review", authority=True),
        EnableRLS("Offer", authority=True, link="application__link_hash"),
        EnableRLS("Engagement", authority=True, link="application__link_hash"),
        AddCompositeForeignKey("ProgrammeVersion", "programme", "programmes.Programme"),
        AddCompositeForeignKey("ProgrammeVersion", "intake", "questionnaires.Questionnaire"),
        AddCompositeForeignKey("Cohort", "programme", "programmes.Programme"),
        AddCompositeForeignKey("Cohort", "version", "programmes.ProgrammeVersion"),
        AddCompositeForeignKey("Application", "cohort", "programmes.Cohort"),
        AddCompositeForeignKey("Application", "response", "questionnaires.Response"),
        AddCompositeForeignKey("Review", "application", "programmes.Application"),
        AddCompositeForeignKey("Offer", "cohort", "programmes.Cohort"),
        AddCompositeForeignKey("Offer", "application", "programmes.Application"),
        AddCompositeForeignKey("Engagement", "cohort", "programmes.Cohort"),
        AddCompositeForeignKey("Engagement", "application", "programmes.Application"),
    ]
