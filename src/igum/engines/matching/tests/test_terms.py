"""Terms that cannot be meant are refused in words."""

from datetime import datetime

import numpy as np
import pytest

from igum.engines.matching.matching import match
from igum.engines.matching.outcomes import Because
from igum.engines.matching.terms import Candidate, Quota, Subject, Table, Terms
from igum.engines.matching.tests.makers import TODAY, a_family, a_mentor, some_terms

LEVI, DAN = a_family("Levi"), a_mentor("Dan")
TRUE, ZERO = np.array([[True]]), np.array([[0]])


@pytest.mark.parametrize(
    ("terms", "refusal"),
    [
        (lambda: Terms((LEVI, LEVI), (DAN,)), "subject 'Levi' stands twice"),
        (lambda: Terms((LEVI,), (DAN, DAN)), "candidate 'Dan' stands twice"),
        (lambda: Terms((LEVI,), (DAN,), Table({"a": TRUE}, {"a": ZERO})), "rule 'a' stands twice"),
        (lambda: Terms((LEVI,), (DAN,), stays=frozenset({("Levi", "Eva")})), "no candidate Eva"),
        (lambda: Terms((LEVI,), (DAN,), declined=frozenset({("Amer", "Dan")})), "no subject Amer"),
        (lambda: Terms((LEVI,), (DAN,), Table({"a": np.array([True])})), r"shape \(1, 1\), not \(1,\)"),
        (lambda: Terms((LEVI,), (DAN,), Table({}, {"a": np.array([[2_000_000]])})), "between"),
        (lambda: a_family("Levi", wants=0), "wants of Levi must be at least 1"),
        (lambda: Candidate("Dan", -1), "must not be negative"),
        (lambda: Quota("a_woman", 0, "woman"), "least of a_woman"),
        (lambda: Subject("Levi", datetime(2026, 9, 1)), "aware moment"),  # noqa: DTZ001 - what is refused
    ],
)
def test_what_cannot_be_meant_is_refused(terms, refusal):
    with pytest.raises(ValueError, match=refusal):
        terms()


@pytest.mark.parametrize(
    ("table", "refusal"),
    [
        (Table({"a": np.array([[1]])}), "a must be of truths"),
        (Table({}, {"a": np.array([[0.5]])}), "a must be of whole numbers"),
        (Table({}, {"a": np.array([[np.nan]])}), "a must be of whole numbers"),
        (Table({}, {"a": np.array([["many"]])}), "a must be of whole numbers"),
    ],
)
def test_a_column_of_another_kind_is_refused(table, refusal):
    with pytest.raises(TypeError, match=refusal):
        Terms((LEVI,), (DAN,), table)


def test_the_most_points_there_may_be_are_added_exactly():
    families = [a_family(f"f{number}") for number in range(50)]
    mentors = [a_mentor(f"m{number}") for number in range(50)]

    result = match(some_terms(families, mentors, [[10**6] * 49 + [10**6 - 1]] * 50))

    assert result.score == 50 * 10**6 - 1


def test_points_below_nothing_do_not_leave_anybody_out():
    assert match(some_terms([LEVI], [DAN], [[-5]])).score == -5


def test_a_family_may_want_more_than_there_are():
    (left,) = match(some_terms([Subject("Levi", TODAY, 10**6)], [DAN], [[1]])).unmatched

    assert left.reasons[0].because is Because.TOO_FEW_ALLOWED


def test_a_mentor_may_take_more_than_there_are():
    terms = some_terms([LEVI], [a_mentor("Dan", room=10**9)], [[1]])

    assert match(terms).served == 1
