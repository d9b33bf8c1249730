"""What matching answers: who goes with whom, who is left, and why, as codes with facts that a page puts in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Fact = int | str | tuple[str, ...]


class Because(StrEnum):
    """Why. The facts that each code comes with stand behind it."""

    STAYS = "stays"  # was made before, or by a person
    MEETS = "meets"  # rules: the hard rules that the pair meets
    BREAKS = "breaks"  # rules: only a match that stays can
    POINTS = "points"  # rule, points: a soft rule that gave it points
    RANK = "rank"  # rank, of, score: its place among the subject's allowed candidates; equal ones share the best place
    COUNTS_FOR = "counts_for"  # rule: a quota that it helps to meet
    NOBODY_ALLOWED = "nobody_allowed"  # candidates
    TOO_FEW_ALLOWED = "too_few_allowed"  # allowed, wants
    FAILS = "fails"  # rule, candidates: how many fail this hard rule
    DECLINED = "declined"  # candidates: how many said no, or were refused
    FULL = "full"  # candidates: how many allowed ones have all the subjects that they may, by matches that stay
    QUOTA_CANNOT_BE_MET = "quota_cannot_be_met"  # rule, least, there: how many could be had who have the property
    QUOTAS_CANNOT_BE_MET_TOGETHER = "quotas_cannot_be_met_together"  # rules
    TAKEN_BY_LONGER_WAITING = "taken_by_longer_waiting"  # allowed, left: still free; rule: the quota it is about
    TAKEN_SO_MORE_ARE_SERVED = "taken_so_more_are_served"  # the same; by_shorter_waiting: how many of the allowed


class Level(StrEnum):
    """What is made best, each before the next."""

    SERVED = "served"  # how many subjects are served
    WAITING = "waiting"  # whether those who wait longest are among them
    SCORE = "score"  # the points of all matches together


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, and what it speaks of."""

    because: Because
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Match:
    """A subject and a candidate that go together.

    Attributes:
        score: the points of all soft rules.
        stays: made before, or by a person; the others are proposals.
    """

    subject: str
    candidate: str
    score: int
    stays: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A subject that is not served, and how many candidates it lacks."""

    subject: str
    lacks: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A level that was not proven best in the time given: what was found, and what more than that there cannot be.

    At the level of waiting both count the subjects, in the order of waiting, whose answer is certain, and all. At that
    of points they are those of the subjects that are served here.
    """

    level: Level
    found: int
    at_most: int


@dataclass(frozen=True, slots=True)
class Result:
    """Who goes with whom.

    Attributes:
        matches: by subject, the longest waiting first, then by candidate.
        unmatched: the longest waiting first.
        served: how many subjects have all that they want, those by matches that stay among them.
        score: of all proposed matches.
        over: candidates who have more subjects than they may, by matches that stay, and by how many.
        quotas_broken: subjects whose candidates all stay and do not meet a quota: subject and rule.
        gaps: empty if the answer is proven best.
    """

    matches: tuple[Match, ...]
    unmatched: tuple[Unmatched, ...]
    served: int
    score: int
    over: Mapping[str, int]
    quotas_broken: tuple[tuple[str, str], ...]
    gaps: tuple[Gap, ...]

    @property
    def proven(self) -> bool:
        """Whether no better answer exists."""
        return not self.gaps


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A candidate for one subject, for a person to decide.

    Attributes:
        rank: its place among the subject's allowed candidates, from 1; equal ones share the best place.
        proposed_to: to whom the result that was given proposes it.
    """

    candidate: str
    score: int
    rank: int
    reasons: tuple[Reason, ...]
    proposed_to: tuple[str, ...] = ()
