import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from igum.core.tenancy import tenant_scope
from igum.needs import commands, queries
from igum.needs.commands import NotAsked
from igum.needs.models import Need
from igum.needs.slots import DEMAND, Demand
from igum.needs.tests.factories import FOOD, coordinator, neighbour
from igum.people.rules import Role
from igum.people.tests.factories import (
    ALDER_VALLEY,
    BIRCH,
    BIRCH_TOWN,
    MONDAY,
    make_actor,
    make_post,
    make_user,
)

pytestmark = pytest.mark.usefixtures("places")
WAITING = Demand("round:birch", Need.Source.WAITING_LIST, "Swimming · 2026", BIRCH, ((BIRCH_TOWN, 14),), "Counted.")


@pytest.fixture(autouse=True)
def _somebody_waits():
    DEMAND.fill("tests", lambda actor: [WAITING])
    yield
    DEMAND.fill("tests", lambda actor: [])


def written_by(actor):
    with tenant_scope(actor):
        return commands.make_need_of_demand(actor=actor, key=WAITING.key, term=FOOD, population="families", at=MONDAY)


def test_who_waits_becomes_a_need_once_with_its_size_and_where_it_is_known_from():
    made = written_by(coordinator())

    with tenant_scope(coordinator()):
        [row] = queries.needs_of(coordinator(), ALDER_VALLEY)
    assert (row.id, row.people, row.source, row.confidence) == (made.pk, 14, "waiting_list", "high")
    with pytest.raises(NotAsked):
        written_by(coordinator())


def test_a_neighbour_and_a_social_worker_neither_see_nor_write_it():
    with tenant_scope(neighbour()):
        assert queries.demand_rows(neighbour(), at=MONDAY) == []
    with pytest.raises(NotAsked):
        written_by(neighbour())
    with pytest.raises(PermissionDenied):
        written_by(make_actor(Role.RESIDENT, BIRCH))


def test_the_page_shows_who_waits_and_writes_it_down():
    user = make_user()
    make_post(user, Role.COORDINATOR)
    browser = Client(HTTP_ACCEPT_LANGUAGE="en")
    browser.force_login(user)
    page = browser.get(reverse("needs:needs")).text

    sent = {"key": WAITING.key, "term": FOOD, "population": "families"}
    done = browser.post(reverse("needs:make-need-of-demand"), sent)

    assert "Swimming · 2026" in page
    with tenant_scope(coordinator()):
        assert done.url == reverse("needs:need", args=[Need.objects.get().pk])
