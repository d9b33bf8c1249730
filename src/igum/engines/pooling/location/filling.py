"""A first plan without any solver: the fullest group first, then the next, then whoever still fits.

It is not the best, but it is there at once, and better ones begin from it.
"""

import numpy as np
from numpy.typing import NDArray

from igum.engines.pooling.location.network import Choice, Network, is_allowed, nobody, tidied

Numbers = NDArray[np.int64]


def fill(network: Network, like: Choice | None = None) -> Choice:
    """A plan that keeps every limit; the one that serves nobody where money is limited or everyone must be served.

    Args:
        network: what to choose from.
        like: a plan to be followed as far as the limits let it, and then filled up.
    """
    if network.budget is not None or network.everyone or not network.tail.size:
        return nobody(network)
    found = _Filling(network)
    if like is not None:
        found.follow(like)
    while found.open_best():
        pass
    found.squeeze_in()
    choice = tidied(network, found.choice())
    return choice if is_allowed(network, choice) else nobody(network)


class _Filling:
    """What is taken so far."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.waiting = network.people.copy()
        self.units = np.zeros_like(network.tail)
        self.groups = np.zeros_like(network.hall)
        self.seats, self.rooms = network.seats.copy(), network.rooms.copy()
        self.opened = network.kept.copy()
        self.town_site = np.full(int(network.town.max(initial=-1)) + 1, -1)
        order = np.argsort(network.head, kind="stable")
        ends = np.cumsum(np.bincount(network.head, minlength=network.hall.size))
        self.arcs = np.split(order, ends[:-1])
        ways = np.bincount(network.tail, minlength=network.people.size)
        # Those who weigh most first; among them those who can go to few places.
        rank = np.lexsort((network.cost, ways[network.tail], -network.need[network.tail]))
        self.rank = np.empty_like(rank)
        self.rank[rank] = np.arange(rank.size)
        self.arcs = [arcs[np.argsort(self.rank[arcs])] for arcs in self.arcs]
        self.worth = np.array([self._worth(offer) for offer in range(network.hall.size)])

    def follow(self, like: Choice) -> None:
        """Let the groups of another plan meet, with as many of their people as still may come."""
        network = self.network
        for offer in np.flatnonzero(like.groups):
            hall = network.hall[offer]
            count = int(min(like.groups[offer], network.groups[offer], self.rooms[hall]))
            if not count or not self._may_open(int(network.offer_site[offer])):
                continue
            room = min(int(network.most[offer]) * count, self._seats(int(offer)))
            takes = self._takes(int(offer), room, like.units)
            count = min(count, sum(heads for _, _, heads in takes) // max(int(network.least[offer]), 1))
            if count and sum(heads for _, _, heads in takes) <= network.most[offer] * count:
                self._meet(int(offer), count, takes)

    def open_best(self) -> bool:
        """Open the group that serves most need; answers whether there was one."""
        while self.worth.size and (offer := int(self.worth.argmax())) >= 0 and self.worth[offer] > 0:
            now = self._worth(offer)
            if now == self.worth[offer]:  # worths only fall, so an old one may be too high, never too low
                self._open(offer)
                return True
            self.worth[offer] = now
        return False

    def squeeze_in(self) -> None:
        """Fill what is left in groups that meet."""
        for offer in np.flatnonzero(self.groups):
            room = int(self.network.most[offer] * self.groups[offer] - self._present(int(offer)))
            for arc, units, heads in self._takes(int(offer), min(room, self._seats(int(offer)))):
                self._seat(int(offer), arc, units, heads)

    def choice(self) -> Choice:
        """What was taken, as a plan."""
        return Choice(self.units, self.groups, self.opened)

    def _present(self, offer: int) -> int:
        arcs = self.arcs[offer]
        return int((self.units[arcs] * self.network.load[arcs]).sum())

    def _seats(self, offer: int) -> int:
        return int(self.seats[self.network.hall[offer]])

    def _worth(self, offer: int) -> int:
        network = self.network
        site, hall = int(network.offer_site[offer]), network.hall[offer]
        if not self.rooms[hall] or self.groups[offer] >= network.groups[offer] or not self._may_open(site):
            return 0
        takes = self._takes(offer, min(int(network.most[offer]), self._seats(offer)))
        if sum(heads for _, _, heads in takes) < network.least[offer]:
            return 0
        return sum(int(network.need[network.tail[arc]]) * heads for arc, _, heads in takes)

    def _may_open(self, site: int) -> bool:
        most = self.network.sites_most
        return bool(self.opened[site]) or most is None or int(self.opened.sum()) < most

    def _takes(self, offer: int, room: int, most: Numbers | None = None) -> list[tuple[int, int, int]]:
        """Who would come: (arc, units, heads), by rank, into so much room; of each arc at most so many units."""
        network, taken = self.network, []
        site = network.offer_site[offer]
        for arc in self.arcs[offer]:
            party = network.tail[arc]
            wants = int(self.waiting[party])
            if most is not None:
                wants = min(wants, int(most[arc]) * (int(network.people[party]) if network.whole else 1))
            if not wants or not room or (network.whole and self.town_site[network.town[party]] not in (-1, site)):
                continue
            heads = wants if network.whole else min(wants, room)
            if heads <= room:
                taken.append((int(arc), 1 if network.whole else heads, heads))
                room -= heads
        return taken

    def _open(self, offer: int) -> None:
        takes = self._takes(offer, min(int(self.network.most[offer]), self._seats(offer)))
        self._meet(offer, 1, takes)

    def _meet(self, offer: int, groups: int, takes: list[tuple[int, int, int]]) -> None:
        network = self.network
        self.groups[offer] += groups
        self.rooms[network.hall[offer]] -= groups
        self.opened[network.offer_site[offer]] = True
        for arc, units, heads in takes:
            self._seat(offer, arc, units, heads)

    def _seat(self, offer: int, arc: int, units: int, heads: int) -> None:
        network = self.network
        party = network.tail[arc]
        self.units[arc] += units
        self.waiting[party] -= heads
        self.seats[network.hall[offer]] -= heads
        self.town_site[network.town[party]] = network.offer_site[offer]
