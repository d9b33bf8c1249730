"""A backup is whole, holds no key, and gives back every row, rule and right; a damaged one changes nothing."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from igum.config.cli.archive import refuse_broken, run_program
from igum.config.cli.restore import tell_of_other_keys
from igum.config.databases import url_of
from igum.config.errors import CannotStart
from igum.core import audit
from igum.core.actor import system_actor
from igum.core.files import DOCUMENTS, keep_file, open_file, path_of
from igum.core.models import StoredFile
from igum.core.tenancy import tenant_scope
from igum.people import commands
from igum.people.models import Resident
from igum.people.rules import Document, Role
from igum.people.tests.factories import (
    ALDER_VALLEY,
    BIRCH,
    ELM,
    MAPLE_HILLS,
    MONDAY,
    a_registration,
    acting,
    make_actor,
    make_places,
    make_user,
)
from tests.database import copy_database, drop_database, url_for, use_database

REGISTERED = {ALDER_VALLEY: 3, MAPLE_HILLS: 2}
PDF = b"%PDF-1.4 handed in %%EOF"


@dataclass(frozen=True)
class Backed:
    """A database with two regions' people in it, and its backup."""

    name: str
    file: Path


@pytest.fixture(scope="module")
def backed(
    admin_url: str,
    migrated_template: str,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Backed]:
    name, before = f"igum_test_{os.getpid()}_backed", settings.DATABASES["default"]["NAME"]
    file = tmp_path_factory.mktemp("backup") / "igum.backup"
    with django_db_blocker.unblock():
        drop_database(admin_url, name)
        copy_database(admin_url, migrated_template, name)
        use_database(name)
        papers = fill()
        use_database(before)
        made = igum("backup", file, database=name)
        assert made.returncode == 0, made.stderr
        for paper in papers:  # what is read after a restore came out of the backup
            paper.unlink()
        yield Backed(name, file)
        drop_database(admin_url, name)


@pytest.fixture
def elsewhere(admin_url: str, backed: Backed, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The name of a database that does not exist yet; the connections of this process lead there."""
    name, before = f"igum_test_{os.getpid()}_restored", settings.DATABASES["default"]["NAME"]
    with django_db_blocker.unblock():
        drop_database(admin_url, name)
        use_database(name)
        yield name
        use_database(before)
        drop_database(admin_url, name)


def test_a_restored_database_has_every_row_rule_and_right(backed: Backed, elsewhere: str):
    restored = igum("restore", backed.file, database=elsewhere)

    assert restored.returncode == 0, restored.stderr
    assert checksums(elsewhere) == checksums(backed.name)
    assert rules_and_rights(elsewhere) == rules_and_rights(backed.name)
    for region, registered in REGISTERED.items():
        with tenant_scope(system_actor(region)):
            assert Resident.objects.count() == registered
            assert audit.first_broken_link(region) is None
            stored = StoredFile.objects.get()
            assert (
                open_file(actor=system_actor(region), file_id=stored.pk, action="core.file.read", at=MONDAY).content
                == PDF
            )
    with psycopg.connect(url_for(url("app"), elsewhere)) as serving:
        assert serving.execute("SELECT count(*) FROM people_resident").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            serving.execute("SELECT * FROM igum_private.context_key")


def test_a_backup_does_not_hold_the_key_that_speaks_for_tenants(backed: Backed):
    contents = run_program("pg_restore", "--list", backed.file)

    assert "TABLE DATA igum_private audit_head" in contents
    assert "TABLE DATA igum_private context_key" not in contents


def test_a_damaged_backup_is_refused_before_anything_is_changed(backed: Backed, elsewhere: str, tmp_path: Path):
    damaged = tmp_path / "damaged.backup"
    whole = backed.file.read_bytes()
    middle = len(whole) // 2
    damaged.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])

    refused = igum("restore", damaged, database=elsewhere)

    assert refused.returncode == 1
    assert refused.stderr.startswith(f"igum: {damaged} is damaged")
    assert len(refused.stderr.strip().splitlines()) == 1
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(url_for(url("owner"), elsewhere))


@pytest.mark.parametrize("content", [b"", b"a letter", b"PGDMP" + bytes(4000)])
def test_what_is_no_whole_backup_is_refused(tmp_path: Path, content: bytes):
    file = tmp_path / "letter.txt"
    file.write_bytes(content)

    with pytest.raises(CannotStart, match="is not a backup of Igum, or its end is missing"):
        refuse_broken(file)


def test_a_restore_into_a_full_database_is_refused_in_one_line(backed: Backed):
    before = checksums(backed.name)

    refused = igum("restore", backed.file, database=backed.name)

    assert refused.returncode == 1
    assert refused.stderr.startswith("igum: This database is not empty.")
    assert len(refused.stderr.strip().splitlines()) == 1
    assert checksums(backed.name) == before


def test_keys_that_do_not_open_the_restored_numbers_are_told_at_once(
    backed: Backed, settings, capsys: pytest.CaptureFixture[str]
):
    backup = url_for(url("backup"), backed.name)
    tell_of_other_keys(backup)
    assert capsys.readouterr().out == ""

    known, settings.IGUM_FIELD_KEY = settings.IGUM_FIELD_KEY, "00" * 32
    settings.IGUM_FIELD_KEYS_BEFORE = [known]
    tell_of_other_keys(backup)
    assert capsys.readouterr().out == ""

    settings.IGUM_FIELD_KEYS_BEFORE = []
    tell_of_other_keys(backup)

    assert "The keys here are not those of this backup" in capsys.readouterr().out


def fill() -> list[Path]:
    """Two regions' residents, one of them known by an identity number, the trail of it, and a paper in each region."""
    make_places()
    papers = []
    for region, authority in ((ALDER_VALLEY, BIRCH), (MAPLE_HILLS, ELM)):
        user = make_user()
        actor = make_actor(Role.SOCIAL_WORKER, authority, region_id=region, user_id=user.pk)
        for number in range(REGISTERED[region]):
            identity = {"document": Document.ISRAELI_ID, "number": "000000018"} if number == 0 else {}
            with acting(actor):
                registration = a_registration(authority, given_name=f"רות {number}", **identity)
                commands.register_resident(actor=actor, registration=registration, at=MONDAY)
        with acting(actor):
            stored = keep_file(
                actor=actor, content=PDF, name="paper.pdf", rules=DOCUMENTS, at=MONDAY, authority_id=authority
            )
            papers.append(path_of(stored))
    return papers


def igum(*words: str | Path, database: str) -> subprocess.CompletedProcess[str]:
    """The command line on a database of this server, as an operator with a server of one's own calls it."""
    logins = {
        "DATABASE_URL": url("app"),
        "DATABASE_OWNER_URL": url("owner"),
        "DATABASE_BACKUP_URL": url("backup"),
    }
    urls = {name: url_for(login, database) for name, login in logins.items()}
    return subprocess.run(
        [sys.executable, "-m", "igum", *map(str, words)],
        env={**os.environ, **urls, "DATABASE_ADMIN_URL": url("admin")},
        capture_output=True,
        text=True,
        check=False,
        timeout=400,
    )


def url(role: str) -> str:
    return url_of(role, Path(settings.IGUM_DATA))


def checksums(database: str) -> dict[str, str]:
    """One number for all rows of each table, read by the role that sees every tenant. Without the tables of keys."""
    with psycopg.connect(url_for(url("backup"), database)) as reading:
        tables = reading.execute(
            "SELECT schemaname, tablename FROM pg_tables "
            "WHERE schemaname IN ('public', 'igum_private') AND tablename <> 'context_key'"
        ).fetchall()
        rows = sql.SQL("SELECT coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text)), '') FROM {} t")
        return {
            ".".join(table): str(reading.execute(rows.format(sql.Identifier(*table))).fetchone()[0]) for table in tables
        }


def rules_and_rights(database: str) -> dict[str, list[tuple]]:
    """What the catalogue says of row-level security, policies, constraints, triggers, functions and grants."""
    mine = "IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'igum', 'igum_private'))"
    questions = {
        "tables": "SELECT relname::text, relrowsecurity, relforcerowsecurity, "
        "(SELECT array_agg(acl::text ORDER BY acl::text) FROM unnest(relacl) acl) FROM pg_class "
        f"WHERE relkind IN ('r', 'p', 'S', 'v') AND relnamespace {mine}",
        "policies": "SELECT tablename::text, policyname::text, cmd, qual, with_check, roles::text FROM pg_policies",
        # A check's text comes back in other words for the same condition, so its name stands for it.
        "constraints": "SELECT conname::text, convalidated, CASE contype WHEN 'c' THEN '' ELSE "
        f"pg_get_constraintdef(oid) END FROM pg_constraint WHERE connamespace {mine}",
        "rights of tables to come": "SELECT defaclobjtype, defaclacl::text FROM pg_default_acl",
        "triggers": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
        "functions": "SELECT proname::text, prosecdef, proacl::text, pg_get_functiondef(oid) FROM pg_proc "
        f"WHERE prokind = 'f' AND pronamespace {mine}",
    }
    with psycopg.connect(url_for(url("admin"), database)) as reading:
        return {name: sorted(reading.execute(asked).fetchall(), key=repr) for name, asked in questions.items()}


def test_a_backup_into_a_folder_is_refused_before_anything_is_read(tmp_path: Path):
    refused = igum("backup", tmp_path, database="nowhere")

    assert refused.returncode == 1
    assert refused.stderr.startswith(f"igum: {tmp_path} is a folder. Name a file in it")
    assert list(tmp_path.parent.glob("*.unfinished")) == []
