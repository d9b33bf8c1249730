"""Tables of programmes, split by noun."""

from igum.programmes.models.applications import Application, Review
from igum.programmes.models.calendars import AbsenceAlert, CalendarFeed
from igum.programmes.models.communities import Goal, ProfileEntry, WorkEntry
from igum.programmes.models.documents import Document
from igum.programmes.models.drafts import ProgrammeDraft
from igum.programmes.models.duplicates import DuplicateKey, DuplicatePair
from igum.programmes.models.files import Cohort, Programme, ProgrammeVersion
from igum.programmes.models.imports import Import, ImportRow
from igum.programmes.models.invitations import Invitation
from igum.programmes.models.leagues import Court, Game, Player, Turn
from igum.programmes.models.measures import Measurement, Passage
from igum.programmes.models.places import Engagement, Offer
from igum.programmes.models.referrals import Referral
from igum.programmes.models.releases import Release, ReleaseBasis
from igum.programmes.models.sessions import Attendance, Room, RosterReceipt, Session
from igum.programmes.models.team import Match, TeamMember
from igum.programmes.models.uses import UseCount, UseEvent
from igum.programmes.models.work import Audience, Note, Task

__all__ = [
    "AbsenceAlert",
    "Application",
    "Attendance",
    "Audience",
    "CalendarFeed",
    "Cohort",
    "Court",
    "Document",
    "DuplicateKey",
    "DuplicatePair",
    "Engagement",
    "Game",
    "Goal",
    "Import",
    "ImportRow",
    "Invitation",
    "Match",
    "Measurement",
    "Note",
    "Offer",
    "Passage",
    "Player",
    "ProfileEntry",
    "Programme",
    "ProgrammeDraft",
    "ProgrammeVersion",
    "Referral",
    "Release",
    "ReleaseBasis",
    "Review",
    "Room",
    "RosterReceipt",
    "Session",
    "Task",
    "TeamMember",
    "Turn",
    "UseCount",
    "UseEvent",
    "WorkEntry",
]
