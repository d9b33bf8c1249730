"""What matching starts from: subjects, candidates, what the rules say of each pair, and what was settled before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

MOST_POINTS = 10**6
Couple = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is helped.

    Attributes:
        key: unique; parts subjects that wait equally long.
        waiting_since: an aware moment; the earliest is served first.
        wants: how many candidates go with it, all or none. >= 1.
    """

    key: str
    waiting_since: datetime
    wants: int = 1

    def __post_init__(self) -> None:
        if self.waiting_since.tzinfo is None:
            raise ValueError(f"waiting_since of {self.key} must be an aware moment")
        if self.wants < 1:
            raise ValueError(f"wants of {self.key} must be at least 1, not {self.wants}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who helps.

    Attributes:
        key: unique; parts candidates that are equally good.
        most_subjects: how many subjects it may go with, those that stay among them. >= 0.
        properties: what quotas ask for, e.g. ``{"woman"}``.
    """

    key: str
    most_subjects: int = 1
    properties: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.most_subjects < 0:
            raise ValueError(f"most_subjects of {self.key} must not be negative, and is {self.most_subjects}")


@dataclass(frozen=True, slots=True)
class Quota:
    """Of the candidates that go with one subject, so many at least have a property.

    Attributes:
        key: names the rule in reasons.
        least: how many. >= 1.
        property: what they have.
        subjects: whom it is about; None for all.
    """

    key: str
    least: int
    property: str
    subjects: frozenset[str] | None = None

    def __post_init__(self) -> None:
        if self.least < 1:
            raise ValueError(f"least of {self.key} must be at least 1, not {self.least}")


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """What the rules say of each pair: a row for each subject, a column for each candidate, in the order of both lists.

    Attributes:
        must: by hard rule, whether the pair meets it. What is not known is not met.
        prefer: by soft rule, its points: whole numbers, at most a million either way.
    """

    must: Mapping[str, NDArray[np.bool_]] = field(default_factory=dict)
    prefer: Mapping[str, NDArray[np.int64]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """All that matching goes by.

    Attributes:
        subjects: in any order.
        candidates: in any order.
        table: what the rules say of each pair.
        quotas: rules about all candidates of one subject.
        stays: pairs of a subject and a candidate that go together already. No computation undoes one, even if it breaks
            a rule.
        declined: pairs that one of the two refused: not proposed again.

    Raises:
        ValueError: two have one key, a pair names nobody, or a column of the table has another shape or greater points.
        TypeError: a column is not of truths or not of whole numbers.
    """

    subjects: tuple[Subject, ...]
    candidates: tuple[Candidate, ...]
    table: Table = field(default_factory=Table)
    quotas: tuple[Quota, ...] = ()
    stays: frozenset[Couple] = frozenset()
    declined: frozenset[Couple] = frozenset()

    def __post_init__(self) -> None:
        _once("subject", (subject.key for subject in self.subjects))
        _once("candidate", (candidate.key for candidate in self.candidates))
        _once("rule", (*self.table.must, *self.table.prefer, *(quota.key for quota in self.quotas)))
        _known("subject", self.subjects, {subject for subject, _ in self.stays | self.declined})
        _known("candidate", self.candidates, {candidate for _, candidate in self.stays | self.declined})
        shape = (len(self.subjects), len(self.candidates))
        for key, truths in self.table.must.items():
            _check(key, truths, shape, "b", "truths")
        for key, points in self.table.prefer.items():
            _check(key, points, shape, "iu", "whole numbers")
            if points.size and max(abs(int(points.min())), abs(int(points.max()))) > MOST_POINTS:
                raise ValueError(f"points of {key} must be between -{MOST_POINTS} and {MOST_POINTS}")


def _once(what: str, keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise ValueError(f"{what} {key!r} stands twice")
        seen.add(key)


def _known(what: str, listed: Iterable[Subject | Candidate], named: set[str]) -> None:
    unknown = sorted(named - {each.key for each in listed})
    if unknown:
        raise ValueError(f"there is no {what} {', '.join(unknown)}")


def _check(key: str, column: NDArray[np.generic], shape: tuple[int, int], kinds: str, what: str) -> None:
    if column.dtype.kind not in kinds:
        raise TypeError(f"{key} must be of {what}, not of {column.dtype}")
    if column.shape != shape:
        raise ValueError(f"{key} must have shape {shape}, not {column.shape}")
