"""The calendar text, read back by a parser that we did not write."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from igum.engines.schedule.icalendar import Event, fold, icalendar
from igum.engines.schedule.sessions import Series, timetable

ISRAEL = ZoneInfo("Asia/Jerusalem")
STAMP = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
EVENING = datetime(2026, 11, 3, 18, tzinfo=ISRAEL)
WORKSHOP = Event("s1@igum.example", EVENING, EVENING + timedelta(hours=2), "סדנה, מפגש 1; ערב\nטוב")


def read_back(*events, name="סדנה"):
    return Calendar.from_ical(icalendar(events, name=name, stamped_at=STAMP))


def test_an_event_is_read_back_as_it_was_written():
    event = replace(
        WORKSHOP, description="ورشة\\1", location="Hall 3, Acre", url="https://igum.example/s/1", sequence=4
    )

    (read,) = read_back(event).walk("VEVENT")

    assert str(read["SUMMARY"]) == event.summary
    assert str(read["DESCRIPTION"]) == event.description
    assert str(read["LOCATION"]) == event.location
    assert (read["UID"], read["URL"], read["SEQUENCE"]) == (event.uid, event.url, 4)
    assert read.decoded("DTSTART") == event.starts_at
    assert read["DTSTART"].params["TZID"] == "Asia/Jerusalem"
    assert read.decoded("DTSTAMP") == STAMP


def test_a_cancelled_event_stays_and_says_so():
    (read,) = read_back(replace(WORKSHOP, cancelled=True)).walk("VEVENT")

    assert read["STATUS"] == "CANCELLED"


def test_lines_end_as_the_standard_says_and_are_no_longer_than_75_octets():
    text = icalendar([replace(WORKSHOP, description="שלום עולם 🎻 " * 40)], name="סדנה", stamped_at=STAMP)

    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_the_zone_is_told_with_its_changes():
    series = Series("FREQ=MONTHLY;COUNT=9", date(2026, 11, 3), time(18), timedelta(hours=2), ISRAEL)
    sessions = timetable(series).sessions
    events = [Event(f"s{session.number}", session.starts_at, session.ends_at, "סדנה") for session in sessions]

    calendar = read_back(*events)

    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Asia/Jerusalem"
    changes = {(str(part.name), part.decoded("DTSTART").isoformat()) for part in zone.subcomponents}
    assert ("DAYLIGHT", "2027-03-26T02:00:00") in changes
    assert ("STANDARD", "2027-10-31T02:00:00") in changes
    built = zone.to_tz()
    for event in events:
        assert event.starts_at.replace(tzinfo=built).utcoffset() == event.starts_at.utcoffset()


@pytest.mark.parametrize(
    ("night", "at"),
    [
        (date(2027, 3, 26), time(1, 30)),
        (date(2027, 3, 26), time(2, 30)),
        (date(2027, 10, 30), time(23, 30)),
        (date(2027, 10, 31), time(0, 30)),
        (date(2027, 10, 31), time(1, 30)),
    ],
)
def test_the_nights_when_the_clocks_change_are_read_back_to_the_moment(night, at):
    (session,) = timetable(Series("FREQ=DAILY;COUNT=1", night, at, timedelta(hours=1), ISRAEL)).sessions

    (read,) = read_back(Event("s1", session.starts_at, session.ends_at, "סדנה")).walk("VEVENT")

    assert read.decoded("DTSTART").astimezone(UTC) == session.starts_at.astimezone(UTC)
    assert read.decoded("DTEND").astimezone(UTC) == session.ends_at.astimezone(UTC)


def test_universal_time_needs_no_zone():
    event = Event("u", STAMP, STAMP + timedelta(hours=1), "x")

    calendar = read_back(event)

    assert calendar.walk("VTIMEZONE") == []
    assert calendar.walk("VEVENT")[0].decoded("DTSTART") == STAMP


def test_events_come_by_time():
    later = replace(WORKSHOP, uid="s2", starts_at=EVENING + timedelta(days=7), ends_at=EVENING + timedelta(days=8))

    assert [event["UID"] for event in read_back(later, WORKSHOP).walk("VEVENT")] == ["s1@igum.example", "s2"]


def test_a_moment_without_a_zone_and_a_broken_address_are_refused():
    with pytest.raises(ValueError, match="aware"):
        replace(WORKSHOP, starts_at=EVENING.replace(tzinfo=None))
    with pytest.raises(ValueError, match="spaces"):
        replace(WORKSHOP, url="https://igum.example/\r\nATTENDEE:x")


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n\\;,:"'), max_size=120)


@given(texts, texts)
def test_whatever_is_written_is_read_back(summary, description):
    (read,) = read_back(replace(WORKSHOP, summary=summary, description=description)).walk("VEVENT")

    assert str(read["SUMMARY"]) == summary
    assert str(read.get("DESCRIPTION", "")) == description


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_a_folded_line_is_the_line(line):
    folded = fold(line)

    assert folded.replace("\r\n ", "") == line
    assert all(len(piece.encode()) <= 75 for piece in folded.split("\r\n"))
