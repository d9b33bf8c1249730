"""``./igum prepare``: make the roles and tables, on the embedded server or on any PostgreSQL."""

import argparse

import psycopg

from igum.config import prepare
from igum.config.cli.messages import compile_messages
from igum.config.cli.progress import step
from igum.config.cli.site import open_data, refuse_bad_files, start_database
from igum.config.cli.static_files import collect_files
from igum.config.databases import is_embedded, url_of
from igum.config.errors import CannotStart


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The name of the database on a server of your own."""
    parser.add_argument("--database", default="igum", help="its name on your own server (default: igum)")


def run(options: argparse.Namespace) -> int:
    """Repeats without harm.

    Raises:
        CannotStart: a server of your own was named, has no roles yet, and its administrator was not named.
    """
    data = open_data()
    start_database(data)
    if not is_embedded():
        _make_roles(url_of("admin", data), url_of("owner", data), options.database)
    with step("Tables"):
        prepare.migrate()
    refuse_bad_files()
    with step("Texts and files for the browser"):
        compile_messages()
        collect_files()
    return 0


def _make_roles(admin: str, owner: str, database: str) -> None:
    """Once, by the administrator. An update needs no administrator any more: the owner changes its own tables."""
    if admin:
        with step("Roles and database"):
            prepare.prepare_server(admin, database)
    elif not _answers(owner):
        raise CannotStart(
            "DATABASE_OWNER_URL leads to no database. "
            "For the first time, set DATABASE_ADMIN_URL to a login that may create roles and databases."
        )


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.Error:
        return False
    return bool(url)
