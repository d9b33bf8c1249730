"""The demo's settlements that are accompanied: who asks, who goes with them, and what a year brings. All invented."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from igum.core.actor import Actor
from igum.core.tenancy import tenant_scope
from igum.programmes import commands
from igum.programmes.models import Engagement, Goal
from igum.programmes.rules.programme import CohortPlan
from igum.sample.applicants import Applicant
from igum.sample.reading import Node, read
from igum.sample.teams import Helper

# A round that has ended: as the file's, a year and a half before.
ACCOMPANIED = CohortPlan("2025", date(2025, 5, 1), date(2025, 6, 15), date(2025, 7, 7), 3)
LETTERS = "אבגדה"
JERUSALEM = ZoneInfo("Asia/Jerusalem")


def settlements() -> list[Applicant]:
    """The five that ask."""
    return [
        Applicant(
            name=f"מזכירות היישוב {LETTERS[number]} (דוגמה)",
            language="he",
            town=one["town"],
            answers={
                "households": one["households"],
                "newcomers": one["newcomers"],
                "committee_decided": True,
                "has_absorption_team": one["team"],
                "why": one["why"],
            },
            points=tuple(one["points"]),
        )
        for number, one in enumerate(read("settlements")["applicants"])
    ]


def advisers() -> list[Helper]:
    """The advisers from outside, and the council's team."""
    found = read("settlements")
    helpers = [
        Helper(
            "adviser",
            commands.Newcomer(one["name"], locality_id=one["town"], facts={"experience": one["experience"]}),
        )
        for one in found["advisers"]
    ]
    return helpers + [Helper("council", commands.Newcomer(name, leads=True)) for name in found["council"]]


def answers(chance: Random, number: int, key: str) -> Mapping[str, object]:
    """What a settlement fills in: its profile in words, and how many of those asked are active."""
    if not key.startswith("measure"):
        return {"strengths": "תושבים שנותנים מזמנם.", "barriers": "מי שמגיע אינו יודע למי לפנות."}
    asked = 60 + 10 * number
    share = 0.22 if key.endswith("baseline") else 0.41
    return {"asked": asked, "active": round(asked * (share + 0.02 * chance.random()))}


def accompany(cohort_id: UUID, *, runs: Actor, until: datetime) -> None:
    """Let the settlements of a round learn, decide, work and look back, each at its day up to a moment."""
    told = read("settlements")
    with tenant_scope(runs):
        engagements = list(Engagement.objects.filter(cohort_id=cohort_id).order_by("locality_id"))
        for number, engagement in enumerate(engagements):
            _Accompanied(runs, engagement, number, until).lives(told)


class _Accompanied:
    """One settlement, and whoever writes for it."""

    def __init__(self, runs: Actor, engagement: Engagement, number: int, until: datetime) -> None:
        self._runs, self._engagement, self._number, self._until = runs, engagement, number, until

    def lives(self, told: Node) -> None:
        """Everything at its day."""
        self._team(told["people"])
        for one in told["profile"]:
            if self._has_come(one["day"]):
                texts = {"he": one["he"], "ar": one["ar"]}
                known = commands.Known(one["kind"], texts, one["source"], self._at(one["day"]).date())
                commands.write_profile(**self._of(one["day"]), known=known)
        goals = [self._goal(one) for one in told["goals"] if self._has_come(one["day"])]
        for one in told["work"]:
            if self._has_come(one["day"]):
                worked = commands.Worked(self._at(one["day"]).date(), one["text"], one["theme"], one["body"])
                commands.write_work(**self._of(one["day"]), worked=worked)
        for turn, one in enumerate(told["reviews"]):
            if self._has_come(one["day"]):
                values = {
                    goal.pk: Decimal(planned["values"][self._number % 3][turn])
                    for goal, planned in zip(goals, told["goals"], strict=False)
                }
                worked = commands.Worked(self._at(one["day"]).date(), one["text"])
                commands.review_goals(**self._of(one["day"]), values=values, worked=worked)

    def _team(self, people: list[Node]) -> None:
        for one in people:
            facts = {"came": one["came"]} if "came" in one else {}
            name = f"{one['name']} {LETTERS[self._number % 3]} (דוגמה)"
            newcomer = commands.Newcomer(name, locality_id=self._engagement.locality_id, facts=facts)
            commands.join_settlement(**self._of(62), role=one["role"], newcomer=newcomer)

    def _goal(self, one: Node) -> Goal:
        aim = commands.Aim(
            theme=one["theme"],
            texts={"he": one["he"], "ar": one["ar"]},
            measures={"he": one["measure_he"], "ar": one["measure_ar"]},
            baseline=Decimal(one["baseline"]),
            target=Decimal(one["target"]),
            more_is_better="less" not in one,
            due_on=self._at(one["due"]).date(),
        )
        return commands.set_goal(**self._of(one["day"]), aim=aim)

    def _of(self, day: int) -> dict[str, Any]:
        return {"actor": self._runs, "engagement_id": self._engagement.pk, "at": self._at(day)}

    def _at(self, day: int) -> datetime:
        return datetime.combine(ACCOMPANIED.starts + timedelta(days=day), time(20), JERUSALEM)

    def _has_come(self, day: int) -> bool:
        return self._at(day) <= self._until
