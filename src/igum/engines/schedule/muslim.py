"""Muslim holidays by the tabular calendar, which may differ by a day from what is announced; and the Druze ones."""

from collections.abc import Iterator
from datetime import date, timedelta

from igum.engines.schedule.holidays import Holiday, Kind

MUSLIM, DRUZE = "il-muslim", "il-druze"
MUHARRAM, RABI_I, RAJAB, RAMADAN, SHAWWAL, DHU_AL_HIJJA = 1, 3, 7, 9, 10, 12
EPOCH = date(622, 7, 19)  # 16 July 622 of the Julian calendar

NAMES = {
    "hijri-new-year": {"he": "ראש השנה ההג'רית", "ar": "رأس السنة الهجرية", "en": "Islamic New Year"},
    "mawlid": {"he": "הולדת הנביא", "ar": "المولد النبوي", "en": "Birthday of the Prophet"},
    "isra-and-miraj": {"he": "ליל המסע והעלייה", "ar": "الإسراء والمعراج", "en": "Isra and Mi'raj"},
    "ramadan": {"he": "רמדאן", "ar": "رمضان", "en": "Ramadan"},
    "eid-al-fitr": {"he": "עיד אל־פיטר", "ar": "عيد الفطر", "en": "Eid al-Fitr"},
    "eid-al-adha": {"he": "חג הקורבן (עיד אל־אדחא)", "ar": "عيد الأضحى", "en": "Eid al-Adha"},
    "nabi-al-khadr": {"he": "חג הנביא אל־ח'דר", "ar": "زيارة النبي الخضر", "en": "Feast of the prophet al-Khadr"},
    "nabi-shuayb": {"he": "חג הנביא שועייב", "ar": "زيارة النبي شعيب", "en": "Feast of the prophet Shu'ayb"},
    "nabi-sabalan": {"he": "חג הנביא סבלאן", "ar": "زيارة النبي سبلان", "en": "Feast of the prophet Sabalan"},
}
# Key, Hijri month, first day, how many days, kind.
LUNAR: tuple[tuple[str, int, int, int, Kind], ...] = (
    ("hijri-new-year", MUHARRAM, 1, 1, Kind.REST),
    ("mawlid", RABI_I, 12, 1, Kind.REST),
    ("isra-and-miraj", RAJAB, 27, 1, Kind.OBSERVED),
    ("eid-al-fitr", SHAWWAL, 0, 1, Kind.EVE),
    ("eid-al-fitr", SHAWWAL, 1, 3, Kind.REST),
    ("eid-al-adha", DHU_AL_HIJJA, 9, 1, Kind.EVE),
    ("eid-al-adha", DHU_AL_HIJJA, 10, 4, Kind.REST),
)
# Key, month, first day, last day: fixed in the civil calendar.
DRUZE_FEASTS = (
    ("nabi-al-khadr", 1, 25, 25),
    ("nabi-shuayb", 4, 25, 28),
    ("nabi-sabalan", 9, 10, 10),
)


def hijri(year: int, month: int, day: int) -> date:
    """The civil day on which a Hijri date begins to be daylight, by the tabular calendar.

    Eleven years of thirty have a day more (the 2nd, 5th, 7th, 10th, 13th, 16th, 18th, 21st, 24th, 26th and 29th). The
    months begin by sight of the moon in fact, so that a computed day may be one too early or too late.

    Source:
        E. Reingold, N. Dershowitz, *Calendrical Calculations* (the arithmetical Islamic calendar), from memory;
        known days are held in the tests.

    >>> hijri(1446, 9, 1), hijri(1400, 1, 1)
    (datetime.date(2025, 3, 1), datetime.date(1979, 11, 21))
    """
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return EPOCH + timedelta(days=days)


def muslim_holidays(year: int) -> Iterator[Holiday]:
    """The holidays of a civil year, in no order, among them every day of Ramadan; all are expected, a day more or less.

    Source:
        Which days are feasts is from memory; when they are, see `hijri`. What is announced stands instead.
    """
    for hijri_year in _hijri_years(year):
        for key, month, first, many, kind in LUNAR:
            yield from _run(MUSLIM, key, hijri(hijri_year, month, first), many, kind)
        yield from _run(MUSLIM, "ramadan", hijri(hijri_year, RAMADAN, 1), 30, Kind.FAST_MONTH)


def druze_holidays(year: int) -> Iterator[Holiday]:
    """The holidays of a civil year, in no order; Eid al-Adha is approximate.

    Source:
        The days are those that the state recognises, from memory: al-Khadr 25 January, Shu'ayb 25–28 April, Sabalan
        10 September, Eid al-Adha for four days.
    """
    for key, month, first, last in DRUZE_FEASTS:
        for day in range(first, last + 1):
            yield Holiday(DRUZE, key, date(year, month, day), Kind.REST, NAMES[key])
    for hijri_year in _hijri_years(year):
        feast = hijri(hijri_year, DHU_AL_HIJJA, 10)
        yield from _run(DRUZE, "eid-al-adha", feast - timedelta(days=1), 1, Kind.EVE)
        yield from _run(DRUZE, "eid-al-adha", feast, 4, Kind.REST)


def _run(calendar: str, key: str, first: date, many: int, kind: Kind) -> Iterator[Holiday]:
    for number in range(many):
        yield Holiday(calendar, key, first + timedelta(days=number), kind, NAMES[key], approximate=True)


def _hijri_years(year: int) -> range:
    """Every Hijri year that has a day in the civil year: a lunar year is shorter by eleven days."""
    first = (date(year, 1, 1) - EPOCH).days * 30 // 10631
    return range(first, first + 4)
