"""The weeks of a large hall: hours by weight, good hours by rotation, never two at once."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from igum.engines.schedule.halls import share_hall
from igum.engines.schedule.turns import Sharer, Slot

SUNDAY = datetime(2027, 1, 3, 15, tzinfo=UTC)
FEW = settings(max_examples=40, deadline=None)


def week(number, many):
    starts = [SUNDAY + timedelta(days=7 * number + day % 6, hours=2 * (day // 6)) for day in range(many)]
    return [Slot(f"{at:%Y-%m-%dT%H}", "hall", at, at + timedelta(hours=2)) for at in starts]


def weeks(many, slots):
    return [week(number, slots) for number in range(many)]


@st.composite
def halls(draw):
    calendar = weeks(draw(st.integers(0, 5)), draw(st.integers(1, 8)))
    keys = [slot.key for slots in calendar for slot in slots]
    some = st.sets(st.sampled_from(keys)) if keys else st.just(set())
    sharers = [
        Sharer(
            f"s{number}",
            draw(st.integers(0, 5)) if number else 3,
            {key: draw(st.integers(1, 3)) for key in draw(some)},
            frozenset(draw(some)),
            Fraction(draw(st.integers(-4, 4)), 3),
        )
        for number in range(draw(st.integers(1, 5)))
    ]
    return calendar, sharers


@given(halls())
@FEW
def test_every_slot_has_one_authority_that_can_use_it_or_nobody_can(hall):
    calendar, sharers = hall

    result = share_hall(calendar, sharers)

    cannot = {sharer.key: sharer.cannot for sharer in sharers}
    known = sorted(slot.key for slots in calendar for slot in slots)
    assert sorted([turn.slot for turn in result.turns] + list(result.empty)) == known
    assert not any(turn.slot in cannot[turn.sharer] for turn in result.turns)
    assert all(slot in one.cannot for slot in result.empty for one in sharers if one.weight)


@given(halls(), st.randoms(use_true_random=False))
@FEW
def test_the_order_of_the_list_changes_nothing(hall, chance):
    calendar, sharers = hall
    mixed = chance.sample(sharers, len(sharers))

    assert share_hall(calendar, mixed) == share_hall([slots[::-1] for slots in calendar], sharers)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=18), st.integers(1, 8), st.integers(1, 12))
@FEW
def test_who_can_use_all_hours_has_its_share_but_for_one_turn_and_a_fraction_over_any_weeks(weights, many, slots):
    sharers = [Sharer(f"s{number:02}", weight) for number, weight in enumerate(weights)]

    fairness = share_hall(weeks(many, slots), sharers).fairness

    assert sum(one.owed for one in fairness.had) == 0
    assert fairness.furthest < 2


@given(st.integers(2, 6))
@FEW
def test_the_evening_that_all_wish_for_is_each_ones_once(authorities):
    calendar = weeks(authorities, authorities)
    wishes = {slots[-1].key: 3 for slots in calendar}
    sharers = [Sharer(f"s{number}", 1, wishes) for number in range(authorities)]

    result = share_hall(calendar, sharers)

    had = Counter(turn.sharer for turn in result.turns if turn.slot in wishes)
    assert had == Counter({sharer.key: 1 for sharer in sharers})
    assert result.fairness.furthest == result.fairness.furthest_wished == 0


def test_the_heavier_one_has_the_good_evening_more_often():
    calendar = weeks(8, 4)
    wishes = {slots[-1].key: 3 for slots in calendar}

    result = share_hall(calendar, [Sharer("city", 3, wishes), Sharer("village", 1, wishes)])

    assert Counter(turn.sharer for turn in result.turns if turn.wished) == {"city": 6, "village": 2}


def test_hours_that_nobody_wishes_for_go_round_too():
    result = share_hall(weeks(3, 3), [Sharer(f"s{number}", 1) for number in range(3)])

    times = Counter((turn.sharer, index % 3) for index, turn in enumerate(result.turns))
    assert set(times.values()) == {1}


def test_what_one_is_owed_is_given_the_next_time():
    twice = [Sharer("birch", 1), Sharer("cedar", 1)]
    first = share_hall(weeks(1, 3), twice)
    owed = {one.sharer: one.owed for one in first.fairness.had}

    second = share_hall([week(1, 3)], [replace(one, owed=owed[one.key]) for one in twice])

    assert {one.owed for one in second.fairness.had} == {0}
