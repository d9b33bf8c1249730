"""Made-up services for the benchmarks: towns on a map of forty kilometres, a few of which could host."""

import numpy as np

from igum.engines.pooling.shares.games import CostGame, sums
from igum.engines.pooling.shares.sites import Service, Site, SitesGame

KILOMETRES = 40
FARTHEST_KM = 25


def service(towns: int, sites: int, seed: int) -> Service:
    """Groups of 25, each with a fixed cost; a cost of each head; travel by the kilometre, none farther than 25."""
    chance = np.random.default_rng(seed)
    names = [f"{town:02}" for town in range(towns)]
    at = chance.uniform(0, KILOMETRES, (towns, 2))
    population = np.exp(chance.normal(9.3, 0.8, towns))
    users = {name: max(3, round(residents * 0.0015)) for name, residents in zip(names, population, strict=True)}
    places = []
    for host in np.argsort(-population)[:sites]:
        away = np.hypot(*(at - at[host]).T)
        near = {name: int(200_00 + km * 15_00) for name, km in zip(names, away, strict=True) if km < FARTHEST_KM}
        places.append(Site(int(chance.integers(30, 60)) * 1000_00, 25, near))
    return Service(users, places, dict.fromkeys(names, 6000_00))


def with_groups(towns: int, sites: int, seed: int) -> SitesGame:
    """Each coalition's cost is a location problem with capacities, solved when it is asked for."""
    return SitesGame(service(towns, sites, seed))


def without_groups(towns: int, sites: int, seed: int) -> CostGame:
    """The same with groups of any size: fixed, per head and travel; all coalitions' costs at once, by open sites."""
    made = service(towns, sites, seed)
    names = sorted(made.users)
    best = sums([made.users[name] * made.without[name] for name in names], dtype=np.int64)
    for opened in range(1, 1 << sites):
        chosen = [site for place, site in enumerate(made.sites) if opened >> place & 1]
        heads = [
            made.users[name] * min(made.without[name], *(site.head_cost.get(name, 10**9) for site in chosen))
            for name in names
        ]
        fixed = sum(site.group_cost for site in chosen)
        best[1:] = np.minimum(best, fixed + sums(heads, dtype=np.int64))[1:]
    return CostGame.of_array(names, best)
