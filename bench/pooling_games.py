"""Made-up services for the benchmarks: towns on a map of forty kilometres, a few of which could host."""

import numpy as np

from igum.engines.pooling.shares.services import Service, Site

KILOMETRES = 40
FARTHEST_KM = 25


def service(towns: int, sites: int, seed: int) -> Service:
    """Groups of 25, each with a fixed cost; a cost of each head; travel by the kilometre, none farther than 25."""
    chance = np.random.default_rng(seed)
    names: list[int | str] = [f"{town:02}" for town in range(towns)]
    at = chance.uniform(0, KILOMETRES, (towns, 2))
    population = np.exp(chance.normal(9.3, 0.8, towns))
    users = {name: max(3, round(residents * 0.0015)) for name, residents in zip(names, population, strict=True)}
    places = []
    for host in np.argsort(-population)[:sites]:
        away = np.hypot(*(at - at[host]).T)
        near = {name: int(200_00 + km * 15_00) for name, km in zip(names, away, strict=True) if km < FARTHEST_KM}
        places.append(Site(int(chance.integers(30, 60)) * 1000_00, 25, near))
    return Service(users, places, dict.fromkeys(names, 6000_00))
