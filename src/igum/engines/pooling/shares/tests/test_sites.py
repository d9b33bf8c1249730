"""A game of places: costs beside an independent count, and the nucleolus without listing coalitions."""

from itertools import product

import numpy as np
import pytest

from igum.engines.pooling.shares.core import find_core
from igum.engines.pooling.shares.nearest import nearest_game
from igum.engines.pooling.shares.nucleolus import nucleolus
from igum.engines.pooling.shares.services import Service, Site
from igum.engines.pooling.shares.sites import SitesGame


def made_up(seed: int, towns: int) -> SitesGame:
    chance = np.random.default_rng(seed)
    names = "ABCDE"[:towns]
    sites = [
        Site(int(chance.integers(200, 500)), 6, {name: int(chance.integers(5, 60)) for name in names}) for _ in range(2)
    ]
    return SitesGame(Service({name: int(chance.integers(1, 6)) for name in names}, sites, dict.fromkeys(names, 150)))


@pytest.mark.parametrize("seed", range(4))
def test_a_coalition_s_cost_is_the_cheapest_of_all_ways_to_seat_its_participants(seed):
    game = made_up(seed, 2)

    assert game.total == cheapest_by_counting(game)


def cheapest_by_counting(game: SitesGame) -> int:
    service = game._service
    best = None
    ways = [list(product(range(service.users[town] + 1), repeat=2)) for town in game.towns]
    for heads in product(*ways):
        if any(sum(pair) > service.users[town] for pair, town in zip(heads, game.towns, strict=True)):
            continue
        cost = 0
        for place, site in enumerate(service.sites):
            coming = [pair[place] for pair in heads]
            cost += -(-sum(coming) // site.group_size) * site.group_cost
            cost += sum(many * site.head_cost[town] for many, town in zip(coming, game.towns, strict=True))
        cost += sum(
            (service.users[town] - sum(pair)) * service.without[town]
            for pair, town in zip(heads, game.towns, strict=True)
        )
        best = cost if best is None else min(best, cost)
    return best


@pytest.mark.parametrize("per_capita", [False, True])
def test_the_nucleolus_is_the_same_whether_coalitions_are_listed_or_searched(per_capita):
    listed, searched = made_up(7, 4), made_up(7, 4)

    exact = nucleolus(listed, per_capita=per_capita)
    found = nucleolus(searched, searched, per_capita=per_capita)

    assert {town: float(share) for town, share in found.shares.items()} == pytest.approx(
        {town: float(share) for town, share in exact.shares.items()}, abs=1
    )
    assert not found.proven


def test_the_core_is_the_same_whether_coalitions_are_listed_or_searched():
    game = made_up(7, 4)

    assert find_core(game, game).level == find_core(game).level


def test_a_town_that_can_come_nowhere_pays_for_doing_without():
    service = Service({"A": 3, "B": 2}, [Site(100, 9, {"A": 1})], {"A": 500, "B": 70})

    assert SitesGame(service).total == 100 + 3 + 2 * 70


def test_to_go_whole_to_the_cheapest_open_site_is_never_cheaper_and_sometimes_as_cheap():
    game = made_up(7, 4)

    over = nearest_game(game._service).table() - game.table()

    assert over.min() == 0
    assert over.max() >= 0


def test_a_table_is_not_made_of_many_sites():
    sites = [Site(100, 9, {"A": 1})] * 9

    with pytest.raises(ValueError, match="8 sites or fewer"):
        nearest_game(Service({"A": 3}, sites, {"A": 500}))
