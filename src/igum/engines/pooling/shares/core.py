"""The core: whether any towns would rather leave, and whether there is a division that keeps all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from igum.engines.pooling.shares.exact import Span
from igum.engines.pooling.shares.games import MOST_IN_A_TABLE, CostGame, Mask, Town, sizes, sums
from igum.engines.pooling.shares.levels import Levels, Question, Separator, Table


@dataclass(frozen=True, slots=True)
class Objection:
    """Towns that would rather leave together.

    Attributes:
        towns: who, by code.
        here: what they pay together by the division. Agorot.
        alone: what they would pay by themselves. Agorot.
    """

    towns: tuple[Town, ...]
    here: int
    alone: int

    @property
    def gain(self) -> int:
        """What they would save by leaving. Agorot."""
        return self.here - self.alone


def objections(game: CostGame, shares: Mapping[Town, int], separator: Separator | None = None) -> list[Objection]:
    """The coalitions that would rather leave, the one that gains most first; of equal gains the smaller, then by code.

    A coalition objects when it would save an agora for each of its towns: less than that, rounding alone can bring
    about. Up to twenty towns all of them are found; beyond, the separator's, the worst one among them.

    Args:
        game: of at most twenty towns, unless a separator is given.
        shares: what each town pays, in whole agorot.
        separator: finds coalitions that pay too much, for games too large to list.

    >>> game = CostGame.of_table({frozenset("A"): 60, frozenset("B"): 80, frozenset("AB"): 100})
    >>> objections(game, {"A": 70, "B": 30})
    [Objection(towns=('A',), here=70, alone=60)]
    """
    paid = [shares[town] for town in game.towns]
    if separator is not None and len(game.towns) > MOST_IN_A_TABLE:
        masks = _found_by(separator, game, paid)
    else:
        gains = sums(paid, dtype=np.int64) - game.table()
        masks = np.flatnonzero(gains >= np.maximum(1, sizes(len(paid)))).tolist()
    found = [_objection(game, paid, mask) for mask in masks]
    return sorted((each for each in found if each.gain >= len(each.towns)), key=lambda each: _rank(game, each))


def _rank(game: CostGame, objection: Objection) -> tuple[int, int, tuple[int, ...]]:
    return -objection.gain, len(objection.towns), tuple(map(game.towns.index, objection.towns))


def _objection(game: CostGame, paid: list[int], mask: Mask) -> Objection:
    here = sum(share for bit, share in enumerate(paid) if mask >> bit & 1)
    return Objection(game.names(mask), here, game.cost_of(mask))


def _found_by(separator: Separator, game: CostGame, paid: list[int]) -> list[Mask]:
    span = Span(len(game.towns))
    span.settle(game.whole, Fraction(game.total))
    directions = tuple(map(tuple, span.directions()))
    return separator.violated(Question(np.array(paid, dtype=np.float64), 0.0, False, directions, 0.5))


@dataclass(frozen=True, slots=True)
class Core:
    """Whether some division keeps everybody, with the proof.

    Attributes:
        level: the least that the worst-off coalition can be made to pay above its own cost. Above 0: the core is empty.
        balanced: coalitions and weights such that each town is in weights of one altogether. When the core is empty
            they would pay less than all towns together, each coalition on its own for its part of the time.
        apart: what they would pay so. Agorot.
        total: what all pay together. Agorot.
    """

    level: Fraction
    balanced: tuple[tuple[tuple[Town, ...], Fraction], ...]
    apart: Fraction
    total: int

    @property
    def is_empty(self) -> bool:
        """Whether whatever the division, somebody would rather leave."""
        return self.level > 0


def find_core(game: CostGame, separator: Separator | None = None) -> Core:
    """Whether there is a division to which nobody objects, and if not the balanced collection that shows it.

    Args:
        game: of at most twenty towns, unless a separator is given.
        separator: finds coalitions that were forgotten; by default every coalition is looked at.

    Source:
        O. N. Bondareva, 1963, and L. S. Shapley, "On Balanced Sets and Cores", Naval Research Logistics Quarterly 14,
        1967: the core is empty if and only if some balanced collection costs less than all together.

    >>> pairs = CostGame("ABC", lambda some: {0: 0, 1: 60, 2: 80, 3: 150}[len(some)])
    >>> core = find_core(pairs)
    >>> core.is_empty, int(core.apart), [(towns, str(weight)) for towns, weight in core.balanced]
    (True, 120, [(('A', 'B'), '1/2'), (('A', 'C'), '1/2'), (('B', 'C'), '1/2')])
    """
    if len(game.towns) == 1:
        return Core(Fraction(0), ((game.towns, Fraction(1)),), Fraction(game.total), game.total)
    span = Span(len(game.towns))
    span.settle(game.whole, Fraction(game.total))
    level = Levels(game, separator or Table(game)).lowest(span)
    share_of_each = sum(weight for mask, weight in level.weights.items() if mask & 1)
    weights = {mask: weight / share_of_each for mask, weight in level.weights.items()}
    balanced = sorted((tuple(map(game.towns.index, game.names(mask))), mask) for mask in weights)
    apart = sum((weight * game.cost_of(mask) for mask, weight in weights.items()), Fraction(0))
    return Core(level.excess, tuple((game.names(mask), weights[mask]) for _, mask in balanced), apart, game.total)
