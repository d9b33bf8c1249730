"""Makes a database ready to serve: roles, extensions, locale check, migrations, the context key."""

import os
from urllib.parse import unquote, urlsplit

import psycopg
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from igum.config.databases import PASSWORDS, ROLES, is_embedded
from igum.config.errors import CannotStart
from igum.config.migrating import apply_migrations, are_all_applied
from igum.config.private_data import secret
from igum.config.schema import load_schema
from igum.config.warming import rarely_tidied
from igum.core.tenancy import install_context_key

OLDEST_SERVER = 150000
EXTENSIONS = ("pg_trgm", "btree_gist")
ONE_AT_A_TIME = 4_861_953  # the number of our advisory lock: two that grant at once stumble over each other


def prepare_server(admin_url: str, database: str) -> None:
    """Make the roles and the database, as the server's administrator. Repeats without harm.

    Raises:
        CannotStart: the server does not answer, is too old, or its locale makes Hebrew invisible.
    """
    with _connected(admin_url) as server:
        _refuse_old(server.info.server_version)
        server.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])  # until this connection closes
        for key, role in ROLES.items():
            _make_role(server, role, _password(key), bypass=key == "backup")
        _keep_statements_to_themselves(server, ROLES["app"])
        known = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
        if known is None:
            # Its own locale, because a server made with plain C would hand on its own.
            server.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'").format(
                    sql.Identifier(database), sql.Identifier(ROLES["owner"])
                )
            )
        with psycopg.connect(admin_url, dbname=database, autocommit=True) as inside:
            for extension in EXTENSIONS:
                inside.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
            _refuse_deaf_locale(inside)
            _grant(inside, database)


def _connected(url: str) -> psycopg.Connection:
    try:
        return psycopg.connect(url, autocommit=True)
    except psycopg.OperationalError as problem:
        raise no_answer(problem) from None


def no_answer(problem: Exception) -> CannotStart:
    """What to tell of a database that cannot be reached: the server's own words, without their repetitions."""
    said = [line for line in str(problem).splitlines() if line.strip()] or ["no reason given"]
    words = said[0].strip().removeprefix("connection failed: ").rstrip(".")
    return CannotStart(
        f"The database does not answer: {words}. Check the address and the password in DATABASE_URL "
        "and its companions, and whether the server runs."
    )


def refuse_silence() -> None:
    """Go on only when the database answers the serving role.

    Raises:
        CannotStart: it does not; in the server's own words.
    """
    try:
        connections["default"].ensure_connection()
    except OperationalError as problem:
        raise no_answer(problem) from None


def _refuse_old(server_version: int) -> None:
    if server_version < OLDEST_SERVER:
        raise CannotStart(f"Igum needs PostgreSQL 15 or newer; this server is {server_version // 10000}.")


def _make_role(server: psycopg.Connection, role: str, password: str, *, bypass: bool) -> None:
    """A role that exists keeps its password: on a server that is not only ours, others may log in with it."""
    known = server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    rights = sql.SQL("LOGIN NOSUPERUSER NOCREATEROLE {}").format(sql.SQL("BYPASSRLS" if bypass else "NOBYPASSRLS"))
    if known is None:
        server.execute(
            sql.SQL("CREATE ROLE {} {} PASSWORD {}").format(sql.Identifier(role), rights, sql.Literal(password))
        )
    else:
        server.execute(sql.SQL("ALTER ROLE {} {}").format(sql.Identifier(role), rights))


def _keep_statements_to_themselves(server: psycopg.Connection, role: str) -> None:
    """Sessions of one role read each other's running statements, and those carry names and signed tenant contexts.

    Injected SQL could so speak for another tenant. Not every administrator may set this: docs/explanation/isolation.md.
    """
    may = server.execute("SELECT has_parameter_privilege('track_activities', 'SET')").fetchone()
    if may and may[0]:
        server.execute(sql.SQL("ALTER ROLE {} SET track_activities = off").format(sql.Identifier(role)))


def _password(key: str) -> str:
    """The one in the role's own URL, where an operator wrote one; else the secret of this installation."""
    url = os.environ.get("DATABASE_URL" if key == "app" else f"DATABASE_{key.upper()}_URL", "")
    return unquote(urlsplit(url).password or "") or secret(PASSWORDS[key])


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


def _refuse_unprepared(database: psycopg.Connection) -> None:
    """A server that we did not make: whether it is new enough, knows Hebrew, and was prepared."""
    _refuse_old(database.info.server_version)
    try:
        _refuse_deaf_locale(database)
    except psycopg.errors.UndefinedFunction:
        raise CannotStart(
            "This database has no extension pg_trgm yet. "
            "Run ./igum prepare with DATABASE_ADMIN_URL, a login that may create roles and extensions."
        ) from None


def migrate(*, by_file: bool = True) -> None:
    """Bring the tables to this code's version, as their owner.

    Args:
        by_file: whether an empty database may begin with the tables of the schema's file.

    Raises:
        CannotStart: the database does not answer or does not fit, or a newer Igum has already changed it.
    """
    connection = connections["owner"]
    try:
        connection.ensure_connection()
    except OperationalError as problem:
        raise no_answer(problem) from None
    if not is_embedded():
        _refuse_unprepared(connection.connection)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
    if by_file:
        load_schema(connection)
    if not are_all_applied(connection):
        _apply(connection)
    install_context_key("owner")
    connection.close()


def _apply(connection: BaseDatabaseWrapper) -> None:
    loader = MigrationLoader(connection)
    ours = {app for app, _ in loader.disk_migrations}
    newer = sorted(name for name in loader.applied_migrations if name[0] in ours and name not in loader.disk_migrations)
    if newer:
        raise CannotStart(
            f"This database was changed by a newer Igum ({'.'.join(newer[-1])}). "
            "Update the code, or use another --data folder."
        )
    if any(name not in loader.applied_migrations for name in loader.disk_migrations):
        with rarely_tidied():
            apply_migrations(connection)
