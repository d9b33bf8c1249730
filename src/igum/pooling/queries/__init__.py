"""Questions about pools. Fetching and being allowed are one act."""

from igum.pooling.queries.costs import served_by_town
from igum.pooling.queries.pools import agreements_for, halls_for, plans_for, pools_for, solves_for, swaps_for

__all__ = [
    "agreements_for",
    "halls_for",
    "plans_for",
    "pools_for",
    "served_by_town",
    "solves_for",
    "swaps_for",
]
