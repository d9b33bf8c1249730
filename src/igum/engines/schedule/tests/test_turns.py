"""Whose turn it is in the large hall: by weight and wishes, evenly, and never two at once."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igum.engines.schedule.turns import Sharer, Slot, take_turns

MONDAY = datetime(2027, 1, 4, 15, tzinfo=UTC)
EIGHTEEN = [Sharer(f"authority {number:02}", 10 + number % 5) for number in range(18)]


def weeks(many, hall="hall"):
    starts = [MONDAY + timedelta(days=7 * number) for number in range(many)]
    return [Slot(f"{hall} {number:03}", hall, at, at + timedelta(hours=3)) for number, at in enumerate(starts)]


def had(result):
    return Counter(turn.sharer for turn in result.turns)


@st.composite
def shared_halls(draw):
    slots = weeks(draw(st.integers(0, 14)))
    keys = [slot.key for slot in slots]
    some = st.sets(st.sampled_from(keys)) if keys else st.just(set())
    sharers = [
        Sharer(
            f"s{number}",
            draw(st.integers(0, 5)) if number else 3,
            {key: draw(st.integers(1, 100)) for key in draw(some)},
            frozenset(draw(some)),
            Fraction(draw(st.integers(-4, 4)), 3),
        )
        for number in range(draw(st.integers(1, 4)))
    ]
    return slots, sharers


@given(shared_halls())
@settings(max_examples=60, deadline=None)
def test_no_slot_is_given_twice_or_to_who_cannot_use_it_and_none_is_lost(hall):
    slots, sharers = hall

    result = take_turns(slots, sharers)

    cannot = {sharer.key: sharer.cannot for sharer in sharers}
    assert sorted([turn.slot for turn in result.turns] + list(result.empty)) == [slot.key for slot in slots]
    assert not any(turn.slot in cannot[turn.sharer] for turn in result.turns)
    weighty = [sharer for sharer in sharers if sharer.weight]
    assert all(slot in sharer.cannot for slot in result.empty for sharer in weighty)


@given(shared_halls())
@settings(max_examples=40, deadline=None)
def test_what_is_owed_is_the_share_less_what_was_had(hall):
    slots, sharers = hall

    result = take_turns(slots, sharers)

    assert all(result.owed[key] == result.due[key] - had(result)[key] for key in result.due)
    assert sum(result.due.values()) == len(slots) + sum(sharer.owed for sharer in sharers)


@given(st.integers(1, 60), st.lists(st.integers(1, 9), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_without_holidays_each_has_its_share_rounded_down_or_up_and_in_its_stretches(many, weights):
    result = take_turns(weeks(many), [Sharer(f"s{number}", weight) for number, weight in enumerate(weights)])

    assert all(abs(owed) < 1 for owed in result.owed.values())
    assert sum(turn.early_or_late for turn in result.turns) == 0


def test_a_year_of_a_hall_for_eighteen_authorities_is_even():
    result = take_turns(weeks(108), EIGHTEEN)

    for sharer in EIGHTEEN:
        mine = [number for number, turn in enumerate(result.turns) if turn.sharer == sharer.key]
        gaps = [later - earlier for earlier, later in pairwise(mine)]
        assert max(gaps) <= 2 * 108 / len(mine)


def test_over_the_years_each_has_its_share():
    sharers = [Sharer("large", 5), Sharer("small", 1), Sharer("smallest", 1)]
    total = Counter()
    for _ in range(7):
        result = take_turns(weeks(3), sharers)
        total += had(result)
        sharers = [replace(sharer, owed=result.owed[sharer.key]) for sharer in sharers]

    assert total == {"large": 15, "small": 3, "smallest": 3}


def test_wishes_are_met_inside_the_stretch_where_they_do_not_cross():
    sharers = [Sharer("a", 1, {"hall 001": 9}), Sharer("b", 1, {"hall 000": 4, "hall 003": 7})]

    result = take_turns(weeks(4), sharers)

    assert [(turn.sharer, turn.wished) for turn in result.turns] == [("b", 4), ("a", 9), ("a", 0), ("b", 7)]


def test_a_holiday_moves_a_turn_and_says_by_how_much():
    sharers = [Sharer("a", 1, cannot=frozenset({"hall 000", "hall 001"})), Sharer("b", 1)]

    result = take_turns(weeks(4), sharers)

    assert [turn.sharer for turn in result.turns] == ["b", "b", "a", "a"]
    assert sum(turn.early_or_late for turn in result.turns) == 2


def test_a_slot_that_nobody_can_use_stays_empty_and_is_owed():
    result = take_turns(weeks(2), [Sharer("a", 1, cannot=frozenset({"hall 001"}))])

    assert (result.empty, result.owed) == (("hall 001",), {"a": 1})


def test_two_halls_at_one_hour_are_two_slots():
    assert len(take_turns([*weeks(2), *weeks(2, "field")], EIGHTEEN[:2]).turns) == 4


def test_the_order_of_the_lists_does_not_matter():
    assert take_turns(weeks(30)[::-1], EIGHTEEN[::-1]) == take_turns(weeks(30), EIGHTEEN)


def test_who_had_too_many_has_none():
    sharers = [Sharer("a", 1, owed=Fraction(-9)), Sharer("b", 1)]

    assert had(take_turns(weeks(4), sharers)) == {"b": 4}


SLOT = weeks(1)[0]


@pytest.mark.parametrize(
    ("ask", "refusal"),
    [
        (lambda: take_turns([SLOT, replace(SLOT, key="other")], EIGHTEEN), "overlap in hall"),
        (lambda: take_turns([SLOT, SLOT], EIGHTEEN), "stands twice"),
        (lambda: take_turns([SLOT], [EIGHTEEN[0], EIGHTEEN[0]]), "stands twice"),
        (lambda: take_turns([SLOT], [Sharer("a", 0)]), "weight above 0"),
        (lambda: take_turns([SLOT], []), "weight above 0"),
        (lambda: take_turns([SLOT], [Sharer("a", 1, {"gone": 3})]), "no such slot"),
        (lambda: take_turns(weeks(501), EIGHTEEN), "at most 500"),
        (lambda: Sharer("a", -1), "must not be negative"),
        (lambda: Sharer("a", 1, {"x": 101}), "from 1 to 100 points"),
        (lambda: replace(SLOT, ends_at=SLOT.starts_at), "must end after"),
        (lambda: replace(SLOT, starts_at=SLOT.starts_at.replace(tzinfo=None)), "aware"),
    ],
)
def test_what_cannot_be_meant_is_refused(ask, refusal):
    with pytest.raises(ValueError, match=refusal):
        ask()
