"""``./igum restore FILE``: a backup into an empty database, and the keys that belong to it."""

import argparse
import subprocess
from pathlib import Path

import psycopg

from igum.config.cli.backup import program
from igum.config.cli.progress import step
from igum.config.cli.site import open_data, start_database
from igum.config.databases import url_of
from igum.config.errors import CannotStart


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to read."""
    parser.add_argument("file", type=Path, help="the file that ./igum backup wrote")


def run(options: argparse.Namespace) -> int:
    """Read everything in one transaction: it is there whole or not at all.

    Raises:
        CannotStart: there is no such file, the database is not empty, or pg_restore failed.
    """
    if not options.file.is_file():
        raise CannotStart(f"There is no file {options.file}.")
    data = open_data()
    start_database(data)
    owner = url_of("owner", data)
    if not owner:
        raise CannotStart("Set DATABASE_OWNER_URL to the login of the role igum_owner, which owns the tables.")
    _refuse_full(owner)
    with step(f"Restore from {options.file}"):
        _read(options.file, owner)
    return 0


def _refuse_full(owner: str) -> None:
    with psycopg.connect(owner) as database:
        found = database.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    if found and found[0]:
        raise CannotStart("This database is not empty. Restore into a new one: another --data folder or DATABASE_URL.")


def _read(file: Path, owner: str) -> None:
    """Restore as the owner, so that tables belong to it. Row-level security is off only where the file loads rows."""
    ran = subprocess.run(
        [
            *(program("pg_restore"), "--no-owner", "--single-transaction", "--exit-on-error", "--dbname", owner),
            *("--no-comments", "--use-list", str(_list_without_extensions(file)), str(file)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode != 0:
        raise CannotStart(f"The restore failed and changed nothing: {ran.stderr.strip()[-600:]}")


def _list_without_extensions(file: Path) -> Path:
    """The backup's table of contents without what the administrator already made."""
    listed = subprocess.run([program("pg_restore"), "--list", str(file)], capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        raise CannotStart(f"{file} is not a backup of Igum: {listed.stderr.strip()[-300:]}")
    kept = [line for line in listed.stdout.splitlines() if " EXTENSION " not in line]
    contents = file.with_name(file.name + ".contents")
    contents.write_text("\n".join(kept) + "\n")
    return contents
