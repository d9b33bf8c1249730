"""How a pool divides: the places among authorities, and a cost to the agora."""

from collections.abc import Sequence
from fractions import Fraction

from igum.programmes.rules.programme import Programme, Share


def shares_with_places(programme: Programme) -> tuple[Share, ...]:
    """The shares that keep places for their authority."""
    return tuple(share for share in (programme.pool.shares if programme.pool else ()) if share.places)


def fitted(wanted: Sequence[int], left: int) -> tuple[int, ...]:
    """As many as are wanted where there are enough; else all that is left, in the proportion of what is wanted.

    >>> fitted((4, 4, 4), 12), fitted((4, 4, 4), 5), fitted((5, 3), 0)
    ((4, 4, 4), (2, 2, 1), (0, 0))
    """
    return tuple(wanted) if sum(wanted) <= left else divide_cost(left, wanted)


def divide_cost(agorot: int, percents: Sequence[float]) -> tuple[int, ...]:
    """Each one's part of a cost, in whole agorot, in the order of the percents. Sums to the cost exactly.

    What rounding down leaves goes, an agora each, to those who lost most by it, the first of equals first (the method
    of the largest remainder). Percents that come to 99.99, as three thirds do, are taken as parts of what they come to.

    Raises:
        ValueError: the cost is negative, or nobody has a part.

    >>> divide_cost(100_00, (33.33, 33.33, 33.33))
    (3334, 3333, 3333)
    >>> divide_cost(12_345_67, (40, 30, 30))
    (493827, 370370, 370370)
    """
    parts = [Fraction(str(percent)) for percent in percents]
    if agorot < 0 or sum(parts) <= 0:
        raise ValueError("agorot must not be negative, and the percents must come to more than 0")
    exact = [agorot * part / sum(parts) for part in parts]
    whole = [int(each) for each in exact]
    by_loss = sorted(range(len(parts)), key=lambda place: (whole[place] - exact[place], place))
    for place in by_loss[: agorot - sum(whole)]:
        whole[place] += 1
    return tuple(whole)
