"""Verbs of programmes, split by noun. Each is one transaction, asks leave and leaves a trace."""

from igum.programmes.commands.applications import (
    NotByThisWay,
    TooLate,
    receive_application,
    start_application,
    withdraw_application,
)
from igum.programmes.commands.choosing import ChosenByArrival, TooManyAtOnce, choose_cohort, decide_applications
from igum.programmes.commands.files import MayNotReplace, MayNotRun, RoundExists, WasApplied, apply_file, open_cohort
from igum.programmes.commands.places import NotChosenYet, accept_offer, decline_offer, expire_offers, make_offers
from igum.programmes.commands.reading import Record, Row, Rows, open_application, read_applications
from igum.programmes.commands.screening import NoPanel, TooManyPoints, review_application, screen_cohort

__all__ = [
    "ChosenByArrival",
    "MayNotReplace",
    "MayNotRun",
    "NoPanel",
    "NotByThisWay",
    "NotChosenYet",
    "Record",
    "RoundExists",
    "Row",
    "Rows",
    "TooLate",
    "TooManyAtOnce",
    "TooManyPoints",
    "WasApplied",
    "accept_offer",
    "apply_file",
    "choose_cohort",
    "decide_applications",
    "decline_offer",
    "expire_offers",
    "make_offers",
    "open_application",
    "open_cohort",
    "read_applications",
    "receive_application",
    "review_application",
    "screen_cohort",
    "start_application",
    "withdraw_application",
]
