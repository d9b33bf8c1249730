"""Who is not served by a plan, and why."""

from collections import Counter

import numpy as np

from igum.engines.pooling.location.arcs import Layout, reach
from igum.engines.pooling.location.network import Choice
from igum.engines.pooling.location.plans import LeftOut, Reason
from igum.engines.pooling.location.services import Party, Service

LATE = (Reason.OTHERS_FIRST, Reason.CAPACITY)


def left_out(service: Service, layout: Layout, choice: Choice, unbound: Choice | None) -> tuple[LeftOut, ...]:
    """Everybody whom a choice leaves out, with the first reason that is true of them.

    Args:
        service: what was asked.
        layout: its network, and what the numbers stand for.
        choice: who goes where.
        unbound: the same without its budget, or None where there is none.
    """
    here = _served(layout, choice)
    richer = _served(layout, unbound) if unbound else here
    found = []
    for place, party in enumerate(service.parties):
        if missing := party.people - here[place]:
            if place not in layout.parties:
                reason = _before_arcs(service, party)
            elif (reason := _among_arcs(layout, choice, layout.parties.index(place))) in LATE:
                reason = Reason.BUDGET if richer[place] > here[place] else reason
            found.append(LeftOut(party, missing, reason))
    return tuple(found)


def _served(layout: Layout, choice: Choice) -> Counter[int]:
    heads = choice.heads(layout.network)
    served = Counter[int]()
    for arc in np.flatnonzero(heads):
        served[layout.parties[layout.network.tail[arc]]] += int(heads[arc])
    return served


def _before_arcs(service: Service, party: Party) -> Reason:
    near = [service.sites[place] for place in reach(service, party.town)]
    if not near:
        return Reason.OTHER_SITE if party.town in service.locked else Reason.NOBODY_NEAR
    if not any(site.seats and site.rooms for site in near):
        return Reason.CAPACITY
    if not any(party.free is None or party.free.intersection(site.slots) for site in near):
        return Reason.NO_COMMON_HOURS
    return Reason.NO_LANGUAGE


def _among_arcs(layout: Layout, choice: Choice, number: int) -> Reason:
    network = layout.network
    own = network.head[network.tail == number]
    joined = np.bincount(network.head, network.people[network.tail], network.hall.size)
    if (joined[own] < network.least[own]).all():
        return Reason.GROUP_TOO_SMALL
    size = network.people[number] if network.whole else 1
    if size > (network.most * network.groups)[own].max():
        return Reason.TOWN_TOO_LARGE
    heads = choice.heads(network)
    spare = network.most * choice.groups - np.bincount(network.head, heads, network.hall.size)
    seats = network.seats - np.bincount(network.hall[network.head], heads, network.site.size)
    rooms = network.rooms - np.bincount(network.hall, choice.groups, network.site.size)
    hall = network.hall[own]
    fits = (seats[hall] >= size) & ((spare[own] >= size) | (rooms[hall] > 0))
    return Reason.OTHERS_FIRST if fits.any() else Reason.CAPACITY
