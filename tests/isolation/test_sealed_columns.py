"""A change of the field key reaches every value that was ever sealed: a table that is forgotten fails here."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import BinaryField

from igum.core import files
from igum.core.sealed import present_key_id
from igum.core.tenancy import tenant_scope
from igum.people.commands import reseal_column, sealed_columns
from igum.programmes.models import Application
from igum.programmes.tests.factories import DURING, PROGRAM, apply, make_places, publish

SOURCE = Path(__file__).parents[2] / "src" / "igum"
# Hashes, fingerprints and digests: nothing is read back from them.
PLAIN = {
    "core_auditrow.previous_hash",
    "core_auditrow.hash",
    "people_resident.number_fingerprint",
    "programmes_duplicatekey.key",
    "programmes_importrow.digest",
}


def test_every_column_of_bytes_is_sealed_anew_or_known_to_be_plain():
    sealed = {str(column) for column in sealed_columns()}

    found = {
        f"{model._meta.db_table}.{field.attname}"
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, BinaryField)
    }

    assert found - sealed == PLAIN


def test_nothing_is_sealed_under_the_name_of_a_column_that_is_not_sealed_anew():
    named = {
        name
        for file in SOURCE.rglob("*.py")
        if "migrations" not in file.parts and "tests" not in file.parts
        for name in re.findall(r"""column["']?\s*[=:]\s*["'](\w+)["']""", file.read_text())
    }

    # The secrets of second factors lie in a table of allauth and have a command of their own.
    assert named == {column.name for column in sealed_columns()} | {"data"}


@pytest.mark.django_db
def test_a_file_and_a_link_open_with_the_new_key_alone(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_places()
    cohort = publish()
    application, erased = apply(cohort, "secret", at=DURING), apply(cohort, "another", at=DURING)
    with tenant_scope(PROGRAM):
        Application.objects.filter(pk=erased.pk).update(link_sealed=b"", erased_at=DURING)
        kept = files.keep_file(
            actor=PROGRAM, content=b"%PDF-1.4\n%%EOF\n", name="a.pdf", rules=files.DOCUMENTS, at=DURING
        )
    settings.IGUM_FIELD_KEYS_BEFORE, settings.IGUM_FIELD_KEY = [settings.IGUM_FIELD_KEY], "ab" * 32

    with tenant_scope(PROGRAM):
        first = sum(reseal_column(actor=PROGRAM, column=one, at=DURING) for one in sealed_columns())
        again = sum(reseal_column(actor=PROGRAM, column=one, at=DURING) for one in sealed_columns())
        settings.IGUM_FIELD_KEYS_BEFORE = []

        assert (first, again) == (2, 0)
        assert bytes(Application.objects.get(pk=application.pk).link_sealed).startswith(present_key_id())
        assert files.open_file(actor=PROGRAM, file_id=kept.pk, action="read", at=DURING).name == "a.pdf"
