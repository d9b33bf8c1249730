"""Verbs of programmes, split by noun. Each is one transaction, asks leave and leaves a trace."""

from igum.programmes.commands.applications import (
    NotByThisWay,
    TooLate,
    receive_application,
    start_application,
    withdraw_application,
)
from igum.programmes.commands.choosing import ChosenByArrival, TooManyAtOnce, choose_cohort, decide_applications
from igum.programmes.commands.drafts import (
    CannotBeRead,
    KeyIsTaken,
    NotReady,
    SavedMeanwhile,
    VersionNotAgreed,
    discard_draft,
    edit_draft,
    open_draft_of,
    publish_draft,
    start_draft,
)
from igum.programmes.commands.files import MayNotReplace, MayNotRun, RoundExists, WasApplied, apply_file, open_cohort
from igum.programmes.commands.places import NotChosenYet, accept_offer, decline_offer, expire_offers, make_offers
from igum.programmes.commands.reading import Record, Row, Rows, open_application, read_applications
from igum.programmes.commands.screening import NoPanel, TooManyPoints, review_application, screen_cohort

__all__ = [
    "CannotBeRead",
    "ChosenByArrival",
    "KeyIsTaken",
    "MayNotReplace",
    "MayNotRun",
    "NoPanel",
    "NotByThisWay",
    "NotChosenYet",
    "NotReady",
    "Record",
    "RoundExists",
    "Row",
    "Rows",
    "SavedMeanwhile",
    "TooLate",
    "TooManyAtOnce",
    "TooManyPoints",
    "VersionNotAgreed",
    "WasApplied",
    "accept_offer",
    "apply_file",
    "choose_cohort",
    "decide_applications",
    "decline_offer",
    "discard_draft",
    "edit_draft",
    "expire_offers",
    "make_offers",
    "open_application",
    "open_cohort",
    "open_draft_of",
    "publish_draft",
    "read_applications",
    "receive_application",
    "review_application",
    "screen_cohort",
    "start_application",
    "start_draft",
    "withdraw_application",
]
