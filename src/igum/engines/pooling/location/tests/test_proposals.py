"""Plans to choose from: each good at something else, and each really another."""

from itertools import combinations

from igum.engines.pooling.location.planning import plan
from igum.engines.pooling.location.proposals import APART, Aim, difference, propose
from igum.engines.pooling.location.tests.makers import make_service, with_site_costs

TOWNS = {"Alder": 10, "Birch": 8, "Cedar": 7, "Dale": 3}
FOUR = with_site_costs(
    make_service(
        TOWNS, {"Alder": 30, "Birch": 30, "Cedar": 12}, {("Dale", site): 40 for site in TOWNS}, group_cost=500, most=30
    ),
    Alder=400,
    Birch=100,
    Cedar=150,
)


def test_three_plans_are_proposed_and_each_seats_people_elsewhere():
    found = propose(FOUR)

    assert len(found) == 3
    assert min(difference(FOUR, a.plan, b.plan) for a, b in combinations(found, 2)) >= APART


def test_the_first_proposal_is_the_best_plan():
    assert propose(FOUR)[0].plan == plan(FOUR)


def test_another_proposal_costs_no_more_or_goes_less_far_or_leaves_out_the_first_site():
    first, *others = propose(FOUR)

    for other in others:
        if other.aim is Aim.CHEAPEST:
            assert other.plan.money.net < first.plan.money.net
        elif other.aim is Aim.NEAREST:
            assert other.plan.farthest < first.plan.farthest
        else:
            assert set(first.plan.opened) - set(other.plan.opened)


def test_one_site_makes_one_plan():
    assert [one.aim for one in propose(make_service({"Alder": 5}, {"Alder": 5}))] == [Aim.MOST_SERVED]


def test_a_thrifty_plan_serves_nearly_as_many_for_less():
    service = make_service({"Alder": 18, "Birch": 2}, {"Alder": 18, "Birch": 2}, group_cost=1000, minutes=5)

    found = plan(service, enough=0.85)

    assert (found.people, found.money.net) == (18, 1000)
