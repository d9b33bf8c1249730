"""What prices leave to the solver: the arcs and sites that a plan better than the known one could still use."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from igum.engines.pooling.location.formulation import Limits, Program
from igum.engines.pooling.location.lagrange import Bound, Prices, Terms
from igum.engines.pooling.location.network import Choice, Network

ROUNDS = 400
HOPED = 1.03  # a first plan is hoped to weigh so much more than the bound
SMALLEST_STEP = 1e-3
NEAR = 0.01  # of a party's part of the bound


def can_be_priced(network: Network) -> bool:
    """Whether nothing but parties ties the sites together: no row over money."""
    return network.budget is None and not network.grants and network.tail.size > 0


def price(network: Network, terms: Terms, target: float | None, go_on: Callable[[float], bool]) -> Bound:
    """Better prices until steps are small, rounds are over or the caller has had enough.

    Args:
        network: whose sites are priced.
        terms: the objective.
        target: weight of a known plan, or None.
        go_on: asked now and then with the bound so far.
    """
    prices = Prices(network, terms)
    for number in range(ROUNDS):
        best = prices.best[0]
        hoped = best + (HOPED - 1) * abs(best) if number else prices.answer(prices.party, 0.0).value
        prices.better(hoped if target is None else target)
        if prices.scale < SMALLEST_STEP or (number % 5 == 4 and not go_on(prices.best[0])):
            break
    return prices.bound()


def promising(network: Network, program: Program, bound: Bound, known: Choice) -> Limits:
    """A small program in which a good plan is likely: what the last rounds or the known plan used, or nearly used."""
    near = NEAR * max(abs(bound.value), 1.0) / max(int(network.people.size), 1)
    arcs = (bound.used > 0.001) | (bound.arc <= near) | (known.units > 0)
    sites = (bound.opened > 0.02) | network.kept | known.opened
    if network.sites_least:
        sites[np.argsort(bound.site, kind="stable")[: 2 * network.sites_least]] = True
    return _limits(network, program, arcs, sites, np.zeros_like(sites))


def needed(network: Network, program: Program, bound: Bound, better_than: float) -> Limits:
    """All that a plan could use that weighs less than a known one."""
    slack = better_than - bound.value
    return _limits(network, program, bound.arc < slack, bound.site < slack, bound.closed >= slack)


def _limits(
    network: Network, program: Program, arcs: NDArray[np.bool_], sites: NDArray[np.bool_], kept: NDArray[np.bool_]
) -> Limits:
    low, most = program.low.copy(), program.most.copy()
    first = network.tail.size + network.hall.size
    most[: network.tail.size][~(arcs & sites[network.offer_site[network.head]])] = 0
    most[first : first + sites.size][~sites] = 0
    low[first : first + sites.size][kept & sites] = 1
    return Limits(low, np.maximum(most, low))
