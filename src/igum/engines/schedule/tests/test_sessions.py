"""When sessions are in the end, and why one is not when it was to be."""

from datetime import UTC, date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igum.engines.schedule.calendars import closed_days, holidays_between
from igum.engines.schedule.holidays import Holiday, Kind
from igum.engines.schedule.recurrence import BadRecurrence, Fault
from igum.engines.schedule.sessions import TAKES_PLACE, Added, OnSkip, Removed, Series, State, timetable

ISRAEL = ZoneInfo("Asia/Jerusalem")


def a_series(rule, starts_on=date(2026, 11, 3), at=time(18), hours=2, **more):
    return Series(rule, starts_on, at, timedelta(hours=hours), ISRAEL, **more)


def closed_on(*days, approximate=False):
    names = {"he": "חג", "ar": "عيد", "en": "feast"}
    return closed_days(Holiday("local", "feast", day, Kind.REST, names, approximate) for day in days)


def told(sessions):
    return [(session.number, f"{session.starts_at:%m-%d}", session.state.value) for session in sessions]


def test_local_time_stays_when_the_clocks_change():
    sessions = timetable(a_series("FREQ=WEEKLY;COUNT=3", date(2027, 3, 23))).sessions

    assert [session.starts_at.isoformat() for session in sessions] == [
        "2027-03-23T18:00:00+02:00",
        "2027-03-30T18:00:00+03:00",
        "2027-04-06T18:00:00+03:00",
    ]


@pytest.mark.parametrize(
    ("night", "at", "expected"),
    [
        (date(2027, 3, 26), time(2, 30), "2027-03-26T03:30:00+03:00"),  # there is no 02:30 in that night
        (date(2027, 10, 31), time(1, 30), "2027-10-31T01:30:00+03:00"),  # 01:30 comes twice in that night
    ],
)
def test_in_the_nights_when_the_clocks_change_a_session_is_where_the_standard_says(night, at, expected):
    (session,) = timetable(a_series("FREQ=DAILY;COUNT=1", night, at)).sessions

    assert session.starts_at.isoformat() == expected
    assert session.ends_at.astimezone(UTC) - session.starts_at.astimezone(UTC) == timedelta(hours=2)


def test_a_session_over_the_night_of_the_change_lasts_as_long_as_it_says():
    (night,) = timetable(a_series("FREQ=DAILY;COUNT=1", date(2027, 10, 30), time(23), hours=5)).sessions

    assert night.ends_at.isoformat() == "2027-10-31T03:00:00+02:00"
    assert night.ends_at.astimezone(UTC) - night.starts_at.astimezone(UTC) == timedelta(hours=5)


@pytest.mark.parametrize(
    ("on_skip", "expected"),
    [
        (OnSkip.DROP, [(1, "11-03", "held"), (None, "11-10", "skipped"), (2, "11-17", "held")]),
        (OnSkip.SHIFT_DAY, [(1, "11-03", "held"), (2, "11-12", "moved"), (3, "11-17", "held")]),
        (
            OnSkip.SHIFT_SERIES,
            [(1, "11-03", "held"), (None, "11-10", "skipped"), (2, "11-17", "held"), (3, "11-24", "held")],
        ),
    ],
)
def test_a_closed_day_does_what_the_programme_says(on_skip, expected):
    closed = closed_on(date(2026, 11, 10), date(2026, 11, 11))

    sessions = timetable(a_series("FREQ=WEEKLY;COUNT=3", on_skip=on_skip), closed).sessions

    assert told(sessions) == expected
    assert sessions[1].because[0].names["en"] == "feast"
    assert sessions[1].planned_for == date(2026, 11, 10)


def test_a_session_moves_over_the_weekend_and_never_to_the_day_of_the_next():
    closed = closed_on(*(date(2026, 11, day) for day in (3, 4, 5)))
    weekly = a_series("FREQ=WEEKLY;COUNT=2", on_skip=OnSkip.SHIFT_DAY)
    daily = a_series("FREQ=DAILY;COUNT=2", on_skip=OnSkip.SHIFT_DAY)

    assert told(timetable(weekly, closed).sessions)[0] == (1, "11-08", "moved")
    assert told(timetable(daily, closed).sessions) == [(None, "11-03", "no_day"), (1, "11-08", "moved")]


def test_the_real_calendars_of_an_autumn_close_together():
    span = date(2026, 9, 1), date(2027, 9, 1)
    closed = closed_days([*holidays_between("il-jewish", *span), *holidays_between("il-druze", *span)])

    sessions = timetable(a_series("FREQ=WEEKLY;BYDAY=TH;COUNT=3", date(2026, 9, 8)), closed).sessions

    assert told(sessions) == [
        (None, "09-10", "skipped"),
        (1, "09-17", "held"),
        (2, "09-24", "held"),
        (3, "10-01", "held"),
    ]
    assert sessions[0].because[0].key == "nabi-sabalan"


def test_an_approximate_feast_beside_a_session_is_told():
    closed = closed_on(date(2026, 11, 4), approximate=True)

    first, second = timetable(a_series("FREQ=WEEKLY;COUNT=2"), closed).sessions

    assert first.perhaps[0].key == "feast"
    assert second.perhaps == ()


class TestByHand:
    def test_a_session_called_off_is_not_made_up_for(self):
        series = a_series("FREQ=WEEKLY;COUNT=3", removed=(Removed(date(2026, 11, 10), "the hall is shut"),))

        sessions = timetable(series).sessions

        assert told(sessions) == [(1, "11-03", "held"), (None, "11-10", "removed"), (2, "11-17", "held")]
        assert sessions[1].note == "the hall is shut"

    def test_a_moved_session_may_be_called_off_by_its_new_day(self):
        removed = (Removed(date(2026, 11, 4)),)
        series = a_series("FREQ=WEEKLY;COUNT=1", on_skip=OnSkip.SHIFT_DAY, removed=removed)

        sessions = timetable(series, closed_on(date(2026, 11, 3))).sessions

        assert told(sessions) == [(None, "11-04", "removed")]

    def test_an_added_session_is_held_on_a_closed_day_and_numbered_by_time(self):
        added = (Added(date(2026, 11, 10), note="agreed with all"), Added(date(2026, 11, 5), time(9)))
        series = a_series("FREQ=WEEKLY;COUNT=2", on_skip=OnSkip.DROP, added=added)

        sessions = timetable(series, closed_on(date(2026, 11, 10))).sessions

        assert told(sessions) == [
            (1, "11-03", "held"),
            (2, "11-05", "added"),
            (3, "11-10", "added"),
            (None, "11-10", "skipped"),
        ]
        assert sessions[2].because[0].key == "feast"

    def test_a_session_does_not_move_to_a_day_where_one_was_added(self):
        series = a_series("FREQ=WEEKLY;COUNT=1", on_skip=OnSkip.SHIFT_DAY, added=(Added(date(2026, 11, 4)),))

        assert told(timetable(series, closed_on(date(2026, 11, 3))).sessions) == [
            (1, "11-04", "added"),
            (2, "11-05", "moved"),
        ]

    def test_a_change_that_changes_nothing_is_told(self):
        stale, double = Removed(date(2026, 11, 6)), Added(date(2026, 11, 3))

        answer = timetable(a_series("FREQ=WEEKLY;COUNT=1", removed=(stale,), added=(double,)))

        assert answer.without_effect == (stale, double)
        assert len(answer.sessions) == 1


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31;COUNT=2", Fault.NEVER),
        ("FREQ=WEEKLY;UNTIL=20261102", Fault.NEVER),
        ("FREQ=DAILY;UNTIL=20290101", Fault.TOO_MANY),
        ("FREQ=YEARLY;COUNT=12", Fault.TOO_FAR),
    ],
)
def test_a_rule_without_days_or_with_too_many_or_too_far_is_refused(rule, fault):
    with pytest.raises(BadRecurrence) as refusal:
        timetable(a_series(rule))

    assert refusal.value.fault is fault


def test_a_series_that_is_always_closed_is_refused_and_does_not_run_for_ever():
    always = closed_on(*(date(2026, 11, 3) + timedelta(days=7 * week) for week in range(600)))

    with pytest.raises(BadRecurrence, match="too_far"):
        timetable(a_series("FREQ=WEEKLY;COUNT=3"), always)


def test_a_last_moment_in_universal_time_is_that_of_the_session():
    sessions = timetable(a_series("FREQ=WEEKLY;UNTIL=20261110T160000Z")).sessions

    assert told(sessions) == [(1, "11-03", "held"), (2, "11-10", "held")]


def test_a_session_of_no_length_is_refused():
    with pytest.raises(ValueError, match="more than nothing"):
        a_series("FREQ=WEEKLY;COUNT=1", hours=0)


closures = st.frozensets(st.dates(date(2026, 11, 1), date(2027, 6, 1)), max_size=60)


@given(st.integers(1, 20), st.sampled_from(["TU", "TU,TH", "SU,WE"]), closures, st.sampled_from(OnSkip))
def test_nothing_is_held_on_a_closed_day_and_every_occurrence_is_accounted_for(count, days, shut, on_skip):
    series = a_series(f"FREQ=WEEKLY;BYDAY={days};COUNT={count}", on_skip=on_skip)

    sessions = timetable(series, closed_on(*shut)).sessions

    held = [session for session in sessions if session.state in TAKES_PLACE]
    assert not {session.starts_at.date() for session in held} & shut
    assert [session.number for session in held] == list(range(1, len(held) + 1))
    assert len({session.starts_at for session in held}) == len(held)
    if on_skip is OnSkip.SHIFT_SERIES:
        assert len(held) == count
    else:
        assert len(sessions) == count
    assert all(session.starts_at.hour == 18 for session in sessions)
    assert all(session.because for session in sessions if session.state is not State.HELD)


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.times(), st.integers(1, 30))
def test_every_session_lasts_as_long_as_it_says(day, at, hours):
    (session,) = timetable(a_series("FREQ=DAILY;COUNT=1", day, at, hours=hours)).sessions

    assert session.ends_at.astimezone(UTC) - session.starts_at.astimezone(UTC) == timedelta(hours=hours)
