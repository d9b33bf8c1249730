"""What statements about a pair come to."""

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from igum.engines.network.ties import Intensity, Setting, Source, Standing, Statement, reciprocity, ties_of

KNOW, COOPERATE, COORDINATE, INTEGRATE = Intensity
WORK, SURVEY = Source


def says(teller, about, intensity, source=SURVEY, year=2026, setting=Setting.ROUTINE):
    return Statement(teller, about, intensity, source, year, setting)


@pytest.mark.parametrize(
    ("statements", "intensity", "standing", "waits_for"),
    [
        ([says("a", "b", COORDINATE)], COORDINATE, Standing.CLAIMED, "b"),
        ([says("b", "a", COORDINATE)], COORDINATE, Standing.CLAIMED, "a"),
        ([says("a", "b", COORDINATE), says("b", "a", KNOW)], KNOW, Standing.CONFIRMED, None),
        ([says("a", "b", COORDINATE), says("b", "a", None)], COORDINATE, Standing.DISPUTED, None),
        ([says("b", "a", COOPERATE, WORK)], COOPERATE, Standing.CONFIRMED, None),
        ([says("b", "a", COOPERATE, WORK), says("a", "b", None)], COOPERATE, Standing.CONFIRMED, None),
        ([says("a", "b", INTEGRATE, WORK), says("a", "b", KNOW)], INTEGRATE, Standing.CONFIRMED, None),
        ([says("a", "b", KNOW), says("a", "b", COOPERATE), says("b", "a", INTEGRATE)], COOPERATE, "confirmed", None),
    ],
)
def test_a_tie_is_as_strong_as_work_shows_or_both_say(statements, intensity, standing, waits_for):
    [tie] = ties_of(statements, 2026)

    assert (tie.one, tie.other) == ("a", "b")
    assert (tie.intensity, tie.standing, tie.waits_for) == (intensity, standing, waits_for)


def test_that_there_is_no_tie_is_none():
    assert ties_of([says("a", "b", None), says("b", "a", None)], 2026) == []


def test_another_year_or_an_emergency_is_another_network():
    said = [says("a", "b", KNOW, year=2025), says("a", "c", KNOW, setting=Setting.EMERGENCY), says("a", "d", KNOW)]

    assert [tie.other for tie in ties_of(said, 2026)] == ["d"]
    assert [tie.other for tie in ties_of(said, 2026, Setting.EMERGENCY)] == ["c"]


def test_sources_are_all_named():
    [tie] = ties_of([says("a", "b", KNOW), says("b", "a", KNOW, WORK)], 2026)

    assert tie.sources == (SURVEY, WORK)


def test_nobody_has_a_tie_with_itself():
    with pytest.raises(ValueError, match="a about itself"):
        says("a", "a", KNOW)


def test_work_cannot_show_that_there_is_no_tie():
    with pytest.raises(ValueError, match="only a side can say"):
        says("a", "b", None, WORK)


@given(st.sets(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")).filter(lambda arc: arc[0] != arc[1])))
def test_reciprocity_is_as_networkx_counts_it(arcs):
    said = [says(*arc, KNOW) for arc in arcs]

    assert reciprocity(said) == (networkx.overall_reciprocity(networkx.DiGraph(list(arcs))) if arcs else None)
