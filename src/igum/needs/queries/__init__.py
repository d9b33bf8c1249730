"""Questions about needs. Fetching and being allowed are one act."""

from igum.needs.queries.needs import NeedRow, SizeRow, need, needs_for, needs_of

__all__ = ["NeedRow", "SizeRow", "need", "needs_for", "needs_of"]
