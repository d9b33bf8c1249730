"""Row-level security, references that carry their tenant, and definitions that never change.

Safe while older code runs: the tables are new.
"""

from typing import ClassVar

from django.db import migrations

from igum.core.schema import AddCompositeForeignKey, EnableRLS

NEVER_CHANGED = """
CREATE FUNCTION questionnaires_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A questionnaire that was kept never changes: keep another.' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER questionnaires_never_changed BEFORE UPDATE ON questionnaires_questionnaire
    FOR EACH ROW EXECUTE FUNCTION questionnaires_never_changed();
"""

NEVER_CHANGED_AWAY = """
DROP TRIGGER questionnaires_never_changed ON questionnaires_questionnaire;
DROP FUNCTION questionnaires_never_changed();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("questionnaires", "0001_initial"),
        ("people", "0003_isolation"),
        ("core", "0006_secret_links"),
    ]
    operations: ClassVar = [
        EnableRLS("Questionnaire", authority=True, shown=True),
        EnableRLS("Response", authority=True, link="link_hash"),
        AddCompositeForeignKey("Response", "questionnaire", "questionnaires.Questionnaire"),
        migrations.RunSQL(NEVER_CHANGED, NEVER_CHANGED_AWAY),
    ]
