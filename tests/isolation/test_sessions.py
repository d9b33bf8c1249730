"""One server session serves many people one after another: what was stated for one never reaches the next."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from igum.core.actor import Actor
from igum.core.tenancy import SETTING, context_key, enter, signed_context, tenant_scope
from igum.people.models import Resident
from tests.isolation.worlds import two_regions

PGBOUNCER = shutil.which("pgbouncer", path="/usr/sbin:/usr/bin:/sbin:/bin")


def residents() -> set[str]:
    return set(Resident.objects.values_list("family_name", flat=True))


@pytest.mark.usefixtures("committed_db")
def test_of_two_transactions_in_one_session_each_sees_its_own():
    worker, neighbour = two_regions()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        session = cursor.fetchone()

    with tenant_scope(worker):
        assert residents() == {"birch-resident"}
    assert residents() == set()
    with tenant_scope(neighbour):
        assert residents() == {"elm-resident"}
    with pytest.raises(ZeroDivisionError), tenant_scope(worker):
        raise ZeroDivisionError
    assert residents() == set()
    with transaction.atomic():
        enter(neighbour)
        transaction.set_rollback(True)
    assert residents() == set()

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone() == session


@pytest.fixture
def pooled(committed_db: str, tmp_path: Path) -> Iterator[dict[str, Any]]:
    """PgBouncer in transaction mode with a single server session. Yields how to connect to it."""
    if PGBOUNCER is None:
        pytest.skip("PgBouncer is not installed: apt-get install pgbouncer")
    server = connection.get_connection_params()
    (tmp_path / "users.txt").write_text(f'"{server["user"]}" "{server["password"]}"\n')
    (tmp_path / "pgbouncer.ini").write_text(
        f"""
[databases]
{committed_db} = host={server["host"]} {f"port={server['port']}" if server.get("port") else ""} dbname={committed_db}
[pgbouncer]
listen_addr =
unix_socket_dir = {tmp_path}
listen_port = 6432
auth_type = scram-sha-256
auth_file = {tmp_path / "users.txt"}
pool_mode = transaction
default_pool_size = 1
ignore_startup_parameters = options
logfile = {tmp_path / "log"}
"""
    )
    # PgBouncer refuses to be root, as PostgreSQL does; in a user namespace it is not.
    prefix = ["unshare", "--user", "--map-user=1000", "--map-group=1000"] if os.getuid() == 0 else []
    pooler = subprocess.Popen([*prefix, PGBOUNCER, str(tmp_path / "pgbouncer.ini")], stderr=subprocess.DEVNULL)
    login = {"user": server["user"], "password": server["password"], "host": str(tmp_path), "port": 6432}
    try:
        _wait_for(tmp_path / ".s.PGSQL.6432", pooler)
        yield {**login, "dbname": committed_db, "prepare_threshold": None}
    finally:
        pooler.terminate()
        pooler.wait(timeout=400)


def _wait_for(socket: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 400
    while not socket.exists():
        assert process.poll() is None, "PgBouncer gave up"
        assert time.monotonic() < deadline, "PgBouncer did not open its socket"
        time.sleep(0.02)


def seen(client: psycopg.Connection[Any]) -> set[str]:
    return {name for (name,) in client.execute("SELECT family_name FROM people_resident").fetchall()}


def state(client: psycopg.Connection[Any], actor: Actor) -> None:
    statement = signed_context(actor, key=context_key(), now=time.time())
    client.execute("SELECT set_config(%s, %s, true)", [SETTING, statement])


def test_two_clients_of_one_pooled_session_never_see_each_others_rows(pooled):
    worker, neighbour = two_regions()
    with psycopg.connect(**pooled) as ruth, psycopg.connect(**pooled) as dan:
        ruth.autocommit = dan.autocommit = True
        sessions = {client.execute("SELECT pg_backend_pid()").fetchone() for client in (ruth, dan)}
        assert len(sessions) == 1

        for _ in range(3):
            with ruth.transaction():
                state(ruth, worker)
                assert seen(ruth) == {"birch-resident"}
            assert seen(dan) == set()
            with dan.transaction():
                state(dan, neighbour)
                assert seen(dan) == {"elm-resident"}
            assert seen(ruth) == set()


def test_a_client_that_dies_in_its_transaction_leaves_nothing_to_the_next(pooled):
    worker, _ = two_regions()
    ruth = psycopg.connect(**pooled)
    state(ruth, worker)
    assert seen(ruth) == {"birch-resident"}
    ruth.pgconn.finish()

    with psycopg.connect(**pooled) as dan:
        assert seen(dan) == set()


def test_a_setting_of_the_session_would_have_leaked_so_the_tests_above_prove_something(pooled):
    with psycopg.connect(**pooled, autocommit=True) as ruth, psycopg.connect(**pooled, autocommit=True) as dan:
        ruth.execute("SELECT set_config('tests.canary', 'of ruth', false)")

        assert dan.execute("SELECT current_setting('tests.canary', true)").fetchone() == ("of ruth",)
