"""How counts of searches and refusals become demand, and how long they are kept."""

from collections.abc import Mapping

DAYS_TOLD = 90  # what is older tells of another season
DAYS_KEPT = 400  # a year and a month, so that a month can be laid beside the same one last year
FEWEST = 5  # of a town, as in waiting lists and in reports


def shown(by_town: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    """The towns whose number may be shown, by code; the others are left out and cannot be reckoned from a sum.

    >>> shown({20: 5, 10: 7, 30: 4})
    ((10, 7), (20, 5))
    """
    return tuple(sorted((town, many) for town, many in by_town.items() if many >= FEWEST))
