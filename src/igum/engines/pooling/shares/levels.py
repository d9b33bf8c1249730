"""The lowest level: how small the worst excess of any coalition's shares over its own cost can be made.

Of two to the n coalitions only those that matter are ever written into the linear programme: one is solved, a
separator looks for a coalition that it forgot, and so on until there is none (row generation).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol

import numpy as np
import scipy  # its parts are read when they are first used
from numpy.typing import NDArray

from igum.engines.pooling.shares.exact import Span, cheapest, solve
from igum.engines.pooling.shares.games import CostGame, Mask, sizes, sums

Floats = NDArray[np.float64]
CLOSE = 1e-9  # of the largest cost: smaller differences are of floats, not of money
AT_ONCE = 40  # coalitions a table hands over in one round


@dataclass(frozen=True, slots=True)
class Question:
    """Which coalition pays most above its own cost, of those that are not settled.

    Attributes:
        shares: what each town pays. Agorot.
        level: what a coalition may pay above its own cost: all of them, or for each of its towns. Agorot.
        per_capita: whether the level is for each town.
        directions: along what shares may still move; a coalition that none of them changes is settled.
        tolerance: an excess above the level by less than this is none. Agorot.
    """

    shares: Floats
    level: float
    per_capita: bool
    directions: tuple[tuple[int, ...], ...]
    tolerance: float


class Separator(Protocol):
    """Finds coalitions that pay more above their own cost than the level allows."""

    def violated(self, question: Question) -> list[Mask]:
        """The worst one among them, and others if they come cheap; nothing if there is none."""
        ...


class Table:
    """A separator that looks at every coalition: for games whose costs are written down or cheap to ask for."""

    def __init__(self, game: CostGame) -> None:
        """Ask for all costs."""
        self._costs = game.table()
        self._sizes = sizes(len(game.towns))
        self._open: tuple[object, NDArray[np.bool_]] = (None, np.zeros(0, dtype=bool))

    def violated(self, question: Question) -> list[Mask]:
        """The worst coalitions, the worst first."""
        allowed = self._sizes * question.level if question.per_capita else question.level
        above = sums(question.shares, dtype=np.float64) - self._costs - allowed
        above[~self.unsettled(question.directions)] = -np.inf
        many = min(AT_ONCE, above.size - 1)
        worst = np.argpartition(-above, many)[:many]
        in_turn = sorted((-above[mask], mask) for mask in worst.tolist() if above[mask] > question.tolerance)
        return [mask for _, mask in in_turn]

    def unsettled(self, directions: tuple[tuple[int, ...], ...]) -> NDArray[np.bool_]:
        """Which masks some direction changes. Shape (2**n,)."""
        if self._open[0] != directions:
            changed = np.zeros(self._costs.size, dtype=bool)
            for direction in directions:
                changed |= sums(direction, dtype=np.int64) != 0
            self._open = directions, changed
        return self._open[1]


@dataclass(frozen=True, slots=True)
class Level:
    """The lowest level that is left, with its proof.

    Attributes:
        excess: nobody unsettled pays more than this above its own cost (for each town, if per capita).
        weights: the coalitions that cannot all pay less, with the multipliers that prove it. All above nothing.
    """

    excess: Fraction
    weights: dict[Mask, Fraction]


@dataclass
class Levels:
    """Finds one level after another, and remembers the coalitions that mattered.

    Attributes:
        game: what each coalition costs.
        separator: finds the coalitions that were forgotten.
        per_capita: whether excesses are counted for each town of a coalition.
    """

    game: CostGame
    separator: Separator
    per_capita: bool = False
    rows: set[Mask] = field(default_factory=set)

    def __post_init__(self) -> None:
        singles = [1 << town for town in range(len(self.game.towns))]
        self.rows.update(singles, (self.game.whole ^ single for single in singles))
        self.rows.discard(0)

    def lowest(self, span: Span) -> Level:
        """The lowest level of all coalitions that are not settled, exactly.

        The programme is min e subject to x(S) - e w(S) <= c(S), where x may move along the directions that are left.
        Its dual weighs coalitions so that the weighted sum of them does not move; the weights prove the level.
        """
        directions = span.directions()
        while True:
            columns = self._columns(directions)
            costs = self._above(columns, span)
            shares, level, weights = self._in_floats(columns, costs, span, directions)
            forgotten = self._forgotten(shares, level, directions)
            if not forgotten:
                return _exactly(columns, costs, weights)
            self.rows.update(forgotten)

    def _columns(self, directions: list[list[int]]) -> dict[Mask, list[Fraction]]:
        """What each unsettled row moves by along each direction, and its weight."""
        columns = {}
        for mask in sorted(self.rows):
            bits = [town for town in range(len(self.game.towns)) if mask >> town & 1]
            moved = [Fraction(sum(direction[town] for town in bits)) for direction in directions]
            if any(moved):
                columns[mask] = [*moved, Fraction(len(bits) if self.per_capita else 1)]
        return columns

    def _above(self, masks: Iterable[Mask], span: Span) -> dict[Mask, Fraction]:
        """The cost of each coalition above what it pays at the point from which shares may move."""
        at = span.point()
        return {
            mask: self.game.cost_of(mask)
            - sum((at[town] for town in range(span.towns) if mask >> town & 1), Fraction(0))
            for mask in masks
        }

    def _in_floats(
        self,
        columns: dict[Mask, list[Fraction]],
        costs: dict[Mask, Fraction],
        span: Span,
        directions: list[list[int]],
    ) -> tuple[Floats, float, list[Mask]]:
        """Shares at the level, the level, and the coalitions whose weights are above nothing."""
        unit = self._unit()
        table = np.array(list(columns.values()), dtype=np.float64)
        answer = scipy.optimize.linprog(
            c=[*(0.0 for _ in directions), 1.0],
            A_ub=np.hstack((table[:, :-1], -table[:, -1:])),
            b_ub=np.array([float(cost) / unit for cost in costs.values()]),
            bounds=(None, None),
            method="highs-ds",
            options={"primal_feasibility_tolerance": 1e-9, "dual_feasibility_tolerance": 1e-9},
        )
        if answer.status != 0:
            raise ArithmeticError(f"the lowest level was not found: {answer.message}")
        moved = np.array(directions, dtype=np.float64).T @ answer.x[:-1]
        shares = np.array([float(share) for share in span.point()]) + moved * unit
        weights = [mask for mask, price in zip(columns, answer.ineqlin.marginals, strict=True) if price < -CLOSE]
        return shares, float(answer.x[-1]) * unit, weights

    def _forgotten(self, shares: Floats, level: float, directions: list[list[int]]) -> list[Mask]:
        tolerance = 1e-8 * self._unit()
        question = Question(shares, level, self.per_capita, tuple(map(tuple, directions)), tolerance)
        return [mask for mask in self.separator.violated(question) if mask not in self.rows]

    def _unit(self) -> float:
        """What costs are divided by before a solver with absolute tolerances sees them."""
        return max(1.0, *(abs(self.game.cost_of(mask)) for mask in (self.game.whole, *self.rows))) / 1000


def _exactly(columns: dict[Mask, list[Fraction]], costs: dict[Mask, Fraction], support: list[Mask]) -> Level:
    """The weights of these coalitions in fractions; of all coalitions, should these not prove the level."""
    height = len(next(iter(columns.values())))
    right = [Fraction(0)] * (height - 1) + [Fraction(1)]
    solved = solve([columns[mask] for mask in support], right)
    if solved is None or min(solved) <= 0:
        weights = cheapest(columns, costs, right)
    else:
        weights = dict(zip(support, solved, strict=True))
    return Level(-sum((weight * costs[mask] for mask, weight in weights.items()), Fraction(0)), weights)
