"""How far a goal has come, by its first value, its target and what was measured last. All in the goal's own unit."""

from decimal import Decimal
from enum import StrEnum


class Standing(StrEnum):
    """Where a goal stands."""

    UNKNOWN = "unknown"  # nothing was measured yet
    AWAY = "away"  # no nearer than at the beginning, or further away
    ON_THE_WAY = "on_the_way"
    MET = "met"


def standing_of(baseline: Decimal | None, target: Decimal, latest: Decimal | None, *, more_is_better: bool) -> Standing:
    """Where a goal stands.

    >>> standing_of(Decimal(10), Decimal(20), Decimal(15), more_is_better=True).value
    'on_the_way'
    >>> standing_of(Decimal(10), Decimal(4), Decimal(3), more_is_better=False).value
    'met'
    """
    if latest is None:
        return Standing.UNKNOWN
    sign = 1 if more_is_better else -1
    if sign * latest >= sign * target:
        return Standing.MET
    if baseline is not None and sign * latest <= sign * baseline:
        return Standing.AWAY
    return Standing.ON_THE_WAY


def way_gone(baseline: Decimal | None, target: Decimal, latest: Decimal | None) -> float | None:
    """The part of the way from the first value to the target that is behind us, from 0 to 1; None if it cannot be told.

    >>> way_gone(Decimal(10), Decimal(20), Decimal(15)), way_gone(Decimal(10), Decimal(20), Decimal(5))
    (0.5, 0.0)
    """
    if baseline is None or latest is None or baseline == target:
        return None
    return min(1.0, max(0.0, float((latest - baseline) / (target - baseline))))
