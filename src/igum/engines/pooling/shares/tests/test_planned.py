"""Groups that would leave a planned service, searched by a program: held against all groups, counted one by one."""

import math
from dataclasses import replace

import pytest

from igum.engines.pooling.location.alone import as_served, costs_beside
from igum.engines.pooling.location.planning import plan
from igum.engines.pooling.location.tests.makers import make_service, with_site_costs
from igum.engines.pooling.shares.games import CostGame
from igum.engines.pooling.shares.nucleolus import nucleolus
from igum.engines.pooling.shares.planned import Leaving, Pooled

WITHOUT = 4000
PEOPLE = {"Alder": 7, "Birch": 6, "Cedar": 4, "Dale": 3}


def a_service(**rules):
    made = make_service(
        PEOPLE, {"Alder": 8, "Birch": 6, "Cedar": 9}, least=3, most=6, group_cost=900, head_cost=70, way_cost=3, **rules
    )
    return with_site_costs(made, Alder=5000, Birch=2000, Cedar=3000)


def the_game(service):
    """What each group of towns would pay, and the same service for the search."""
    found = plan(service)
    served = as_served(service, found)
    game = CostGame(PEOPLE, costs_beside(service, found, WITHOUT))
    return game, Pooled(served, [(town,) for town in game.towns], WITHOUT)


@pytest.mark.parametrize("per_capita", [False, True])
@pytest.mark.parametrize(
    "changed",
    [{}, {"kept": frozenset({"Birch"})}, {"locked": {"Dale": "Cedar"}}, {"closed": frozenset({"Alder"})}],
    ids=["free", "a site kept", "a town locked", "a site closed"],
)
def test_the_nucleolus_is_the_one_of_all_groups(changed, per_capita):
    game, pooled = the_game(replace(a_service(), **changed))
    leaving = Leaving(game, pooled, seconds=600)

    found = nucleolus(game, leaving, per_capita=per_capita)

    assert found.shares == nucleolus(game, per_capita=per_capita).shares
    assert leaving.within == 0


def test_towns_that_stay_whole_are_searched_alike():
    game, pooled = the_game(a_service(whole_towns=True))

    found = nucleolus(game, Leaving(game, pooled, seconds=600))

    assert found.shares == nucleolus(game).shares


def test_without_time_to_search_it_says_that_it_is_not_sure():
    game, pooled = the_game(a_service())
    leaving = Leaving(game, pooled, [game.mask({"Alder", "Birch"})], seconds=0, clock=lambda: 0.0)

    found = nucleolus(game, leaving)

    assert sum(found.shares.values()) == game.total
    assert leaving.within == math.inf
