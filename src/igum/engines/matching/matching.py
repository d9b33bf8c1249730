"""Matches for everybody at once, and suggestions for one."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from igum.engines.matching.assignment import assign
from igum.engines.matching.integer import solve
from igum.engines.matching.outcomes import Match, Result, Suggestion, Unmatched
from igum.engines.matching.problem import Problem, problem_of
from igum.engines.matching.reasons import Reasons
from igum.engines.matching.terms import Terms


def match(terms: Terms, *, seconds: float = 10.0) -> Result:
    """Serve as many subjects as can be; of these ways, whoever waits longest; of these, for the most points.

    The levels come in that order and are each exact: how many subjects have all that they want; then the first in the
    order of waiting since (and key) is served if any best way serves them, then the second, and so on; then the sum of
    points of all proposed matches. What is still equal is settled by keys: subjects in that order take candidates in
    the order of theirs; where an integer program is solved it is given them in that order. So the answer does not
    depend on the order of the lists, and other keys change only what is equal in all levels.

    A subject gets all that it lacks, or no proposal. Matches that stay are kept whatever the rules say, count for
    quotas, and take up their candidates' room.

    Args:
        terms: all that it goes by.
        seconds: what the solver has for each question. What it did not prove in that time is among the gaps, and the
            answer is the best of what it found and of a greedy one. The pure assignment needs no solver.

    >>> from datetime import UTC, datetime
    >>> from igum.engines.matching.terms import Candidate, Quota, Subject, Table
    >>> august, september = datetime(2026, 8, 1, tzinfo=UTC), datetime(2026, 9, 1, tzinfo=UTC)
    >>> families = (Subject("Levi", september, 2), Subject("Amer", august))
    >>> mentors = tuple(Candidate(key, properties=frozenset(has)) for key, has in (("Dan", ()), ("Eva", ("woman",))))
    >>> common = Table({"language": np.array([[True, True], [True, True]])}, {"evenings": np.array([[6, 3], [3, 6]])})
    >>> result = match(Terms(families, mentors, common, (Quota("a_woman", 1, "woman"),)))
    >>> [(match.subject, match.candidate, match.score) for match in result.matches]
    [('Amer', 'Eva', 6)]
    >>> [(left.subject, left.lacks, left.reasons[0].because.value) for left in result.unmatched]
    [('Levi', 2, 'taken_by_longer_waiting')]
    """
    problem = problem_of(terms)
    assigned = assign(problem)
    found, gaps = (assigned, ()) if assigned is not None else solve(problem, seconds)
    reasons = Reasons(terms, problem, found)
    lacks = problem.wants - found.sum(axis=1)
    return Result(
        matches=tuple(_matches(problem, found, reasons)),
        unmatched=tuple(
            Unmatched(problem.subjects[row].key, int(lacks[row]), tuple(reasons.of_unmatched(row)))
            for row in np.flatnonzero(lacks).tolist()
        ),
        served=int((lacks == 0).sum()),
        score=int(problem.scores[found].sum()),
        over=_over(problem),
        quotas_broken=tuple(
            (problem.subjects[row].key, terms.quotas[number].key)
            for row, number in np.argwhere(((problem.wants == 0) & (problem.least > 0)).T).tolist()
        ),
        gaps=gaps,
    )


def top(terms: Terms, subject: str, *, many: int = 3, result: Result | None = None) -> tuple[Suggestion, ...]:
    """The best candidates for one subject, by points and then key, for a person to decide.

    Only those who may be proposed and still have room beside the matches that stay. If the subject's quotas ask for
    somebody whom the best do not include, the best of those is among them.

    Args:
        terms: all that it goes by.
        subject: its key.
        many: how many at most. >= 1.
        result: what `match` found, to say to whom each is proposed.

    Raises:
        ValueError: there is no such subject, or ``many`` is less than 1.
    """
    if many < 1:
        raise ValueError(f"many must be at least 1, not {many}")
    problem = problem_of(terms)
    row = next((row for row, each in enumerate(problem.subjects) if each.key == subject), None)
    if row is None:
        raise ValueError(f"there is no subject {subject}")
    reasons = Reasons(terms, problem, np.zeros_like(problem.allowed))
    proposed = [(match.candidate, match.subject) for match in result.matches if not match.stays] if result else []
    return tuple(
        Suggestion(
            candidate=problem.candidates[column].key,
            score=int(problem.scores[row, column]),
            rank=reasons.rank(row, column),
            reasons=tuple(reasons.of_match(row, column)),
            proposed_to=tuple(whom for who, whom in proposed if who == problem.candidates[column].key),
        )
        for column in _shown(problem, row, many)
    )


def _matches(problem: Problem, found: NDArray[np.bool_], reasons: Reasons) -> Iterator[Match]:
    for row, column in np.argwhere(found | problem.stays).tolist():
        yield Match(
            subject=problem.subjects[row].key,
            candidate=problem.candidates[column].key,
            score=int(problem.scores[row, column]),
            stays=bool(problem.stays[row, column]),
            reasons=tuple(reasons.of_match(row, column)),
        )


def _over(problem: Problem) -> dict[str, int]:
    many = problem.stays.sum(axis=0).tolist()
    pairs = zip(problem.candidates, many, strict=True)
    return {each.key: has - each.most_subjects for each, has in pairs if has > each.most_subjects}


def _shown(problem: Problem, row: int, many: int) -> list[int]:
    """The best columns, with those that quotas need before the others if there is not room for all."""
    columns = np.flatnonzero(problem.allowed[row])
    best = columns[np.argsort(-problem.scores[row, columns], kind="stable")].tolist()
    needed: list[int] = []
    for number, has in enumerate(problem.has):
        having = [column for column in best if has[column]]
        there = sum(bool(has[column]) for column in needed)
        lacking = max(0, int(problem.least[number, row]) - there)
        needed += [column for column in having if column not in needed][:lacking]
    shown = [*needed, *(column for column in best if column not in needed)][:many]
    return [column for column in best if column in shown]
