"""All tables at once: what the migrations make, kept as one file of SQL beside them.

A hundred migrations take a quarter of a minute of the first start, most of it Django making its picture of the models
anew after each. The file brings an empty database to the same state in a second or two; the migrations that it does
not name yet are applied after it. ``./igum schema`` writes it; a test holds that both ways lead to the same tables.
"""

import re
from pathlib import Path

import psycopg
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from igum.config.cli.archive import run_program

FILE = Path(__file__).with_name("schema.sql")
NOTED = "-- Igum: what these migrations make: "
# Each installation has its own key; a migration is noted as applied when it is.
WITHOUT_ROWS = ("igum_private.context_key", "public.django_migrations")
# What only an administrator may make, what pg_dump sets for itself and older servers do not know, and its comments.
LEFT_OUT = re.compile(
    r"^(?:SET (?:\w+_timeout|client_\w+|standard_\w+|check_\w+|xmloption|row_security|default_\w+) = "
    r"|SELECT pg_catalog\.set_config|\\(?:un)?restrict|(?:CREATE|COMMENT ON) EXTENSION|CREATE SCHEMA public;"
    r"|SELECT pg_catalog\.setval\('public\.django_migrations_id_seq'|(?:GRANT|REVOKE)\b.* ON SCHEMA public |--).*\n",
    re.MULTILINE,
)
# The file states each table's rights in full, and the rights of tables to come at its end.
FROM_NOTHING = """
    SET LOCAL check_function_bodies = off;  -- a function may name a table that comes after it
    ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM igum_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM igum_app;
"""
EMPTY_LINES = re.compile(r"\n{3,}")


def load_schema(connection: BaseDatabaseWrapper) -> bool:
    """Make the tables of an empty database from the file, whole or not at all. Whether that was done.

    Nothing is done in a database that has tables, nor where the file names a migration that this code does not have.
    """
    if connection.introspection.table_names():
        return False
    written = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    names = migrations_in(written)
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    if not names or not set(names) <= set(known):
        return False
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(FROM_NOTHING)
        cursor.execute(written)  # without parameters: several statements, and no sign of theirs is ours
        cursor.executemany("INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, now())", names)
    return True


def dump_schema(admin_url: str) -> str:
    """The content of the file: tables, rights and the rows that migrations wrote.

    Args:
        admin_url: of the administrator, whom no row-level security stops, to a database that migrations alone made.
    """
    rows = [word for table in WITHOUT_ROWS for word in ("--exclude-table-data", table)]
    said = run_program("pg_dump", "--no-owner", "--inserts", "--rows-per-insert=500", *rows, url=admin_url)
    with psycopg.connect(admin_url) as database:
        applied = database.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id").fetchall()
    kept = EMPTY_LINES.sub("\n\n", LEFT_OUT.sub("", said)).strip()
    return f"{NOTED}{' '.join(name for (name,) in applied)}\n\n{kept}\n"


def migrations_in(written: str) -> list[tuple[str, str]]:
    """App and name of each migration that the file stands for, in the order in which they were applied."""
    first = written.partition("\n")[0]
    words = first.removeprefix(NOTED).split() if first.startswith(NOTED) else []
    return [(app, name) for app, _, name in (word.partition(".") for word in words)]
