"""Questions about needs. Fetching and being allowed are one act."""

from igum.needs.queries.campaigns import (
    Matrix,
    OwnPage,
    Progress,
    PublicMatrix,
    campaigns_for,
    campaigns_with_counts,
    gap_matrix,
    own_page,
    progress,
    public_matrix,
    takes_answers,
)
from igum.needs.queries.needs import NeedRow, SizeRow, need, needs_for, needs_of

__all__ = [
    "Matrix",
    "NeedRow",
    "OwnPage",
    "Progress",
    "PublicMatrix",
    "SizeRow",
    "campaigns_for",
    "campaigns_with_counts",
    "gap_matrix",
    "need",
    "needs_for",
    "needs_of",
    "own_page",
    "progress",
    "public_matrix",
    "takes_answers",
]
