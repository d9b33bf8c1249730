"""A calendar that people subscribe to: no names, and each change is known as one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from igum.engines.schedule.feeds import initials, revised
from igum.engines.schedule.icalendar import Event, icalendar

EVENING = datetime(2026, 11, 3, 18, tzinfo=ZoneInfo("Asia/Jerusalem"))
FIRST = Event("s1@igum.example", EVENING, EVENING + timedelta(hours=2), "פגישה: א. ע.")
SECOND = replace(
    FIRST, uid="s2@igum.example", starts_at=EVENING + timedelta(days=7), ends_at=EVENING + timedelta(days=8)
)


def published(*events):
    return {event.uid: event for event in revised({}, events)}


def sequences(events):
    return [(event.uid[:2], event.sequence, event.cancelled) for event in events]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("משה כהן", "מ. כ."),
        ("שִׁירָה בֶּן־דָּוִד", "ש. ב. ד."),
        ("محمد", "م."),
        ("أبو حطب", "أ. ح."),
        ("ሰላም ተስፋዬ", "ሰ. ተ."),
        ("Иванова Анна Петровна Вторая", "И. А. П."),
        ("  ", ""),
        ("12 34", ""),
        ("o'neil", "O. N."),
    ],
)
def test_of_a_name_only_the_first_letters_are_told(name, expected):
    assert initials(name) == expected.replace(" ", "\N{NO-BREAK SPACE}")


@given(st.text(max_size=60))
def test_no_two_letters_of_a_name_stand_together(name):
    told = initials(name)

    assert len(told) <= 11
    assert not any(one.isalpha() and other.isalpha() for one, other in pairwise(told))


def test_what_did_not_change_keeps_its_number():
    assert sequences(revised(published(FIRST, SECOND), [SECOND, FIRST])) == [("s1", 0, False), ("s2", 0, False)]


def test_what_moved_has_a_greater_number_and_the_same_name():
    moved = replace(FIRST, starts_at=EVENING + timedelta(hours=1))

    assert sequences(revised(published(FIRST), [moved])) == [("s1", 1, False)]


def test_what_is_no_longer_planned_is_called_off_and_stays():
    once = revised(published(FIRST, SECOND), [SECOND])
    twice = revised({event.uid: event for event in once}, [SECOND])

    assert sequences(once) == sequences(twice) == [("s1", 1, True), ("s2", 0, False)]


def test_what_is_planned_again_after_it_was_called_off_is_a_change():
    called_off = {event.uid: event for event in revised(published(FIRST), [])}

    assert sequences(revised(called_off, [FIRST])) == [("s1", 2, False)]


def test_the_same_moment_told_in_another_zone_is_no_change():
    told = replace(FIRST, starts_at=FIRST.starts_at.astimezone(UTC), ends_at=FIRST.ends_at.astimezone(UTC))

    assert sequences(revised(published(FIRST), [told])) == [("s1", 0, False)]


def test_two_events_of_one_uid_are_refused():
    with pytest.raises(ValueError, match="stands twice"):
        revised({}, [FIRST, FIRST])


def test_a_subscriber_reads_what_was_called_off_and_by_which_change():
    events = revised(published(FIRST, SECOND), [replace(SECOND, private=True)])

    calendar = Calendar.from_ical(icalendar(events, name="סדנה", stamped_at=EVENING))

    read = [(event["UID"][:2], event["STATUS"], event["SEQUENCE"]) for event in calendar.walk("VEVENT")]
    assert read == [("s1", "CANCELLED", 1), ("s2", "CONFIRMED", 1)]
    assert calendar.walk("VEVENT")[1]["CLASS"] == "PRIVATE"
    assert calendar["METHOD"] == "PUBLISH"
