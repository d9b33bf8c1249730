"""Questions about pools. Fetching and being allowed are one act."""

from igum.pooling.queries.pools import agreements_for, plans_for, pools_for, solves_for

__all__ = ["agreements_for", "plans_for", "pools_for", "solves_for"]
