"""Tables of needs, split by noun."""

from igum.needs.models.campaigns import Campaign, Invitation, Respondent
from igum.needs.models.counts import RefusalCount, SearchCount
from igum.needs.models.needs import Need, NeedSize
from igum.needs.models.ties import TieStatement, TieSurvey

__all__ = [
    "Campaign",
    "Invitation",
    "Need",
    "NeedSize",
    "RefusalCount",
    "Respondent",
    "SearchCount",
    "TieStatement",
    "TieSurvey",
]
