"""Which days a rule names, and which rules are refused, with the part that is wrong."""

from collections.abc import Iterable
from datetime import MAXYEAR, UTC, date, datetime
from itertools import islice, takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from igum.engines.schedule import recurrence
from igum.engines.schedule.recurrence import HORIZON_YEARS, BadRecurrence, Fault, read_recurrence

TUESDAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=3", ["2026-11-03", "2026-11-17", "2026-12-01"]),
        ("RRULE:freq=weekly;count=2", ["2026-11-03", "2026-11-10"]),
        ("FREQ=MONTHLY;BYDAY=1TU;COUNT=3", ["2026-11-03", "2026-12-01", "2027-01-05"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", ["2026-11-30", "2026-12-31", "2027-01-31"]),
        ("FREQ=MONTHLY;BYDAY=SU,MO,TU,WE,TH;BYSETPOS=-1;COUNT=2;", ["2026-11-30", "2026-12-31"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=2", ["2028-02-29", "2032-02-29"]),
    ],
)
def test_days_are_those_of_the_rule(rule, days):
    recurrence = read_recurrence(rule)

    assert [str(day) for day in islice(recurrence.days(TUESDAY), recurrence.count)] == days


@pytest.mark.parametrize(
    ("rule", "fault", "facts"),
    [
        ("", Fault.UNREADABLE, {"part": ""}),
        ("every Tuesday", Fault.UNREADABLE, {"part": "EVERY TUESDAY"}),
        ("FREQ=WEEKLY;;COUNT=2", Fault.UNREADABLE, {"part": ""}),
        ("COUNT=3", Fault.NO_FREQUENCY, {}),
        ("FREQ=HOURLY;COUNT=3", Fault.TOO_FINE, {"part": "FREQ", "value": "HOURLY"}),
        ("FREQ=DAILY;BYHOUR=9,10;COUNT=3", Fault.TOO_FINE, {"part": "BYHOUR", "value": "9,10"}),
        ("FREQ=FORTNIGHTLY;COUNT=3", Fault.BAD_VALUE, {"part": "FREQ", "value": "FORTNIGHTLY"}),
        ("FREQ=WEEKLY;BYDAY=TUE;COUNT=3", Fault.BAD_VALUE, {"part": "BYDAY", "value": "TUE"}),
        ("FREQ=WEEKLY;INTERVAL=0;COUNT=3", Fault.BAD_VALUE, {"part": "INTERVAL", "value": "0"}),
        ("FREQ=MONTHLY;BYMONTHDAY=32;COUNT=3", Fault.BAD_VALUE, {"part": "BYMONTHDAY", "value": "32"}),
        ("FREQ=WEEKLY;UNTIL=20270231", Fault.BAD_VALUE, {"part": "UNTIL", "value": "20270231"}),
        ("FREQ=WEEKLY;COUNT=1,2", Fault.BAD_VALUE, {"part": "COUNT", "value": "1,2"}),
        ("FREQ=WEEKLY;BYEASTER=0;COUNT=3", Fault.UNKNOWN_PART, {"part": "BYEASTER"}),
        ("FREQ=WEEKLY;COUNT=3;COUNT=4", Fault.TWICE, {"part": "COUNT"}),
        ("FREQ=WEEKLY;BYDAY=1TU;COUNT=3", Fault.NOT_WITH, {"part": "BYDAY", "frequency": "WEEKLY"}),
        ("FREQ=WEEKLY;BYMONTHDAY=3;COUNT=3", Fault.NOT_WITH, {"part": "BYMONTHDAY", "frequency": "WEEKLY"}),
        ("FREQ=MONTHLY;BYSETPOS=1;COUNT=3", Fault.NOT_WITH, {"part": "BYSETPOS", "frequency": "MONTHLY"}),
        ("FREQ=WEEKLY;BYDAY=TU", Fault.NO_END, {}),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20270101", Fault.TWO_ENDS, {}),
        ("FREQ=WEEKLY;COUNT=501", Fault.TOO_MANY, {"most": 500}),
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused_with_its_fault(rule, fault, facts):
    with pytest.raises(BadRecurrence) as refusal:
        read_recurrence(rule)

    assert (refusal.value.fault, refusal.value.facts) == (fault, facts)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2;COUNT=3",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
        "FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31;COUNT=3",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO;COUNT=3",
        "FREQ=WEEKLY;BYMONTH=2;BYDAY=TU;BYSETPOS=5;COUNT=3",
        "FREQ=MONTHLY;BYDAY=5TU;BYSETPOS=4;COUNT=3",
        "FREQ=YEARLY;BYMONTH=1;BYWEEKNO=30;COUNT=3",
    ],
)
def test_for_an_impossible_rule_only_the_last_years_of_the_librarys_calendar_are_searched(rule, monkeypatch):
    asked: list[int] = []

    def search(pattern: str, *, dtstart: datetime) -> Iterable[datetime]:
        asked.append(dtstart.year)
        return rrulestr(pattern, dtstart=dtstart)

    monkeypatch.setattr(recurrence, "rrulestr", search)

    assert list(read_recurrence(rule).days(TUESDAY)) == []

    assert asked[0] >= MAXYEAR - HORIZON_YEARS - 28


def test_years_whose_calendar_cannot_be_worked_out_are_refused():
    with pytest.raises(BadRecurrence, match="too_far"):
        list(read_recurrence("FREQ=WEEKLY;COUNT=2").days(date(2095, 1, 1)))


def test_an_end_without_a_time_is_the_whole_day_and_one_with_a_time_is_that_moment():
    evening = datetime(2027, 1, 5, 18, 0, tzinfo=UTC)

    assert not read_recurrence("FREQ=WEEKLY;UNTIL=20270105").is_past(evening)
    assert read_recurrence("FREQ=WEEKLY;UNTIL=20270104").is_past(evening)
    assert not read_recurrence("FREQ=WEEKLY;UNTIL=20270105T180000").is_past(evening)
    assert read_recurrence("FREQ=WEEKLY;UNTIL=20270105T175959Z").is_past(evening)


by_days = st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=3, unique=True)
ordinals = st.sampled_from(["1", "2", "-1", "5", ""])
patterns = st.one_of(
    st.builds(lambda n, days: f"FREQ=WEEKLY;INTERVAL={n};BYDAY={','.join(days)}", st.integers(1, 5), by_days),
    st.builds(lambda n: f"FREQ=DAILY;INTERVAL={n}", st.integers(1, 40)),
    st.builds(lambda n, o, d: f"FREQ=MONTHLY;INTERVAL={n};BYDAY={o}{d[0]}", st.integers(1, 7), ordinals, by_days),
    st.builds(lambda d: f"FREQ=MONTHLY;BYMONTHDAY={d}", st.integers(-31, 31).filter(bool)),
    st.builds(lambda m, d: f"FREQ=YEARLY;BYMONTH={m};BYMONTHDAY={d}", st.integers(1, 12), st.integers(1, 28)),
    st.builds(lambda w, d: f"FREQ=YEARLY;BYWEEKNO={w};BYDAY={d[0]}", st.integers(1, 52), by_days),
)


@given(patterns, st.dates(date(2000, 1, 1), date(2080, 12, 31)))
def test_a_late_year_of_the_same_calendar_gives_the_same_days(pattern, starts_on):
    days = list(read_recurrence(f"{pattern};COUNT=1").days(starts_on))

    start = datetime.combine(starts_on, datetime.min.time())
    inside = takewhile(lambda day: day.year < starts_on.year + 10, rrulestr(pattern, dtstart=start))
    assert days == [day.date() for day in inside]
