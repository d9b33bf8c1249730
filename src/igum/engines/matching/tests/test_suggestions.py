"""The best three for one family, for a person to decide."""

import pytest

from igum.engines.matching.matching import match, top
from igum.engines.matching.outcomes import Because
from igum.engines.matching.tests.makers import WOMAN, a_family, a_mentor, some_terms

LEVI = a_family("Levi", wants=2)
MEN = [a_mentor("Avi"), a_mentor("Dan"), a_mentor("Ron"), a_mentor("Tal")]


def test_the_best_three_come_with_their_points_and_rank():
    shown = top(some_terms([LEVI], MEN, [[2, 9, 5, 5]]), "Levi")

    assert [(each.candidate, each.score, each.rank) for each in shown] == [("Dan", 9, 1), ("Ron", 5, 2), ("Tal", 5, 2)]
    assert [reason.because for reason in shown[0].reasons] == [Because.MEETS, Because.POINTS, Because.RANK]


def test_a_woman_is_among_them_if_the_family_needs_one():
    terms = some_terms([LEVI], [*MEN, a_mentor("Eva", "woman")], [[2, 9, 5, 5, 1]], quotas=[WOMAN])

    assert [each.candidate for each in top(terms, "Levi")] == ["Dan", "Ron", "Eva"]


def test_who_said_no_or_has_no_room_is_not_among_them():
    terms = some_terms(
        [LEVI, a_family("Amer")], MEN, [[2, 9, 5, 5]] * 2, stays=[("Amer", "Ron")], declined=[("Levi", "Dan")]
    )

    assert [each.candidate for each in top(terms, "Levi")] == ["Tal", "Avi"]


def test_it_is_said_to_whom_each_is_proposed():
    terms = some_terms([a_family("Amer", waits=9), a_family("Levi")], MEN[:2], [[1, 9], [1, 5]])

    shown = top(terms, "Levi", result=match(terms))

    assert [(each.candidate, each.proposed_to) for each in shown] == [("Dan", ("Amer",)), ("Avi", ("Levi",))]


@pytest.mark.parametrize(("subject", "many", "refusal"), [("Nobody", 3, "no subject"), ("Levi", 0, "at least 1")])
def test_a_question_about_nobody_or_for_none_is_refused(subject, many, refusal):
    with pytest.raises(ValueError, match=refusal):
        top(some_terms([LEVI], MEN, [[1] * 4]), subject, many=many)
