"""Who is offered a place that came free: in order, each place once, nobody again who left."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igum.engines.choosing.choice import Standing, choose, promote
from igum.engines.choosing.terms import Decision, Places, Reserve, Rule
from igum.engines.choosing.tests.makers import a_candidate, crowds, keys, places

RULE = Rule(seed="2026-09-10")


def offered(crowd, there, standing):
    return [candidate.key for candidate in promote(crowd, there, RULE, standing)]


def test_the_first_offers_are_those_who_were_chosen():
    crowd = [a_candidate("a", 3), a_candidate("b", 2), a_candidate("c", 1)]

    assert offered(crowd, Places(2), {}) == keys(choose(crowd, Places(2), RULE).chosen) == ["a", "b"]


def test_an_open_offer_keeps_its_place():
    crowd = [a_candidate("a", 3), a_candidate("b", 2), a_candidate("c", 1)]

    assert offered(crowd, Places(2), {"a": Standing.HOLDS, "b": Standing.OFFERED}) == []


def test_who_cancelled_is_not_offered_again():
    crowd = [a_candidate("a", 3), a_candidate("b", 2)]

    assert offered(crowd, Places(1), {"a": Standing.GONE}) == ["b"]
    assert offered(crowd, Places(1), {"a": Standing.GONE, "b": Standing.GONE}) == []


def test_a_reserved_place_that_came_free_goes_to_the_next_who_fits():
    there = Places(2, (Reserve("town", 1, "town"),))
    town = frozenset({"town"})
    crowd = [a_candidate("a", 9), a_candidate("b", 8), a_candidate("c", 2, holds=town), a_candidate("d", 1, holds=town)]

    assert offered(crowd, there, {"a": Standing.HOLDS, "c": Standing.GONE}) == ["d"]


def test_one_freed_place_is_not_half_a_family():
    crowd = [a_candidate("a", 9), a_candidate("b", 8), a_candidate("family", 7, units=2)]
    there = Places(2)

    assert offered(crowd, there, {"a": Standing.HOLDS, "b": Standing.GONE}) == []
    assert offered(crowd, there, {"a": Standing.GONE, "b": Standing.GONE}) == ["family"]


def test_nobody_is_offered_a_place_while_too_many_are_in():
    crowd = [a_candidate("a", units=3), a_candidate("b")]

    assert offered(crowd, Places(2), {"a": Standing.HOLDS}) == []


def test_whom_a_person_chose_is_offered_a_place_even_then():
    crowd = [a_candidate("a", units=3), a_candidate("b", decision=Decision.CHOSEN)]

    assert offered(crowd, Places(2), {"a": Standing.HOLDS}) == ["b"]
    assert offered(crowd, Places(2), {"a": Standing.HOLDS, "b": Standing.GONE}) == []


def test_a_standing_of_a_stranger_is_refused():
    with pytest.raises(ValueError, match="has nobody"):
        promote([a_candidate("a")], Places(1), RULE, {"nobody": Standing.HOLDS})


@settings(max_examples=80)
@given(crowds(largest=3), places(), st.data())
def test_however_offers_are_answered_no_place_is_given_twice_and_none_is_forgotten(crowd, there, data):
    standing, offered_ever = {}, set()
    units = {candidate.key: candidate.units for candidate in crowd}
    answers = st.sampled_from([Standing.HOLDS, Standing.GONE, Standing.OFFERED])

    for _ in range(12):
        offers = offered(crowd, there, standing)
        assert not offered_ever & set(offers)
        offered_ever |= set(offers)
        standing |= dict.fromkeys(offers, Standing.OFFERED)
        assert sum(units[key] for key, where in standing.items() if where is not Standing.GONE) <= there.total
        for key in sorted(standing):
            if standing[key] is not Standing.GONE:
                standing[key] = data.draw(answers)

    offers = offered(crowd, there, standing)
    assert offered(crowd, there, standing | dict.fromkeys(offers, Standing.OFFERED)) == []
