"""Plans of small services, against answers worked out by hand."""

import pytest

from igum.engines.pooling.location.effort import Effort, Goal, Status
from igum.engines.pooling.location.planning import plan
from igum.engines.pooling.location.plans import Reason
from igum.engines.pooling.location.several import plan_each
from igum.engines.pooling.location.tests.makers import make_service, with_site_costs


def test_two_towns_too_small_alone_meet_in_one():
    service = with_site_costs(make_service({"Alder": 6, "Birch": 7}, {"Alder": 20, "Birch": 20}, least=10), Birch=500)

    found = plan(service)

    assert (found.opened, found.people, found.money.net) == (("Alder",), 13, 0)
    assert found.status is Status.PROVEN


def test_serving_more_people_comes_before_a_lower_cost():
    service = make_service({"Alder": 5, "Birch": 5}, {"Alder": 5, "Birch": 5}, head_cost=100, group_cost=10_000)

    found = plan(service)

    assert (found.people, found.money.net) == (10, 21_000)


def test_among_plans_of_one_cost_the_worst_off_go_least_far():
    minutes = {("Alder", "Dale"): 40, ("Birch", "Dale"): 0, ("Alder", "Elm"): 25, ("Birch", "Elm"): 25}
    service = make_service({"Alder": 5, "Birch": 5}, {"Dale": 10, "Elm": 10}, minutes, group_cost=100, least=10)

    found = plan(service)

    assert (found.opened, found.farthest) == (("Elm",), 25)


def test_nobody_is_served_where_there_are_no_sites():
    found = plan(make_service({"Alder": 5}, {}))

    assert (found.people, found.status) == (0, Status.PROVEN)
    assert [(one.people, one.reason) for one in found.left_out] == [(5, Reason.NOBODY_NEAR)]


def test_several_services_are_planned_in_their_order_within_one_effort():
    services = [make_service({"Alder": people}, {"Alder": 20}) for people in (3, 4)]

    assert [(turn.place, turn.plan.people) for turn in plan_each(services, Effort(600))] == [(0, 3), (1, 4)]


def test_no_towns_need_no_plan():
    found = plan(make_service({}, {"Alder": 5}))

    assert (found.opened, found.left_out, found.stage(Goal.COST).value) == ((), (), 0)


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ({"least": 6}, Reason.GROUP_TOO_SMALL),
        ({"minutes": 5}, Reason.NOBODY_NEAR),
        ({"head_cost": 100, "budget": 299}, Reason.BUDGET),
        ({"most": 3}, Reason.CAPACITY),
        ({"most": 3, "whole_towns": True}, Reason.TOWN_TOO_LARGE),
    ],
)
def test_who_is_left_out_is_told_why(rules, reason):
    service = make_service({"Alder": 5}, {"Birch": 20}, **rules)

    found = plan(service)

    assert [one.reason for one in found.left_out] == [reason]
