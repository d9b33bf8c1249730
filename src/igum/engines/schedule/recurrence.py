"""On which days a series recurs: a recurrence rule of RFC 5545, read strictly, that always ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from dateutil.rrule import rrulestr

MOST_OCCURRENCES = 500
HORIZON_YEARS = 10

_FIRST_YEAR, _LAST_YEAR = 1901, 2099 - HORIZON_YEARS
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_FINER = ("HOURLY", "MINUTELY", "SECONDLY")
_RANGES = {
    "COUNT": (1, 10**6),
    "INTERVAL": (1, 1000),
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (-31, 31),
    "BYYEARDAY": (-366, 366),
    "BYWEEKNO": (-53, 53),
    "BYSETPOS": (-366, 366),
}
_ONE_VALUE = ("COUNT", "INTERVAL")
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[+-]?\d{1,7}")
_UNTIL = re.compile(r"\d{8}(T\d{6}Z?)?")
_NOT_WITH = {
    "BYMONTHDAY": ("WEEKLY",),
    "BYYEARDAY": ("DAILY", "WEEKLY", "MONTHLY"),
    "BYWEEKNO": ("DAILY", "WEEKLY", "MONTHLY"),
}
_TIMES = ("BYHOUR", "BYMINUTE", "BYSECOND")


class Fault(StrEnum):
    """What is wrong with a recurrence rule. The facts that each comes with stand behind it."""

    UNREADABLE = "unreadable"  # part
    UNKNOWN_PART = "unknown_part"  # part
    TWICE = "twice"  # part
    BAD_VALUE = "bad_value"  # part, value
    NO_FREQUENCY = "no_frequency"
    TOO_FINE = "too_fine"  # part, value: more often than daily, or a time of day, which the series says itself
    NOT_WITH = "not_with"  # part, frequency: RFC 5545 does not let them stand together
    NO_END = "no_end"
    TWO_ENDS = "two_ends"
    TOO_MANY = "too_many"  # most
    NEVER = "never"
    TOO_FAR = "too_far"  # years, found


class BadRecurrence(ValueError):
    """A rule that cannot be followed; says which part and why, as a code with facts."""

    def __init__(self, fault: Fault, **facts: str | int) -> None:
        super().__init__(f"{fault}: {facts}" if facts else str(fault))
        self.fault = fault
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule that was read: the pattern by itself, and where it ends.

    Attributes:
        pattern: the rule without its end.
        count: how many occurrences, or None.
        until: the last day, or the last moment (local if it has no zone), or None. One of the two ends is given.
    """

    pattern: str
    count: int | None = None
    until: date | datetime | None = None

    def days(self, starts_on: date) -> Iterator[date]:
        """Every day that the pattern names from the first on, in order, for ten years, not minding the end.

        The library looks for the next occurrence until the year 9999, which takes seconds for a rule that has none.
        So it is asked about a late year that has the same calendar (all weekdays and leap years recur after 28 years
        inside 1901–2099 and inside 9901–9999) and gives up at once.

        Raises:
            BadRecurrence: the first day is not in the years that can be worked out.
        """
        if not _FIRST_YEAR <= starts_on.year <= _LAST_YEAR:
            raise BadRecurrence(Fault.TOO_FAR, years=HORIZON_YEARS, found=0)
        late = _late_twin(starts_on.year)
        shift = starts_on.year - late
        start = datetime(late, starts_on.month, starts_on.day)  # noqa: DTZ001 - a day, before it has a place and a zone
        for day in rrulestr(self.pattern, dtstart=start):
            if day.year >= late + HORIZON_YEARS:
                return
            yield date(day.year + shift, day.month, day.day)

    def is_past(self, starts_at: datetime) -> bool:
        """Whether a session that starts at this local moment is after the end of the rule."""
        if self.until is None:
            return False
        if not isinstance(self.until, datetime):
            return starts_at.date() > self.until
        return (starts_at if self.until.tzinfo else starts_at.replace(tzinfo=None)) > self.until


def read_recurrence(rule: str) -> Recurrence:
    """Read a recurrence rule; refuse what is not one, has no end, or speaks of times of day.

    Args:
        rule: the value of an RRULE, such as ``FREQ=WEEKLY;BYDAY=TU;COUNT=6``, with or without the word before it.

    Raises:
        BadRecurrence: with a `Fault` and its facts.

    Source:
        RFC 5545, section 3.3.10.

    >>> read_recurrence("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=6")
    Recurrence(pattern='FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', count=6, until=None)
    >>> read_recurrence("FREQ=WEEKLY;BYDAY=TU")
    Traceback (most recent call last):
    igum.engines.schedule.recurrence.BadRecurrence: no_end
    """
    parts = _parts(rule)
    frequency = parts.get("FREQ")
    if frequency is None:
        raise BadRecurrence(Fault.NO_FREQUENCY)
    for part, value in parts.items():
        _check_value(part, value)
    _check_together(parts, frequency)
    count = int(parts.pop("COUNT")) if "COUNT" in parts else None
    until = _moment(parts.pop("UNTIL")) if "UNTIL" in parts else None
    if count is None and until is None:
        raise BadRecurrence(Fault.NO_END)
    if count is not None and until is not None:
        raise BadRecurrence(Fault.TWO_ENDS)
    if count is not None and count > MOST_OCCURRENCES:
        raise BadRecurrence(Fault.TOO_MANY, most=MOST_OCCURRENCES)
    return Recurrence(";".join(f"{part}={value}" for part, value in parts.items()), count, until)


def _parts(rule: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for piece in rule.strip().upper().removeprefix("RRULE:").rstrip(";").split(";"):
        part, equals, value = piece.strip().partition("=")
        if not (part and equals and value):
            raise BadRecurrence(Fault.UNREADABLE, part=piece.strip()[:80])
        if part in parts:
            raise BadRecurrence(Fault.TWICE, part=part)
        parts[part] = value
    return parts


def _check_value(part: str, value: str) -> None:
    if part in _TIMES or (part == "FREQ" and value in _FINER):
        raise BadRecurrence(Fault.TOO_FINE, part=part, value=value)
    if part not in _RANGES and part not in ("FREQ", "UNTIL", "BYDAY", "WKST"):
        raise BadRecurrence(Fault.UNKNOWN_PART, part=part[:80])
    values = [value] if part in _ONE_VALUE else value.split(",")
    if not all(_is_good(part, each) for each in values):
        raise BadRecurrence(Fault.BAD_VALUE, part=part, value=value[:80])


def _is_good(part: str, value: str) -> bool:
    if part in _RANGES:
        least, most = _RANGES[part]
        return bool(_NUMBER.fullmatch(value)) and least <= int(value) <= most and int(value) != 0
    if part == "BYDAY":
        found = _BYDAY.fullmatch(value)
        return found is not None and (found[1] is None or 1 <= abs(int(found[1])) <= 53)
    if part == "UNTIL":
        return bool(_UNTIL.fullmatch(value)) and _is_moment(value)
    return value in (_FREQUENCIES if part == "FREQ" else ("MO", "TU", "WE", "TH", "FR", "SA", "SU"))


def _check_together(parts: dict[str, str], frequency: str) -> None:
    for part, frequencies in _NOT_WITH.items():
        if part in parts and frequency in frequencies:
            raise BadRecurrence(Fault.NOT_WITH, part=part, frequency=frequency)
    numbered = any(character.isdigit() for character in parts.get("BYDAY", ""))
    if numbered and (frequency not in ("MONTHLY", "YEARLY") or "BYWEEKNO" in parts):
        raise BadRecurrence(Fault.NOT_WITH, part="BYDAY", frequency=frequency)
    if "BYSETPOS" in parts and not any(part in parts for part in ("BYDAY", "BYMONTH", *_NOT_WITH)):
        raise BadRecurrence(Fault.NOT_WITH, part="BYSETPOS", frequency=frequency)


def _moment(value: str) -> date | datetime:
    if len(value) == 8:
        return date.fromisoformat(value)
    moment = datetime.fromisoformat(value.removesuffix("Z"))
    return moment.replace(tzinfo=UTC) if value.endswith("Z") else moment


def _is_moment(value: str) -> bool:
    try:
        _moment(value)
    except ValueError:
        return False
    return True


def _late_twin(year: int) -> int:
    last = 9999 - HORIZON_YEARS
    same = (date(year, 1, 1).weekday(), year % 4)
    return next(late for late in range(last - 27, last + 1) if (date(late, 1, 1).weekday(), late % 4) == same)
