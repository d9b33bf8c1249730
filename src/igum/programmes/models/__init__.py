"""Tables of programmes, split by noun."""

from igum.programmes.models.applications import Application, Review
from igum.programmes.models.files import Cohort, Programme, ProgrammeVersion
from igum.programmes.models.places import Engagement, Offer

__all__ = ["Application", "Cohort", "Engagement", "Offer", "Programme", "ProgrammeVersion", "Review"]
