"""Cuts that count groups: people who can go nowhere else need as many whole groups as they fill."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import scipy  # its parts are read when they are first used
from numpy.typing import NDArray

from igum.engines.pooling.location.formulation import Program
from igum.engines.pooling.location.network import Network
from igum.engines.pooling.location.solver import Relaxed, Row, relax, relax_and_price

MOST_CUTS = 5000
ROUNDS, AT_ONCE = 6, 60
VIOLATED = 0.02  # groups


@dataclass(frozen=True, eq=False, slots=True)
class Count:
    """Of some offers, at least so many groups meet."""

    offers: NDArray[np.int64]
    least: int


@dataclass(frozen=True, eq=False, slots=True)
class Tightened:
    """A program with cuts.

    Attributes:
        program: its rows, the cuts last.
        cost: of its relaxation; no plan costs less. Agorot.
        prices: of its rows there, where everyone must be served and parties stay whole; None where time was up first.
            Shape (rows,).
    """

    program: Program
    cost: float
    prices: NDArray[np.float64] | None


def tighten(
    network: Network,
    program: Program,
    met: int,
    extra: tuple[Row, ...],
    go_on: Callable[[], float],
    missing: NDArray[np.int64] | None = None,
) -> Tightened:
    """The program with those cuts that its relaxation breaks, found a few at a time.

    Args:
        network: what to choose from.
        program: its rows.
        met: need that every plan in question meets.
        extra: rows that say so.
        go_on: answers the seconds that are left.
        missing: heads of each party that any of these plans leaves out, at most. Shape (parties,).
    """
    if not network.tail.size:
        return Tightened(program, 0.0, None)
    waiting = group_counts(network, met, missing)
    arcs, last = network.tail.size, Relaxed(np.zeros(program.cost.size), None)
    ask = relax_and_price if network.everyone and network.whole else relax
    for _ in range(ROUNDS):
        found = ask(program.cost, program, extra, seconds=go_on()) if go_on() > 0 else None
        if found is None:
            break
        last = found
        groups = last.values[arcs : arcs + network.hall.size]
        short = np.array([count.least - groups[count.offers].sum() for count in waiting])
        chosen = [int(place) for place in np.argsort(-short, kind="stable")[:AT_ONCE] if short[place] > VIOLATED]
        if not chosen:
            break  # after the last cuts, so that the cost is theirs too
        program = _with_counts(network, program, [waiting[place] for place in chosen])
        waiting = [count for place, count in enumerate(waiting) if place not in set(chosen)]
    prices = last.prices
    if prices is not None and prices.size < program.upper.size:  # cuts of the last round have none yet
        prices = np.concatenate([prices, np.zeros(program.upper.size - prices.size)])
    return Tightened(program, float(program.cost @ last.values), prices)


def _with_counts(network: Network, program: Program, counts: list[Count]) -> Program:
    row = np.repeat(np.arange(len(counts)), [count.offers.size for count in counts])
    column = network.tail.size + np.concatenate([count.offers for count in counts])
    width = program.cost.size
    rows = scipy.sparse.csr_array((np.ones(row.size), (row, column)), shape=(len(counts), width))
    return replace(
        program,
        matrix=scipy.sparse.vstack([program.matrix, rows], format="csr"),
        lower=np.concatenate([program.lower, [float(count.least) for count in counts]]),
        upper=np.concatenate([program.upper, np.full(len(counts), np.inf)]),
    )


def group_counts(network: Network, met: int, missing: NDArray[np.int64] | None = None) -> list[Count]:
    """How many groups must meet in sets of offers, when so much need is met.

    People whose every offer is in a set sit in it or nowhere, and those who sit nowhere are few: their need is at most
    what is not met. Hence groups >= people / largest group, rounded up, which the program alone does not see.

    Args:
        network: what to choose from.
        met: need that is met at least.
        missing: heads of each party that are left out at most, where that is known. Shape (parties,).

    Source:
        Rounding after V. Chvátal, "Edmonds polytopes and a hierarchy of combinatorial problems", Discrete Mathematics
        4 (1973).
    """
    masks = _offers_of(network)
    weight = network.people * network.need
    most_missing = network.people if missing is None else missing
    spare = sum(int(weight[party]) for party, mask in enumerate(masks) if mask) - met
    found: dict[int, int] = {}
    for union in _unions(network, masks):
        if len(found) >= MOST_CUTS:
            break
        if union in found:
            continue
        inside = [party for party, mask in enumerate(masks) if mask and mask & ~union == 0]
        out = min(spare // int(network.need[inside].min()), int(most_missing[inside].sum()))
        people = int(network.people[inside].sum()) - out
        offers = _places(union)
        largest = int(network.most[offers].max())
        found[union] = -(-people // largest) if people > 0 and people % largest else 0
    return [Count(_places(union), count) for union, count in found.items() if count]


def _offers_of(network: Network) -> list[int]:
    """The offers each party could join, one bit for each; those that can never meet, or never hold it, are none."""
    masks = [0] * network.people.size
    usable = (network.groups[network.head] > 0) & (network.load <= (network.most * network.groups)[network.head])
    for party, offer in zip(network.tail[usable].tolist(), network.head[usable].tolist(), strict=True):
        masks[party] |= 1 << offer
    return masks


def _unions(network: Network, masks: list[int]) -> Iterator[int]:
    """Sets worth trying: all that hang together, then what one party could join, then what two could."""
    parties, offers = network.people.size, network.hall.size
    ends = (network.tail, parties + network.head)
    graph = scipy.sparse.coo_array((np.ones(network.tail.size), ends), shape=(parties + offers, parties + offers))
    count, label = scipy.sparse.csgraph.connected_components(graph, directed=False)
    together = [0] * count
    for party, mask in enumerate(masks):
        together[label[party]] |= mask
    yield from (mask for mask in together if mask)
    yield from (mask for mask in masks if mask)
    for place, mask in enumerate(masks):
        yield from (mask | other for other in masks[place + 1 :] if mask & other)


def _places(mask: int) -> NDArray[np.int64]:
    return np.array([place for place in range(mask.bit_length()) if mask >> place & 1], dtype=np.int64)
