"""Quiet hours: when nothing is sent by itself, and the first moment after."""

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SATURDAY = 5
MOST_SPANS_IN_A_ROW = 12  # a night, a Sabbath and two holy days follow one another at the very most
HORIZON_DEGREES = -0.833  # the sun's upper edge, with the air's refraction: NOAA's definition of sunset


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Nights and days of rest of one region, as its dated data say."""

    zone: ZoneInfo
    night_from: time
    night_until: time
    latitude: float
    longitude: float
    rest_begins_before_sunset: timedelta
    rest_ends_after_sunset: timedelta
    holy_days: frozenset[date]


def next_allowed(moment: datetime, quiet: QuietHours) -> datetime:
    """The moment itself, or the end of the quiet hours it falls into."""
    for _step in range(MOST_SPANS_IN_A_ROW):
        end = _end_of_quiet(moment, quiet)
        if end is None:
            break
        moment = end
    return moment


def is_quiet(moment: datetime, quiet: QuietHours) -> bool:
    """Whether nothing is sent by itself at a moment."""
    return _end_of_quiet(moment, quiet) is not None


def due_at(written_at: datetime, quiet: QuietHours, *, by_hand: bool, urgent: bool) -> datetime:
    """When a letter may go: now by hand or when urgent, else outside quiet hours."""
    return written_at if by_hand or urgent else next_allowed(written_at, quiet)


def sunset(day: date, latitude: float, longitude: float) -> datetime:
    """When the sun sets, to about a minute between the polar circles.

    Source:
        NOAA, General Solar Position Calculations (Global Monitoring Division): the equation of time and
        the declination by the fractional year, the hour angle at the zenith of 90.833 degrees.

    >>> sunset(date(2026, 11, 20), 31.78, 35.22).strftime("%H:%M")  # Jerusalem, 16:38 by its own clock
    '14:38'
    """
    year = 2 * math.pi / 365 * (day.timetuple().tm_yday - 1 + 0.25)
    equation = 229.18 * (
        0.000075
        + 0.001868 * math.cos(year)
        - 0.032077 * math.sin(year)
        - 0.014615 * math.cos(2 * year)
        - 0.040849 * math.sin(2 * year)
    )
    declination = (
        0.006918
        - 0.399912 * math.cos(year)
        + 0.070257 * math.sin(year)
        - 0.006758 * math.cos(2 * year)
        + 0.000907 * math.sin(2 * year)
        - 0.002697 * math.cos(3 * year)
        + 0.00148 * math.sin(3 * year)
    )
    north = math.radians(latitude)
    angle = math.acos(
        math.sin(math.radians(HORIZON_DEGREES)) / (math.cos(north) * math.cos(declination))
        - math.tan(north) * math.tan(declination)
    )
    minutes = 720 - 4 * (longitude - math.degrees(angle)) - equation
    return datetime.combine(day, time(), tzinfo=UTC) + timedelta(minutes=minutes)


def _end_of_quiet(moment: datetime, quiet: QuietHours) -> datetime | None:
    """The latest end of the spans a moment lies in. Spans are half-open: at its end one may send."""
    today = moment.astimezone(quiet.zone).date()
    days = [today + timedelta(days=shift) for shift in (-1, 0, 1)]
    spans = [_night(day, quiet) for day in days[:2]] + [_rest(day, quiet) for day in days if _is_rest(day, quiet)]
    return max((end for begin, end in spans if begin <= moment < end), default=None)


def _night(day: date, quiet: QuietHours) -> tuple[datetime, datetime]:
    begin = datetime.combine(day, quiet.night_from, tzinfo=quiet.zone)
    end = datetime.combine(day + timedelta(days=1), quiet.night_until, tzinfo=quiet.zone)
    return begin.astimezone(UTC), end.astimezone(UTC)


def _is_rest(day: date, quiet: QuietHours) -> bool:
    return day.weekday() == SATURDAY or day in quiet.holy_days


def _rest(day: date, quiet: QuietHours) -> tuple[datetime, datetime]:
    eve = sunset(day - timedelta(days=1), quiet.latitude, quiet.longitude)
    end = sunset(day, quiet.latitude, quiet.longitude)
    return eve - quiet.rest_begins_before_sunset, end + quiet.rest_ends_after_sunset
