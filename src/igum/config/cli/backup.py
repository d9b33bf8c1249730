"""``./igum backup FILE``: the whole database and the files people handed in, in one file."""

import argparse
from pathlib import Path

from igum.config.cli.archive import append_files, run_program, seal
from igum.config.cli.progress import step
from igum.config.cli.site import open_data, start_database
from igum.config.databases import url_of
from igum.config.errors import CannotStart

CONTEXT_KEY = "igum_private.context_key"  # whoever has it can speak for any tenant; a restore writes it anew


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the backup goes."""
    parser.add_argument("file", type=Path, help="the file to write (PostgreSQL's custom format)")


def run(options: argparse.Namespace) -> int:
    """Write beside the final place, then move: a backup that exists is whole.

    Raises:
        CannotStart: the backup role is not known, the file cannot be written, or pg_dump failed.
    """
    if options.file.is_dir():
        raise CannotStart(f"{options.file} is a folder. Name a file in it, such as {options.file / 'igum.backup'}.")
    data = open_data()
    start_database(data)
    url = url_of("backup", data)
    if not url:
        raise CannotStart("Set DATABASE_BACKUP_URL to the login of the role igum_backup, which may read everything.")
    unfinished = options.file.with_name(options.file.name + ".unfinished")
    with step(f"Backup to {options.file}") as shown:
        files = _make(unfinished, url, data / "files")
        unfinished.replace(options.file)
        shown.note = f"{options.file.stat().st_size / 2**20:.1f} MB, {files:,} files in it"
    print("The keys are not in it: keep a copy of secrets.json (or of your keys) in another safe place.")
    return 0


def _make(file: Path, url: str, folder: Path) -> int:
    """The rows first: a file that comes meanwhile is one too many and no row is without its file, unless erased."""
    try:
        file.unlink(missing_ok=True)
        file.touch(mode=0o600)
    except OSError as problem:
        raise CannotStart(f"{file} cannot be written: {problem.strerror}.") from None
    try:
        words = ("--format=custom", "--no-owner", "--exclude-table-data", CONTEXT_KEY, "--file", file)
        run_program("pg_dump", *words, url=url)
        files = append_files(file, folder)
        seal(file)
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    return files
