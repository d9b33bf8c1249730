"""The rounds that live in the demo: who applies, who is in the team, and how far each has come by its days."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random

from igum.programmes.rules.programme import CohortPlan
from igum.sample.applicants import Applicant, families, former_families, former_players, players
from igum.sample.league import SEASON, coaches, play, teams
from igum.sample.residents import children, future_coaches, leaders, staff, women, young_mothers
from igum.sample.settlements import ACCOMPANIED, accompany, advisers, answers, settlements
from igum.sample.teams import (
    Helper,
    companions_of_women,
    guides_of_leaders,
    instructors,
    lecturers,
    mentors,
    trainers,
    tutors,
    volunteer_mothers,
)
from igum.sample.uses import BRANCH, hosts, use


@dataclass(frozen=True, slots=True)
class Story:
    """A round that is lived through: who applies, and who is in its team.

    Attributes:
        turn: of ``dead_number()``, from which its applicants have theirs.
        plan: of a round that the file does not have, by the day on which it is loaded.
        by_list: whether staff hand in a list of all who apply, instead of everybody filling in the form.
        answers: what its forms are answered, where the general answers do not do.
        then: what comes when it has lived.
        cost_agorot: what it cost, where the committee reads its report: invented.
        measured: one in so many has filled in by now what is measured; the forms of the others are late.
    """

    programme: str
    cohort: str
    applicants: Callable[[], list[Applicant]]
    team: Callable[[], list[Helper]]
    turn: int
    plan: Callable[[date], CohortPlan] | None = None
    by_list: bool = False
    measured: int = 1
    answers: Callable[[Random, int, str], Mapping[str, object]] | None = None
    then: Callable[..., None] | None = None
    cost_agorot: int | None = None


def _plan(key: str, opens: date, closes: date, starts: date, places: int) -> Callable[[date], CohortPlan]:
    return lambda _today: CohortPlan(key, opens, closes, starts, places)


def _just_closed(today: date) -> CohortPlan:
    """A round whose reviewers are at work, whenever the demo is loaded."""
    return CohortPlan("winter", today - timedelta(days=45), today - timedelta(days=1), today + timedelta(days=30), 12)


# A round of the year before is as the first of the file. Ended, in the middle, at its first sessions, being chosen,
# still open: a visitor finds each.
STORIES = (
    Story(
        "household-economics",
        "2025",
        former_families,
        mentors,
        turn=8_500,
        plan=_plan("2025", date(2025, 8, 1), date(2025, 9, 24), date(2025, 10, 14), 10),
        by_list=True,
        cost_agorot=11_860_000,
    ),
    Story("household-economics", "2026", families, mentors, turn=8_520, cost_agorot=6_430_000),
    Story(
        "youth-orchestra",
        "2025",
        former_players,
        tutors,
        turn=8_540,
        plan=_plan("2025", date(2025, 6, 1), date(2025, 9, 10), date(2025, 10, 15), 34),
        by_list=True,
        measured=4,
        cost_agorot=46_900_000,
    ),
    Story("youth-orchestra", "2026", players, tutors, turn=8_590, by_list=True, measured=3, cost_agorot=48_250_050),
    Story(
        "resilience-training",
        "spring-2026",
        partial(staff, 28, "staff 2026"),
        trainers,
        turn=8_640,
        plan=_plan("spring-2026", date(2025, 11, 1), date(2026, 2, 25), date(2026, 3, 16), 20),
        by_list=True,
    ),
    Story("resilience-training", "spring-2027", partial(staff, 11, "staff 2027"), trainers, turn=8_670, by_list=True),
    Story(
        "subsidised-classes",
        "2025",
        partial(children, 27, "children 2025"),
        instructors,
        turn=8_690,
        plan=_plan("2025", date(2025, 6, 1), date(2025, 9, 25), date(2025, 10, 12), 24),
        by_list=True,
    ),
    Story(
        "subsidised-classes",
        "spring-2027",
        partial(children, 18, "children 2027"),
        instructors,
        turn=8_730,
        by_list=True,
    ),
    Story(
        "community-leadership",
        "winter",
        partial(leaders, 18, "leaders winter"),
        guides_of_leaders,
        turn=8_800,
        plan=_just_closed,
        by_list=True,
    ),
    Story(
        "womens-empowerment",
        "2026",
        partial(women, 13, "women 2026"),
        companions_of_women,
        turn=8_830,
        plan=_plan("2026", date(2025, 11, 1), date(2026, 1, 20), date(2026, 2, 4), 10),
    ),
    Story("womens-empowerment", "2027", partial(women, 5, "women 2027"), companions_of_women, turn=8_850),
    Story(
        "mother-to-mother",
        "2026",
        partial(young_mothers, 8, "mothers 2026"),
        volunteer_mothers,
        turn=8_880,
        plan=_plan("2026", date(2026, 5, 1), date(2026, 7, 30), date(2026, 8, 30), 6),
    ),
    Story(
        "settlement-accompaniment",
        "2025",
        settlements,
        advisers,
        turn=8_890,
        plan=lambda _today: ACCOMPANIED,
        answers=answers,
        then=accompany,
    ),
    Story(
        "regional-sport",
        "2025",
        future_coaches,
        lecturers,
        turn=8_900,
        plan=_plan("2025", date(2025, 5, 1), date(2025, 7, 31), date(2025, 9, 2), 12),
        by_list=True,
    ),
    Story(
        "regional-teams", SEASON.key, teams, coaches, turn=8_930, plan=lambda _today: SEASON, by_list=True, then=play
    ),
    Story("community-anchor", BRANCH.key, list, hosts, turn=8_950, plan=lambda _: BRANCH, then=use),
)


def story_of(programme: str, cohort: str) -> Story | None:
    """The story of a round; None of one that no story is told of."""
    return next((one for one in STORIES if (one.programme, one.cohort) == (programme, cohort)), None)
