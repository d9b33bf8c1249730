"""What a calendar that people subscribe to says: nobody's name, and of each change that it is one."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from igum.engines.schedule.icalendar import Event

MOST_INITIALS = 3
_BETWEEN = re.compile(r"[\s\-־–.,'’׳״\"/()]+")
_ARTICLES = ("אל", "ال")


def initials(name: str) -> str:
    """The first letters of a name: what a calendar on somebody's own device may say of a person.

    Marks above and below letters are left out; an article that is written apart or with a hyphen is not a name.

    >>> [initials(name).split() for name in ("אמאל אל־עלי", "أمل العلي", "Anna-Maria Koval")]
    [['א.', 'ע.'], ['أ.', 'ع.'], ['A.', 'M.', 'K.']]
    """
    words = [_letters(word) for word in _BETWEEN.split(name)]
    named = [word for word in words if word and word not in _ARTICLES]
    return "\N{NO-BREAK SPACE}".join(f"{_without_article(word)[0].upper()[0]}." for word in named[:MOST_INITIALS])


def revised(published: Mapping[str, Event], current: Iterable[Event]) -> tuple[Event, ...]:
    """The events as they are to be published now, by time: each changed one with a greater sequence.

    What was published and is no longer there is called off, and stays in the calendar, so that it is taken out of
    everybody's; what was called off long ago and is so still has not changed. Time counts by the moment, not by the
    zone it is told in.

    Args:
        published: what the calendar said last, by uid.
        current: what is planned now. Their own sequence does not count.

    Raises:
        ValueError: two events have one uid.
    """
    now: dict[str, Event] = {}
    for event in current:
        if event.uid in now:
            raise ValueError(f"uid {event.uid} stands twice")
        now[event.uid] = event
    gone = {uid: replace(event, cancelled=True) for uid, event in published.items() if uid not in now}
    events = [_numbered(published.get(uid), event) for uid, event in {**now, **gone}.items()]
    return tuple(sorted(events, key=lambda event: (event.starts_at.astimezone(UTC), event.uid)))


def _numbered(before: Event | None, event: Event) -> Event:
    if before is None:
        return replace(event, sequence=0)
    return replace(event, sequence=before.sequence + (_said(before) != _said(event)))


def _said(event: Event) -> tuple[datetime | str | bool, ...]:
    times = event.starts_at.astimezone(UTC), event.ends_at.astimezone(UTC)
    return (*times, event.summary, event.description, event.location, event.url, event.cancelled, event.private)


def _letters(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFC", word) if unicodedata.category(letter)[0] == "L")


def _without_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 3 else word
