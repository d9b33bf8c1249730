import pytest
from django.utils.translation import override

from igum.core.actor import ANYONE, Actor, PostHeld
from igum.core.context import MOST_SIDE_BY_SIDE, WAYS, way_of
from igum.core.tenancy import tenant_scope

EVERYBODY = {"Programmes", "Volunteering"}
RUNS = {"Rounds", "Board of rounds", "Calendar", "My people", "Reports", "Drafts", "Outbox", "Referrals"}
RUNS |= {"Volunteers", "Help wanted", "Needs", "Mapping", "Network", "Shared services"}


def titles(actor: Actor) -> set[str]:
    with override("en"), tenant_scope(actor):
        return {str(link.title) for ways in WAYS for link in ways(actor)}


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "seen"), [("coordinator", EVERYBODY | RUNS), ("volunteer", EVERYBODY)])
def test_a_worker_is_shown_the_way_to_their_work_and_nobody_elses(role, seen):
    assert titles(Actor(7, 212, (PostHeld(role, 212, None),))) == seen


@pytest.mark.django_db
def test_a_visitor_is_shown_the_way_to_what_is_for_everybody():
    assert titles(ANYONE) == EVERYBODY


@pytest.mark.django_db
def test_the_way_stands_beneath_the_head_of_a_page(client):
    page = client.get("/about")

    assert 'class="ways"' in page.text


@pytest.mark.django_db
def test_many_ways_are_folded_into_a_few_groups_and_none_is_lost():
    coordinator = Actor(7, 212, (PostHeld("coordinator", 212, None),))
    with override("en"), tenant_scope(coordinator):
        alone, folds = way_of(coordinator)

    assert {link.title for link in alone} == EVERYBODY
    assert len(alone) + len(folds) <= MOST_SIDE_BY_SIDE
    assert {link.title for fold in folds for link in fold.links} == RUNS


@pytest.mark.django_db
def test_few_ways_stand_side_by_side():
    assert way_of(ANYONE)[1] == []
