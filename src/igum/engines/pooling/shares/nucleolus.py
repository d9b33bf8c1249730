"""The nucleolus: the division whose worst-off coalition is as well off as can be, then the next, and so on."""

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np

from igum.engines.pooling.shares.exact import Span
from igum.engines.pooling.shares.games import CostGame, Mask, Town, sizes, sums
from igum.engines.pooling.shares.levels import Level, Levels, Separator, Table

LARGEST_WHOLE = 1 << 62


@dataclass(frozen=True, slots=True)
class Nucleolus:
    """A nucleolus, and what it was found by.

    Attributes:
        shares: by town; add up to the cost.
        levels: each stage's lowest level, falling, with the coalitions that fixed it.
        rows: how many coalitions were written into the programme, of two to the n.
        proven: whether every coalition was looked at in whole numbers afterwards. Else it is as sure as the separator.
    """

    shares: dict[Town, Fraction]
    levels: tuple[Level, ...]
    rows: int
    proven: bool


def nucleolus(game: CostGame, separator: Separator | None = None, *, per_capita: bool = False) -> Nucleolus:
    """The division that makes the sorted excesses of coalitions, the worst first, as small as can be.

    An excess is what a coalition pays above its own cost: all of it together, or for each of its towns when
    ``per_capita``. There is exactly one such division; it does not depend on the order of towns; it is in the core
    whenever the core is not empty, so that then nobody pays more than alone. (It is taken over all divisions that add
    up, also those in which a town pays more than alone, which only an empty core brings about: the prenucleolus.)

    Each stage finds the lowest level of all coalitions that are not settled, and settles those whose weights in the
    dual are above nothing: they pay the level in every best division. That not all that pay it in one of them may be
    settled is where computations of the nucleolus go wrong (Guajardo and Jörnsten 2015).

    Args:
        game: of at most twenty towns, unless a separator is given.
        separator: finds coalitions that were forgotten; by default every coalition is looked at, and at the end once
            more in whole numbers, so that the answer is proven and exact.
        per_capita: whether excesses are counted for each town.

    Raises:
        ValueError: there are more than twenty towns and no separator.

    Source:
        D. Schmeidler, "The Nucleolus of a Characteristic Function Game", SIAM Journal on Applied Mathematics 17(6),
        1969; M. Guajardo, K. Jörnsten, "Common mistakes in computing the nucleolus", European Journal of Operational
        Research 241(3), 2015. Named from memory; the tests hold the answer against another computation.

    >>> hall = {frozenset("A"): 60, frozenset("B"): 60, frozenset("C"): 30,
    ...         frozenset("AB"): 70, frozenset("AC"): 90, frozenset("BC"): 90, frozenset("ABC"): 100}
    >>> [int(share) for share in nucleolus(CostGame.of_table(hall)).shares.values()]
    [35, 35, 30]
    """
    looking = separator or Table(game)
    levels = Levels(game, looking, per_capita)
    while True:
        span, found, stages = _settled(levels)
        if not isinstance(looking, Table):
            break
        forgotten = _forgotten(game, looking, span.point(), stages, per_capita=per_capita)
        if not forgotten - levels.rows:
            break
        levels.rows |= forgotten
    shares = dict(zip(game.towns, span.point(), strict=True))
    return Nucleolus(shares, tuple(found), len(levels.rows), proven=isinstance(looking, Table))


Stage = tuple[tuple[tuple[int, ...], ...], Fraction]


def _settled(levels: Levels) -> tuple[Span, list[Level], list[Stage]]:
    game, span = levels.game, Span(len(levels.game.towns))
    span.settle(game.whole, Fraction(game.total))
    found: list[Level] = []
    stages: list[Stage] = []
    while not span.is_full:
        directions = tuple(map(tuple, span.directions()))
        level = levels.lowest(span)
        for mask in level.weights:
            many = mask.bit_count() if levels.per_capita else 1
            span.settle(mask, game.cost_of(mask) + level.excess * many)
        found.append(level)
        stages.append((directions, level.excess))
    return span, found, stages


def _forgotten(
    game: CostGame, table: Table, shares: list[Fraction], stages: list[Stage], *, per_capita: bool
) -> set[Mask]:
    """The coalitions that pay more than the level of the last stage at which they were not settled, in whole numbers.

    Levels fall, so that the last one is the strictest; nothing found means that every stage's level was reached.
    """
    scale = lcm(*(share.denominator for share in shares), *(excess.denominator for _, excess in stages))
    numbers = [int(share * scale) for share in shares]
    largest = scale * int(np.abs(game.table()).max()) + sum(map(abs, numbers))
    largest += max(abs(int(excess * scale)) for _, excess in stages) * len(shares) if stages else 0
    kind = np.int64 if largest < LARGEST_WHOLE else object
    above = sums(numbers, dtype=kind) - game.table().astype(kind) * scale
    many = sizes(len(shares)).astype(kind) if per_capita else np.ones(above.size, dtype=kind)
    wrong: set[Mask] = set()
    for directions, excess in stages:
        beyond = table.unsettled(directions) & (above > many * int(excess * scale)).astype(bool)
        wrong.update(np.flatnonzero(beyond).tolist())
    return wrong
