"""Families and mentors with only what matters said."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from igum.engines.matching.terms import Candidate, Quota, Subject, Table, Terms

TODAY = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
WOMAN = Quota("a_woman", 1, "woman")


def a_family(key, *, waits=0, wants=1):
    return Subject(key, TODAY - timedelta(days=waits), wants)


def a_mentor(key, *has, room=1):
    return Candidate(key, room, frozenset(has))


def some_terms(families, mentors, points, *, quotas=(), stays=(), declined=()):
    """Terms with one hard and one soft rule; points of None mean that the hard rule fails."""
    shape = (len(families), len(mentors))
    table = Table(
        {"language": np.array([[each is not None for each in row] for row in points], dtype=bool).reshape(shape)},
        {"evenings": np.array([[each or 0 for each in row] for row in points], dtype=np.int64).reshape(shape)},
    )
    return Terms(tuple(families), tuple(mentors), table, tuple(quotas), frozenset(stays), frozenset(declined))


def pairs(result):
    return [(match.subject, match.candidate) for match in result.matches]


def codes(unmatched):
    return [reason.because.value for reason in unmatched.reasons]


@st.composite
def tiny_terms(draw, wants=2, room=2, quotas=True, settled=True):
    families = [
        a_family(f"f{number}", waits=draw(st.integers(0, 2)), wants=draw(st.integers(1, wants)))
        for number in range(draw(st.integers(0, 4)))
    ]
    mentors = [
        a_mentor(f"m{number}", *draw(st.sets(st.sampled_from(["woman", "driver"]))), room=draw(st.integers(0, room)))
        for number in range(draw(st.integers(0, 5)))
    ]
    points = [[draw(st.sampled_from([None, 0, 1, 2, 3])) for _ in mentors] for _ in families]
    couples = [(family.key, mentor.key) for family in families for mentor in mentors]
    some = st.sets(st.sampled_from(couples), max_size=2) if couples and settled else st.just(set())
    rules = [WOMAN, Quota("a_driver", 1, "driver", frozenset({"f0", "f1"}))]
    return some_terms(
        families,
        mentors,
        points,
        quotas=draw(st.lists(st.sampled_from(rules), unique=True)) if quotas else (),
        stays=draw(some),
        declined=draw(some),
    )


def best_by_trying(terms):
    """The best of all ways: how many are served, who in the order of waiting, and the points; by trying every way."""
    order = sorted(range(len(terms.subjects)), key=lambda row: _turn(terms.subjects[row]))
    room = {each.key: each.most_subjects for each in terms.candidates}
    for _, candidate in terms.stays:
        room[candidate] -= 1
    best = None
    for ways in _ways(terms, order, room):
        served = tuple(chosen is not None for chosen, _ in ways)
        value = sum(served), served, sum(points for _, points in ways)
        best = value if best is None else max(best, value)
    return best


def _turn(subject):
    return subject.waiting_since, subject.key


def _ways(terms, order, room):
    if not order:
        yield []
        return
    first, *rest = order
    for chosen, points in _choices(terms, first, room):
        for key in chosen or ():
            room[key] -= 1
        for others in _ways(terms, rest, room):
            yield [(chosen, points), *others]
        for key in chosen or ():
            room[key] += 1


def _choices(terms, row, room):
    subject = terms.subjects[row]
    stay = [each for each in terms.candidates if (subject.key, each.key) in terms.stays]
    lacks = subject.wants - len(stay)
    if lacks <= 0:
        yield (), 0
        return
    yield None, 0
    able = [
        (column, each)
        for column, each in enumerate(terms.candidates)
        if all(truths[row, column] for truths in terms.table.must.values())
        and (subject.key, each.key) not in terms.stays | terms.declined
        and room[each.key] > 0
    ]
    for chosen in combinations(able, lacks):
        team = [*stay, *(each for _, each in chosen)]
        if all(
            sum(quota.property in each.properties for each in team) >= quota.least
            for quota in terms.quotas
            if quota.subjects is None or subject.key in quota.subjects
        ):
            points = sum(int(column[row, where]) for column in terms.table.prefer.values() for where, _ in chosen)
            yield tuple(each.key for _, each in chosen), points
