"""Reports of rounds as they were released: who runs the round writes them, its committee reads, nobody changes them.

Safe while older code runs: the tables are new.
"""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from igum.core.schema import AddCompositeForeignKey, AlsoReadBy, EnableRLS

MY_SEATS = (
    "SELECT coalesce(authority_id, 0) FROM people_post WHERE user_id = (SELECT igum.user_id())"
    " AND region_id = (SELECT igum.region()) AND role = 'steering_member' AND organization_id IS NULL"
    " AND starts_on <= CURRENT_DATE AND (ends_on IS NULL OR ends_on > CURRENT_DATE)"
)
NEVER_CHANGED = """
CREATE FUNCTION programmes_release_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A report that was released never changes: release another.' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER programmes_release_never_changed BEFORE UPDATE OR DELETE ON programmes_release
    FOR EACH ROW EXECUTE FUNCTION programmes_release_never_changed();
CREATE TRIGGER programmes_releasebasis_never_changed BEFORE UPDATE OR DELETE ON programmes_releasebasis
    FOR EACH ROW EXECUTE FUNCTION programmes_release_never_changed();
"""
NEVER_CHANGED_AWAY = """
DROP TRIGGER programmes_release_never_changed ON programmes_release;
DROP TRIGGER programmes_releasebasis_never_changed ON programmes_releasebasis;
DROP FUNCTION programmes_release_never_changed();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("places", "0001_initial"),
        ("programmes", "0013_watching"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(help_text="The first report of a round is 1.")),
                ("figures", models.JSONField()),
                ("released_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="programmes.cohort",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReleaseBasis",
            fields=[
                (
                    "release",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="basis",
                        serialize=False,
                        to="programmes.release",
                    ),
                ),
                ("marks", models.JSONField()),
                (
                    "authority",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(
                fields=("region", "cohort", "number"),
                name="programmes_release_numbered_once",
                violation_error_message="A report with this number was released already. Look at it first.",
            ),
        ),
        EnableRLS("Release", authority=True),
        EnableRLS("ReleaseBasis", authority=True),
        AlsoReadBy("Release", f"0 IN ({MY_SEATS}) OR authority_id IN ({MY_SEATS})"),
        AddCompositeForeignKey("Release", "cohort", "programmes.Cohort"),
        AddCompositeForeignKey("ReleaseBasis", "release", "programmes.Release"),
        migrations.RunSQL(NEVER_CHANGED, NEVER_CHANGED_AWAY),
    ]
