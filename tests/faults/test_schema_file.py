"""The file of tables leads to where the migrations lead, and is used only where it may be."""

import os
import re

import pytest
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from igum.config import prepare, schema
from igum.config.migrating import WholeExecutor
from tests.database import drop_database, url_for, use_database

# PostgreSQL writes a condition it has read twice with the same meaning and other casts.
CASTS = re.compile(r"::(?:character varying|double precision|numeric|text)(?:\[\])?|[()]")


@pytest.fixture
def empty_database(admin_url, django_db_setup, django_db_blocker):
    before = connections["default"].settings_dict["NAME"]
    name = f"igum_test_{os.getpid()}_schema"
    with django_db_blocker.unblock():

        def make() -> str:
            drop_database(admin_url, name)
            prepare.prepare_server(admin_url, name)
            use_database(name)
            return url_for(admin_url, name)

        yield make
        connections.close_all()
        use_database(before)
        drop_database(admin_url, name)


def content(url: str) -> list[str]:
    return sorted(CASTS.sub("", schema.dump_schema(url)).splitlines())


def test_the_file_of_tables_leads_to_what_the_migrations_make(empty_database):
    url = empty_database()
    prepare.migrate(by_file=False)
    by_migrations = content(url)

    url = empty_database()
    assert schema.load_schema(connections["owner"])
    assert not schema.load_schema(connections["owner"]), "a database that has tables is left alone"

    by_file = content(url)
    assert [line for line in by_file if line not in set(by_migrations)] == []
    assert [line for line in by_migrations if line not in set(by_file)] == []
    assert len(by_file) == len(by_migrations)


def test_the_file_of_tables_stands_for_every_migration():
    on_disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations

    assert sorted(schema.migrations_in(schema.FILE.read_text())) == sorted(on_disk), "run ./igum schema"


def test_a_migration_that_the_file_does_not_know_is_applied_after_it(empty_database, monkeypatch, tmp_path):
    first, next_one = [("auth", "0001_initial")], [("auth", "0002_alter_permission_name_max_length")]
    older = tmp_path / "schema.sql"
    monkeypatch.setattr(schema, "FILE", older)
    url = empty_database()
    WholeExecutor(connections["owner"]).migrate(first)
    older.write_text(schema.dump_schema(url))
    empty_database()
    assert schema.load_schema(connections["owner"])

    executor = WholeExecutor(connections["owner"])

    assert [migration.name for migration, _ in executor.migration_plan(next_one)] == [next_one[0][1]]
    executor.migrate(next_one)


def test_a_file_of_a_newer_igum_is_left_alone(empty_database, monkeypatch, tmp_path):
    empty_database()
    newer = tmp_path / "schema.sql"
    newer.write_text(f"{schema.NOTED}people.0001_initial people.9999_of_tomorrow\n\nCREATE TABLE public.tomorrow ();\n")
    monkeypatch.setattr(schema, "FILE", newer)

    assert not schema.load_schema(connections["owner"])
    assert connections["owner"].introspection.table_names() == []


def test_a_broken_file_leaves_no_table_behind(empty_database, monkeypatch, tmp_path):
    empty_database()
    broken = tmp_path / "schema.sql"
    broken.write_text(
        f"{schema.NOTED}people.0001_initial\n\nCREATE TABLE public.half ();\nCREATE TABLE public.half ();\n"
    )
    monkeypatch.setattr(schema, "FILE", broken)

    with pytest.raises(Exception, match="already exists"):
        schema.load_schema(connections["owner"])

    assert connections["owner"].introspection.table_names() == []
