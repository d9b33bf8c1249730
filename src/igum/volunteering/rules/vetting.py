"""Vetting: which documents a task needs, how long each is good for, and where a volunteer stands with each."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

POLICE, VIOLENCE, REFERRAL = "police_minors", "violence", "insurance_referral"
TRAINING, SECRECY, PARENTS = "training", "secrecy", "parents_consent"
MONTHS_A_YEAR = 12
# Of one volunteer: waiting to be looked at, and handed in within a day, taken back ones counted.
MOST_WAITING = 10
MOST_A_DAY = 20


class Standing(StrEnum):
    """Where a volunteer stands with one kind of document."""

    VALID = "valid"
    WAITING = "waiting"
    EXPIRED = "expired"
    REFUSED = "refused"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Source:
    """What a kind of document rests on."""

    says: Mapping[str, str]
    in_force_on: date | None
    reference: str
    from_memory: bool


@dataclass(frozen=True, slots=True)
class VettingKind:
    """A kind of document, as the dated data say: its names, how long it is good for, and why it is asked for.

    ``valid_months`` is None for what has no end; ``needs_file`` is false for what a worker notes without a paper.
    """

    code: str
    names: Mapping[str, str]
    explains: Mapping[str, str]
    valid_months: int | None
    needs_file: bool
    source: Source


class Paper(Protocol):
    """A document as far as a decision needs it."""

    kind: str
    expires_on: date | None

    @property
    def is_approved(self) -> bool: ...

    @property
    def is_refused(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class VettingState:
    """How a volunteer stands with one kind on a day, and until when it is good."""

    kind: str
    standing: Standing
    expires_on: date | None = None


def kinds_needed(
    *, with_minors: bool, with_dependants: bool, others: Collection[str], volunteer_is_minor: bool
) -> frozenset[str]:
    """The kinds of documents that a task asks of a volunteer.

    Both laws ask adults; whoever is not of age needs the parents' consent instead.

    >>> sorted(kinds_needed(with_minors=True, with_dependants=False, others=(), volunteer_is_minor=False))
    ['police_minors', 'violence']
    """
    needed = set(others)
    if volunteer_is_minor:
        return frozenset(needed | {PARENTS})
    if with_minors:
        needed |= {POLICE, VIOLENCE}
    if with_dependants:
        needed.add(VIOLENCE)
    return frozenset(needed)


def standing_of(kind: str, papers: Iterable[Paper], day: date) -> VettingState:
    """Where somebody stands with one kind on a day: the best of the papers of that kind counts.

    A paper is good on the day it expires, and no longer on the day after.
    """
    own = [paper for paper in papers if paper.kind == kind]
    good = [paper for paper in own if paper.is_approved and not _is_over(paper, day)]
    if good:
        lasting = None if any(paper.expires_on is None for paper in good) else max(_ends(good))
        return VettingState(kind, Standing.VALID, lasting)
    if any(not paper.is_approved and not paper.is_refused and not _is_over(paper, day) for paper in own):
        return VettingState(kind, Standing.WAITING)
    over = [paper for paper in own if paper.is_approved]
    if over:
        return VettingState(kind, Standing.EXPIRED, max(_ends(over)))
    return VettingState(kind, Standing.REFUSED if any(paper.is_refused for paper in own) else Standing.MISSING)


def lacking(needed: Collection[str], papers: Collection[Paper], day: date) -> list[VettingState]:
    """The kinds that a task needs and somebody does not have in force on a day, by their codes' order."""
    states = [standing_of(kind, papers, day) for kind in sorted(needed)]
    return [state for state in states if state.standing is not Standing.VALID]


def last_good_day(issued_on: date, valid_months: int | None) -> date | None:
    """The last day a document is good on: so many months after it was issued, less a day; None without an end.

    >>> last_good_day(date(2026, 2, 10), 12)
    datetime.date(2027, 2, 9)
    >>> last_good_day(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    if valid_months is None:
        return None
    months = issued_on.month - 1 + valid_months
    year, month = issued_on.year + months // MONTHS_A_YEAR, months % MONTHS_A_YEAR + 1
    try:
        after = issued_on.replace(year=year, month=month)
    except ValueError:  # the month is shorter: its last day is the last good one
        following = date(year + month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, 1)
        return date.fromordinal(following.toordinal() - 1)
    return date.fromordinal(after.toordinal() - 1)


def _is_over(paper: Paper, day: date) -> bool:
    return paper.expires_on is not None and paper.expires_on < day


def _ends(papers: Iterable[Paper]) -> Iterable[date]:
    return [paper.expires_on for paper in papers if paper.expires_on is not None]
