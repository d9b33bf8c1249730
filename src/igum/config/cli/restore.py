"""``./igum restore FILE``: a backup into an empty database, there whole or not at all."""

import argparse
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import django
import psycopg
from psycopg import sql

from igum.config import prepare
from igum.config.cli.archive import extract_files, refuse_broken, run_program
from igum.config.cli.progress import step
from igum.config.cli.site import open_data, start_database
from igum.config.databases import ROLES, is_embedded, url_of
from igum.config.errors import CannotStart
from igum.core.sealed import has_key_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to read."""
    parser.add_argument("file", type=Path, help="the file that ./igum backup wrote")


def run(options: argparse.Namespace) -> int:
    """Read everything in one transaction, then bring the tables to this code's version.

    Raises:
        CannotStart: there is no such file, it is damaged, the database is not empty, or pg_restore failed.
    """
    if not options.file.is_file():
        raise CannotStart(f"There is no file {options.file}.")
    with step("Is the file whole?"):
        refuse_broken(options.file)
    data = open_data()
    owner = _empty_database(data)
    with step(f"Restore from {options.file}"):
        _read(options.file, owner)
    with step("Files that people handed in") as shown:
        shown.note = f"{extract_files(options.file, data / 'files'):,}"
    with step("Tables"):
        django.setup()
        prepare.migrate()
    print("Now the search index, which no backup holds: ./igum index")
    tell_of_other_keys(url_of("backup", data))
    return 0


def _empty_database(data: Path) -> str:
    """The owner's login to a database with roles and without tables, made here when we may."""
    start_database(data)
    owner, admin = url_of("owner", data), url_of("admin", data)
    if not owner:
        raise CannotStart("Set DATABASE_OWNER_URL to the login of the role igum_owner, which owns the tables.")
    if admin and not is_embedded():
        with step("Roles and database"):
            prepare.prepare_server(admin, urlsplit(owner).path.lstrip("/"))
    try:
        with psycopg.connect(owner) as database:
            found = database.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    except psycopg.OperationalError as problem:
        raise CannotStart(f"The database does not answer: {str(problem).strip()}") from None
    if found and found[0]:
        raise CannotStart("This database is not empty. Restore into a new one: another --data folder or DATABASE_URL.")
    return owner


def _read(file: Path, owner: str) -> None:
    """As the owner, so that tables belong to it. Row-level security is switched on after the rows are in."""
    _stop_granting(owner)
    listed = run_program("pg_restore", "--list", file)
    # What the administrator made already, and the owner may not make.
    kept = [line for line in listed.splitlines() if " EXTENSION " not in line]
    with tempfile.NamedTemporaryFile("w", suffix=".contents") as contents:
        contents.write("\n".join(kept) + "\n")
        contents.flush()
        words = ("--no-owner", "--no-comments", "--single-transaction", "--exit-on-error", "--use-list", contents.name)
        run_program("pg_restore", *words, file, url=owner)


def _stop_granting(owner: str) -> None:
    """Take back what every new table would grant the serving role; the backup's last entries grant it again.

    A backup can only add rights: on the audit trail, which that role may not change, it would find too many.
    """
    with psycopg.connect(owner, autocommit=True) as database:
        for things in ("TABLES", "SEQUENCES"):
            database.execute(
                sql.SQL("ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON {} FROM {}").format(
                    sql.SQL(things), sql.Identifier(ROLES["app"])
                )
            )


def tell_of_other_keys(backup: str) -> None:
    """Say when something is sealed with a key that is not this installation's: better now than at the first reader."""
    if backup and any(not has_key_of(mark) for mark in _marks_of_keys(backup)):
        print(
            "The keys here are not those of this backup: its identity numbers do not open. "
            "Put the old secrets.json (or IGUM_FIELD_KEY and IGUM_LOOKUP_KEY) here, before anybody works."
        )


def _marks_of_keys(backup: str) -> list[bytes]:
    """The mark of the key at the head of every sealed value, each once; read by the role that sees every tenant."""
    columns = (
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = 'public' AND data_type = 'bytea' AND column_name LIKE '%\\_sealed'"
    )
    with psycopg.connect(backup) as database:
        marks = [
            database.execute(
                sql.SQL("SELECT DISTINCT substr({column}, 1, 4) FROM {table} WHERE {column} IS NOT NULL").format(
                    table=sql.Identifier(table), column=sql.Identifier(column)
                )
            ).fetchall()
            for table, column in database.execute(columns).fetchall()
        ]
    return [mark for rows in marks for (mark,) in rows]
