"""Who goes with whom: known answers first, then what must hold for all terms, against all ways of matching."""

from dataclasses import replace
from itertools import permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from igum.engines.matching.greedy import greedily
from igum.engines.matching.matching import match
from igum.engines.matching.outcomes import Because
from igum.engines.matching.problem import problem_of
from igum.engines.matching.terms import Candidate, Quota, Table, Terms
from igum.engines.matching.tests.makers import (
    WOMAN,
    a_family,
    a_mentor,
    best_by_trying,
    codes,
    pairs,
    some_terms,
    tiny_terms,
)


class TestKnownAnswers:
    def test_the_most_points_together_go_before_the_most_for_one(self):
        terms = some_terms([a_family("Amer"), a_family("Levi")], [a_mentor("Dan"), a_mentor("Eva")], [[9, 8], [8, 1]])

        assert pairs(match(terms)) == [("Amer", "Eva"), ("Levi", "Dan")]

    def test_who_waits_longest_is_served_whatever_the_points(self):
        families = [a_family("new", waits=1), a_family("old", waits=90)]
        terms = some_terms(families, [a_mentor("Dan")], [[9], [1]])

        result = match(terms)

        assert pairs(result) == [("old", "Dan")]
        assert codes(result.unmatched[0]) == ["taken_by_longer_waiting"]

    def test_two_families_with_one_mentor_each_go_before_one_that_waits_longer_and_wants_both(self):
        families = [a_family("old", waits=90, wants=2), a_family("new"), a_family("newer")]
        terms = some_terms(families, [a_mentor("Dan"), a_mentor("Eva")], [[5, 5], [1, None], [None, 1]])

        result = match(terms)

        assert (result.served, pairs(result)) == (2, [("new", "Dan"), ("newer", "Eva")])
        assert codes(result.unmatched[0]) == ["taken_so_more_are_served"]
        assert result.unmatched[0].reasons[0].facts["by_shorter_waiting"] == 2

    def test_one_of_the_two_mentors_is_a_woman(self):
        mentors = [a_mentor("Dan"), a_mentor("Ron"), a_mentor("Eva", "woman")]
        terms = some_terms([a_family("Levi", wants=2)], mentors, [[9, 8, 1]], quotas=[WOMAN])

        result = match(terms)

        assert pairs(result) == [("Levi", "Dan"), ("Levi", "Eva")]
        assert [reason.because for reason in result.matches[1].reasons][-1] is Because.COUNTS_FOR

    def test_nobody_is_given_half_of_what_they_want(self):
        result = match(some_terms([a_family("Levi", wants=2)], [a_mentor("Dan")], [[9]]))

        assert (result.matches, result.unmatched[0].lacks) == ((), 2)
        assert codes(result.unmatched[0]) == ["too_few_allowed"]

    def test_a_match_that_stays_counts_for_the_quota_and_is_filled_up(self):
        mentors = [a_mentor("Dan"), a_mentor("Ron"), a_mentor("Eva", "woman")]
        terms = some_terms([a_family("Levi", wants=2)], mentors, [[9, 8, 1]], quotas=[WOMAN], stays=[("Levi", "Eva")])

        result = match(terms)

        assert [(each.candidate, each.stays) for each in result.matches] == [("Dan", False), ("Eva", True)]

    def test_a_match_that_stays_may_break_rules_and_says_so(self):
        terms = some_terms(
            [a_family("Amer"), a_family("Levi")],
            [a_mentor("Dan")],
            [[None], [1]],
            stays=[("Amer", "Dan"), ("Levi", "Dan")],
        )

        result = match(terms)

        assert pairs(result) == [("Amer", "Dan"), ("Levi", "Dan")]
        assert Because.BREAKS in [reason.because for reason in result.matches[0].reasons]
        assert result.over == {"Dan": 1}

    def test_a_quota_that_the_matches_that_stay_do_not_meet_is_told(self):
        terms = some_terms([a_family("Levi")], [a_mentor("Dan")], [[1]], quotas=[WOMAN], stays=[("Levi", "Dan")])

        assert match(terms).quotas_broken == (("Levi", "a_woman"),)

    def test_a_pair_that_was_declined_is_not_proposed_again(self):
        terms = some_terms([a_family("Levi")], [a_mentor("Dan"), a_mentor("Eva")], [[9, 1]], declined=[("Levi", "Dan")])

        assert pairs(match(terms)) == [("Levi", "Eva")]

    def test_of_equal_matches_the_first_family_has_the_first_mentor(self):
        families = [a_family("b"), a_family("a"), a_family("c", waits=9)]
        mentors = [a_mentor("z"), a_mentor("y"), a_mentor("x"), a_mentor("w")]

        result = match(some_terms(families, mentors, [[1] * 4] * 3))

        assert pairs(result) == [("c", "w"), ("a", "x"), ("b", "y")]

    def test_a_mentor_of_several_families_has_no_more_than_they_may(self):
        families = [a_family(str(number)) for number in range(4)]
        terms = some_terms(families, [a_mentor("Dan", room=3), a_mentor("Eva")], [[9, 1]] * 4)

        assert [candidate for _, candidate in pairs(match(terms))].count("Dan") == 3

    def test_nothing_to_match_is_an_answer_too(self):
        assert match(Terms((), ())).proven
        assert match(some_terms([a_family("Levi")], [], [[]])).unmatched[0].reasons[0].because is Because.NOBODY_ALLOWED


class TestWhyNobody:
    def test_how_many_fail_each_rule(self):
        families, mentors = [a_family("Levi")], [a_mentor("Dan"), a_mentor("Eva")]
        table = Table({"language": np.array([[False, True]]), "town": np.array([[True, False]])})

        (left,) = match(Terms(tuple(families), tuple(mentors), table)).unmatched

        facts = [(reason.because.value, dict(reason.facts)) for reason in left.reasons]
        assert facts == [
            ("nobody_allowed", {"candidates": 2}),
            ("fails", {"rule": "language", "candidates": 1}),
            ("fails", {"rule": "town", "candidates": 1}),
        ]

    def test_all_who_could_have_said_no(self):
        terms = some_terms([a_family("Levi")], [a_mentor("Dan")], [[1]], declined=[("Levi", "Dan")])

        assert codes(match(terms).unmatched[0]) == ["nobody_allowed", "declined"]

    def test_all_who_could_are_full(self):
        terms = some_terms([a_family("Amer"), a_family("Levi")], [a_mentor("Dan")], [[1], [1]], stays=[("Amer", "Dan")])

        assert codes(match(terms).unmatched[0]) == ["full"]

    def test_no_woman_among_those_who_could(self):
        terms = some_terms([a_family("Levi", wants=2)], [a_mentor("Dan"), a_mentor("Ron")], [[1, 1]], quotas=[WOMAN])

        (reason,) = match(terms).unmatched[0].reasons

        assert (reason.because, dict(reason.facts)) == (
            Because.QUOTA_CANNOT_BE_MET,
            {"rule": "a_woman", "least": 1, "there": 0},
        )

    def test_the_woman_went_to_who_waits_longer(self):
        mentors = [a_mentor("Eva", "woman"), a_mentor("Dan"), a_mentor("Ron"), a_mentor("Tal")]
        families = [a_family("old", waits=9, wants=2), a_family("new", wants=2)]
        terms = some_terms(families, mentors, [[1] * 4] * 2, quotas=[WOMAN])

        (reason,) = match(terms).unmatched[0].reasons

        assert reason.because is Because.TAKEN_BY_LONGER_WAITING
        assert reason.facts == {"allowed": 1, "left": 0, "rule": "a_woman"}

    def test_quotas_that_only_together_ask_too_much(self):
        quotas = [Quota(key, 1, key) for key in ("woman", "driver", "nurse")]
        mentors = [a_mentor(quota.key, quota.key) for quota in quotas]

        (left,) = match(some_terms([a_family("Levi", wants=2)], mentors, [[1, 1, 1]], quotas=quotas)).unmatched

        assert codes(left) == ["quotas_cannot_be_met_together"]


@given(tiny_terms())
@settings(max_examples=100, deadline=None)
def test_no_way_of_matching_is_better(terms):
    result = match(terms)

    unserved = {left.subject for left in result.unmatched}
    order = sorted(terms.subjects, key=lambda subject: (subject.waiting_since, subject.key))
    value = result.served, tuple(subject.key not in unserved for subject in order), result.score
    assert value == best_by_trying(terms) or not terms.subjects
    assert result.proven


@given(tiny_terms())
@settings(max_examples=60, deadline=None)
def test_every_rule_is_kept_and_nobody_has_more_than_they_may(terms):
    result = match(terms)

    rows = {subject.key: row for row, subject in enumerate(terms.subjects)}
    columns = {candidate.key: column for column, candidate in enumerate(terms.candidates)}
    proposed = [each for each in result.matches if not each.stays]
    assert {(each.subject, each.candidate) for each in result.matches if each.stays} == terms.stays
    assert not {(each.subject, each.candidate) for each in proposed} & (terms.declined | terms.stays)
    for each in proposed:
        assert terms.table.must["language"][rows[each.subject], columns[each.candidate]]
    taken = [candidate for _, candidate in pairs(result)]
    for candidate in terms.candidates:
        assert taken.count(candidate.key) <= candidate.most_subjects + result.over.get(candidate.key, 0)


@given(tiny_terms(), st.sets(st.sampled_from(["woman", "driver"])))
@settings(max_examples=40, deadline=None)
def test_one_more_mentor_never_leaves_fewer_served(terms, has):
    with_one_more = replace(
        terms,
        candidates=(*terms.candidates, Candidate("one more", 1, frozenset(has))),
        table=Table(
            {key: np.pad(truths, ((0, 0), (0, 1)), constant_values=True) for key, truths in terms.table.must.items()},
            {key: np.pad(points, ((0, 0), (0, 1))) for key, points in terms.table.prefer.items()},
        ),
    )

    assert match(with_one_more).served >= match(terms).served


@given(tiny_terms(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_lists_does_not_matter(terms, chance):
    rows, columns = list(range(len(terms.subjects))), list(range(len(terms.candidates)))
    chance.shuffle(rows)
    chance.shuffle(columns)
    where = np.ix_(rows, columns)
    shuffled = replace(
        terms,
        subjects=tuple(terms.subjects[row] for row in rows),
        candidates=tuple(terms.candidates[column] for column in columns),
        table=Table(
            {key: truths[where] for key, truths in terms.table.must.items()},
            {key: points[where] for key, points in terms.table.prefer.items()},
        ),
    )

    assert match(shuffled) == match(terms)


@given(tiny_terms(wants=1, quotas=False, settled=False))
@settings(max_examples=60, deadline=None)
def test_of_all_equal_assignments_the_first_by_keys_is_taken(terms):
    result = match(terms)

    served = [each.subject for each in result.matches]
    rows = [next(row for row, subject in enumerate(terms.subjects) if subject.key == key) for key in served]
    places = [column for column, each in enumerate(terms.candidates) for _ in range(each.most_subjects)]
    allowed, points = terms.table.must["language"], terms.table.prefer["evenings"]
    ways = [
        (
            -sum(points[row, column] for row, column in zip(rows, way, strict=True)),
            [terms.candidates[c].key for c in way],
        )
        for way in permutations(places, len(rows))
        if all(allowed[row, column] for row, column in zip(rows, way, strict=True))
    ]
    assert [candidate for _, candidate in pairs(result)] == min(ways)[1]


def test_when_time_is_out_the_best_that_was_found_is_given_with_its_gap():
    chance = np.random.default_rng(7)
    families = [a_family(f"f{number:03}", waits=int(chance.integers(90)), wants=2) for number in range(60)]
    mentors = [a_mentor(f"m{number:03}", *(["woman"] if number % 3 == 0 else [])) for number in range(90)]
    points = np.where(chance.random((60, 90)) < 0.5, chance.integers(0, 30, (60, 90)), -1)
    table = Table({"language": points >= 0}, {"evenings": points.clip(0)})

    result = match(Terms(tuple(families), tuple(mentors), table, (WOMAN,)), seconds=0)

    assert not result.proven
    assert all(gap.found <= gap.at_most for gap in result.gaps)
    taken = [candidate for _, candidate in pairs(result)]
    assert len(taken) == len(set(taken)) == 2 * result.served
    assert result.served > 20


@given(tiny_terms())
@settings(max_examples=25, deadline=None)
def test_the_quick_way_keeps_every_rule_and_is_never_better(terms):
    problem = problem_of(terms)

    found = greedily(problem)

    served = found.any(axis=1)
    assert (found.sum(axis=1)[served] == problem.wants[served]).all()
    assert (found.sum(axis=0) <= problem.room).all()
    assert not (found & ~problem.allowed).any()
    assert ((problem.has.astype(int) @ found.T)[:, served] >= problem.least[:, served]).all()
    assert served.sum() + (problem.wants == 0).sum() <= match(terms).served
