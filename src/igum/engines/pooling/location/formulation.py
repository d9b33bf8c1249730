"""A network as the rows of a mixed integer program, with the cuts that make its relaxation tight."""

from dataclasses import dataclass, replace

import numpy as np
import scipy  # its parts are read when they are first used
from numpy.typing import NDArray

from igum.engines.pooling.location.network import Choice, Network, tidied

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
IDLE = 1e-9  # of the largest price: what the solver's tolerance leaves of none


@dataclass(frozen=True, eq=False, slots=True)
class Program:
    """Rows ``lower <= matrix @ x <= upper`` over ``x = (units, groups, opened, stays, granted)``.

    Attributes:
        matrix: shape (rows, variables).
        lower, upper: of the rows. Shape (rows,).
        most: upper bounds of the variables; lower bounds are in ``low``. Shape (variables,).
        whole: 1 where the variable is a whole number. Shape (variables,).
        cost: net cost of a unit of each variable, agorot. Shape (variables,).
        served: need met by a unit of each variable. Shape (variables,).
        ties: the rows that tie an arc to its group or site: implied by the others where variables are whole.
        counts: the first of the rows over numbers of groups alone, "at least so many"; they go on to the last.
    """

    matrix: "scipy.sparse.csr_array"
    lower: Floats
    upper: Floats
    low: Floats
    most: Floats
    whole: NDArray[np.uint8]
    cost: Floats
    served: Floats
    ties: slice
    counts: int

    def choice(self, network: Network, values: Floats) -> Choice:
        """What the values of the variables mean, rounded to whole numbers."""
        arcs, offers = network.tail.size, network.hall.size
        rounded = np.rint(values).astype(np.int64)
        sites = slice(arcs + offers, arcs + offers + network.site_cost.size)
        return tidied(network, Choice(rounded[:arcs], rounded[arcs : arcs + offers], rounded[sites] > 0))


@dataclass(frozen=True, eq=False, slots=True)
class Limits:
    """Bounds of a program's variables. Shape (variables,) each."""

    low: Floats
    most: Floats


class _Rows:
    """Gathers rows of a sparse matrix."""

    def __init__(self) -> None:
        self.count = 0
        self.rows: list[Numbers] = []
        self.columns: list[Numbers] = []
        self.values: list[Floats] = []
        self.lower: list[Floats] = []
        self.upper: list[Floats] = []

    def add(self, lower: Floats, upper: Floats, *entries: tuple[Numbers, Numbers, Numbers | Floats]) -> None:
        """Add rows; each entry is (row from 0, column, value)."""
        for row, column, value in entries:
            self.rows.append(row + self.count)
            self.columns.append(column)
            self.values.append(np.asarray(value, dtype=np.float64))
        self.lower.append(lower)
        self.upper.append(upper)
        self.count += lower.size

    def matrix(self, width: int) -> "scipy.sparse.csr_array":
        """All of them as one matrix."""
        if not self.rows:
            return scipy.sparse.csr_array((self.count, width))
        places = (np.concatenate(self.rows), np.concatenate(self.columns))
        return scipy.sparse.csr_array((np.concatenate(self.values), places), shape=(self.count, width))


def formulate(network: Network, *, strong: bool = True) -> Program:
    """Write a network down for the solver.

    Args:
        network: what to choose from.
        strong: with a row for each arc that ties it to its group and site (the convex hull of one arc and one group);
            without, only the sums are tied, which is smaller and far weaker.

    Source:
        For the strong rows: J. Krarup and P. Pruzan, "The simple plant location problem", European Journal of
        Operational Research 12 (1983).
    """
    rows = _Rows()
    arcs, offers, sites = network.tail.size, network.hall.size, network.site_cost.size
    arc, group, opened = np.arange(arcs), arcs + np.arange(offers), arcs + offers + np.arange(sites)
    load = network.load
    unit = np.ones_like(load)
    limit = np.ones_like(network.people) if network.whole else network.people
    must = limit.astype(float) if network.everyone else np.zeros(limit.size)
    rows.add(must, limit.astype(float), (network.tail, arc, unit))
    nothing, free = np.zeros(offers), np.full(offers, np.inf)
    of_offers = np.arange(offers)
    rows.add(-free, nothing, (network.head, arc, load), (of_offers, group, -network.most))
    if (network.least > 0).any():
        rows.add(nothing, free, (network.head, arc, load), (of_offers, group, -network.least))
    first_tie = rows.count
    if strong:
        _tie_arcs(rows, network, opened)
    ties = slice(first_tie, rows.count)
    _tie_halls(rows, network, group, opened)
    stays = _keep_towns_whole(rows, network, arcs + offers + sites)
    columns = arcs + offers + sites + stays
    _limit_sites(rows, network, opened)
    _pay(rows, network, columns)
    counts = rows.count
    _cover(rows, network, group)
    return _program(rows, network, stays, ties, counts)


def without_idle_ties(program: Program, prices: Floats) -> Program:
    """The program with those of its ties alone that hold something back.

    Few of the ties do, and the relaxation is worth the same without the rest. Whole plans keep all of them anyway,
    because the sums are tied as well.

    Args:
        program: with all its ties.
        prices: of its rows in the relaxation.
    """
    return _with_ties(program, np.abs(prices[program.ties]) > IDLE * np.abs(prices).max(initial=1.0))


def without_ties(program: Program) -> Program:
    """The program with none of its ties: looser and smaller.

    Where its relaxation is far from whole plans in any case, the solver is done sooner with less in each step.
    """
    return _with_ties(program, np.zeros(program.upper[program.ties].size, dtype=np.bool_))


def _with_ties(program: Program, tied: NDArray[np.bool_]) -> Program:
    kept = np.ones(program.upper.size, dtype=np.bool_)
    kept[program.ties] = tied
    return replace(
        program,
        matrix=scipy.sparse.csr_array(program.matrix)[kept],
        lower=program.lower[kept],
        upper=program.upper[kept],
        ties=slice(program.ties.start, int(kept[: program.ties.stop].sum())),
        counts=int(kept[: program.counts].sum()),
    )


def _tie_arcs(rows: _Rows, network: Network, opened: Numbers) -> None:
    arcs = network.tail.size
    units = np.ones(arcs) if network.whole else network.people[network.tail]
    # A party of more than one group's size needs as many groups as it fills.
    filled = np.maximum(1, -(-network.people[network.tail] // np.maximum(network.most[network.head], 1)))
    tie = np.minimum(units, network.most[network.head]) if not network.whole else 1 / filled
    column = arcs + network.head
    rows.add(np.full(arcs, -np.inf), np.zeros(arcs), (np.arange(arcs), np.arange(arcs), np.ones(arcs)),
             (np.arange(arcs), column, -tie))  # fmt: skip
    site = network.offer_site[network.head]
    several = np.bincount(network.offer_site, minlength=opened.size)[site] > 1
    pairs, where = np.unique(
        network.tail[several] * opened.size + site[several],
        return_inverse=True,
    )
    party, place = np.divmod(pairs, max(opened.size, 1))
    most = np.ones(pairs.size) if network.whole else network.people[party]
    ones = (where, np.flatnonzero(several), np.ones(where.size))
    rows.add(np.full(pairs.size, -np.inf), np.zeros(pairs.size), ones, (np.arange(pairs.size), opened[place], -most))


def _tie_halls(rows: _Rows, network: Network, group: Numbers, opened: Numbers) -> None:
    offers, halls = network.hall.size, network.site.size
    of_offers = np.arange(offers)
    rows.add(np.full(offers, -np.inf), np.zeros(offers), (of_offers, group, np.ones(offers)),
             (of_offers, opened[network.offer_site], -network.groups))  # fmt: skip
    rows.add(np.full(halls, -np.inf), np.zeros(halls), (network.hall, group, np.ones(offers)),
             (np.arange(halls), opened[network.site], -network.rooms))  # fmt: skip
    largest = np.zeros(halls, dtype=np.int64)
    np.maximum.at(largest, network.hall, network.most)
    tight = np.flatnonzero(largest * network.rooms > network.seats)
    place = np.full(halls, -1)
    place[tight] = np.arange(tight.size)
    arcs = np.flatnonzero(place[network.hall[network.head]] >= 0)
    at = place[network.hall[network.head[arcs]]]
    rows.add(np.full(tight.size, -np.inf), np.zeros(tight.size), (at, arcs, network.load[arcs]),
             (np.arange(tight.size), opened[network.site[tight]], -network.seats[tight]))  # fmt: skip


def _keep_towns_whole(rows: _Rows, network: Network, first: int) -> int:
    """Tie the parties of a town to one site, where it has several; answers how many variables that took."""
    if not network.whole or np.unique(network.town).size == network.town.size:
        return 0
    several = np.bincount(network.town)[network.town] > 1
    arcs = np.flatnonzero(several[network.tail])
    sites = network.site_cost.size
    keys, where = np.unique(
        network.town[network.tail[arcs]] * sites + network.offer_site[network.head[arcs]], return_inverse=True
    )
    rows.add(np.full(arcs.size, -np.inf), np.zeros(arcs.size), (np.arange(arcs.size), arcs, np.ones(arcs.size)),
             (np.arange(arcs.size), first + where, -np.ones(arcs.size)))  # fmt: skip
    towns, row = np.unique(keys // sites, return_inverse=True)
    rows.add(np.full(towns.size, -np.inf), np.ones(towns.size), (row, first + np.arange(keys.size), np.ones(keys.size)))
    return int(keys.size)


def _limit_sites(rows: _Rows, network: Network, opened: Numbers) -> None:
    if network.sites_least or network.sites_most is not None:
        most = opened.size if network.sites_most is None else network.sites_most
        entry = (np.zeros_like(opened), opened, np.ones(opened.size))
        rows.add(np.array([float(network.sites_least)]), np.array([float(most)]), entry)


def _cover(rows: _Rows, network: Network, group: Numbers) -> None:
    if network.everyone:  # implied, and what the solver needs to see for its knapsack covers
        entry = (np.zeros_like(group), group, network.most)
        rows.add(np.array([float(network.people.sum())]), np.array([np.inf]), entry)


def _pay(rows: _Rows, network: Network, first: int) -> None:
    """Each grant pays at most its share of what is chosen; a budget is kept after grants."""
    for number, grant in enumerate(network.grants):
        amounts = np.concatenate([grant.arc, grant.offer, grant.site])
        entry = (np.zeros_like(amounts), np.arange(amounts.size), -amounts)
        rows.add(np.array([-np.inf]), np.zeros(1), entry, (np.zeros(1, int), np.array([first + number]), np.ones(1)))
    if network.budget is not None:
        column = np.concatenate(
            [np.arange(_items(network).size), first + np.arange(len(network.grants))],
        )
        amounts = np.concatenate([_items(network), -np.ones(len(network.grants), dtype=np.int64)])
        rows.add(np.array([-np.inf]), np.array([float(network.budget)]), (np.zeros_like(column), column, amounts))


def _items(network: Network) -> Numbers:
    return np.concatenate([network.cost, network.group_cost, network.site_cost])


def _program(rows: _Rows, network: Network, stays: int, ties: slice, counts: int) -> Program:
    arcs, offers, sites, grants = network.tail.size, network.hall.size, network.site_cost.size, len(network.grants)
    width = arcs + offers + sites + stays + grants
    units = np.ones(arcs) if network.whole else network.people[network.tail].astype(float)
    ceilings = np.array([grant.ceiling for grant in network.grants], dtype=float)
    rest = np.zeros(stays + grants)
    need = network.need[network.tail] * network.load
    # Without a row over money, heads flow through nested limits: whole numbers come by themselves.
    flows = not network.whole and network.budget is None and not network.grants
    kinds = [np.full(arcs, not flows), np.ones(offers + sites + stays, bool), np.zeros(grants, bool)]
    return Program(
        matrix=rows.matrix(width),
        lower=np.concatenate(rows.lower),
        upper=np.concatenate(rows.upper),
        low=np.concatenate([np.zeros(arcs + offers), network.kept.astype(float), rest]),
        most=np.concatenate([units, network.groups.astype(float), np.ones(sites + stays), ceilings]),
        whole=np.concatenate(kinds).astype(np.uint8),
        cost=np.concatenate([_items(network).astype(float), np.zeros(stays), -np.ones(grants)]),
        served=np.concatenate([need.astype(float), np.zeros(offers + sites), rest]),
        ties=ties,
        counts=counts,
    )
