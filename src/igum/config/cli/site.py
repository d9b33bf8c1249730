"""What several commands need: a database that runs and is up to date, with Django set up on it."""

import os
import shutil
from importlib import import_module
from pathlib import Path

from django.utils.translation import override

from igum.config import prepare
from igum.config.cli.progress import step
from igum.config.databases import DATABASE, embedded_cluster, is_embedded, url_of
from igum.config.errors import CannotStart
from igum.config.private_data import data_directory, refuse_foreign
from igum.core.errors import Refused

STATIC_MARK = "igum.fingerprint"  # in the folder of gathered files, once they are all there
LEAST_FREE_BYTES = 300 * 1024 * 1024  # PostgreSQL panics when its log cannot grow: stop before that


def open_data() -> Path:
    """The data directory, with room left on its disk.

    Raises:
        CannotStart: the disk is nearly full, or the folder cannot be written.
    """
    data = data_directory()
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise CannotStart(f"{data} cannot be made ({problem.strerror}). Choose another folder with --data.") from None
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        raise CannotStart(f"{data} belongs to another account. Start as its owner, or choose another folder by --data.")
    refuse_foreign(data)
    _close_to_others(data)
    free = shutil.disk_usage(data).free
    if free < LEAST_FREE_BYTES:
        raise CannotStart(
            f"The disk of {data} is nearly full: {free // 2**20} MB left, {LEAST_FREE_BYTES // 2**20} MB needed. "
            "Free some room, or choose another folder with --data."
        )
    return data


def _close_to_others(data: Path) -> None:
    """Whoever made the folder, and with whatever rights: it holds keys and people."""
    found = data.stat()
    if found.st_uid == os.getuid() and found.st_mode & 0o066:
        data.chmod(0o700)


def start_database(data: Path) -> None:
    """Start the embedded server when it is ours to start, and make its roles and its database."""
    if not is_embedded():
        return
    with step("PostgreSQL"):
        embedded_cluster(data).use()
        prepare.prepare_server(url_of("admin", data), DATABASE)


def refuse_bad_files() -> None:
    """Read the operator's own travel times and areas, once places are loaded: better now than on a page.

    Raises:
        CannotStart: one of them cannot be used; with the line or the feature.
    """
    # By name, because some commands use this module before models exist.
    places = import_module("igum.places.queries")
    if not places.regions().exists():
        return
    try:
        with override("en"):
            places.check_operator_files()
    except Refused as refusal:
        raise CannotStart(refusal.reason) from None


def use_database(data: Path) -> None:
    """For a program that this process becomes: the embedded server runs as long as that program does."""
    if is_embedded():
        embedded_cluster(data).use(inherit=True)


def leave_database(data: Path) -> None:
    """Stop the embedded server, unless others use it."""
    if is_embedded():
        embedded_cluster(data).release()


def open_site(*, migrate: bool = True) -> Path:
    """Everything up to the point where models can be used. Returns the data directory."""
    data = open_data()
    start_database(data)
    if migrate:
        with step("Tables"):
            prepare.migrate()
    return data
