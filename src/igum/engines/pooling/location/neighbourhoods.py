"""Small parts of a large program: a few sites that share people are planned anew, while all else stays as it is."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from igum.engines.pooling.location.formulation import Limits, Program
from igum.engines.pooling.location.network import Choice, Network

ARCS = 400  # in one part, about: small enough for the solver to end in a blink
SEED = 1


def neighbourhoods(network: Network, most: int = ARCS, turn: int = 0) -> Iterator[NDArray[np.bool_]]:
    """Sets of sites: each site with those that share most people with it. Shape (sites,) each; in a settled order.

    Args:
        network: whose sites they are.
        most: arcs in one set, about.
        turn: another order for each.
    """
    sites, parties = network.site_cost.size, network.people.size
    site = network.offer_site[network.head]
    reached = np.zeros((sites, parties))
    reached[site, network.tail] = network.people[network.tail]
    shared = reached @ (reached > 0).T
    arcs = np.bincount(site, minlength=sites)
    for centre in np.random.default_rng(SEED + turn).permutation(np.flatnonzero(arcs)):
        nearest = np.argsort(-shared[centre], kind="stable")
        nearest = nearest[shared[centre][nearest] > 0]
        chosen = np.zeros(sites, dtype=np.bool_)
        chosen[nearest[np.cumsum(arcs[nearest]) <= most]] = True
        chosen[centre] = True
        yield chosen


def around(network: Network, program: Program, choice: Choice, sites: NDArray[np.bool_]) -> Limits:
    """Only these sites may change, and only for people who go to one of them or nowhere."""
    arc_site = network.offer_site[network.head]
    elsewhere = np.zeros(network.people.size, dtype=np.bool_)
    elsewhere[network.tail[(choice.units > 0) & ~sites[arc_site]]] = True
    if network.whole:  # what is left of a town goes where the rest of it goes
        elsewhere = np.isin(network.town, network.town[elsewhere])
    free = np.concatenate([sites[arc_site] & ~elsewhere[network.tail], sites[network.offer_site], sites])
    now = np.concatenate([choice.units, choice.groups, choice.opened]).astype(np.float64)
    low, most = program.low.copy(), program.most.copy()
    fixed = np.flatnonzero(~free)
    low[fixed] = most[fixed] = now[fixed]
    return Limits(low, most)
