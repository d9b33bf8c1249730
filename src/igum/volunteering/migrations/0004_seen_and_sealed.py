"""Who saw a volunteer's year of birth; codes of certificates are sealed, and no longer lie in plain text.

The years that workers wrote down themselves, of volunteers without an account, count as seen. Stop the older code
first: it writes the column that goes.
"""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from igum.core.sealed import seal

TABLE = "volunteering_certificate"
TABLES = (TABLE, "volunteering_volunteer")


def seal_codes(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Seal what lies in plain text. The owner of the tables does it for all regions, with no tenant stated."""
    for table in TABLES:
        schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    certificates = apps.get_model("volunteering", "Certificate").objects.using(schema_editor.connection.alias)
    for one in certificates.iterator():
        one.code_sealed = seal(one.code, table=TABLE, column="code_sealed", pk=one.pk)
        one.save(update_fields=["code_sealed"])
    volunteers = apps.get_model("volunteering", "Volunteer").objects.using(schema_editor.connection.alias)
    written = volunteers.filter(user=None, birth_year__isnull=False, added_by__isnull=False)
    written.update(birth_year_seen_at=models.F("joined_at"), birth_year_seen_by=models.F("added_by"))
    for table in TABLES:
        schema_editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("volunteering", "0003_certificates_are_read"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="volunteer",
            name="birth_year_seen_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="volunteer",
            name="birth_year_seen_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="code_sealed",
            field=models.BinaryField(default=b"", help_text="The code, for whose certificate it is."),
            preserve_default=False,
        ),
        # What was asked later of the same rows would wait for checks that stand open.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RunPython(seal_codes, elidable=True),
        migrations.RemoveField(model_name="certificate", name="code"),
    ]
