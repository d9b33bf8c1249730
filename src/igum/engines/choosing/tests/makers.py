"""Candidates with only what matters said."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from igum.engines.choosing.terms import Candidate, Places, Reserve

MORNING = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)


def a_candidate(key, score=0, *, minutes=0, **more):
    return Candidate(key, score, MORNING + timedelta(minutes=minutes), **more)


def keys(answers):
    return [answer.candidate.key for answer in answers]


@st.composite
def places(draw, most=6, names=("north", "oud", "girls")):
    reserved = tuple(
        Reserve(name, draw(st.integers(0, 2)), name, released=draw(st.booleans()))
        for name in draw(st.sets(st.sampled_from(names)))
    )
    kept = sum(reserve.places for reserve in reserved)
    return Places(draw(st.integers(kept, max(kept, most))), reserved)


@st.composite
def crowds(draw, names=("north", "oud", "girls"), largest=1, most=7):
    size = draw(st.integers(0, most))
    return [
        a_candidate(
            f"c{number}",
            draw(st.integers(0, 3)),
            minutes=draw(st.integers(0, 2)),
            units=draw(st.integers(1, largest)),
            holds=frozenset(draw(st.sets(st.sampled_from(names)))),
        )
        for number in range(size)
    ]
