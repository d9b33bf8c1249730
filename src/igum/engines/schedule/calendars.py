"""The skip calendars by name, and which days they close."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from igum.engines.schedule.christian import EASTERN, WESTERN, eastern_holidays, western_holidays
from igum.engines.schedule.holidays import Announced, Holiday, Kind, announced_instead
from igum.engines.schedule.jewish import CALENDAR as JEWISH
from igum.engines.schedule.jewish import jewish_holidays
from igum.engines.schedule.muslim import DRUZE, MUSLIM, druze_holidays, muslim_holidays

CALENDARS: Mapping[str, Callable[[int], Iterator[Holiday]]] = {
    JEWISH: jewish_holidays,
    MUSLIM: muslim_holidays,
    DRUZE: druze_holidays,
    WESTERN: western_holidays,
    EASTERN: eastern_holidays,
}
CALENDAR_NAMES: Mapping[str, Mapping[str, str]] = {
    JEWISH: {"he": "חגי ישראל", "ar": "الأعياد اليهودية", "en": "Jewish holidays"},
    MUSLIM: {"he": "חגי המוסלמים", "ar": "أعياد المسلمين", "en": "Muslim holidays"},
    DRUZE: {"he": "חגי הדרוזים", "ar": "أعياد الدروز", "en": "Druze holidays"},
    WESTERN: {
        "he": "חגי הנוצרים (לוח מערבי)",
        "ar": "أعياد المسيحيين (التقويم الغربي)",
        "en": "Christian holidays (western days)",
    },
    EASTERN: {
        "he": "חגי הנוצרים (לוח מזרחי)",
        "ar": "أعياد المسيحيين (التقويم الشرقي)",
        "en": "Christian holidays (eastern days)",
    },
}
# What a programme calls the holidays of a community. Christians here keep western or eastern days by their church, and
# in many towns both, so that both close a day.
COMMUNITIES: Mapping[str, tuple[str, ...]] = {
    "jewish": (JEWISH,),
    "muslim": (MUSLIM,),
    "druze": (DRUZE,),
    "christian": (WESTERN, EASTERN),
}
REST_AND_EVES = frozenset({Kind.REST, Kind.EVE})

Closed = Mapping[date, tuple[Holiday, ...]]


def closed_for(
    skip: Collection[str],
    days: tuple[date, date],
    *,
    kinds: Collection[Kind] = REST_AND_EVES,
    announced: Collection[Announced] = (),
    own: Iterable[Holiday] = (),
) -> Closed:
    """The days that communities' holidays close, from the first day to the last.

    Args:
        skip: names out of `COMMUNITIES` or `CALENDARS`.
        days: the first and the last, as `sessions.span` gives them.
        kinds: which kinds of holidays close a day.
        announced: where it is known when an approximate holiday really is; those of other calendars are passed over.
        own: holidays of the caller's, such as a school's.

    Raises:
        ValueError: there is no such community or calendar.

    >>> closed = closed_for(["druze", "christian"], (date(2027, 4, 25), date(2027, 4, 30)))
    >>> [(day.day, closed[day][0].names["en"]) for day in sorted(closed)][-1]
    (30, 'Good Friday')
    """
    calendars = dict.fromkeys(name for word in skip for name in COMMUNITIES.get(word, (word,)))
    holidays: list[Holiday] = []
    for calendar in calendars:
        computed = holidays_between(calendar, *days)
        keys = {holiday.key for holiday in computed if holiday.approximate}
        known = [notice for notice in announced if notice.key in keys]
        holidays += holidays_between(calendar, *days, known) if known else computed
    return closed_days([*holidays, *own], kinds)


def holidays_between(
    calendar: str, first: date, last: date, announced: Collection[Announced] = ()
) -> tuple[Holiday, ...]:
    """Every day of a calendar's holidays from the first day to the last, in order.

    Args:
        calendar: one of `CALENDARS`.
        first: the first day.
        last: the last day; on it too.
        announced: where it is known when an approximate holiday really is.

    Raises:
        ValueError: there is no such calendar, or something announced is nowhere near what was computed.

    >>> days = holidays_between("il-druze", date(2027, 4, 1), date(2027, 4, 30))
    >>> [(day.on.day, day.names["en"]) for day in days][:2]
    [(25, "Feast of the prophet Shu'ayb"), (26, "Feast of the prophet Shu'ayb")]
    """
    if calendar not in CALENDARS:
        raise ValueError(f"calendar must be one of {', '.join(CALENDARS)}, not {calendar!r}")
    computed = [day for year in range(first.year - 1, last.year + 2) for day in _of_year(calendar, year)]
    wanted = [notice for notice in announced if first.year - 1 <= notice.first.year <= last.year + 1]
    settled = announced_instead(computed, wanted)
    return tuple(day for day in settled if first <= day.on <= last)


@lru_cache(maxsize=512)
def _of_year(calendar: str, year: int) -> tuple[Holiday, ...]:
    """The holidays of one civil year: those that fall in it and no others. Every cohort asks for the same few years."""
    return tuple(day for day in CALENDARS[calendar](year) if day.on.year == year)


def closed_days(holidays: Iterable[Holiday], kinds: Collection[Kind] = REST_AND_EVES) -> Closed:
    """The days that holidays of these kinds close, each with all that closes it."""
    closed: dict[date, tuple[Holiday, ...]] = {}
    for holiday in holidays:
        if holiday.kind in kinds:
            closed[holiday.on] = (*closed.get(holiday.on, ()), holiday)
    return closed
