"""Verbs of needs: one transaction each."""

from igum.needs.commands.answering import EnoughPeople, HandedOn, hand_on, open_answer, receive_answer
from igum.needs.commands.campaigns import (
    PURPOSE,
    AskedBefore,
    BodyAsked,
    IsClosed,
    NobodyAsked,
    NotACampaign,
    NotClosed,
    Person,
    Plan,
    close_campaign,
    close_ended_campaigns,
    invite,
    make_campaign,
    publish_campaign,
    remind,
    remind_of_campaigns,
)
from igum.needs.commands.counts import NotCounted, count_refusal, count_searches, forget_old_counts
from igum.needs.commands.from_demand import NotAsked, make_need_of_demand
from igum.needs.commands.from_gaps import NoSize, make_need_of_estimate, make_need_of_gap
from igum.needs.commands.letters import ASKED
from igum.needs.commands.needs import NeedData, NotANeed, NotOpen, Size, add_need, close_need, mark_pooled
from igum.needs.commands.ties import SURVEY, AskedThisYear, NotAnAnswer, SurveyIsOver, answer_of_ties, ask_of_ties
from igum.needs.commands.ties import Said as SaidOfTies

__all__ = [
    "ASKED",
    "PURPOSE",
    "SURVEY",
    "AskedBefore",
    "AskedThisYear",
    "BodyAsked",
    "EnoughPeople",
    "HandedOn",
    "IsClosed",
    "NeedData",
    "NoSize",
    "NobodyAsked",
    "NotACampaign",
    "NotANeed",
    "NotAnAnswer",
    "NotAsked",
    "NotClosed",
    "NotCounted",
    "NotOpen",
    "Person",
    "Plan",
    "SaidOfTies",
    "Size",
    "SurveyIsOver",
    "add_need",
    "answer_of_ties",
    "ask_of_ties",
    "close_campaign",
    "close_ended_campaigns",
    "close_need",
    "count_refusal",
    "count_searches",
    "forget_old_counts",
    "hand_on",
    "invite",
    "make_campaign",
    "make_need_of_demand",
    "make_need_of_estimate",
    "make_need_of_gap",
    "mark_pooled",
    "open_answer",
    "publish_campaign",
    "receive_answer",
    "remind",
    "remind_of_campaigns",
]
