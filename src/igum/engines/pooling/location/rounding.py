"""Cuts that count groups: people who can go nowhere else need as many whole groups as they fill."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array  # type: ignore[import-untyped]
from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]

from igum.engines.pooling.location.network import Network

MOST_CUTS = 3000


def group_counts(network: Network, met: int) -> list[tuple[NDArray[np.int64], int]]:
    """Sets of offers, with how many groups of them must meet when so much need is met.

    People whose every offer is in a set sit in it or nowhere, and those who sit nowhere are few: their need is at most
    what is not met. Hence groups >= people / largest group, rounded up, which the program alone does not see.

    Args:
        network: what to choose from.
        met: need that is met at least.

    Source:
        Rounding after V. Chvátal, "Edmonds polytopes and a hierarchy of combinatorial problems", Discrete Mathematics
        4 (1973).
    """
    masks = _offers_of(network)
    weight = network.people * network.need
    spare = sum(int(weight[party]) for party, mask in enumerate(masks) if mask) - met
    found: dict[int, int] = {}
    for union in _unions(network, masks):
        if len(found) >= MOST_CUTS:
            break
        if union in found:
            continue
        inside = [party for party, mask in enumerate(masks) if mask and mask & ~union == 0]
        missing = spare // int(network.need[inside].min())
        people = int(network.people[inside].sum()) - missing
        offers = _places(union)
        largest = int(network.most[offers].max())
        found[union] = -(-people // largest) if people > 0 and people % largest else 0
    return [(_places(union), count) for union, count in found.items() if count]


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
    graph = coo_array((np.ones(network.tail.size), ends), shape=(parties + offers, parties + offers))
    count, label = connected_components(graph, directed=False)
    together = [0] * count
    for party, mask in enumerate(masks):
        together[label[party]] |= mask
    yield from (mask for mask in together if mask)
    yield from (mask for mask in masks if mask)
    for place, mask in enumerate(masks):
        yield from (mask | other for other in masks[place + 1 :] if mask & other)


def _places(mask: int) -> NDArray[np.int64]:
    return np.array([place for place in range(mask.bit_length()) if mask >> place & 1], dtype=np.int64)
