"""Christian holidays, of the churches that keep the western days and of those that keep the eastern ones."""

from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from igum.engines.schedule.holidays import Holiday, Kind

WESTERN, EASTERN = "il-christian-western", "il-christian-eastern"

NAMES = {
    "new-year": {"he": "ראש השנה האזרחית", "ar": "رأس السنة الميلادية", "en": "New Year's Day"},
    "epiphany": {"he": "חג ההתגלות", "ar": "عيد الغطاس", "en": "Epiphany"},
    "annunciation": {"he": "חג הבשורה", "ar": "عيد البشارة", "en": "Annunciation"},
    "palm-sunday": {"he": "יום ראשון של הדקלים", "ar": "أحد الشعانين", "en": "Palm Sunday"},
    "good-friday": {"he": "יום שישי הטוב", "ar": "الجمعة العظيمة", "en": "Good Friday"},
    "easter": {"he": "חג הפסחא", "ar": "عيد الفصح المجيد", "en": "Easter"},
    "ascension": {"he": "חג העלייה", "ar": "خميس الصعود", "en": "Ascension"},
    "pentecost": {"he": "חג השבועות הנוצרי", "ar": "عيد العنصرة", "en": "Pentecost"},
    "assumption": {"he": "עליית מרים השמיימה", "ar": "عيد انتقال السيدة العذراء", "en": "Assumption of Mary"},
    "christmas": {"he": "חג המולד", "ar": "عيد الميلاد المجيد", "en": "Christmas"},
}
# Days after Easter Sunday.
MOVABLE = (
    ("palm-sunday", -7, Kind.OBSERVED),
    ("good-friday", -2, Kind.REST),
    ("easter", -1, Kind.EVE),
    ("easter", 0, Kind.REST),
    ("easter", 1, Kind.REST),
    ("ascension", 39, Kind.REST),
    ("pentecost", 49, Kind.REST),
    ("pentecost", 50, Kind.REST),
)
# Month and day, in each church's own calendar.
FIXED = (
    ("new-year", 1, 1, Kind.REST),
    ("epiphany", 1, 6, Kind.REST),
    ("annunciation", 3, 25, Kind.OBSERVED),
    ("assumption", 8, 15, Kind.OBSERVED),
    ("christmas", 12, 24, Kind.EVE),
    ("christmas", 12, 25, Kind.REST),
    ("christmas", 12, 26, Kind.REST),
)


def western_holidays(year: int) -> Iterator[Holiday]:
    """The holidays of a civil year in the churches that keep the Gregorian days, in no order.

    Source:
        Easter by dateutil. Which days are days of rest is from memory, and churches differ: a programme whose people
        keep others gives its own holidays.

    >>> [str(day.on) for day in western_holidays(2027) if day.key == "easter"]
    ['2027-03-27', '2027-03-28', '2027-03-29']
    """
    for key, month, day, kind in FIXED:
        yield Holiday(WESTERN, key, date(year, month, day), kind, NAMES[key])
    yield from _movable(WESTERN, easter(year, EASTER_WESTERN))


def eastern_holidays(year: int) -> Iterator[Holiday]:
    """The holidays of a civil year in the churches that keep the Julian days, in no order.

    Source:
        As of `western_holidays`.

    >>> [str(day.on) for day in eastern_holidays(2027) if day.key == "christmas"]
    ['2027-01-06', '2027-01-07', '2027-01-08']
    """
    for julian_year in (year - 1, year):
        for key, month, day, kind in FIXED:
            on = date(julian_year, month, day) + timedelta(days=_days_behind(julian_year, month))
            if on.year == year:
                yield Holiday(EASTERN, key, on, kind, NAMES[key])
    yield from _movable(EASTERN, easter(year, EASTER_ORTHODOX))


def _movable(calendar: str, sunday: date) -> Iterator[Holiday]:
    for key, after, kind in MOVABLE:
        yield Holiday(calendar, key, sunday + timedelta(days=after), kind, NAMES[key])


def _days_behind(year: int, month: int) -> int:
    """By how many days the Julian calendar is behind: 13 until the end of February 2100."""
    century = (year if month > 2 else year - 1) // 100
    return century - century // 4 - 2
