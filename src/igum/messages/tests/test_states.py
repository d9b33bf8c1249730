from datetime import UTC, datetime, timedelta
from itertools import product
from types import SimpleNamespace

import pytest

from igum.messages.rules.states import (
    MOST_ATTEMPTS,
    ChannelCode,
    State,
    channel_for,
    is_remembered,
    next_attempt,
    state_of,
    was_cut_off,
)

NOON = datetime(2027, 1, 4, 12, tzinfo=UTC)
MOMENTS = ("withdrawn_at", "sent_at", "unsure_at", "failed_at", "handed_at")
STATES = (State.WITHDRAWN, State.SENT, State.UNSURE, State.FAILED, State.UNDER_WAY, State.WAITING)


def test_a_letter_is_in_one_state_whatever_moments_it_has():
    for there in product([None, NOON], repeat=len(MOMENTS)):
        letter = SimpleNamespace(**dict(zip(MOMENTS, there, strict=True)))
        first = next((place for place, moment in enumerate(there) if moment), len(MOMENTS))

        assert state_of(letter) == STATES[first]


@pytest.mark.parametrize(
    ("phone", "email", "channels", "code"),
    [
        ("+972501234567", "r@example.org", (), ChannelCode.BY_HAND),
        ("+972501234567", "r@example.org", ("email", "sms"), ChannelCode.EMAIL),
        ("+972501234567", "r@example.org", ("sms", "email"), ChannelCode.SMS),
        ("+97241234567", "", ("sms", "email"), ChannelCode.BY_HAND),
        ("call me", "", ("sms",), ChannelCode.BY_HAND),
    ],
)
def test_a_letter_takes_the_first_channel_that_can_reach_its_recipient(phone, email, channels, code):
    assert channel_for(phone, email, channels) == code


def test_what_was_certainly_not_sent_is_tried_six_times_over_eight_hours():
    waits = [next_attempt(attempts, NOON) for attempts in range(1, MOST_ATTEMPTS + 1)]

    assert [wait - NOON for wait in waits[:-1]] == [timedelta(minutes=each) for each in (1, 5, 20, 120, 360)]
    assert waits[-1] is None


def test_what_perhaps_was_sent_is_asked_for_within_half_an_hour_only():
    assert next_attempt(3, NOON, unclear=True) == NOON + timedelta(minutes=20)
    assert next_attempt(4, NOON, unclear=True) is None


def test_a_provider_is_not_asked_sooner_than_it_wants_nor_later_than_in_a_day():
    assert next_attempt(1, NOON, timedelta(hours=2)) == NOON + timedelta(hours=2)
    assert next_attempt(1, NOON, timedelta(days=400)) == NOON + timedelta(days=1)


def test_an_attempt_of_more_than_five_minutes_was_cut_off():
    assert not was_cut_off(None, NOON)
    assert not was_cut_off(NOON, NOON + timedelta(minutes=5))
    assert was_cut_off(NOON, NOON + timedelta(minutes=5, seconds=1))


def test_a_provider_is_trusted_to_remember_half_a_day():
    assert is_remembered(NOON, NOON + timedelta(hours=12))
    assert not is_remembered(NOON, NOON + timedelta(hours=12, seconds=1))
