"""What prices leave to the solver: the arcs and sites that a plan better than the known one could still use."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from igum.engines.pooling.location.formulation import Limits, Program
from igum.engines.pooling.location.lagrange import Bound, Prices, Terms
from igum.engines.pooling.location.network import Choice, Network
from igum.engines.pooling.location.solver import Answer

Floats = NDArray[np.float64]
ROUNDS = 400
HOPED = 1.03  # a first plan is hoped to weigh so much more than the bound
SMALLEST_STEP = 1e-3
NEAR = 0.01  # of a party's part of the bound
EACH = 4  # arcs of a party, about, among which a first plan is looked for
MORE = 4  # times as many, where there was none
FAR = 0.005  # of the first plan: from a bound as far away the solver has a long way, and rounds that better it,
MANY = 1500  # where they can rule out some of as many arcs, are worth their time
SAFE = 1e-9  # of the bound: far above what adding up loses


def can_be_priced(network: Network) -> bool:
    """Whether nothing but parties ties the sites together: no row over money."""
    return network.budget is None and not network.grants and network.tail.size > 0


def price(
    network: Network,
    terms: Terms,
    target: float | None,
    go_on: Callable[[float], bool],
    party: Floats | None = None,
) -> Bound:
    """Better prices until steps are small, rounds are over or the caller has had enough.

    Args:
        network: whose sites are priced.
        terms: the objective.
        target: weight of a known plan, or None.
        go_on: asked now and then with the bound so far.
        party: prices of a head to begin from, where good ones are known. Shape (parties,).
    """
    prices = Prices(network, terms, party)
    for number in range(ROUNDS):
        best = prices.best[0]
        hoped = best + (HOPED - 1) * abs(best) if number else prices.answer(prices.party, 0.0).value
        prices.better(hoped if target is None else target)
        if prices.scale < SMALLEST_STEP or (number % 5 == 4 and not go_on(prices.best[0])):
            break
    return prices.bound()


def bound_by(network: Network, terms: Terms, party: Floats) -> Bound:
    """What good prices tell, added up anew, so that they need not be exact; terms and prices as by ``lifted``."""
    return Prices(network, terms, party).bound()


def lifted(network: Network, program: Program, terms: Terms, prices: Floats) -> tuple[Terms, Floats]:
    """The prices of a relaxation, as those of a head of each party, and the objective that goes with them.

    Prices of parties are those of their rows. Rows over numbers of groups are lifted too, so that groups weigh less.

    Args:
        network: that can be priced, and whose people must all be served.
        program: its rows.
        terms: the objective.
        prices: of the program's rows. Shape (rows,).
    """
    arcs, offers = network.tail.size, network.hall.size
    counts = np.maximum(prices[program.counts :], 0.0)
    less = program.matrix[program.counts :].T @ counts
    lighter = replace(
        terms,
        group=terms.group - less[arcs : arcs + offers],
        fixed=float(counts @ program.lower[program.counts :]),
    )
    party = prices[: network.people.size]
    if network.whole:
        party = party / np.maximum(network.people, 1)
    return lighter, party


def least(
    network: Network,
    program: Program,
    bound: Bound,
    known: Callable[[], float],
    ask: Callable[[Limits, bool], Answer],
    sharpen: Callable[[], Bound],
) -> tuple[float, bool]:
    """Ask among few arcs first, then among all that a plan better than the one found could use.

    A plan that uses anything else weighs more than the few were allowed to. So where the first answer weighs no more
    than that, it is the best of all plans, and nothing is left to ask.

    Args:
        network: whose people must all be served.
        program: its rows.
        bound: what prices tell.
        known: what a plan must not exceed to be better than the best so far; infinite where there is none.
        ask: the least within limits, and whether more will be asked after.
        sharpen: betters the bound, where the first plan is far from it and much is left.

    Returns:
        A bound, no plan weighs less; and whether there is no plan.

    Source:
        Reduced cost fixing as in ``certain``; the guess before it after S. Climer and W. Zhang, "Cut-and-solve: an
        iterative search strategy for combinatorial optimization problems", Artificial Intelligence 170 (2006).
    """
    each, proven = EACH, bound.value
    if proven >= known():
        return proven, False
    while True:
        slack = known() - bound.value
        begun = each > EACH and np.isfinite(slack)
        if begun and slack > FAR * abs(known()) and np.count_nonzero(bound.arc < slack) >= MANY:
            bound = sharpen()
            slack, proven = known() - bound.value, max(proven, bound.value)
        reach = slack if begun else min(_reach(network, bound, each), slack)
        answer = ask(needed(network, program, bound, bound.value + reach), reach < slack)
        proven = max(proven, min(answer.bound, bound.value + reach))
        if reach >= slack or proven >= known():
            return proven, answer.impossible and np.isinf(slack)
        each *= MORE


def _reach(network: Network, bound: Bound, each: int) -> float:
    """How much more than the bound a plan may weigh, so that about so many arcs of each party are left."""
    count = each * network.people.size
    if count >= bound.arc.size:
        return float("inf")
    return max(float(np.partition(bound.arc, count)[count]), SAFE * max(abs(bound.value), 1.0))


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
    slack = better_than - bound.value + SAFE * max(abs(bound.value), 1.0)
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
