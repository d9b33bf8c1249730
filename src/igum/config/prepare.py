"""Makes a database ready to serve: roles, extensions, locale check, migrations, the context key."""

import psycopg
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from igum.config.databases import PASSWORDS, ROLES
from igum.config.errors import CannotStart
from igum.config.private_data import secret
from igum.core.tenancy import install_context_key

OLDEST_SERVER = 150000
EXTENSIONS = ("pg_trgm", "btree_gist")


def prepare_server(admin_url: str, database: str) -> None:
    """Make the roles and the database, as the server's administrator. Repeats without harm.

    Raises:
        CannotStart: the server is too old, or its locale makes Hebrew invisible.
    """
    with psycopg.connect(admin_url, autocommit=True) as server:
        if server.info.server_version < OLDEST_SERVER:
            raise CannotStart(
                f"Igum needs PostgreSQL 15 or newer; this server is {server.info.server_version // 10000}."
            )
        for key, role in ROLES.items():
            _make_role(server, role, secret(PASSWORDS[key]), bypass=key == "backup")
        known = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
        if known is None:
            server.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(
                    sql.Identifier(database), sql.Identifier(ROLES["owner"])
                )
            )
    with psycopg.connect(admin_url, dbname=database, autocommit=True) as inside:
        for extension in EXTENSIONS:
            inside.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
        _refuse_deaf_locale(inside)
        _grant(inside, database)


def _make_role(server: psycopg.Connection, role: str, password: str, *, bypass: bool) -> None:
    known = server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    verb = sql.SQL("CREATE ROLE") if known is None else sql.SQL("ALTER ROLE")
    server.execute(
        sql.SQL("{} {} LOGIN NOSUPERUSER NOCREATEROLE {} PASSWORD {}").format(
            verb, sql.Identifier(role), sql.SQL("BYPASSRLS" if bypass else "NOBYPASSRLS"), sql.Literal(password)
        )
    )


def _grant(inside: psycopg.Connection, database: str) -> None:
    owner, app, backup = (sql.Identifier(ROLES[key]) for key in ("owner", "app", "backup"))
    for statement in (
        sql.SQL("REVOKE ALL ON DATABASE {database} FROM PUBLIC"),
        sql.SQL("GRANT CONNECT ON DATABASE {database} TO {owner}, {app}, {backup}"),
        sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC"),
        sql.SQL("GRANT USAGE, CREATE ON SCHEMA public TO {owner}"),
        sql.SQL("GRANT USAGE ON SCHEMA public TO {app}"),
        sql.SQL("GRANT pg_read_all_data TO {backup}"),
        sql.SQL(
            "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public "
            "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}"
        ),
        sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}"),
    ):
        inside.execute(statement.format(database=sql.Identifier(database), owner=owner, app=app, backup=backup))


def _refuse_deaf_locale(inside: psycopg.Connection) -> None:
    row = inside.execute("SELECT similarity('שלום', 'שלומי') > 0 AND 'שלום' ~ '^\\w+$'").fetchone()
    if row is None or not row[0]:
        raise CannotStart(
            "This database's locale does not know Hebrew letters. Create it with LOCALE 'C.UTF-8' (or he_IL.UTF-8)."
        )


def migrate(*, quiet: bool = True) -> None:
    """Bring the tables to this code's version, as their owner.

    Raises:
        CannotStart: a newer Igum has already changed this database.
    """
    connection = connections["owner"]
    loader = MigrationLoader(connection)
    ours = {app for app, _ in loader.disk_migrations}
    newer = sorted(name for name in loader.applied_migrations if name[0] in ours and name not in loader.disk_migrations)
    if newer:
        raise CannotStart(
            f"This database was changed by a newer Igum ({'.'.join(newer[-1])}). "
            "Update the code, or use another --data folder."
        )
    if any(name not in loader.applied_migrations for name in loader.disk_migrations):
        call_command("migrate", database="owner", interactive=False, verbosity=0 if quiet else 1)
    install_context_key("owner")
    connection.close()
