"""A service in numbers: parties, offers (groups that could meet), and arcs (which party could join which offer)."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Grant:
    """A co-funding with a ceiling: what it would pay of each item, and at most altogether.

    Attributes:
        arc: agorot by arc. Shape (arcs,). As ``Network.cost`` is counted.
        offer: agorot by group. Shape (offers,).
        site: agorot by site. Shape (sites,).
        ceiling: agorot.
    """

    arc: Whole
    offer: Whole
    site: Whole
    ceiling: int


@dataclass(frozen=True, eq=False, slots=True)
class Network:
    """Who could be served where, at what cost.

    People are counted in heads; with ``whole`` a party goes whole or not at all, and an arc's cost is for all of it.

    Attributes:
        people: heads of each party. Shape (parties,). >= 0.
        need: weight of one of them. Shape (parties,). >= 1.
        town: number of the town of each party. Shape (parties,).
        tail: party of each arc. Shape (arcs,).
        head: offer of each arc. Shape (arcs,).
        cost: net cost of an arc, by head, or by party with ``whole``. Shape (arcs,). Agorot.
        minutes: way of each arc. Shape (arcs,).
        hall: hall of each offer (a site in one slot). Shape (offers,).
        least: people in a group of the offer at least. Shape (offers,).
        most: at most. Shape (offers,).
        groups: how many groups of the offer may meet. Shape (offers,).
        group_cost: net cost of one group. Shape (offers,). Agorot.
        site: site of each hall. Shape (halls,).
        seats: people in each hall at once. Shape (halls,).
        rooms: groups in each hall at once. Shape (halls,).
        site_cost: net cost of opening. Shape (sites,). Agorot.
        kept: whether the site opens whatever happens. Shape (sites,).
        whole: whether parties and towns stay whole.
        everyone: whether everybody must be served (a plan that leaves somebody out is none).
        sites_least: how many sites open at least.
        sites_most: how many at most.
        budget: the most that may be paid, agorot, or None.
        grants: co-funding with a ceiling.
    """

    people: Whole
    need: Whole
    town: Whole
    tail: Whole
    head: Whole
    cost: Whole
    minutes: Whole
    hall: Whole
    least: Whole
    most: Whole
    groups: Whole
    group_cost: Whole
    site: Whole
    seats: Whole
    rooms: Whole
    site_cost: Whole
    kept: NDArray[np.bool_]
    whole: bool = False
    everyone: bool = False
    sites_least: int = 0
    sites_most: int | None = None
    budget: int | None = None
    grants: tuple[Grant, ...] = field(default=())

    @property
    def load(self) -> Whole:
        """Heads that one unit of an arc brings. Shape (arcs,)."""
        return self.people[self.tail] if self.whole else np.ones(self.tail.size, dtype=np.int64)

    @property
    def offer_site(self) -> Whole:
        """Site of each offer. Shape (offers,)."""
        return self.site[self.hall]


@dataclass(frozen=True, eq=False, slots=True)
class Choice:
    """A plan in numbers.

    Attributes:
        units: of each arc: heads, or 0 and 1 with ``whole``. Shape (arcs,).
        groups: of each offer. Shape (offers,).
        opened: sites. Shape (sites,).
    """

    units: Whole
    groups: Whole
    opened: NDArray[np.bool_]

    def heads(self, network: Network) -> Whole:
        """People on each arc. Shape (arcs,)."""
        return self.units * network.load

    def served(self, network: Network) -> int:
        """Sum of needs of those served."""
        return int(self.heads(network) @ network.need[network.tail])

    def gross_less(self, network: Network) -> int:
        """Cost before grants with a ceiling, agorot."""
        cost = self.units @ network.cost + self.groups @ network.group_cost
        return int(cost + network.site_cost[self.opened].sum())

    def granted(self, network: Network) -> list[int]:
        """What each grant with a ceiling pays, agorot."""
        amounts = (
            int(self.units @ grant.arc + self.groups @ grant.offer + grant.site[self.opened].sum())
            for grant in network.grants
        )
        return [min(amount, grant.ceiling) for amount, grant in zip(amounts, network.grants, strict=True)]

    def cost(self, network: Network) -> int:
        """What the towns pay together, agorot."""
        return self.gross_less(network) - sum(self.granted(network))

    def farthest(self, network: Network) -> int:
        """Minutes of the longest way that anybody goes; 0 when nobody does."""
        return int(network.minutes[self.units > 0].max(initial=0))


def nobody(network: Network) -> Choice:
    """The plan that serves nobody: only kept sites open."""
    return Choice(np.zeros_like(network.tail), np.zeros_like(network.hall), network.kept.copy())


def tidied(network: Network, choice: Choice) -> Choice:
    """The same people in no more groups and sites than they need, so that nothing stands open for nothing."""
    joined = np.bincount(network.head, choice.heads(network), network.hall.size).astype(np.int64)
    groups = np.minimum(choice.groups, -(-joined // np.maximum(network.most, 1)))
    needed = network.kept | (np.bincount(network.offer_site, groups, network.site_cost.size) > 0)
    short = max(network.sites_least - int(needed.sum()), 0)
    needed[np.flatnonzero(choice.opened & ~needed)[:short]] = True
    return Choice(choice.units, groups, needed)


def is_allowed(network: Network, choice: Choice) -> bool:
    """Whether a plan keeps every limit, counted in whole numbers: the solver only promises it nearly."""
    heads, groups = choice.heads(network), choice.groups
    offers, halls, sites = network.hall.size, network.site.size, network.site_cost.size
    limit = np.ones_like(network.people) if network.whole else network.people
    units = np.bincount(network.tail, choice.units, limit.size)
    joined = np.bincount(network.head, heads, offers)
    meeting = np.bincount(network.hall, groups, halls)
    present = np.bincount(network.hall[network.head], heads, halls)
    used = np.bincount(network.offer_site, groups, sites)
    most = sites if network.sites_most is None else network.sites_most
    return bool(
        (choice.units >= 0).all()
        and (units <= limit).all()
        and (not network.everyone or (units == limit).all())
        and (joined >= network.least * groups).all()
        and (joined <= network.most * groups).all()
        and (groups <= network.groups).all()
        and (meeting <= network.rooms).all()
        and (present <= network.seats).all()
        and choice.opened[used > 0].all()
        and choice.opened[network.kept].all()
        and network.sites_least <= choice.opened.sum() <= most
        and (network.budget is None or choice.cost(network) <= network.budget)
        and _towns_stay_whole(network, choice)
    )


def _towns_stay_whole(network: Network, choice: Choice) -> bool:
    if not network.whole:
        return True
    used = choice.units > 0
    pairs = {
        (int(town), int(site))
        for town, site in zip(network.town[network.tail[used]], network.offer_site[network.head[used]], strict=True)
    }
    return len(pairs) == len({town for town, _ in pairs})


def least_way(network: Network) -> int:
    """Minutes that somebody must go in any plan that serves everyone."""
    if not network.everyone or not network.tail.size:
        return 0
    nearest = np.full(network.people.size, np.iinfo(np.int64).max)
    np.minimum.at(nearest, network.tail, network.minutes)
    return int(nearest.max())
