"""Tables of programmes, split by noun."""

from igum.programmes.models.applications import Application, Review
from igum.programmes.models.drafts import ProgrammeDraft
from igum.programmes.models.duplicates import DuplicateKey, DuplicatePair
from igum.programmes.models.files import Cohort, Programme, ProgrammeVersion
from igum.programmes.models.imports import Import, ImportRow
from igum.programmes.models.places import Engagement, Offer

__all__ = [
    "Application",
    "Cohort",
    "DuplicateKey",
    "DuplicatePair",
    "Engagement",
    "Import",
    "ImportRow",
    "Offer",
    "Programme",
    "ProgrammeDraft",
    "ProgrammeVersion",
    "Review",
]
