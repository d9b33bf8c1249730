from datetime import UTC, datetime

import pytest
from django.db import ProgrammingError, connection, transaction

from igum.core import audit
from igum.core.actor import ANYONE, Actor, PostHeld, system_actor
from igum.core.models import AuditRow, Translation
from igum.core.tenancy import tenant_scope

MONDAY = datetime(2027, 1, 4, 9, tzinfo=UTC)
RUTH = Actor(7, 212, (PostHeld("worker", 212, 472),))
THING = Translation(pk=5)

pytestmark = pytest.mark.django_db


def test_a_row_says_who_did_what_to_what_when_and_in_which_roles():
    with tenant_scope(RUTH):
        audit.record(RUTH, "core.thing.changed", THING, at=MONDAY, fields=["שם"], count=2)
        row = AuditRow.objects.get()

    assert (row.number, row.region_id, row.actor_id, row.roles) == (1, 212, 7, "worker")
    assert (row.action, row.kind, row.object_id, row.at) == ("core.thing.changed", "core.translation", "5", MONDAY)
    assert row.facts == {"fields": ["שם"], "count": 2}
    assert len(row.hash) == 32


def test_every_person_read_is_a_row_of_its_own():
    with tenant_scope(RUTH):
        audit.record_read(RUTH, "core.thing.read", [Translation(pk=pk) for pk in (1, 2, 3)], at=MONDAY)

        assert list(AuditRow.objects.order_by("number").values_list("number", "object_id")) == [
            (1, "1"),
            (2, "2"),
            (3, "3"),
        ]


def test_every_region_has_a_chain_of_its_own_and_does_not_see_the_others():
    neighbour = Actor(8, 199, (PostHeld("worker", 199),))
    for actor in (RUTH, neighbour, RUTH):
        with tenant_scope(actor):
            audit.record(actor, "core.thing.changed", THING, at=MONDAY)

    with tenant_scope(RUTH):
        assert [row.number for row in AuditRow.objects.order_by("number")] == [1, 2]
        assert audit.first_broken_link(212) is None
        with pytest.raises(ProgrammingError, match="state the tenant"), transaction.atomic():
            audit.first_broken_link(199)


def test_a_chain_nobody_wrote_to_is_whole():
    with tenant_scope(RUTH):
        assert audit.first_broken_link(212) is None


def test_a_chain_that_cannot_be_seen_is_not_called_whole():
    with pytest.raises(ProgrammingError, match="state the tenant"), transaction.atomic():
        audit.first_broken_link(212)


def test_what_belongs_to_no_region_is_read_by_the_program_alone():
    visitor = Actor(user_id=7)
    with tenant_scope(visitor):
        audit.record(visitor, "core.thing.changed", THING, at=MONDAY)
        assert AuditRow.objects.count() == 0
        with pytest.raises(ProgrammingError, match="state the tenant"), transaction.atomic():
            audit.first_broken_link(None)

    with tenant_scope(system_actor(None)):
        assert AuditRow.objects.count() == 1
        assert audit.first_broken_link(None) is None


def test_a_visitor_leaves_a_row_without_a_name():
    audit.record(ANYONE, "core.thing.changed", THING, at=MONDAY)

    with tenant_scope(system_actor(None)):
        assert AuditRow.objects.get().actor_id is None


@pytest.mark.parametrize("other", [Actor(8, 212, RUTH.posts), Actor(7, 199, ()), Actor(None, 212, ())])
def test_nobody_appends_in_the_name_or_the_region_of_another(other):
    with tenant_scope(RUTH), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        audit.record(other, "core.thing.changed", THING, at=MONDAY)


@pytest.mark.parametrize(
    "change",
    ["UPDATE core_auditrow SET action = 'x'", "DELETE FROM core_auditrow", "TRUNCATE core_auditrow"],
)
def test_the_serving_role_changes_nothing(change):
    with tenant_scope(RUTH):
        audit.record(RUTH, "core.thing.changed", THING, at=MONDAY)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(change)
