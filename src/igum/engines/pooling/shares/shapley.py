"""The Shapley value: what a town adds to the cost, averaged over all orders in which the towns could have joined."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import comb, factorial, sqrt

import numpy as np

from igum.engines.pooling.shares.games import CostGame, Mask, Town, sizes

EXACT_TOWNS = 12
TWO_SIDED_95 = 1.959963984540054  # of the normal distribution


def shapley(game: CostGame) -> dict[Town, Fraction]:
    """What each town adds to the cost, averaged over all orders of joining, exactly.

    The one division that adds up, gives alike to towns that are alike, charges a town that adds nothing but its own
    cost just that, and of two services together is the sum of the two. It need not be in the core.

    Args:
        game: of at most twenty towns (beyond twelve, ``shapley_sampled`` asks for fewer costs).

    Source:
        L. S. Shapley, "A Value for n-Person Games", in Contributions to the Theory of Games II, 1953.

    >>> game = CostGame.of_table({frozenset("A"): 6, frozenset("B"): 8, frozenset("AB"): 10})
    >>> shapley(game)
    {'A': Fraction(4, 1), 'B': Fraction(6, 1)}
    """
    costs, size, n = game.table(), sizes(len(game.towns)), len(game.towns)
    values = {}
    for bit, town in enumerate(game.towns):
        without = np.flatnonzero(~np.arange(costs.size) >> bit & 1)
        added = costs[without | 1 << bit] - costs[without]
        by_size = [int(added[size[without] == many].sum()) for many in range(n)]
        weighted = sum(sum_ * factorial(many) * factorial(n - many - 1) for many, sum_ in enumerate(by_size))
        values[town] = Fraction(weighted, factorial(n))
    return values


@dataclass(frozen=True, slots=True)
class Sampled:
    """A Shapley value that was sampled.

    Attributes:
        shares: by town; add up to the cost.
        within: by town, in agorot: half the width of its 95% confidence interval; 0 when nothing was left to chance.
        asked: of how many coalitions the cost was asked.
    """

    shares: dict[Town, Fraction]
    within: dict[Town, float]
    asked: int


def shapley_sampled(game: CostGame, chance: np.random.Generator, samples: int = 30) -> Sampled:
    """The Shapley value estimated from some of the coalitions of each size, and how far off it may be.

    A town's value is the mean over sizes of the mean it adds to coalitions of that size, so that each size is sampled
    apart; sizes of which there are no more coalitions than samples are counted whole. A coalition that is drawn serves
    all its towns: each of them is taken as the one who joined the others. As towns are drawn without regard to who
    they are, the others of each are alike likely to be any. What the estimates miss of the total is spread over the
    towns by the variance of their estimates, so that the uncertain ones give most.

    Args:
        game: of any number of towns.
        chance: what is drawn from; the same generator gives the same answer whatever the order of towns.
        samples: coalitions of each size for each town, at the least. >= 2.

    Source:
        S. Maleki, L. Tran-Thanh, G. Hines, T. Rahwan, A. Rogers, "Bounding the Estimation Error of Sampling-based
        Shapley Value Approximation", arXiv:1306.4265, 2013 (stratified sampling). The interval is by the normal
        approximation, not by their bound, which is wider.
    """
    if samples < 2:
        raise ValueError(f"samples must be at least 2, not {samples}")
    n = len(game.towns)
    means, variances, asked = [Fraction(0)] * n, [0.0] * n, set[Mask]()
    for many in range(n):
        of_size = []
        for bit, drawn in enumerate(_joined(n, many, samples, chance)):
            added = [game.cost_of(mask | 1 << bit) - game.cost_of(mask) for mask in drawn]
            asked.update(drawn, (mask | 1 << bit for mask in drawn))
            means[bit] += Fraction(sum(added), len(added) * n)
            of_size.append(float(np.var(added, ddof=1)) / len(added) / n**2 if comb(n - 1, many) > samples else 0.0)
        variances = [sum(pair) for pair in zip(variances, _steadied(of_size), strict=True)]
    missed = game.total - sum(means, Fraction(0))
    weights = [Fraction(variance) for variance in variances] if any(variances) else [Fraction(1)] * n
    shares = [mean + missed * weight / sum(weights) for mean, weight in zip(means, weights, strict=True)]
    within = [TWO_SIDED_95 * sqrt(variance) for variance in variances]
    return Sampled(
        dict(zip(game.towns, shares, strict=True)), dict(zip(game.towns, within, strict=True)), len(asked - {0})
    )


def _steadied(variances: list[float]) -> list[float]:
    """Each halfway to that of all: where all few draws of a town agree by chance, it is not sure of its share."""
    of_all = sum(variances) / len(variances)
    return [(variance + of_all) / 2 for variance in variances]


def _joined(towns: int, many: int, samples: int, chance: np.random.Generator) -> list[list[Mask]]:
    """By town, coalitions of so many others that it joins: all when they are few, else some, each alike likely."""
    if comb(towns - 1, many) <= samples:
        others = [[bit for bit in range(towns) if bit != apart] for apart in range(towns)]
        return [[sum(1 << bit for bit in bits) for bits in combinations(each, many)] for each in others]
    drawn: list[list[Mask]] = [[] for _ in range(towns)]
    while min(map(len, drawn)) < samples:
        in_turn = sorted(chance.permutation(towns).tolist(), key=lambda bit: len(drawn[bit]))[: many + 1]
        together = sum(1 << bit for bit in in_turn)
        for bit in in_turn:
            drawn[bit].append(together ^ 1 << bit)
    return drawn
