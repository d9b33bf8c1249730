"""``./igum schema``: write anew the file from which an empty database gets its tables."""

import argparse
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connections
from psycopg import sql

from igum.config import prepare
from igum.config.cli.progress import step
from igum.config.cli.site import leave_database, open_data, start_database
from igum.config.databases import is_embedded, url_of
from igum.config.errors import CannotStart
from igum.config.schema import FILE, dump_schema

SCRATCH = "igum_schema"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""
    parser.epilog = "After every new migration. It works in a database of its own, which is gone afterwards."


def run(options: argparse.Namespace) -> int:
    """Apply all migrations to an empty database, and write down what they made.

    Raises:
        CannotStart: DATABASE_URL names another server; its version would show in the file.
    """
    if not is_embedded():
        raise CannotStart("The file of the tables is made on the embedded server: unset DATABASE_URL.")
    data = open_data()
    start_database(data)
    server = url_of("admin", data)
    try:
        _drop(server)
        prepare.prepare_server(server, SCRATCH)
        connections["owner"].settings_dict["NAME"] = SCRATCH
        with step("All migrations, one after another"):
            prepare.migrate(by_file=False)
        with step(FILE.name) as shown:
            written = dump_schema(urlunsplit(urlsplit(server)._replace(path=f"/{SCRATCH}")))
            shown.note = f"{FILE.write_text(written, encoding='utf-8'):,} characters"
    finally:
        connections.close_all()
        _drop(server)
        leave_database(data)
    return 0


def _drop(server_url: str) -> None:
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(SCRATCH)))
