"""From exact shares to whole agorot that add up."""

from collections.abc import Mapping
from fractions import Fraction
from math import floor

from igum.engines.pooling.shares.games import Town, in_order

Shares = Mapping[Town, int]
Exact = Mapping[Town, Fraction]


def whole(exact: Exact) -> dict[Town, int]:
    """Round shares down, and give the agorot left over to the largest remainders.

    Of equal remainders the town with the smaller code gives the agora first. Nobody's share moves by a whole agora.

    Args:
        exact: shares that add up to a whole number; may be negative.

    Returns:
        By town, in the order of codes; adds up to the same.

    Raises:
        ValueError: they do not add up to whole agorot.

    >>> whole({"B": Fraction(100, 3), "C": Fraction(100, 3), "A": Fraction(100, 3)})
    {'A': 34, 'B': 33, 'C': 33}
    """
    total = sum(exact.values(), Fraction(0))
    if total.denominator != 1:
        raise ValueError(f"shares must add up to whole agorot, not {total}")
    towns = in_order(exact)
    rounded = {town: floor(exact[town]) for town in towns}
    left = int(total) - sum(rounded.values())
    by_remainder = sorted(towns, key=lambda town: rounded[town] - exact[town])
    for town in by_remainder[:left]:
        rounded[town] += 1
    return rounded


def in_proportion(total: int, weights: Mapping[Town, int | Fraction]) -> dict[Town, Fraction]:
    """A cost divided in proportion to weights, exactly.

    Raises:
        ValueError: a weight is negative, or all are nothing.
    """
    sum_of_weights = sum((Fraction(weight) for weight in weights.values()), Fraction(0))
    if any(weight < 0 for weight in weights.values()) or not sum_of_weights:
        raise ValueError("weights must not be negative, and some must be more than nothing")
    return {town: total * Fraction(weight) / sum_of_weights for town, weight in weights.items()}
