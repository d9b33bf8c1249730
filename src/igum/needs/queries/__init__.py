"""Questions about needs. Fetching and being allowed are one act."""

from igum.needs.queries.campaigns import (
    Matrix,
    OwnPage,
    Progress,
    PublicMatrix,
    campaigns_for,
    campaigns_with_counts,
    gap_map,
    gap_matrix,
    own_page,
    progress,
    public_matrix,
    takes_answers,
)
from igum.needs.queries.demand import DemandRow, demand_rows, demands_of
from igum.needs.queries.needs import NeedRow, SizeRow, need, needs_for, needs_of
from igum.needs.queries.network import (
    MemberPage,
    NetworkPage,
    View,
    graphml_of,
    member_page,
    network_page,
    years_of,
)
from igum.needs.queries.tie_surveys import OwnSurvey, asked_of_ties, tie_survey

__all__ = [
    "DemandRow",
    "Matrix",
    "MemberPage",
    "NeedRow",
    "NetworkPage",
    "OwnPage",
    "OwnSurvey",
    "Progress",
    "PublicMatrix",
    "SizeRow",
    "View",
    "asked_of_ties",
    "campaigns_for",
    "campaigns_with_counts",
    "demand_rows",
    "demands_of",
    "gap_map",
    "gap_matrix",
    "graphml_of",
    "member_page",
    "need",
    "needs_for",
    "needs_of",
    "network_page",
    "own_page",
    "progress",
    "public_matrix",
    "takes_answers",
    "tie_survey",
    "years_of",
]
