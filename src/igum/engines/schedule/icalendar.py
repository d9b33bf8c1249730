"""Sessions as iCalendar text, for anybody's own calendar."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

PRODUCT = "-//Igum//Igum//EN"
LINE_OCTETS = 75
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a calendar.

    Attributes:
        uid: the same for ever, also when the event moves; unique in the world.
        starts_at: aware, in a zone with a name (or UTC).
        sequence: greater each time that the event is changed.
        cancelled: called off; stays in the calendar so that it is taken out of everybody's.
        private: asks whoever shows the calendar to others to show no more than that the time is taken.
    """

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    sequence: int = 0
    cancelled: bool = False
    private: bool = False

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None:
            raise ValueError(f"{self.uid} must start and end at aware moments")
        if any(character <= " " for character in self.url):
            raise ValueError(f"url of {self.uid} must not have spaces or control characters")


def icalendar(events: Iterable[Event], *, name: str, stamped_at: datetime, language: str = "he") -> str:
    r"""A calendar of the events: CRLF, folded at 75 octets, with the rules of every zone that is used.

    Each session is an event of its own, not a recurrence: what was moved, added or called off is then the same in every
    program that reads it.

    Args:
        events: in any order.
        name: of the calendar, shown to whoever subscribes.
        stamped_at: when the text is made.
        language: of name, summaries and descriptions.

    Source:
        RFC 5545; the name by RFC 7986.

    >>> at = datetime(2026, 11, 3, 18, tzinfo=ZoneInfo("Asia/Jerusalem"))
    >>> workshop = Event("s1@igum", at, at + timedelta(hours=2), "סדנה, מפגש 1")
    >>> for line in icalendar([workshop], name="סדנה", stamped_at=at).split("\r\n")[-9:-3]:
    ...     print(line)
    DTSTAMP:20261103T160000Z
    DTSTART;TZID=Asia/Jerusalem:20261103T180000
    DTEND;TZID=Asia/Jerusalem:20261103T200000
    SEQUENCE:0
    STATUS:CONFIRMED
    SUMMARY;LANGUAGE=he:סדנה\, מפגש 1
    """
    listed = sorted(events, key=lambda event: (event.starts_at.astimezone(UTC), event.uid))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME;LANGUAGE={language}:{escape(name)}",
        f"X-WR-CALNAME:{escape(name)}",
        *_zones(listed),
        *(line for event in listed for line in _event(event, stamped_at, language)),
        "END:VCALENDAR",
    ]
    return "".join(f"{fold(line)}\r\n" for line in lines)


def escape(text: str) -> str:
    r"""Text as iCalendar writes it; other control characters are left out.

    >>> escape("a, b; c\nd")
    'a\\, b\\; c\\nd'
    """
    escaped = text.replace("\r\n", "\n").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    escaped = escaped.replace("\n", "\\n")
    return "".join(character for character in escaped if character >= " " and character != "\x7f")


def fold(line: str) -> str:
    r"""The line in pieces of at most 75 octets of UTF-8, never cutting a character.

    >>> [len(piece.encode()) for piece in fold("ש" * 80).split("\r\n")]
    [74, 75, 13]
    """
    if len(line.encode()) <= LINE_OCTETS:
        return line
    pieces, piece, room = [], "", LINE_OCTETS
    for character in line:
        octets = len(character.encode())
        if octets > room:
            pieces.append(piece)
            piece, room = " ", LINE_OCTETS - 1
        piece += character
        room -= octets
    return "\r\n".join([*pieces, piece])


def _event(event: Event, stamped_at: datetime, language: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(event.uid)}"
    yield f"DTSTAMP:{_utc(stamped_at)}"
    yield f"DTSTART{_local(event.starts_at)}"
    yield f"DTEND{_local(event.ends_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    if event.private:
        yield "CLASS:PRIVATE"
    yield f"SUMMARY;LANGUAGE={language}:{escape(event.summary)}"
    for part, text in (("DESCRIPTION", event.description), ("LOCATION", event.location)):
        if text:
            yield f"{part};LANGUAGE={language}:{escape(text)}"
    if event.url:
        yield f"URL:{event.url}"
    yield "END:VEVENT"


def _local(moment: datetime) -> str:
    # Of an hour that the clocks show twice, local time means the first (RFC 5545, section 3.3.5): the second is told in
    # universal time.
    second = moment.fold and moment.utcoffset() != moment.replace(fold=0).utcoffset()
    if isinstance(moment.tzinfo, ZoneInfo) and moment.tzinfo.key != "UTC" and not second:
        return f";TZID={moment.tzinfo.key}:{moment:%Y%m%dT%H%M%S}"
    return f":{_utc(moment)}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _zones(events: Sequence[Event]) -> Iterator[str]:
    moments = [moment for event in events for moment in (event.starts_at, event.ends_at)]
    zones = {moment.tzinfo.key: moment.tzinfo for moment in moments if isinstance(moment.tzinfo, ZoneInfo)}
    for key, zone in sorted(zones.items()):
        if key != "UTC":
            years = [moment.year for moment in moments if moment.tzinfo is zone]
            yield from ("BEGIN:VTIMEZONE", f"TZID:{key}", *_observances(zone, min(years), max(years)), "END:VTIMEZONE")


@lru_cache(maxsize=256)
def _observances(zone: ZoneInfo, first: int, last: int) -> tuple[str, ...]:
    """How the clocks stand at the start of the first year, and each change until the end of the last.

    Every calendar of a season asks for the same years.
    """
    start = datetime(first, 1, 1, tzinfo=UTC)
    lines = [*_observance(zone, start, before=start)]
    for number in range((date(last + 1, 1, 2) - date(first, 1, 1)).days):
        morning = start + number * DAY
        if morning.astimezone(zone).utcoffset() != (morning + DAY).astimezone(zone).utcoffset():
            lines += _observance(zone, _change(zone, morning), before=morning)
    return tuple(lines)


def _observance(zone: tzinfo, at: datetime, before: datetime) -> Iterator[str]:
    old, new = before.astimezone(zone), at.astimezone(zone)
    kind = "DAYLIGHT" if new.dst() else "STANDARD"
    # The start is told by the clock as it stood before the change.
    shown = (at + (old.utcoffset() or timedelta(0))).replace(tzinfo=None)
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{shown:%Y%m%dT%H%M%S}"
    yield f"TZOFFSETFROM:{old:%z}"
    yield f"TZOFFSETTO:{new:%z}"
    yield f"TZNAME:{escape(new.tzname() or '')}"
    yield f"END:{kind}"


def _change(zone: tzinfo, morning: datetime) -> datetime:
    """The first second of the day after this moment at which the clocks stand differently."""
    low, high = 0, 24 * 60 * 60
    offset = morning.astimezone(zone).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        same = (morning + timedelta(seconds=middle)).astimezone(zone).utcoffset() == offset
        low, high = (middle, high) if same else (low, middle)
    return morning + timedelta(seconds=high)
