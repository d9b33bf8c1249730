"""What a person and an outcome cost, and who paid: whole agorot that add up."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class UnitCost:
    """Money for each of so many.

    Attributes:
        many: people, or outcomes.
        exact: agorot for each, before rounding.
        agorot: for each, to the nearest, half up.
        by_payer: of that, what each paid; adds up to ``agorot``.
    """

    many: int
    exact: Fraction
    agorot: int
    by_payer: Mapping[str, int]


def unit_cost(paid: Mapping[str, int], many: int) -> UnitCost | None:
    """What each of so many cost, by payer; None if there were none: then the money has no unit.

    Args:
        paid: agorot by payer. >= 0.
        many: people, or outcomes. >= 0.

    Raises:
        ValueError: a number is negative.

    >>> cost = unit_cost({"council": 50_000, "ministry": 40_000, "families": 10_001}, 3)
    >>> cost.agorot, dict(cost.by_payer)
    (33334, {'council': 16667, 'ministry': 13333, 'families': 3334})
    """
    if many < 0:
        raise ValueError(f"many must not be negative, and is {many}")
    total = sum(paid.values())
    if many == 0:
        _check(paid)
        return None
    exact = Fraction(total, many)
    agorot = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return UnitCost(many, exact, agorot, shared_out(agorot, paid))


def shared_out(agorot: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Money in proportion to weights, in whole agorot that add up to it.

    Each has its share rounded down, and the agorot that are left go one each to the largest remainders; of equal ones,
    to the first by key.

    Args:
        agorot: what there is. >= 0.
        weights: by payer, or by authority; percent or people or money. >= 0, and one above 0 unless there is no money.

    Raises:
        ValueError: a number is negative, or there is money and no weight.

    Source:
        The method of largest remainders (Hamilton's).

    >>> shared_out(100, {"north": 1, "south": 1, "west": 1})
    {'north': 34, 'south': 33, 'west': 33}
    """
    _check(weights)
    whole = sum(weights.values())
    if agorot < 0:
        raise ValueError(f"agorot must not be negative, and are {agorot}")
    if not whole:
        if agorot:
            raise ValueError("somebody must have a weight above 0")
        return dict.fromkeys(weights, 0)
    shares = {key: agorot * weight // whole for key, weight in weights.items()}
    left = agorot - sum(shares.values())
    by_remainder = sorted(weights, key=lambda key: (-(agorot * weights[key] % whole), key))
    for key in by_remainder[:left]:
        shares[key] += 1
    return shares


def _check(numbers: Mapping[str, int]) -> None:
    for key, number in numbers.items():
        if number < 0:
            raise ValueError(f"{key} must not be negative, and is {number}")
