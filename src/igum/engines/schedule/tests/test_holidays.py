"""Holidays against days that are known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyluach.dates import HebrewDate

from igum.engines.schedule.calendars import CALENDAR_NAMES, CALENDARS, closed_days, closed_for, holidays_between
from igum.engines.schedule.holidays import Announced, Kind
from igum.engines.schedule.muslim import hijri

YEARS = range(2024, 2031)
JEWISH = {
    "rosh-hashanah": "2024-10-03 2025-09-23 2026-09-12 2027-10-02 2028-09-21 2029-09-10 2030-09-28",
    "yom-kippur": "2024-10-12 2025-10-02 2026-09-21 2027-10-11 2028-09-30 2029-09-19 2030-10-07",
    "sukkot": "2024-10-17 2025-10-07 2026-09-26 2027-10-16 2028-10-05 2029-09-24 2030-10-12",
    "simchat-torah": "2024-10-24 2025-10-14 2026-10-03 2027-10-23 2028-10-12 2029-10-01 2030-10-19",
    "pesach": "2024-04-23 2025-04-13 2026-04-02 2027-04-22 2028-04-11 2029-03-31 2030-04-18",
    "last-of-pesach": "2024-04-29 2025-04-19 2026-04-08 2027-04-28 2028-04-17 2029-04-06 2030-04-24",
    "independence-day": "2024-05-14 2025-05-01 2026-04-22 2027-05-12 2028-05-02 2029-04-19 2030-05-08",
    "shavuot": "2024-06-12 2025-06-02 2026-05-22 2027-06-11 2028-05-31 2029-05-20 2030-06-07",
}
JEWISH_OBSERVED = {
    "purim": "2024-03-24 2025-03-14 2026-03-03 2027-03-23 2028-03-12 2029-03-01 2030-03-19",
    "holocaust-day": "2024-05-06 2025-04-24 2026-04-14 2027-05-04 2028-04-24 2029-04-12 2030-04-30",
}
TISHA_BEAV = "2024-08-13 2025-08-03 2026-07-23 2027-08-12 2028-08-01 2029-07-22 2030-08-08"
SECOND_TABLE = {
    "Rosh Hashana": ("rosh-hashanah",),
    "Yom Kippur": ("yom-kippur",),
    "Succos": ("sukkot",),
    "Shmini Atzeres": ("simchat-torah",),
    "Pesach": ("pesach", "last-of-pesach"),
    "Shavuos": ("shavuot",),
    "Purim": ("purim",),
}
WESTERN_EASTER = "2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21"
EASTERN_EASTER = "2024-05-05 2025-04-20 2026-04-12 2027-05-02 2028-04-16 2029-04-08 2030-04-28"
# As announced; the tabular calendar may be a day off.
EID_AL_FITR = "2023-04-21 2024-04-10 2025-03-30 2026-03-20"
EID_AL_ADHA = "2023-06-28 2024-06-16 2025-06-06 2026-05-27"


def of(calendar, year, key, *kinds):
    days = holidays_between(calendar, date(year, 1, 1), date(year, 12, 31))
    return [day.on for day in days if day.key == key and (not kinds or day.kind in kinds)]


def known(text):
    return [date.fromisoformat(day) for day in text.split()]


@pytest.mark.parametrize(("key", "days"), JEWISH.items())
def test_jewish_days_of_rest_are_those_of_the_printed_calendar(key, days):
    assert [of("il-jewish", year, key, Kind.REST)[0] for year in YEARS] == known(days)


@pytest.mark.parametrize(("key", "days"), JEWISH_OBSERVED.items())
def test_jewish_days_that_are_observed_are_those_of_the_printed_calendar(key, days):
    assert [of("il-jewish", year, key)[0] for year in YEARS] == known(days)


def test_the_ninth_of_av_is_the_fast_and_the_evening_before_it():
    assert [of("il-jewish", year, "tisha-beav")[1] for year in YEARS] == known(TISHA_BEAV)
    assert all(len(of("il-jewish", year, "tisha-beav")) == 2 for year in YEARS)


def test_memorial_day_is_the_day_before_independence_day():
    for year in YEARS:
        (memorial,), (independence,) = of("il-jewish", year, "memorial-day"), of("il-jewish", year, "independence-day")
        assert memorial + timedelta(days=1) == independence


@pytest.mark.parametrize(("kind", "many"), [(Kind.REST, 9), (Kind.INTERMEDIATE, 9), (Kind.EVE, 8)])
def test_a_jewish_year_has_its_nine_days_of_rest(kind, many):
    for year in YEARS:
        days = holidays_between("il-jewish", date(year, 1, 1), date(year, 12, 31))
        assert sum(day.kind is kind for day in days) == many


def test_the_feasts_are_those_of_a_second_table():
    days = holidays_between("il-jewish", date(2024, 1, 1), date(2030, 12, 31))
    feasts = {(day.on, day.key) for day in days if day.kind is not Kind.EVE}
    eves = {day.on for day in days if day.kind is Kind.EVE}

    span = [date(2024, 1, 1) + timedelta(days=number) for number in range(7 * 365 + 2)]
    theirs = {on: HebrewDate.from_pydate(on).festival(israel=True) for on in span}

    assert SECOND_TABLE.keys() <= set(theirs.values())
    for on, name in theirs.items():
        keys = SECOND_TABLE.get(name, ())
        assert not keys or on in eves or any((on, key) in feasts for key in keys)


def test_easter_is_that_of_the_printed_tables():
    assert [of("il-christian-western", year, "easter", Kind.REST)[0] for year in YEARS] == known(WESTERN_EASTER)
    assert [of("il-christian-eastern", year, "easter", Kind.REST)[0] for year in YEARS] == known(EASTERN_EASTER)


def test_the_eastern_churches_keep_fixed_days_thirteen_days_later():
    assert of("il-christian-eastern", 2027, "christmas", Kind.REST) == [date(2027, 1, 7), date(2027, 1, 8)]
    assert of("il-christian-eastern", 2027, "new-year") == [date(2027, 1, 14)]
    assert of("il-christian-eastern", 2027, "epiphany") == [date(2027, 1, 19)]
    assert of("il-christian-western", 2027, "christmas", Kind.REST) == [date(2027, 12, 25), date(2027, 12, 26)]


@pytest.mark.parametrize(("key", "announced"), [("eid-al-fitr", EID_AL_FITR), ("eid-al-adha", EID_AL_ADHA)])
def test_the_computed_muslim_days_are_within_a_day_of_the_announced(key, announced):
    for day in known(announced):
        (first, *_) = of("il-muslim", day.year, key, Kind.REST)
        assert abs((first - day).days) <= 1


def test_every_day_that_follows_the_moon_is_told_as_expected_and_no_other_is():
    days = [day for calendar in CALENDARS for day in holidays_between(calendar, date(2026, 1, 1), date(2028, 12, 31))]

    by_the_moon = {(day.calendar, day.key) for day in days if day.approximate}
    assert {day.key for day in days if day.calendar == "il-muslim"} == {
        key for calendar, key in by_the_moon if calendar == "il-muslim"
    }
    assert {each for each in by_the_moon if each[0] != "il-muslim"} == {("il-druze", "eid-al-adha")}
    assert all(day.approximate for day in days if (day.calendar, day.key) in by_the_moon)


def test_known_hijri_days():
    assert hijri(1, 1, 1) == date(622, 7, 19)
    assert hijri(1445, 1, 1) == date(2023, 7, 19)
    assert [hijri(1447, month, 1) for month in (1, 9, 12)] == known("2025-06-27 2026-02-18 2026-05-18")


@given(st.integers(1300, 1600), st.integers(1, 12))
def test_a_hijri_month_has_29_or_30_days(year, month):
    following = hijri(year, month + 1, 1) if month < 12 else hijri(year + 1, 1, 1)

    assert (following - hijri(year, month, 1)).days in (29, 30)


def test_two_eids_fall_in_one_civil_year_when_they_do():
    assert len(of("il-muslim", 2000, "eid-al-fitr", Kind.REST)) == 6


def test_the_druze_feasts_are_those_the_state_recognises():
    assert of("il-druze", 2027, "nabi-shuayb") == [date(2027, 4, day) for day in (25, 26, 27, 28)]
    assert of("il-druze", 2027, "nabi-sabalan") == [date(2027, 9, 10)]
    assert of("il-druze", 2027, "nabi-al-khadr") == [date(2027, 1, 25)]
    assert of("il-druze", 2026, "eid-al-adha", Kind.REST) == of("il-muslim", 2026, "eid-al-adha", Kind.REST)


def test_what_is_announced_stands_instead_of_what_was_computed():
    notice = Announced("eid-al-fitr", date(2026, 3, 21), date(2026, 3, 23))

    days = holidays_between("il-muslim", date(2026, 3, 15), date(2026, 3, 31), [notice])

    feast = [(day.on.day, day.kind, day.approximate) for day in days if day.key == "eid-al-fitr"]
    assert feast == [(20, Kind.EVE, False), *((day, Kind.REST, False) for day in (21, 22, 23))]


@pytest.mark.parametrize(
    ("first", "last", "refusal"),
    [("2026-08-01", "2026-08-03", "not near"), ("2026-03-21", "2026-03-20", "end before it begins")],
)
def test_what_is_announced_nowhere_near_is_refused(first, last, refusal):
    notice = Announced("eid-al-fitr", date.fromisoformat(first), date.fromisoformat(last))

    with pytest.raises(ValueError, match=refusal):
        holidays_between("il-muslim", date(2026, 1, 1), date(2026, 12, 31), [notice])


def test_an_unknown_calendar_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match="il-jewish, il-muslim, il-druze"):
        holidays_between("il-martian", date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize("calendar", CALENDARS)
def test_every_holiday_has_its_names(calendar):
    days = holidays_between(calendar, date(2025, 1, 1), date(2027, 12, 31))

    assert all(set(day.names) == {"he", "ar", "en"} and day.calendar == calendar for day in days)
    assert set(CALENDAR_NAMES[calendar]) == {"he", "ar", "en"}


@pytest.mark.parametrize("calendar", CALENDARS)
@given(first=st.dates(date(2000, 1, 1), date(2050, 12, 31)), length=st.integers(0, 500), cut=st.integers(0, 500))
def test_a_span_of_days_is_its_two_parts(calendar, first, length, cut):
    last = first + timedelta(days=length)
    middle = min(first + timedelta(days=cut), last)

    whole = holidays_between(calendar, first, last)

    after = middle + timedelta(days=1)
    parts = holidays_between(calendar, first, middle), holidays_between(calendar, after, last)
    assert whole == parts[0] + parts[1]


def test_only_the_kinds_asked_for_close_a_day():
    days = holidays_between("il-muslim", date(2026, 2, 1), date(2026, 3, 31))

    assert date(2026, 3, 1) not in closed_days(days)
    assert date(2026, 3, 1) in closed_days(days, {Kind.FAST_MONTH})


def test_communities_close_days_together_and_announcements_reach_those_they_are_for():
    adha = Announced("eid-al-adha", date(2026, 5, 28), date(2026, 5, 31))

    closed = closed_for(["druze", "muslim", "jewish"], (date(2026, 5, 20), date(2026, 6, 5)), announced=[adha])

    assert [holiday.calendar for holiday in closed[date(2026, 5, 31)]] == ["il-druze", "il-muslim"]
    assert date(2026, 5, 26) not in closed
    assert [holiday.key for holiday in closed[date(2026, 5, 22)]] == ["shavuot"]


def test_both_christian_calendars_close_days():
    closed = closed_for(["christian"], (date(2027, 1, 1), date(2027, 12, 31)))

    assert {date(2027, 1, 7), date(2027, 12, 25), date(2027, 3, 28), date(2027, 5, 2)} <= closed.keys()
