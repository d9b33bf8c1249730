"""Parts of a network that have nothing to do with one another, each a network of its own."""

from dataclasses import dataclass, replace

import numpy as np
import scipy  # its parts are read when they are first used
from numpy.typing import NDArray

from igum.engines.pooling.location.network import Choice, Network

Numbers = NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """One part of a network.

    Attributes:
        network: the part alone.
        arcs, offers, sites: where its own stand in the whole network.
    """

    network: Network
    arcs: Numbers
    offers: Numbers
    sites: Numbers


def all_of(network: Network) -> Part:
    """The whole network as its only part."""
    sizes = network.tail.size, network.hall.size, network.site_cost.size
    return Part(network, *(np.arange(size) for size in sizes))


def parts_of(network: Network) -> list[Part]:
    """The parts, smallest first; one when a row over money or over the number of sites ties all together."""
    if network.budget is not None or network.grants or network.sites_most is not None or network.sites_least:
        return [all_of(network)]
    parties, sites = network.people.size, network.site_cost.size
    towns = network.town if network.whole else np.arange(parties)
    first = int(towns.max(initial=-1)) + 1
    ends = (towns[network.tail], first + network.offer_site[network.head])
    graph = scipy.sparse.coo_array((np.ones(network.tail.size), ends), shape=(first + sites, first + sites))
    _, label = scipy.sparse.csgraph.connected_components(graph, directed=False)
    party, site = label[towns], label[first:]
    found = [_part(network, party == one, site == one) for one in np.unique(party)]
    if len(found) < 2:
        return [all_of(network)]
    return sorted(found, key=lambda part: part.arcs.size)


def together(network: Network, parts: list[Part], choices: list[Choice]) -> Choice:
    """The choices of the parts as one choice of the whole network; sites in no part are open only if kept."""
    units, groups, opened = np.zeros_like(network.tail), np.zeros_like(network.hall), network.kept.copy()
    for part, choice in zip(parts, choices, strict=True):
        units[part.arcs], groups[part.offers] = choice.units, choice.groups
        opened[part.sites] = choice.opened
    return Choice(units, groups, opened)


def _part(network: Network, party: NDArray[np.bool_], site: NDArray[np.bool_]) -> Part:
    hall, offer, arc = site[network.site], site[network.offer_site], party[network.tail]
    new_party, new_offer, new_hall, new_site = (np.cumsum(kept) - 1 for kept in (party, offer, hall, site))
    own = replace(
        network,
        people=network.people[party],
        need=network.need[party],
        town=np.unique(network.town[party], return_inverse=True)[1],
        tail=new_party[network.tail[arc]],
        head=new_offer[network.head[arc]],
        cost=network.cost[arc],
        minutes=network.minutes[arc],
        hall=new_hall[network.hall[offer]],
        least=network.least[offer],
        most=network.most[offer],
        groups=network.groups[offer],
        group_cost=network.group_cost[offer],
        site=new_site[network.site[hall]],
        seats=network.seats[hall],
        rooms=network.rooms[hall],
        site_cost=network.site_cost[site],
        kept=network.kept[site],
    )
    return Part(own, np.flatnonzero(arc), np.flatnonzero(offer), np.flatnonzero(site))
