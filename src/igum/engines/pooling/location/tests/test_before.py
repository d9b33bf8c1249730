"""A plan that was made before: where the search for another begins, and when it need not search at all."""

from dataclasses import replace

import pytest

from igum.engines.pooling.location.before import Before, is_narrower
from igum.engines.pooling.location.changes import add_site, close_site, drop_town, keep_site, lock_town, with_rules
from igum.engines.pooling.location.effort import Effort, Goal, Status
from igum.engines.pooling.location.planning import plan
from igum.engines.pooling.location.services import Site
from igum.engines.pooling.location.tests.makers import make_service, with_site_costs

TOWNS = {"Alder": 6, "Birch": 7, "Cedar": 4}
SERVICE = with_site_costs(
    make_service(TOWNS, {"Alder": 20, "Birch": 9, "Cedar": 20}, least=4, most=12, group_cost=50, way_cost=1),
    Alder=100,
    Birch=90,
    Cedar=300,
)
PLAN = plan(SERVICE, Effort(600))
CHANGES = {
    "nothing": SERVICE,
    "a site that was open": close_site(SERVICE, PLAN.opened[0]),
    "a site that must open": keep_site(SERVICE, "Cedar"),
    "a town that leaves": drop_town(SERVICE, "Cedar"),
    "larger groups": with_rules(SERVICE, least=8),
    "smaller groups": with_rules(SERVICE, least=2),
    "whole towns": with_rules(SERVICE, whole_towns=True),
    "a town that is locked": lock_town(SERVICE, "Cedar", "Birch"),
    "a budget": with_rules(SERVICE, budget=PLAN.money.net - 1),
    "one more site": add_site(SERVICE, Site("new", "Cedar", ("Sunday",), 20), dict.fromkeys(TOWNS, 1)),
}


def values(found):
    return [found.stage(goal).value for goal in Goal]


@pytest.mark.parametrize("change", CHANGES)
def test_a_plan_begun_from_another_is_as_good_as_one_begun_from_nothing(change):
    found = plan(CHANGES[change], Effort(600), before=Before(SERVICE, PLAN))

    assert (values(found), found.status) == (values(plan(CHANGES[change], Effort(600))), Status.PROVEN)


def test_what_was_proven_of_the_same_service_is_not_searched_for_again():
    moments = iter(range(10**6))
    no_time = Effort(0.5, clock=lambda: float(next(moments)))

    found = plan(SERVICE, no_time, before=Before(SERVICE, PLAN))

    assert (values(found), found.status) == (values(PLAN), Status.PROVEN)


@pytest.mark.parametrize(
    ("change", "narrower"),
    [
        ("nothing", True),
        ("a site that was open", True),
        ("a town that leaves", True),
        ("larger groups", True),
        ("smaller groups", False),
        ("one more site", False),
        ("a budget", True),
    ],
)
def test_bounds_hold_where_nothing_is_allowed_that_was_not(change, narrower):
    assert is_narrower(SERVICE, CHANGES[change]) is narrower


def test_bounds_do_not_hold_where_prices_change():
    assert not is_narrower(SERVICE, replace(SERVICE, rules=replace(SERVICE.rules, group_cost=40)))
