from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igum.messages.quiet_hours import last_known_holy_day, quiet_hours_of
from igum.messages.rules.quiet import due_at, is_quiet, next_allowed, sunset

ZONE = ZoneInfo("Asia/Jerusalem")
QUIET = quiet_hours_of("western-galilee", datetime(2027, 1, 4, tzinfo=UTC))


def here(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


# Sunset at Jerusalem by the almanac of the United States Naval Observatory's formula, to the minute.
@pytest.mark.parametrize(
    ("day", "clock"),
    [("2026-12-21", "16:39"), ("2027-03-20", "17:51"), ("2027-06-21", "19:47"), ("2027-09-22", "18:36")],
)
def test_the_sun_sets_at_jerusalem_when_the_almanac_says(day, clock):
    expected = here(f"{day}T{clock}")

    found = sunset(date.fromisoformat(day), 31.78, 35.22)

    assert abs(found - expected) <= timedelta(minutes=3)


@pytest.mark.parametrize(
    ("moment", "goes_at"),
    [
        ("2027-01-04T12:00", "2027-01-04T12:00"),
        ("2027-01-04T20:59", "2027-01-04T20:59"),
        ("2027-01-04T21:00", "2027-01-05T08:00"),
        ("2027-01-05T03:00", "2027-01-05T08:00"),
        ("2027-01-05T08:00", "2027-01-05T08:00"),
        ("2027-01-08T15:00", "2027-01-08T15:00"),  # Friday, sunset 16:51
    ],
)
def test_a_letter_goes_at_once_by_day_and_in_the_morning_when_written_at_night(moment, goes_at):
    assert next_allowed(here(moment), QUIET) == here(goes_at)


@pytest.mark.parametrize("moment", ["2027-01-08T17:00", "2027-01-09T10:00", "2027-01-09T17:00"])
def test_a_letter_written_on_the_sabbath_goes_when_three_stars_are_seen(moment):
    goes_at = next_allowed(here(moment), QUIET).astimezone(ZONE)

    assert goes_at.date() == date(2027, 1, 9)
    assert 17 * 60 + 25 <= goes_at.hour * 60 + goes_at.minute <= 17 * 60 + 45


def test_in_summer_the_sabbath_ends_so_near_to_night_that_a_letter_may_go_till_nine():
    goes_at = next_allowed(here("2027-06-26T12:00"), QUIET).astimezone(ZONE)

    assert (goes_at.date(), goes_at.hour) == (date(2027, 6, 26), 20)


def test_two_holy_days_and_a_sabbath_in_a_row_are_kept_to_their_end():
    # Sabbath 2 October 2027 is the first day of Rosh Hashana, Sunday the second.
    goes_at = next_allowed(here("2027-10-01T18:30"), QUIET).astimezone(ZONE)

    assert goes_at.date() == date(2027, 10, 3)


def test_a_holy_day_on_friday_runs_into_the_sabbath():
    # Shavuot 2027 is Friday 11 June.
    goes_at = next_allowed(here("2027-06-10T20:00"), QUIET).astimezone(ZONE)

    assert goes_at.date() == date(2027, 6, 12)


def test_the_hour_that_the_clock_skips_or_repeats_is_night_like_the_others():
    assert next_allowed(here("2027-03-26T02:30"), QUIET) == here("2027-03-26T08:00")
    assert next_allowed(here("2027-10-31T01:30"), QUIET) == here("2027-10-31T08:00")


def test_by_hand_and_urgent_letters_do_not_wait():
    night = here("2027-01-04T23:00")

    assert due_at(night, QUIET, by_hand=True, urgent=False) == night
    assert due_at(night, QUIET, by_hand=False, urgent=True) == night
    assert due_at(night, QUIET, by_hand=False, urgent=False) == here("2027-01-05T08:00")


@given(
    st.integers(0, 10 * 366 * 24 * 60).map(
        lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    )
)
def test_the_moment_found_is_never_quiet_never_earlier_and_within_four_days(moment):
    found = next_allowed(moment, QUIET)

    assert not is_quiet(found, QUIET)
    assert moment <= found <= moment + timedelta(days=4)
    assert (found == moment) is not is_quiet(moment, QUIET)


def test_the_holy_days_are_those_of_the_hebrew_calendar_and_reach_ten_years():
    assert len(QUIET.holy_days) == 80
    assert {date(2026, 9, 21), date(2027, 4, 22)} <= QUIET.holy_days  # Yom Kippur 5787, Passover 5787
    assert last_known_holy_day() >= date(2036, 1, 1)
