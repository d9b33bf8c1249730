"""Bounds without the whole program: every site on its own, with prices for serving each party.

The rows that send a party to one offer at most are lifted into the objective at a price. What is left falls apart by
site: open it or not, which groups meet, and who comes, each answered by sorting or by a knapsack. Any prices give a
bound; subgradient steps better them. The bound is at least that of the linear program, and better where parties stay
whole. From the last prices follows what no plan better than a known one can use, so that the solver's program shrinks.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from igum.engines.pooling.location.network import Network

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
LARGEST_KNAPSACK = 3000  # heads; above, people of a party are taken as divisible, which bounds too
SMALL_STEP = 0.25  # the first, from prices that are good already
KEPT = 0.7  # of the last direction in the next, against zigzags
FEW_ROUNDS = 20  # without a better bound, after which steps are halved


@dataclass(frozen=True, eq=False, slots=True)
class Terms:
    """An objective to be made small: what an arc, a group and a site weigh, and what each party must get.

    Attributes:
        arc: by unit. Shape (arcs,).
        group: shape (offers,).
        site: shape (sites,).
        met: need that must be met, or None for no such row.
        fixed: what weighs whatever is chosen, such as rows over groups that were lifted at a price.
    """

    arc: Floats
    group: Floats
    site: Floats
    met: int | None = None
    fixed: float = 0.0


@dataclass(frozen=True, eq=False, slots=True)
class Bound:
    """What the best prices tell.

    Attributes:
        value: no plan weighs less.
        arc: how much more than ``value`` a plan weighs that uses the arc, at least. Shape (arcs,).
        site: how much more one weighs that opens the site. Shape (sites,).
        closed: how much more one weighs that leaves it closed. Shape (sites,).
        used: share of the last rounds in which the arc was used. Shape (arcs,).
        opened: share of the last rounds in which the site was open. Shape (sites,).
    """

    value: float
    arc: Floats
    site: Floats
    closed: Floats
    used: Floats
    opened: Floats


@dataclass(frozen=True, eq=False, slots=True)
class _Round:
    """The answer to one set of prices."""

    value: float
    heads: Floats
    opened: NDArray[np.bool_]
    site: Floats  # value of opening each site, its own cost in it
    reduced: Floats


class Prices:
    """Subgradient search for the prices that bound best."""

    def __init__(self, network: Network, terms: Terms, party: Floats | None = None) -> None:
        """``party`` are prices of a head to begin from, where good ones are known. Shape (parties,)."""
        self.network, self.terms = network, terms
        self.table = _Table(network)
        self.per_head = terms.arc / np.maximum(network.people[network.tail], 1) if network.whole else terms.arc
        self.party, self.met = self._start() if party is None else party, 0.0
        self.best: tuple[float, Floats, float] = (-1e300, self.party, 0.0)
        self.used = np.zeros(network.tail.size)
        self.opened = np.zeros(network.site_cost.size)
        self.scale, self.stale = 1.0 if party is None else SMALL_STEP, 0
        self.way, self.way_met = np.zeros(network.people.size), 0.0

    def _start(self) -> Floats:
        """A head's second cheapest arc: about where prices end."""
        prices = np.zeros(self.network.people.size)
        if not self.network.everyone:
            return prices
        order = np.lexsort((self.per_head, self.network.tail))
        first = np.searchsorted(self.network.tail[order], np.arange(prices.size))
        counts = np.bincount(self.network.tail, minlength=prices.size)
        second = np.where(counts > 1, first + 1, first)
        return self.per_head[order[second]]

    def better(self, target: float) -> None:
        """One round: answer the prices, then move them towards a target (the weight of a known or hoped for plan)."""
        network, share = self.network, 0.15
        found = self.answer(self.party, self.met)
        if found.value > self.best[0]:
            self.stale = 0 if found.value - self.best[0] > 1e-5 * abs(found.value) else self.stale + 1
            self.best = (found.value, self.party, self.met)
        else:
            self.stale += 1
        if self.stale >= FEW_ROUNDS:
            self.scale, self.stale = self.scale / 2, 0
            self.party, self.met = self.best[1], self.best[2]
            self.way, self.way_met = np.zeros_like(self.way), 0.0
            return
        self.used += share * (found.heads / np.maximum(network.load, 1) - self.used)
        self.opened += share * (found.opened - self.opened)
        missing = network.people - np.bincount(network.tail, found.heads, network.people.size)
        short = 0.0
        if self.terms.met is not None:
            short = self.terms.met - float(found.heads @ network.need[network.tail])
        if not network.everyone:
            missing = np.where((self.party >= 0) & (missing > 0), 0, missing)
        self.way = missing + KEPT * self.way
        self.way_met = short + KEPT * self.way_met
        length = float(self.way @ self.way) + self.way_met**2
        if not length:
            self.stale = FEW_ROUNDS
            return
        step = self.scale * max(target - found.value, 1e-6 * abs(target)) / length
        self.party = self.party + step * self.way
        self.met = max(0.0, self.met + step * self.way_met)
        if not network.everyone:
            self.party = np.minimum(self.party, 0.0)

    def answer(self, party: Floats, met: float) -> _Round:
        """The least weight of the plans that the lifted rows allow."""
        network, terms = self.network, self.terms
        reduced = self.per_head - party[network.tail] - met * network.need[network.tail]
        group_value, brought = self.table.fill(reduced, terms.group)
        hall_value, heads = _choose_groups(network, group_value, brought)
        value = terms.site + np.bincount(network.site, hall_value, network.site_cost.size)
        opened = _choose_sites(network, value)
        heads = np.where(opened[network.offer_site[network.head]], heads, 0.0)
        total = float(party @ network.people) + met * (terms.met or 0) + float(value[opened].sum()) + terms.fixed
        return _Round(total, heads, opened, value, reduced)

    def bound(self) -> Bound:
        """What the best prices so far tell."""
        network = self.network
        _, party, met = self.best
        found = self.answer(party, met)
        opening, closing = _changing_sites(network, found)
        site = network.offer_site[network.head]
        # Where too few would come, others are let in above nothing: only what is above the dearest of them is more.
        above = np.maximum(found.reduced - self.table.dearest(found.reduced)[network.head], 0.0)
        arc = above * network.load + opening[site]
        return Bound(found.value, arc, opening, closing, self.used, self.opened)


def _choose_groups(network: Network, values: Floats, heads: list[Floats]) -> tuple[Floats, Floats]:
    """Of the groups that could meet in each hall, those that weigh least, as many as it has rooms."""
    offers = network.hall.size
    gains = np.diff(np.concatenate([np.zeros((1, offers)), _lower_hull(values)]), axis=0)  # (rooms, offers)
    hall = np.tile(network.hall, gains.shape[0])
    order = np.lexsort((gains.ravel(), hall))
    first = np.searchsorted(hall[order], np.arange(network.site.size))
    rank = np.arange(order.size) - first[hall[order]]
    taken = np.zeros(order.size, dtype=bool)
    taken[order] = (rank < network.rooms[hall[order]]) & (gains.ravel()[order] < 0)
    total: Floats = np.bincount(hall, np.where(taken, gains.ravel(), 0.0), network.site.size).astype(np.float64)
    count = taken.reshape(gains.shape).sum(axis=0)
    chosen = np.zeros(network.tail.size)
    for number, brought in enumerate(heads, start=1):
        chosen = np.where(count[network.head] == number, brought, chosen)
    return total, chosen


def _lower_hull(values: Floats) -> Floats:
    """Values of 1, 2, … groups, made convex from below so that gains only shrink."""
    if values.shape[0] == 1:
        return values
    padded = np.concatenate([np.zeros((1, values.shape[1])), values])
    hull = padded.copy()
    for low in range(padded.shape[0]):
        for high in range(low + 2, padded.shape[0]):
            for middle in range(low + 1, high):
                share = (middle - low) / (high - low)
                hull[middle] = np.minimum(hull[middle], (1 - share) * padded[low] + share * padded[high])
    return hull[1:]


def _choose_sites(network: Network, value: Floats) -> NDArray[np.bool_]:
    order = np.argsort(np.where(network.kept, -np.inf, value), kind="stable")
    rank = np.empty(order.size, dtype=np.int64)
    rank[order] = np.arange(order.size)
    most = order.size if network.sites_most is None else network.sites_most
    return network.kept | ((rank < most) & ((value < 0) | (rank < network.sites_least)))


def _changing_sites(network: Network, found: _Round) -> tuple[Floats, Floats]:
    """How much more it weighs to open each closed site, and to close each open one."""
    value, opened = found.site, found.opened
    most = opened.size if network.sites_most is None else network.sites_most
    count = int(opened.sum())
    # With no room for one more, the dearest open one must make way, and otherwise it may, where it only filled a
    # count; with no one to spare, the cheapest must come, and otherwise it may, where there was no room for it.
    worst = float(value[opened & ~network.kept].max(initial=-np.inf))
    worst = worst if count >= most and np.isfinite(worst) else max(worst, 0.0)
    cheapest = float(value[~opened].min(initial=np.inf))
    cheapest = cheapest if count <= network.sites_least else min(cheapest, 0.0)
    opening = np.where(opened, 0.0, np.maximum(value - worst, 0.0))
    closing = np.where(opened, np.maximum(cheapest - value, 0.0), 0.0)
    return opening, np.where(network.kept, np.inf, closing)


class _Table:
    """Arcs laid out by offer, so that all offers are filled at once."""

    def __init__(self, network: Network) -> None:
        self.network = network
        offers = network.hall.size
        order = np.argsort(network.head, kind="stable")
        counts = np.bincount(network.head, minlength=offers)
        start = np.concatenate([[0], np.cumsum(counts)[:-1]])
        self.column = np.empty(order.size, dtype=np.int64)
        self.column[order] = np.arange(order.size) - np.repeat(start, counts)
        self.shape = (offers, int(counts.max(initial=1)))
        self.heads = self._spread(network.people[network.tail].astype(float), 0.0)
        self.rounds = int(network.groups.max(initial=1)) or 1
        self.exact = (
            network.whole
            and self.rounds == 1
            and int(network.least.max(initial=0)) <= 1
            and int(network.most.max(initial=0)) <= LARGEST_KNAPSACK
        )

    def _spread(self, values: Floats, empty: float) -> Floats:
        table = np.full(self.shape, empty)
        table[self.network.head, self.column] = values
        return table

    def fill(self, reduced: Floats, group: Floats) -> tuple[Floats, list[Floats]]:
        """For 1, 2, … groups of each offer the least weight, and the heads of each arc; infinite where too few come."""
        if self.exact:
            value, heads = self._knapsacks(reduced)
            return (value + group)[np.newaxis], [heads]
        table = self._spread(reduced, np.inf)
        order = np.argsort(table, axis=1)
        cost = np.take_along_axis(np.where(np.isfinite(table), table, 0.0), order, axis=1)
        heads = np.take_along_axis(self.heads, order, axis=1)
        reach = np.cumsum(heads, axis=1)
        wanted = np.where(cost < 0, heads, 0.0).sum(axis=1)
        values, brought = [], []
        for count in range(1, self.rounds + 1):
            low, high = self.network.least * count, self.network.most * count
            amount = np.clip(wanted, low, high)
            taken = np.clip(amount[:, np.newaxis] - (reach - heads), 0.0, heads)
            value = (taken * cost).sum(axis=1) + group * count
            possible = (reach[:, -1] >= low) & (count <= self.network.groups)
            values.append(np.where(possible, value, 1e30))
            back = np.empty_like(taken)
            np.put_along_axis(back, order, taken, axis=1)
            brought.append(back[self.network.head, self.column])
        return np.array(values), brought

    def dearest(self, reduced: Floats) -> Floats:
        """Of each offer the dearest head that is let in to make its groups large enough; nothing where none is.

        That is the price of the row of least people, by which a forced head's own price is made less.
        """
        wanted = self.network.least * self.network.groups
        if self.exact or not wanted.any():
            return np.zeros(self.shape[0])
        table = self._spread(reduced, np.inf)
        order = np.argsort(table, axis=1)
        reach = np.cumsum(np.take_along_axis(self.heads, order, axis=1), axis=1)
        last = (reach < np.minimum(wanted, reach[:, -1])[:, np.newaxis]).sum(axis=1)
        dearest: Floats = np.take_along_axis(table, order, axis=1)[np.arange(last.size), last]
        return np.maximum(dearest, 0.0)

    def _knapsacks(self, reduced: Floats) -> tuple[Floats, Floats]:
        """Exact: which whole parties weigh least together within each offer's size."""
        network = self.network
        offers, width = network.hall.size, int(network.most.max()) + 1
        best = np.zeros((offers, width))
        steps: list[tuple[Numbers, int, NDArray[np.bool_]]] = []
        gain = reduced * network.load
        useful = np.flatnonzero((gain < 0) & (network.load <= network.most[network.head]))
        useful = useful[np.argsort(network.tail[useful], kind="stable")]
        for arcs in np.split(useful, np.flatnonzero(np.diff(network.tail[useful])) + 1):
            if not arcs.size:
                continue
            rows, load = network.head[arcs], int(network.load[arcs[0]])
            old = best[rows]
            new = old[:, : width - load] + gain[arcs][:, np.newaxis]
            taken = new < old[:, load:] - 1e-12
            old[:, load:] = np.where(taken, new, old[:, load:])
            best[rows] = old
            steps.append((arcs, load, taken))
        room = network.most.copy()
        heads = np.zeros(network.tail.size)
        for arcs, load, taken in reversed(steps):
            rows = network.head[arcs]
            at = room[rows] - load
            chosen = (at >= 0) & taken[np.arange(arcs.size), np.maximum(at, 0)]
            heads[arcs[chosen]] = load
            room[rows[chosen]] -= load
        return best[np.arange(offers), network.most], heads
