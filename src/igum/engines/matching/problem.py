"""The terms as arrays, in an order of their own: subjects by waiting and key, candidates by key."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from igum.engines.matching.terms import Candidate, Subject, Terms


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """What is still to be matched once the matches that stay are taken out.

    The order of the lists that the terms were given in does not reach it, so that no answer depends on that order.

    Attributes:
        subjects: the longest waiting first.
        candidates: by key.
        rows: where each subject stands in the table.
        columns: where each candidate stands in the table.
        meets: whether a pair meets all hard rules.
        stays: whether a pair stays.
        declined: whether a pair was refused.
        scores: the points of each pair.
        wants: how many candidates each subject still lacks.
        room: how many subjects each candidate may still take.
        has: by quota, which candidates have its property.
        least: by quota, how many each subject still needs who have it. Zero for those whom it is not about.
        allowed: whether a pair may be proposed.
    """

    subjects: tuple[Subject, ...]
    candidates: tuple[Candidate, ...]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    meets: NDArray[np.bool_]
    stays: NDArray[np.bool_]
    declined: NDArray[np.bool_]
    scores: NDArray[np.int64]
    wants: NDArray[np.int64]
    room: NDArray[np.int64]
    has: NDArray[np.bool_]
    least: NDArray[np.int64]
    allowed: NDArray[np.bool_]

    def possible(self) -> NDArray[np.bool_]:
        """The subjects that lack somebody and could be served if they were the only ones."""
        enough = self.allowed.sum(axis=1) >= self.wants
        quotas = ((self.allowed.astype(np.int64) @ self.has.T.astype(np.int64)) >= self.least.T).all(axis=1)
        # One candidate may count for several quotas; whether they can be met together the solver finds.
        fits = (self.least <= self.wants).all(axis=0)
        possible: NDArray[np.bool_] = (self.wants > 0) & enough & quotas & fits
        return possible


def problem_of(terms: Terms) -> Problem:
    """The problem that the terms set."""
    rows = np.array(
        sorted(range(len(terms.subjects)), key=lambda row: _turn(terms.subjects[row])),
        dtype=np.int64,
    )
    columns = np.array(
        sorted(range(len(terms.candidates)), key=lambda column: terms.candidates[column].key), dtype=np.int64
    )
    subjects = tuple(terms.subjects[row] for row in rows)
    candidates = tuple(terms.candidates[column] for column in columns)
    shape = (len(rows), len(columns))
    where = np.ix_(rows, columns)
    meets, scores = np.ones(shape, dtype=np.bool_), np.zeros(shape, dtype=np.int64)
    for truths in terms.table.must.values():
        meets &= truths[where]
    for points in terms.table.prefer.values():
        scores += points[where].astype(np.int64)

    stays, declined = _marked(terms.stays, subjects, candidates), _marked(terms.declined, subjects, candidates)
    wants = np.array([subject.wants for subject in subjects], dtype=np.int64) - stays.sum(axis=1)
    room = np.array([candidate.most_subjects for candidate in candidates], dtype=np.int64) - stays.sum(axis=0)
    has = np.array(
        [[quota.property in candidate.properties for candidate in candidates] for quota in terms.quotas],
        dtype=np.bool_,
    ).reshape(len(terms.quotas), len(candidates))
    asked = np.array(
        [
            [quota.least if quota.subjects is None or subject.key in quota.subjects else 0 for subject in subjects]
            for quota in terms.quotas
        ],
        dtype=np.int64,
    ).reshape(len(terms.quotas), len(subjects))
    least = np.maximum(0, asked - has.astype(np.int64) @ stays.T.astype(np.int64))
    return Problem(
        subjects=subjects,
        candidates=candidates,
        rows=rows,
        columns=columns,
        meets=meets,
        stays=stays,
        declined=declined,
        scores=scores,
        wants=np.maximum(0, wants),
        room=np.maximum(0, room),
        has=has,
        least=least,
        allowed=meets & ~stays & ~declined & (room > 0),
    )


def _turn(subject: Subject) -> tuple[datetime, str]:
    return subject.waiting_since, subject.key


def _marked(
    couples: frozenset[tuple[str, str]], subjects: tuple[Subject, ...], candidates: tuple[Candidate, ...]
) -> NDArray[np.bool_]:
    marked = np.zeros((len(subjects), len(candidates)), dtype=np.bool_)
    row_of = {subject.key: row for row, subject in enumerate(subjects)}
    column_of = {candidate.key: column for column, candidate in enumerate(candidates)}
    for subject, candidate in couples:
        marked[row_of[subject], column_of[candidate]] = True
    return marked
