"""The trail is one chain, whoever writes at once, and whatever is done to it afterwards is seen."""

from datetime import UTC, datetime
from threading import Thread

import psycopg
import pytest
from django.db import DatabaseError, connection, connections, transaction

from igum.core import audit
from igum.core.actor import Actor, PostHeld, system_actor
from igum.core.models import AuditRow, Translation
from igum.core.tenancy import enter, tenant_scope
from tests.database import url_for

MONDAY = datetime(2027, 1, 4, 9, tzinfo=UTC)
VALLEY, HILLS = 9001, 9002
RUTH = Actor(7, VALLEY, (PostHeld("worker", VALLEY),))
WRITERS, ROWS = 4, 12


def write(actor: Actor, rows: int) -> None:
    for number in range(rows):
        with tenant_scope(actor):
            audit.record(actor, "tests.thing.changed", Translation(pk=number), at=MONDAY, number=number)


def test_writers_at_once_make_one_chain_a_region_without_a_fork(committed_db):
    def work(region_id: int) -> None:
        write(system_actor(region_id), ROWS)
        connection.close()

    threads = [Thread(target=work, args=[region_id]) for region_id in (VALLEY, HILLS) for _ in range(WRITERS // 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    for region_id in (VALLEY, HILLS):
        with tenant_scope(system_actor(region_id)):
            numbers = list(AuditRow.objects.order_by("number").values_list("number", flat=True))
            assert numbers == list(range(1, WRITERS // 2 * ROWS + 1))
            assert audit.first_broken_link(region_id) is None


@pytest.mark.django_db
def test_a_deed_that_is_rolled_back_leaves_no_gap_in_the_chain():
    write(RUTH, 1)
    with tenant_scope(RUTH):
        audit.record(RUTH, "tests.thing.changed", Translation(pk=1), at=MONDAY)
        transaction.set_rollback(True)
    write(RUTH, 1)

    with tenant_scope(RUTH):
        assert list(AuditRow.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
        assert audit.first_broken_link(VALLEY) is None


SAME = "igum.audit_digest(previous_hash, number, region_id, at, actor_id, roles, 'x', kind, object_id, facts)"
TAMPERING = (
    # (what is done to the five rows of a region's chain, the number of the row at which it shows)
    ("UPDATE core_auditrow SET facts = '{\"number\": 99}' WHERE region_id = %s AND number = 3", 3),
    ("UPDATE core_auditrow SET actor_id = 8 WHERE region_id = %s AND number = 1", 1),
    ("UPDATE core_auditrow SET at = at + interval '1 microsecond' WHERE region_id = %s AND number = 5", 5),
    ("UPDATE core_auditrow SET region_id = 8000 + number WHERE region_id = %s AND number = 2", 3),
    ("DELETE FROM core_auditrow WHERE region_id = %s AND number = 3", 4),
    ("DELETE FROM core_auditrow WHERE region_id = %s AND number = 1", 2),
    ("DELETE FROM core_auditrow WHERE region_id = %s AND number = 5", 5),
    ("DELETE FROM core_auditrow WHERE region_id = %s AND number > 3", 4),
    ("DELETE FROM core_auditrow WHERE region_id = %s", 1),
    (
        "INSERT INTO core_auditrow (region_id, number, at, actor_id, roles, action, kind, object_id, facts,"
        " previous_hash, hash) SELECT region_id, 6, at, actor_id, roles, action, kind, object_id, facts, hash,"
        " igum.audit_digest(hash, 6, region_id, at, actor_id, roles, action, kind, object_id, facts)"
        " FROM core_auditrow WHERE region_id = %s AND number = 5",
        6,
    ),
    (f"UPDATE core_auditrow SET action = 'x', hash = {SAME} WHERE region_id = %s AND number = 3", 4),
    (f"UPDATE core_auditrow SET action = 'x', hash = {SAME} WHERE region_id = %s AND number = 5", 5),
)


def test_what_the_superuser_tampers_with_is_found(committed_db, admin_url, subtests):
    for region_id, (tampering, found) in enumerate(TAMPERING, start=VALLEY):
        with subtests.test(tampering):
            write(system_actor(region_id), 5)

            with psycopg.connect(url_for(admin_url, committed_db)) as superuser:
                superuser.execute("SET session_replication_role = replica")  # triggers and keys look away
                superuser.execute(tampering, [region_id])

            with tenant_scope(system_actor(region_id)):
                assert audit.first_broken_link(region_id) == found


def test_its_owner_does_not_change_it_either(committed_db, subtests):
    write(RUTH, 2)
    with connections["owner"].cursor() as owner:
        owner.execute("ALTER TABLE core_auditrow NO FORCE ROW LEVEL SECURITY")

        for change in ("UPDATE core_auditrow SET action = 'x'", "DELETE FROM core_auditrow", "TRUNCATE core_auditrow"):
            with subtests.test(change), pytest.raises(DatabaseError, match="only ever appended to"):
                owner.execute(change)


@pytest.mark.django_db
def test_a_row_signed_beforehand_is_numbered_and_sealed_by_the_database_all_the_same():
    with transaction.atomic(), connection.cursor() as cursor:
        enter(RUTH)
        cursor.execute(
            "INSERT INTO core_auditrow (region_id, number, at, actor_id, roles, action, kind, object_id, facts,"
            " previous_hash, hash) VALUES (%s, 77, now(), 7, '', 'x', 'y', '1', '{}', 'mine', 'mine')",
            [VALLEY],
        )
        row = AuditRow.objects.get()

        assert row.number == 1
        assert bytes(row.previous_hash) == b""
        assert audit.first_broken_link(VALLEY) is None
