"""The database of the tests: as in production, the serving role owns nothing and stands under row-level security.

Loaded first (``-p tests.database``), so that settings read the tests' own data directory.
The migrated tables are kept as a template, by the content of all migrations: a run starts
with a copy made in a tenth of a second, and so does each test that must really commit.
"""

import fcntl
import gc
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[1]
os.environ.setdefault("IGUM_DATA", str(ROOT / ".igum" / "test"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igum.config.settings")
os.environ.setdefault("IGUM_EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")

gc.disable()  # until all is collected (conftest.py): what is loaded is no garbage, and there is much of it

import psycopg  # noqa: E402 - the environment above must be set before anything of Igum is imported
import pytest  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402
from psycopg import sql  # noqa: E402
from pytest_django.plugin import DjangoDbBlocker  # noqa: E402

from igum.config import prepare  # noqa: E402
from igum.config.databases import embedded_cluster, is_embedded, url_of  # noqa: E402
from igum.config.statements import statements_prepared  # noqa: E402


@pytest.fixture(scope="session")
def admin_url() -> Iterator[str]:
    """A login that may create databases: the embedded server's, or ``DATABASE_ADMIN_URL``."""
    data = Path(settings.IGUM_DATA)
    if is_embedded():
        embedded_cluster(data).use()
    url = url_of("admin", data)
    if not url:
        pytest.exit("DATABASE_URL is set: set DATABASE_ADMIN_URL and DATABASE_OWNER_URL too, to run the tests there.")
    if is_embedded():
        _forget_what_a_power_cut_would_cost(url)
    yield url
    if is_embedded():
        embedded_cluster(data).release()


@pytest.fixture(scope="session")
def migrated_template(admin_url: str, django_db_blocker: DjangoDbBlocker) -> str:
    """The name of a database with all tables and no rows, made once for each state of the migrations."""
    name = f"igum_template_{_fingerprint()}"
    with (Path(settings.IGUM_DATA) / "template.lock").open("w") as lock, django_db_blocker.unblock():
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _exists(admin_url, name):
            unfinished = f"{name}_unfinished"
            drop_database(admin_url, unfinished)
            prepare.prepare_server(admin_url, unfinished)
            use_database(unfinished)
            prepare.migrate()
            connections.close_all()
            with psycopg.connect(admin_url, autocommit=True) as server:
                server.execute(
                    sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(unfinished), sql.Identifier(name))
                )
    return name


@pytest.fixture(scope="session")
def django_db_setup(admin_url: str, migrated_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One copy for the run. Tests marked ``django_db`` roll back inside it."""
    name = f"igum_test_{os.getpid()}"
    with django_db_blocker.unblock():
        copy_database(admin_url, migrated_template, name)
        use_database(name)
        yield
        connections.close_all()
        drop_database(admin_url, name)


@pytest.fixture
def committed_db(
    admin_url: str, migrated_template: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A database of one's own, in which everything is really committed. Yields its name."""
    with django_db_blocker.unblock(), _own_database(admin_url, migrated_template, "own") as name:
        yield name


@pytest.fixture
def busy_db(committed_db: str) -> Iterator[str]:
    """The same for a test that asks the same a thousand times: it is planned once, as where the demo is loaded."""
    with statements_prepared():
        yield committed_db


@pytest.fixture(scope="module")
def lasting_db(
    admin_url: str, migrated_template: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """The same for all tests of a module, for what is dear to make: they change nothing, or roll it back.

    As where the demo is loaded, statements are planned once. In one long transaction every row on the trail would pass
    over all versions of the trail's head, and planning would never see how large the tables have grown.
    """
    own = _own_database(admin_url, migrated_template, "lasting")
    with django_db_blocker.unblock(), own as name, statements_prepared():
        yield name


@contextmanager
def _own_database(admin_url: str, template: str, kind: str) -> Iterator[str]:
    before = settings.DATABASES["default"]["NAME"]
    name = f"igum_test_{os.getpid()}_{kind}"
    drop_database(admin_url, name)
    copy_database(admin_url, template, name)
    use_database(name)
    yield name
    connections.close_all()
    use_database(before)
    drop_database(admin_url, name)


def use_database(name: str) -> None:
    """Point both connections, in this and in every later thread, to another database of the same server."""
    connections.close_all()
    for alias in ("default", "owner"):
        connections.settings[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name


def copy_database(admin_url: str, template: str, name: str) -> None:
    """Copy a database whole, rights and keys included."""
    with psycopg.connect(admin_url, autocommit=True) as server:
        strategy = sql.SQL("STRATEGY file_copy") if server.info.server_version >= 150000 else sql.SQL("")
        server.execute(
            sql.SQL("CREATE DATABASE {} OWNER igum_owner TEMPLATE {} {}").format(
                sql.Identifier(name), sql.Identifier(template), strategy
            )
        )
        server.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
        for role in ("igum_owner", "igum_app", "igum_backup"):
            server.execute(
                sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(name), sql.Identifier(role))
            )


def drop_database(admin_url: str, name: str) -> None:
    """Drop a database, whoever is still connected."""
    with psycopg.connect(admin_url, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def url_for(url: str, name: str) -> str:
    """The same login to another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _forget_what_a_power_cut_would_cost(admin_url: str) -> None:
    """Nobody misses the data of tests: their server need not wait for the disk."""
    with psycopg.connect(admin_url, autocommit=True) as server:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            server.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(name)))
        server.execute("SELECT pg_reload_conf()")


def _exists(admin_url: str, name: str) -> bool:
    with psycopg.connect(admin_url) as server:
        return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _fingerprint() -> str:
    digest = hashlib.sha256()
    files = sorted((ROOT / "src" / "igum").glob("*/migrations/*.py"))
    for file in [
        *files,
        ROOT / "src/igum/config/prepare.py",
        ROOT / "src/igum/config/migrating.py",
        ROOT / "src/igum/config/schema.sql",
        ROOT / "requirements/runtime.lock",
    ]:
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:12]
