"""``./igum backup FILE``: the whole database in one file, read by the role that may read everything."""

import argparse
import shutil
import subprocess
from pathlib import Path

from igum.config.cli.progress import step
from igum.config.cli.site import open_data, start_database
from igum.config.databases import url_of
from igum.config.errors import CannotStart
from igum.config.postgres import embedded_binaries


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the backup goes."""
    parser.add_argument("file", type=Path, help="the file to write (PostgreSQL's custom format)")


def run(options: argparse.Namespace) -> int:
    """Write beside the final place, then move: a backup that exists is whole.

    Raises:
        CannotStart: the backup role is not known, or pg_dump failed.
    """
    data = open_data()
    start_database(data)
    url = url_of("backup", data)
    if not url:
        raise CannotStart("Set DATABASE_BACKUP_URL to the login of the role igum_backup, which may read everything.")
    unfinished = options.file.with_name(options.file.name + ".unfinished")
    with step(f"Backup to {options.file}") as shown:
        _make(unfinished, url)
        unfinished.replace(options.file)
        shown.note = f"{options.file.stat().st_size / 2**20:.1f} MB"
    print("The keys are not in it: keep a copy of secrets.json (or of your keys) in another safe place.")
    return 0


def _make(file: Path, url: str) -> None:
    file.touch(mode=0o600)
    ran = subprocess.run(
        [program("pg_dump"), "--format=custom", "--no-owner", "--file", file, url],
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode != 0:
        file.unlink(missing_ok=True)
        raise CannotStart(f"The backup failed: {ran.stderr.strip()[-400:]}")


def program(name: str) -> str:
    """One of PostgreSQL's programs: from the machine when it has them and its own server, else the embedded ones."""
    inside = embedded_binaries() / name
    return str(inside) if inside.exists() else (shutil.which(name) or name)
