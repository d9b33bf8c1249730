"""A cost game of places: groups are opened at sites, and each town's participants travel to them.

What a coalition pays is the optimum of a small location problem, and the coalition that pays most above its own cost
is the optimum of another one, in which the coalition is chosen too. So no list of all coalitions is ever needed.
"""

from collections.abc import Sequence

import numpy as np
import scipy  # its parts are read when they are first used
from numpy.typing import NDArray

from igum.engines.pooling.shares.games import MOST_IN_A_TABLE, Coalition, CostGame, Mask, Town
from igum.engines.pooling.shares.levels import Question, Table
from igum.engines.pooling.shares.nearest import MOST_SITES, nearest_game
from igum.engines.pooling.shares.services import Service

Floats = NDArray[np.float64]
Directions = Sequence[Sequence[int]]
HALF = 0.5
LEAST = 0.5  # agorot: a smaller excess is not money
ROUGHLY = 0.3  # of the worst excess: found ten times as fast, and as good to go on with
AT_ONCE = 8  # coalitions handed over of a table


class SitesGame(CostGame):
    """The cost game of a service, and the separator of its coalitions. A town's participants may go to several sites.

    >>> from igum.engines.pooling.shares.services import Site
    >>> hall = Site(group_cost=1000_00, group_size=25, head_cost={"Alder": 0, "Birch": 10_00})
    >>> service = Service({"Alder": 10, "Birch": 10}, [hall], {"Alder": 90_00, "Birch": 90_00})
    >>> game = SitesGame(service)
    >>> game.cost({"Alder"}), game.cost({"Birch"}), game.total
    (90000, 90000, 110000)
    """

    def __init__(self, service: Service) -> None:
        """Take the service whose participants decide the towns."""
        super().__init__(service.users, self._cheapest)
        self._service = service
        self._problem = _Problem(service, self.towns)
        small = len(self.towns) <= MOST_IN_A_TABLE and len(service.sites) <= MOST_SITES
        self._at_most = Table(nearest_game(service)) if small else None

    def _cheapest(self, coalition: Coalition) -> int:
        mask = self.mask(coalition)
        return round(self._problem.cost(np.array([float(mask >> bit & 1) for bit in range(len(self.towns))])))

    def violated(self, question: Question) -> list[Mask]:
        """Coalitions that pay more than the level; nothing only once the worst one of all is proven not to.

        Who pays too much even above what it would pay at the most is found in a table, if the game is small enough.
        """
        known = self._at_most.violated(question) if self._at_most else []
        if known:
            return known[:AT_ONCE]
        prices = question.shares - question.level if question.per_capita else question.shares
        level = 0.0 if question.per_capita else question.level
        for gap in (ROUGHLY, 0.0):
            chosen, worth = self._problem.worst(prices, question.directions, gap)
            if -worth - level > max(question.tolerance, LEAST):
                return [chosen]
        return []


class _Problem:
    """Columns: which towns are in, how many groups at each site, and what part of a town goes to each site."""

    def __init__(self, service: Service, towns: Sequence[Town]) -> None:
        self._towns = len(towns)
        self._groups = len(service.sites)
        ways = [(town, site) for town in range(self._towns) for site in range(self._groups + 1)]
        head = [_head_cost(service, towns[town], site) for town, site in ways]
        self._ways = [(way, cost) for way, cost in zip(ways, head, strict=True) if cost is not None]
        self._costs = np.array(
            [0.0] * self._towns
            + [float(site.group_cost) for site in service.sites]
            + [float(cost * service.users[towns[town]]) for (town, _), cost in self._ways]
        )
        heads = sum(service.users.values())
        self._most_groups = np.array([-(-heads // site.group_size) for site in service.sites], dtype=np.float64)
        self._rows = self._linking(service, towns)

    def _linking(self, service: Service, towns: Sequence[Town]) -> list["scipy.optimize.LinearConstraint"]:
        n, first, width = self._towns, self._towns + self._groups, self._costs.size
        goes = [(town, n + 0, first + place) for place, ((town, _), _) in enumerate(self._ways)]
        everybody = _matrix(
            [(town, column, 1.0) for town, _, column in goes] + [(t, t, -1.0) for t in range(n)], n, width
        )
        opened = [
            (site, first + place, town) for place, ((town, site), _) in enumerate(self._ways) if site < self._groups
        ]
        strong = [(row, column, 1.0) for row, (_, column, _) in enumerate(opened)]
        strong += [(row, n + site, -1.0) for row, (site, _, _) in enumerate(opened)]
        room = [(site, column, float(service.users[towns[town]])) for site, column, town in opened]
        room += [(site, n + site, -float(each.group_size)) for site, each in enumerate(service.sites)]
        upper = scipy.sparse.vstack([_matrix(strong, len(opened), width), _matrix(room, self._groups, width)])
        return [scipy.optimize.LinearConstraint(everybody, 0, 0), scipy.optimize.LinearConstraint(upper, -np.inf, 0)]

    def cost(self, chosen: Floats) -> float:
        """What these towns pay at the least."""
        return self._least(np.zeros(self._towns), (chosen, chosen), (), 0.0)[1]

    def worst(self, prices: Floats, directions: Directions, gap: float) -> tuple[Mask, float]:
        """Which towns' cost less their prices is least, within a gap, and how much. Agorot."""
        anybody = np.zeros(self._towns), np.ones(self._towns)
        return self._least(prices, anybody, directions, gap)

    def _least(
        self, prices: Floats, chosen: tuple[Floats, Floats], directions: Directions, gap: float
    ) -> tuple[Mask, float]:
        n, width, extra = self._towns, self._costs.size, 2 * len(directions)
        objective = np.concatenate((self._costs, np.zeros(extra)))
        objective[:n] -= prices
        upper = np.concatenate((chosen[1], self._most_groups, np.ones(len(self._ways) + extra)))
        lower = np.concatenate((chosen[0], np.zeros(upper.size - n)))
        whole = np.concatenate((np.ones(n + self._groups), np.zeros(len(self._ways)), np.ones(extra)))
        rows = [scipy.optimize.LinearConstraint(_wider(row.A, extra), row.lb, row.ub) for row in self._rows]
        if directions:
            rows.append(unsettled_by(directions, n, width))
        answer = scipy.optimize.milp(
            objective / 100,
            integrality=whole,
            bounds=scipy.optimize.Bounds(lower, upper),
            constraints=rows,
            options={"mip_rel_gap": gap},
        )
        if answer.x is None:
            raise ArithmeticError(f"the cost of a coalition was not found: {answer.message}")
        return sum(1 << bit for bit in range(n) if answer.x[bit] > HALF), float(answer.fun) * 100


def unsettled_by(directions: Sequence[Sequence[int]], towns: int, width: int) -> "scipy.optimize.LinearConstraint":
    """At least one direction changes the coalition: by one or more, or by minus one or less.

    Args:
        directions: along what shares may still move.
        towns: how many; their columns come first.
        width: columns before the two switches of each direction, which come last.
    """
    if len(directions) == towns - 1 and not any(map(sum, directions)):
        # Nothing is settled but all towns together: said without switches, it is solved twice as fast.
        everybody = [(0, town, 1.0) for town in range(towns)]
        return scipy.optimize.LinearConstraint(_matrix(everybody, 1, width + 2 * len(directions)), 1, towns - 1)
    entries, lower, many = [], [], len(directions)
    for number, direction in enumerate(directions):
        for side, sign in enumerate((1, -1)):
            row, switch = 2 * number + side, width + 2 * number + side
            lowest = sum(min(0, sign * entry) for entry in direction)
            entries += [(row, town, float(sign * entry)) for town, entry in enumerate(direction) if entry]
            entries.append((row, switch, float(lowest - 1)))
            lower.append(float(lowest))
    entries += [(2 * many, width + place, 1.0) for place in range(2 * many)]
    return scipy.optimize.LinearConstraint(_matrix(entries, 2 * many + 1, width + 2 * many), [*lower, 1.0], np.inf)


def _head_cost(service: Service, town: Town, site: int) -> int | None:
    if site == len(service.sites):
        return service.without[town]
    return service.sites[site].head_cost.get(town)


def _matrix(entries: Sequence[tuple[int, int, float]], height: int, width: int) -> "scipy.sparse.coo_array":
    rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
    return scipy.sparse.coo_array((values, (rows, columns)), shape=(height, width)).tocsr()


def _wider(matrix: "scipy.sparse.coo_array", extra: int) -> "scipy.sparse.coo_array":
    wide = matrix.tocoo()
    return scipy.sparse.coo_array(
        (wide.data, (wide.row, wide.col)), shape=(wide.shape[0], wide.shape[1] + extra)
    ).tocsr()
