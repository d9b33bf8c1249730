"""When a hall is open, and what its towns wish for, as turns."""

from datetime import date, time, timedelta
from fractions import Fraction
from itertools import pairwise
from zoneinfo import ZoneInfo

from igum.engines.schedule.turns import take_turns
from igum.pooling.rules.halls import Opening, sharers_of, slots_of, times_of_week

JERUSALEM = ZoneInfo("Asia/Jerusalem")
WEDNESDAY = date(2027, 3, 24)  # the clock moves on Friday
OPEN = [Opening(6, time(16), time(20, 30)), Opening(6, time(17), time(19)), Opening(2, time(8), time(10))]
SUNDAY_AT_FOUR = (6, time(16))


def slots(weeks=3):
    return slots_of(times_of_week([OPEN[0], OPEN[2]], 120), 120, WEDNESDAY, weeks, JERUSALEM)


def test_turns_begin_on_the_first_day_and_keep_their_hour_when_the_clock_moves():
    found = [[slot.key for slot in week] for week in slots()]

    assert found[0] == ["2027-03-24T08:00"]
    assert found[1] == ["2027-03-28T16:00", "2027-03-28T18:00", "2027-03-31T08:00"]
    listed = [slot for week in slots() for slot in week]
    assert all(one.ends_at <= other.starts_at for one, other in pairwise(listed))
    assert {one.ends_at - one.starts_at for one in listed} == {timedelta(hours=2)}


def test_what_a_town_cannot_use_and_its_holidays_are_never_its_turns():
    wishes = {"1": {SUNDAY_AT_FOUR: 0}, "2": {SUNDAY_AT_FOUR: 3}}
    sharers = sharers_of({"1": 1, "2": 1}, wishes, slots(), {}, {"2": {date(2027, 3, 28)}})

    result = take_turns([slot for week in slots() for slot in week], sharers)

    had = {turn.slot: turn.sharer for turn in result.turns}
    assert result.empty == ("2027-03-28T16:00",)  # one cannot, the other feasts
    assert (had["2027-03-28T18:00"], had["2027-04-04T16:00"]) == ("1", "2")


def test_who_had_fewer_turns_than_its_part_is_owed_them():
    owed = {one.key: one.owed for one in sharers_of({"1": 3, "2": 1}, {}, slots(), {"1": 2, "2": 2}, {})}

    assert owed == {"1": Fraction(1), "2": Fraction(-1)}
