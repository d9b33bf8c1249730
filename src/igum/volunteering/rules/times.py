"""Parts of a week: when somebody is free, in which of them a shift lies, and whether it is on the Sabbath."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise

# The part of a day by the hour it begins at; a night belongs to the day on which it begins.
PARTS = {"morning": 6, "afternoon": 12, "evening": 18, "night": 22}
DAYS = (6, 0, 1, 2, 3, 4, 5)  # as people here count a week: from Sunday; 0 is Monday
FRIDAY, SATURDAY = 4, 5
# The parts in which the Sabbath lies wholly. On a winter Friday it begins in the afternoon: ask, in words.
SABBATH = frozenset(
    {f"{FRIDAY}:evening", f"{FRIDAY}:night", f"{SATURDAY}:morning", f"{SATURDAY}:afternoon"},
)
EVENINGS = frozenset(f"{day}:evening" for day in DAYS)
NIGHTS = frozenset(f"{day}:night" for day in DAYS)
ALL_PARTS = tuple(f"{day}:{part}" for day in DAYS for part in PARTS)
LONGEST_SHIFT = timedelta(hours=24)
FULL_AGE = 18
OUTSIDE_OFFICE_HOURS = EVENINGS | NIGHTS | SABBATH


def parts_between(starts_at: datetime, ends_at: datetime) -> frozenset[str]:
    """The parts of the week that a period touches, as ``weekday:part``. Both moments in local time.

    >>> sorted(parts_between(datetime(2027, 1, 8, 17), datetime(2027, 1, 8, 19)))
    ['4:afternoon', '4:evening']
    >>> sorted(parts_between(datetime(2027, 1, 9, 1), datetime(2027, 1, 9, 5)))
    ['4:night']
    """
    begins = list(_boundaries(starts_at.date() - timedelta(days=1), ends_at.date() + timedelta(days=2)))
    naive_start, naive_end = starts_at.replace(tzinfo=None), ends_at.replace(tzinfo=None)
    return frozenset(code for (first, code), (last, _) in pairwise(begins) if first < naive_end and naive_start < last)


def is_free(available: Collection[str], starts_at: datetime, ends_at: datetime) -> bool | None:
    """Whether a period lies in the parts of the week somebody named; None when they named none.

    >>> is_free(["4:afternoon"], datetime(2027, 1, 8, 13), datetime(2027, 1, 8, 15))
    True
    >>> is_free([], datetime(2027, 1, 8, 13), datetime(2027, 1, 8, 15)) is None
    True
    """
    if not available:
        return None
    return parts_between(starts_at, ends_at) <= set(available)


def is_minor(birth_year: int | None, day: date) -> bool | None:
    """Whether somebody is under 18 on a day, as far as the year tells; in the year of the birthday still yes.

    >>> is_minor(2010, date(2027, 1, 1)), is_minor(2009, date(2027, 1, 1)), is_minor(None, date(2027, 1, 1))
    (True, True, None)
    """
    return None if birth_year is None else day.year - birth_year <= FULL_AGE


def age_at_most(birth_year: int | None, day: date) -> int | None:
    """How old somebody is at most in the year of a day, or None when it is not known."""
    return None if birth_year is None else day.year - birth_year


def _boundaries(first: date, last: date) -> Iterator[tuple[datetime, str]]:
    day = first
    while day <= last:
        for part, hour in PARTS.items():
            yield datetime(day.year, day.month, day.day, hour), f"{day.weekday()}:{part}"  # noqa: DTZ001 - wall clock
        day += timedelta(days=1)
