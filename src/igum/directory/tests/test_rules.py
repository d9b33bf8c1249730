"""Opening hours are those of the clock on the wall, also in the two nights of the year in which it is moved."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igum.directory.rules import MINUTES_OF_DAY, Span, is_open, next_opening, spans_of

ISRAEL = ZoneInfo("Asia/Jerusalem")
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
MORNINGS = spans_of([((SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY), time(8), time(13), "")])
TWICE = spans_of([((SUNDAY,), time(16), time(19), ""), ((SUNDAY,), time(8), time(12), "")])
# In 2026 the clock goes forward from 2 to 3 on Friday 27 March, and back from 2 to 1 on Sunday 25 October.
SPRING, AUTUMN = date(2026, 3, 27), date(2026, 10, 25)


def wall(day: date, hour: int, minute: int = 0, *, again: bool = False) -> datetime:
    """A moment by the clock on the wall; the hour that comes twice in autumn the second time, when asked."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ISRAEL, fold=int(again))


SUNDAY_22 = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("hour", "minute", "expected"), [(7, 59, False), (8, 0, True), (12, 59, True), (13, 0, False), (0, 0, False)]
)
def test_open_from_the_first_minute_and_no_longer_in_the_last(hour, minute, expected):
    assert is_open(MORNINGS, wall(SUNDAY_22, hour, minute)) is expected


def test_nobody_knows_whether_a_service_without_hours_is_open():
    assert is_open([], wall(SUNDAY_22, 9)) is None
    assert next_opening([], wall(SUNDAY_22, 9)) is None


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        (SUNDAY_22, 7, (SUNDAY_22, time(8))),
        (SUNDAY_22, 8, (SUNDAY_22 + timedelta(days=1), time(8))),
        (SUNDAY_22, 20, (SUNDAY_22 + timedelta(days=1), time(8))),
        (date(2026, 11, 26), 14, (date(2026, 11, 29), time(8))),  # Thursday afternoon: over the weekend
        (date(2026, 12, 31), 14, (date(2027, 1, 3), time(8))),  # into the new year
    ],
)
def test_the_next_opening_is_the_next_on_the_wall(day, hour, expected):
    assert next_opening(MORNINGS, wall(day, hour)) == expected


def test_a_second_opening_of_the_day_comes_before_the_next_day():
    assert next_opening(TWICE, wall(SUNDAY_22, 12, 30)) == (SUNDAY_22, time(16))


def test_open_once_a_week_and_just_closed_it_opens_in_a_week():
    assert next_opening(TWICE, wall(SUNDAY_22, 19)) == (SUNDAY_22 + timedelta(days=7), time(8))


def test_hours_by_appointment_open_nothing():
    assert spans_of([((SUNDAY,), None, None, "by appointment")]) == []


class TestTheNightsOfTheClock:
    AT_NIGHT = spans_of([((FRIDAY, SUNDAY), time(0, 30), time(4), "")])

    def test_in_spring_the_lost_hour_closes_nothing(self):
        last_before = datetime(2026, 3, 26, 23, 59, tzinfo=UTC).astimezone(ISRAEL)
        first_after = datetime(2026, 3, 27, 0, 0, tzinfo=UTC).astimezone(ISRAEL)

        assert (last_before.date(), last_before.hour, first_after.hour) == (SPRING, 1, 3)
        assert is_open(self.AT_NIGHT, last_before)
        assert is_open(self.AT_NIGHT, first_after)

    def test_in_spring_it_closes_at_four_on_the_wall(self):
        last = datetime(2026, 3, 27, 0, 59, tzinfo=UTC).astimezone(ISRAEL)  # 3:59, an hour and a half after opening
        over = datetime(2026, 3, 27, 1, 0, tzinfo=UTC).astimezone(ISRAEL)

        assert (is_open(self.AT_NIGHT, last), is_open(self.AT_NIGHT, over)) == (True, False)

    @pytest.mark.parametrize("again", [False, True])
    def test_in_autumn_it_is_open_in_both_of_the_hours_that_bear_one_name(self, again):
        assert is_open(self.AT_NIGHT, wall(AUTUMN, 1, 30, again=again))

    @pytest.mark.parametrize("again", [False, True])
    def test_in_autumn_what_opens_at_two_opens_today(self, again):
        spans = spans_of([((SUNDAY,), time(2), time(4), "")])

        assert next_opening(spans, wall(AUTUMN, 1, 30, again=again)) == (AUTUMN, time(2))


HOURS = st.tuples(st.times(), st.times()).filter(lambda pair: pair[0] < pair[1])
SPANS = st.lists(st.tuples(st.integers(0, 6), HOURS), min_size=1, max_size=12).map(
    lambda rows: spans_of(((day,), opens, closes, "") for day, (opens, closes) in rows)
)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
MOMENTS = st.builds(datetime.combine, DAYS, st.times(), st.just(ISRAEL))


@given(SPANS, MOMENTS)
def test_whatever_has_hours_opens_again_within_a_week_and_not_before_now(spans, at):
    opening = next_opening(spans, at)

    assert opening is not None
    day, hour = opening
    assert any(span.weekday == day.weekday() and span.opens == hour for span in spans)
    assert (at.date(), at.time()) < (day, hour)
    assert day - at.date() <= timedelta(days=7)


@given(SPANS, MOMENTS)
def test_nothing_opens_between_now_and_the_next_opening(spans, at):
    day, hour = next_opening(spans, at)

    between = [
        (at.date() + timedelta(days=ahead), span.opens)
        for ahead in range(8)
        for span in spans
        if span.weekday == (at.date() + timedelta(days=ahead)).weekday()
    ]
    assert not [moment for moment in between if (at.date(), at.time()) < moment < (day, hour)]


@given(SPANS)
def test_the_openings_stand_in_the_order_of_the_week_within_it(spans):
    minutes = [span.minutes() for span in spans]

    assert minutes == sorted(minutes)
    assert all(0 <= opens <= closes < 7 * MINUTES_OF_DAY for opens, closes in minutes)


def test_minutes_are_counted_from_monday():
    assert Span(MONDAY, time(0), time(0, 1)).minutes() == (0, 1)
    assert Span(SUNDAY, time(23), time(23, 59)).minutes() == (6 * MINUTES_OF_DAY + 1380, 6 * MINUTES_OF_DAY + 1439)
