"""``./igum prepare``: make the roles and tables, on the embedded server or on any PostgreSQL."""

import argparse

from igum.config import prepare
from igum.config.cli.messages import compile_messages
from igum.config.cli.progress import step
from igum.config.cli.site import open_data, start_database
from igum.config.cli.static_files import collect_files
from igum.config.databases import is_embedded, url_of
from igum.config.errors import CannotStart


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The name of the database on a server of your own."""
    parser.add_argument("--database", default="igum", help="its name on your own server (default: igum)")


def run(options: argparse.Namespace) -> int:
    """Repeats without harm.

    Raises:
        CannotStart: a server of your own was named, but not its administrator.
    """
    data = open_data()
    start_database(data)
    if not is_embedded():
        admin = url_of("admin", data)
        if not admin:
            raise CannotStart("Set DATABASE_ADMIN_URL to a login that may create roles and databases.")
        with step("Roles and database"):
            prepare.prepare_server(admin, options.database)
    with step("Tables"):
        prepare.migrate()
    with step("Texts and files for the browser"):
        compile_messages()
        collect_files()
    return 0
