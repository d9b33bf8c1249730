"""How many people lack something where nobody answered, judged by the authorities that did."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import scipy

FEWEST = 3  # authorities that must have answered
SURE = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """People, and between which numbers they are with 95% confidence, if the place is like the others."""

    people: int
    low: int
    high: int


def estimate(told: Sequence[tuple[int, int]], residents: int) -> Estimate | None:
    """The number to expect in a place with so many residents; None where too few places have told theirs.

    The people who lack something are taken to be a share of the residents, the same everywhere but for chance that
    grows with the number of residents. The share is all people told over all their residents; the interval is that of
    a prediction for a new place, by Student's t.

    Args:
        told: people and residents of each place that answered. Residents > 0.
        residents: of the place that did not. > 0.

    Source:
        The ratio estimator under a model with variance in proportion to size: R. M. Royall, "On finite population
        sampling theory under certain linear regression models", Biometrika 57(2), 1970.

    >>> estimate([(10, 1000), (20, 2000), (30, 3000)], 500)
    Estimate(people=5, low=5, high=5)
    >>> estimate([(10, 1000), (20, 1000)], 500) is None
    True
    """
    if len(told) < FEWEST:
        return None
    all_residents = sum(size for _people, size in told)
    share = sum(people for people, _size in told) / all_residents
    spread = sum((people - share * size) ** 2 / size for people, size in told) / (len(told) - 1)
    middle = share * residents
    student = float(scipy.special.stdtrit(len(told) - 1, (1 + SURE) / 2))
    error = student * sqrt(spread * (residents + residents**2 / all_residents))
    return Estimate(round(middle), max(0, round(middle - error)), round(middle + error))
