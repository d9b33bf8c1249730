"""What every coalition would pay if each town went to the cheapest site that is open, whole: all at once, by table."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from igum.engines.pooling.shares.games import CostGame, Town, in_order, sums
from igum.engines.pooling.shares.services import Service

MOST_SITES = 8  # of which every choice is looked at


def nearest_game(service: Service) -> CostGame:
    """The game in which a coalition opens the cheapest choice of sites, and each town goes whole to its cheapest one.

    At a site as many groups are opened as its participants need. This is never cheaper than when a town's participants
    may go to several sites, and often the same; every coalition's cost is found at once, for at most twenty towns.

    Raises:
        ValueError: there are more than eight sites, or more than twenty towns.

    >>> from igum.engines.pooling.shares.services import Site
    >>> hall = Site(group_cost=1000_00, group_size=25, head_cost={"Alder": 0, "Birch": 10_00})
    >>> nearest_game(Service({"Alder": 10, "Birch": 10}, [hall], {"Alder": 90_00, "Birch": 90_00})).total
    110000
    """
    if len(service.sites) > MOST_SITES:
        raise ValueError(f"a table is for {MOST_SITES} sites or fewer, not {len(service.sites)}")
    towns = in_order(service.users)
    sites = range(len(service.sites))
    choices = [opened for many in range(len(service.sites) + 1) for opened in combinations(sites, many)]
    cheapest = _with_open(service, towns, choices[0])
    for opened in choices[1:]:
        cheapest = np.minimum(cheapest, _with_open(service, towns, opened))
    return CostGame.of_array(towns, cheapest)


def _with_open(service: Service, towns: Sequence[Town], opened: tuple[int, ...]) -> NDArray[np.int64]:
    """What each coalition pays with these sites open, one group at least at each that anybody goes to."""
    heads = {site: [0] * len(towns) for site in opened}
    costs = []
    for bit, town in enumerate(towns):
        best, goes = service.without[town], None
        for site in opened:
            cost = service.sites[site].head_cost.get(town)
            if cost is not None and cost < best:
                best, goes = cost, site
        costs.append(best * service.users[town])
        if goes is not None:
            heads[goes][bit] = service.users[town]
    total = sums(costs, dtype=np.int64)
    for site, coming in heads.items():
        groups = -(-sums(coming, dtype=np.int64) // service.sites[site].group_size)
        total += groups * service.sites[site].group_cost
    return total
