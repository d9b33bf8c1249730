"""Jewish holidays as they are kept in Israel, and the days that the State of Israel keeps by the Hebrew calendar."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from pyluach.dates import HebrewDate

from igum.engines.schedule.holidays import Holiday, Kind

CALENDAR = "il-jewish"
NISAN, IYAR, SIVAN, AV, TISHREI, ADAR = 1, 2, 3, 5, 7, 12
THURSDAY, FRIDAY, SATURDAY, SUNDAY, MONDAY = 3, 4, 5, 6, 0

NAMES = {
    "rosh-hashanah": {"he": "ראש השנה", "ar": "رأس السنة العبرية", "en": "Rosh Hashanah"},
    "yom-kippur": {"he": "יום הכיפורים", "ar": "يوم الغفران", "en": "Yom Kippur"},
    "sukkot": {"he": "סוכות", "ar": "عيد العُرش", "en": "Sukkot"},
    "simchat-torah": {"he": "שמיני עצרת ושמחת תורה", "ar": "عيد نزول التوراة", "en": "Shemini Atzeret, Simchat Torah"},
    "purim": {"he": "פורים", "ar": "عيد المساخر (بوريم)", "en": "Purim"},
    "pesach": {"he": "פסח", "ar": "عيد الفصح العبري", "en": "Passover"},
    "last-of-pesach": {"he": "שביעי של פסח", "ar": "سابع أيام الفصح العبري", "en": "Seventh day of Passover"},
    "holocaust-day": {
        "he": "יום הזיכרון לשואה ולגבורה",
        "ar": "يوم ذكرى المحرقة والبطولة",
        "en": "Holocaust Remembrance Day",
    },
    "memorial-day": {"he": "יום הזיכרון", "ar": "يوم ذكرى الجنود القتلى", "en": "Memorial Day"},
    "independence-day": {"he": "יום העצמאות", "ar": "يوم الاستقلال", "en": "Independence Day"},
    "shavuot": {"he": "שבועות", "ar": "عيد نزول الشريعة (شفوعوت)", "en": "Shavuot"},
    "tisha-beav": {"he": "תשעה באב", "ar": "التاسع من آب العبري", "en": "Tisha B'Av"},
}
# Month, first day, last day, kind. Days of rest are those of the Law and Administration Ordinance, 5708-1948, section
# 18A, and of the Independence Day Law; both from memory, the days of seven years are held in the tests.
FEASTS: tuple[tuple[str, int, int, int, Kind], ...] = (
    ("rosh-hashanah", TISHREI, 1, 2, Kind.REST),
    ("yom-kippur", TISHREI, 9, 9, Kind.EVE),
    ("yom-kippur", TISHREI, 10, 10, Kind.REST),
    ("sukkot", TISHREI, 14, 14, Kind.EVE),
    ("sukkot", TISHREI, 15, 15, Kind.REST),
    ("sukkot", TISHREI, 16, 20, Kind.INTERMEDIATE),
    ("simchat-torah", TISHREI, 21, 21, Kind.EVE),
    ("simchat-torah", TISHREI, 22, 22, Kind.REST),
    ("pesach", NISAN, 14, 14, Kind.EVE),
    ("pesach", NISAN, 15, 15, Kind.REST),
    ("pesach", NISAN, 16, 19, Kind.INTERMEDIATE),
    ("last-of-pesach", NISAN, 20, 20, Kind.EVE),
    ("last-of-pesach", NISAN, 21, 21, Kind.REST),
    ("shavuot", SIVAN, 5, 5, Kind.EVE),
    ("shavuot", SIVAN, 6, 6, Kind.REST),
)


def jewish_holidays(year: int) -> Iterator[Holiday]:
    """The holidays of a civil year, in no order.

    Source:
        Hebrew dates by pyluach. Days that are moved: Independence Day Law (as amended in 2004: 5 Iyar never makes its
        eve fall on a Sabbath), Holocaust and Heroism Remembrance Day Law (27 Nisan is not kept beside a Sabbath),
        9 Av by custom after the Sabbath. The laws are named from memory.

    >>> [str(day.on) for day in jewish_holidays(2027) if day.key == "independence-day" and day.kind is Kind.REST]
    ['2027-05-12']
    """
    for hebrew_year in (year + 3760, year + 3761):
        for holiday in _of_hebrew_year(hebrew_year):
            if holiday.on.year == year:
                yield holiday


def _of_hebrew_year(year: int) -> Iterator[Holiday]:
    yield _day("rosh-hashanah", _civil(year, TISHREI, 1) - timedelta(days=1), Kind.EVE)
    for key, month, first, last, kind in FEASTS:
        for day in range(first, last + 1):
            yield _day(key, _civil(year, month, day), kind)
    yield _day("purim", _civil(year, NISAN, 1) - timedelta(days=16), Kind.OBSERVED)
    yield _day("holocaust-day", _moved(_civil(year, NISAN, 27), {FRIDAY: -1, SUNDAY: 1}), Kind.OBSERVED)
    independence = _moved(_civil(year, IYAR, 5), {FRIDAY: -1, SATURDAY: -2, MONDAY: 1})
    yield _day("memorial-day", independence - timedelta(days=1), Kind.EVE)
    yield _day("independence-day", independence, Kind.REST)
    tisha_beav = _moved(_civil(year, AV, 9), {SATURDAY: 1})
    yield _day("tisha-beav", tisha_beav - timedelta(days=1), Kind.OBSERVED)
    yield _day("tisha-beav", tisha_beav, Kind.OBSERVED)


def _moved(day: date, by_weekday: dict[int, int]) -> date:
    return day + timedelta(days=by_weekday.get(day.weekday(), 0))


def _civil(year: int, month: int, day: int) -> date:
    to_date: Callable[[], date] = HebrewDate(year, month, day).to_pydate
    return to_date()


def _day(key: str, on: date, kind: Kind) -> Holiday:
    return Holiday(CALENDAR, key, on, kind, NAMES[key])
