"""Whoever can run SQL as the serving role can say nothing about the tenant that the database would believe."""

import hashlib
import hmac
import time
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from igum.core.actor import system_actor
from igum.core.tenancy import SECONDS_VALID, signed_context, tenant_scope
from tests.isolation.worlds import ALDER_VALLEY, MAPLE_HILLS, two_regions

KEY = bytes.fromhex(settings.IGUM_CONTEXT_KEY)
GOOD = signed_context(system_actor(MAPLE_HILLS), key=KEY, now=time.time())
STATEMENT, _, SIGNATURE = GOOD.rpartition("|")


def signed(statement: str, key: bytes = KEY) -> str:
    return f"{statement}|{hmac.new(key, statement.encode(), hashlib.sha256).hexdigest()}"


def residents_seen(context: str) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('igum.context', %s, true)", [context])
        cursor.execute("SELECT count(*) FROM people_resident")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_a_true_statement_is_believed():
    two_regions()

    assert residents_seen(GOOD) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("context", "why"),
    [
        pytest.param(GOOD.replace(str(MAPLE_HILLS), str(ALDER_VALLEY), 1), "forged", id="of another region"),
        pytest.param(f"{STATEMENT}|{'0' * 64}", "forged", id="with a signature of noughts"),
        pytest.param(f"{STATEMENT}|", "forged", id="without its signature"),
        pytest.param(f"{STATEMENT}|{SIGNATURE.upper()}", "forged", id="with a signature in capitals"),
        pytest.param(f"{STATEMENT}|{SIGNATURE[:-1]}", "forged", id="with a signature cut short"),
        pytest.param(signed(STATEMENT, key=b"\0" * 32), "forged", id="signed with noughts"),
        pytest.param(signed(STATEMENT, key=b""), "forged", id="signed with nothing"),
        pytest.param(STATEMENT, "malformed", id="with no room for a signature"),
        pytest.param(GOOD[:10], "malformed", id="cut short"),
        pytest.param(GOOD + "|", "malformed", id="with one part more"),
        pytest.param("|||||", "malformed", id="of empty parts"),
        pytest.param("v1", "malformed", id="a version alone"),
        pytest.param("*", "malformed", id="a star"),
        pytest.param(signed(STATEMENT.replace("v1", "v2", 1)), "malformed", id="of another version"),
        pytest.param(
            signed_context(system_actor(MAPLE_HILLS), key=KEY, now=time.time() - SECONDS_VALID - 5),
            "expired",
            id="of an hour ago",
        ),
    ],
)
def test_a_statement_that_is_not_true_stops_the_query(context, why):
    two_regions()

    with pytest.raises(DatabaseError, match=f"{why} tenant context"):
        residents_seen(context)


@pytest.mark.django_db
def test_no_statement_shows_nothing():
    two_regions()

    assert residents_seen("") == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "attempt",
    [
        "SELECT * FROM igum_private.context_key",
        "SELECT igum_private.statement()",
        "SELECT * FROM igum_private.audit_head",
        "SET ROLE igum_owner",
        "SET ROLE igum_admin",
        "SET SESSION AUTHORIZATION igum_owner",
        "ALTER TABLE people_resident NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE people_resident DISABLE ROW LEVEL SECURITY",
        "DROP POLICY tenant ON people_resident",
        "CREATE POLICY mine ON people_resident USING (true)",
        "ALTER ROLE igum_app BYPASSRLS",
        "GRANT igum_owner TO igum_app",
        "CREATE FUNCTION igum.region() RETURNS integer LANGUAGE sql AS 'SELECT 9002'",
        "CREATE OR REPLACE FUNCTION igum.region() RETURNS integer LANGUAGE sql AS 'SELECT 9002'",
        "SET session_replication_role = replica",
        "COPY people_resident TO PROGRAM 'cat'",
        "SELECT pg_read_file('PG_VERSION')",
        "SELECT lo_import('/etc/passwd')",
    ],
)
def test_the_serving_role_may_not(attempt):
    worker, _ = two_regions()

    with tenant_scope(worker), pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(attempt)


@pytest.mark.django_db
def test_switching_row_security_off_stops_queries_and_shows_nothing():
    worker, _ = two_regions()

    with tenant_scope(worker), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        connection.cursor().execute("SET LOCAL row_security = off; SELECT * FROM people_resident")


def unsafe_search(typed: str) -> str:
    """What nobody may write: typed text inside SQL. Returns all that came back, errors included."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT family_name FROM people_resident WHERE family_first >= '{typed}'")
            return all_answers(cursor.cursor)
    except DatabaseError as error:
        return str(error)


def all_answers(cursor: psycopg.Cursor[Any]) -> str:
    said: list[str] = []
    more = True
    while more:
        if cursor.description:
            said += [str(row) for row in cursor.fetchall()]
        more = bool(cursor.nextset())
    return " ".join(said)


INJECTIONS = [
    "",
    "' OR true --",
    "' UNION ALL SELECT family_name FROM people_resident --",
    "' UNION ALL SELECT r::text FROM people_resident r --",
    f"' OR region_id = {MAPLE_HILLS} --",
    f"'; SELECT set_config('igum.context', '{STATEMENT}|{'0' * 64}', true); SELECT family_name FROM people_resident --",
    f"' OR set_config('igum.context', 'v1|{MAPLE_HILLS}|*||9999999999|{'0' * 64}', true) IS NULL --",
    "'; SELECT set_config('igum.context', '', true); SELECT family_name FROM people_resident --",
    "'; RESET igum.context; SELECT family_name FROM people_resident --",
    "'; SET igum.context = '*'; SELECT family_name FROM people_resident --",
    "'; SET ROLE igum_owner; SELECT family_name FROM people_resident --",
    "'; RESET ROLE; SELECT family_name FROM people_resident --",
    "'; SET row_security = off; SELECT family_name FROM people_resident --",
    "' UNION ALL SELECT encode(outer_pad, 'hex') FROM igum_private.context_key --",
    "' AND family_name::integer = 1 --",
    "' OR 1 / length(replace(family_name, 'elm-resident', '')) > 0 --",
    "'; ALTER TABLE people_resident DISABLE ROW LEVEL SECURITY; SELECT family_name FROM people_resident --",
    "' UNION ALL SELECT most_common_vals::text FROM pg_stats --",
    "' UNION ALL SELECT query_to_xml('SELECT * FROM people_resident', true, false, '')::text --",
    "' UNION ALL SELECT database_to_xml(true, false, '')::text --",
]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", INJECTIONS)
def test_injected_sql_reads_no_other_tenant(typed):
    worker, _ = two_regions()

    with tenant_scope(worker):
        said = unsafe_search(typed)

    assert "elm-resident" not in said
    assert "cedar-resident" not in said
    assert KEY.hex() not in said


@pytest.mark.usefixtures("committed_db")
def test_injected_sql_that_ends_the_transaction_ends_the_tenant_with_it():
    worker, _ = two_regions()
    for typed in (
        "'; COMMIT; SELECT family_name FROM people_resident --",
        "'; ROLLBACK; SELECT family_name FROM people_resident --",
        "'; ROLLBACK; BEGIN; SELECT family_name FROM people_resident --",
        "'; COPY people_resident TO STDOUT --",
    ):
        with psycopg.connect(**connection.get_connection_params()) as raw, raw.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('igum.context', %s, true)", [signed_context(worker, key=KEY, now=time.time())]
            )
            try:
                cursor.execute(f"SELECT family_name FROM people_resident WHERE family_first >= 'zzz{typed}'")
                said = all_answers(cursor)
            except psycopg.Error as error:
                said = str(error)
            raw.close()

        assert "resident'" not in said


@pytest.mark.django_db
def test_the_unsafe_search_is_open_to_injection_so_the_test_above_proves_something():
    worker, _ = two_regions()

    with tenant_scope(worker):
        assert "birch-resident" not in unsafe_search("zzz")
        assert "birch-resident" in unsafe_search("zzz' OR true --")
        assert unsafe_search("zzz'; SELECT 'second statement' --") == "('second statement',)"


@pytest.mark.django_db
def test_a_statement_copied_out_of_a_transaction_opens_no_more_than_it_said():
    worker, _ = two_regions()
    with tenant_scope(worker), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('igum.context')")
        (copied,) = cursor.fetchone()

    assert residents_seen(copied) == 1
