"""Durations as ISO 8601 writes them: ``P7D``, ``P3M``, ``PT1H30M``."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_ISO = re.compile(
    r"P(?:(?P<years>[0-9]{1,3})Y)?(?:(?P<months>[0-9]{1,3})M)?(?:(?P<weeks>[0-9]{1,3})W)?(?:(?P<days>[0-9]{1,4})D)?"
    r"(?:T(?:(?P<hours>[0-9]{1,3})H)?(?:(?P<minutes>[0-9]{1,4})M)?)?"
)


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A length of time. Months are kept apart from days: how long they are depends on where one begins."""

    months: int = 0
    days: int = 0
    minutes: int = 0

    @classmethod
    def parse(cls, text: str) -> "Duration":
        """Read ISO 8601.

        Raises:
            ValueError: it is not a duration, or says nothing (``P``).

        >>> Duration.parse("P1Y2M"), Duration.parse("PT1H30M").minutes
        (Duration(months=14, days=0, minutes=0), 90)
        """
        found = _ISO.fullmatch(text)
        parts = {name: int(number) for name, number in found.groupdict().items() if number} if found else {}
        if not parts or text.endswith("T"):
            raise ValueError(f"not a duration: {text}")
        return cls(
            months=parts.get("years", 0) * 12 + parts.get("months", 0),
            days=parts.get("weeks", 0) * 7 + parts.get("days", 0),
            minutes=parts.get("hours", 0) * 60 + parts.get("minutes", 0),
        )

    def after(self, day: date) -> date:
        """The day this long after another; the 31st becomes a shorter month's last day. Whole days only.

        >>> Duration.parse("P1M").after(date(2026, 1, 31))
        datetime.date(2026, 2, 28)
        """
        return self._moved(day, 1)

    def before(self, day: date) -> date:
        """The day this long before another."""
        return self._moved(day, -1)

    @property
    def about_days(self) -> int:
        """Roughly how many days, for drawing and comparing."""
        return self.months * 30 + self.days + self.minutes // 1440

    def _moved(self, day: date, sign: int) -> date:
        months = day.year * 12 + day.month - 1 + sign * self.months
        year, month = divmod(months, 12)
        if not 1 <= year <= 9998:
            raise ValueError(f"no day of the calendar: year {year}")
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(day.day, last)) + timedelta(days=sign * (self.days + self.minutes // 1440))
