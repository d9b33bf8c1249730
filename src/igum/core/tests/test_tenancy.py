from datetime import UTC, datetime

import pytest
from django.db import ProgrammingError, connection, transaction

from igum.core import tenancy
from igum.core.actor import ANYONE, Actor, PostHeld, system_actor

NOW = datetime(2027, 1, 4, tzinfo=UTC).timestamp()
KEY = b"k" * 32
WORKER = Actor(7, 212, (PostHeld("worker", 212, 472), PostHeld("worker", 212, 31)))


@pytest.mark.parametrize(
    ("actor", "said"),
    [
        (WORKER, "v1|212|31,472|7|1799024400"),
        (system_actor(212), "v1|212|*||1799024400"),
        (ANYONE, "v1||||1799024400"),
        (Actor(region_id=212, link="ab12"), "v2|212|||ab12|1799024400"),
    ],
)
def test_a_statement_names_region_authorities_user_and_its_end(actor, said):
    statement = tenancy.signed_context(actor, key=KEY, now=NOW)

    assert statement.rpartition("|")[0] == said


def test_another_key_signs_otherwise():
    assert tenancy.signed_context(WORKER, key=KEY, now=NOW) != tenancy.signed_context(WORKER, key=b"x" * 32, now=NOW)


def stated() -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT igum.region(), igum.authorities(), igum.sees_whole_region(), igum.user_id()")
        return cursor.fetchone()


@pytest.mark.django_db
class TestTheDatabaseBelieves:
    def test_what_was_stated(self):
        with tenancy.tenant_scope(WORKER):
            assert stated() == (212, [31, 472], False, 7)

    def test_an_inner_scope_and_then_the_outer_one_again(self):
        with tenancy.tenant_scope(WORKER):
            with tenancy.tenant_scope(system_actor(199)):
                assert stated() == (199, [], True, None)
            assert stated() == (212, [31, 472], False, 7)

    def test_the_outer_scope_also_after_the_inner_one_failed(self):
        with tenancy.tenant_scope(WORKER):
            with pytest.raises(ZeroDivisionError), tenancy.tenant_scope(system_actor(199)):
                raise ZeroDivisionError
            assert stated() == (212, [31, 472], False, 7)

    def test_the_link_that_somebody_came_by(self):
        with tenancy.tenant_scope(Actor(region_id=212, link="ab12")), connection.cursor() as cursor:
            cursor.execute("SELECT igum.region(), igum.link(), igum.authorities(), igum.user_id()")
            assert cursor.fetchone() == (212, "ab12", [], None)

    def test_nothing_when_nothing_was_stated(self):
        assert stated() == (None, None, False, None)


@pytest.mark.usefixtures("committed_db")
def test_a_statement_outside_a_transaction_is_refused_because_it_would_be_lost():
    with pytest.raises(RuntimeError, match="use tenant_scope"):
        tenancy.enter(WORKER)


@pytest.mark.usefixtures("committed_db")
def test_a_statement_ends_with_its_transaction():
    with transaction.atomic():
        tenancy.enter(WORKER)

    assert stated() == (None, None, False, None)


@pytest.mark.django_db
def test_the_serving_role_makes_no_table():
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("CREATE TABLE mine (id integer)")
