"""A programme file as plain values that know their line: YAML read with care, and refused in words.

Only what a programme needs is read: lists, names with values, texts, numbers, dates. No aliases, no tags, no
second document, no key twice; and a file ends, nests and counts within bounds, so that no file can hold the server.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from io import StringIO
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from igum.programmes.rules.problems import START, Path, Place, Problem, problem
from igum.programmes.rules.scalars import Doubt, resolve
from igum.programmes.rules.yaml_words import problem_of_yaml

MOST_BYTES = 256 * 1024
DEEPEST = 16
MOST_NODES = 10_000
# They turn the reading order of what follows, so that a line shows something else than it says.
_TURNING = "\u202a\u202b\u202c\u202d\u202e"
# They have no width, and no language of this site needs them: two words that look the same would differ.
_WIDTHLESS = "\u00ad\u200b\u2060\ufeff"
_DIRECTIVE = re.compile("^%", re.MULTILINE)
_TOO_LARGE = re.compile(r"\\U(?!000|0010)[0-9a-fA-F]{8}")
_NOT_TEXT = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_UNSEEN = re.compile(f"[{_TURNING}{_WIDTHLESS}]|{_NOT_TEXT}")


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, and where it says it.

    ``data`` is plain: dict, list, str, int, float, bool, None; a date is its text. ``places`` holds the place of every
    value and ``key_places`` that of every key, by path; ``doubts`` the unquoted words that programs disagree about.
    """

    source: str
    data: Any
    places: dict[Path, Place]
    key_places: dict[Path, Place]
    doubts: dict[Path, Doubt]
    quoted: frozenset[Path] = frozenset()

    def place(self, path: Path) -> Place:
        """Where a path stands: its key, else its value, else what it would stand in."""
        while path:
            found = self.key_places.get(path) or self.places.get(path)
            if found:
                return found
            path = path[:-1]
        return self.places.get((), START)

    def value_place(self, path: Path) -> Place:
        """Where a value stands."""
        return self.places.get(path) or self.place(path)


@dataclass(frozen=True, slots=True)
class Reading:
    """The document, or None with the reason; ``problems`` may be there beside a document, too."""

    document: Document | None
    problems: tuple[Problem, ...] = ()


class _Unreadable(Exception):
    """Ends the reading: what follows cannot be trusted."""

    def __init__(self, found: Problem) -> None:
        super().__init__(str(found))
        self.found = found


def read(source: str | bytes) -> Reading:
    """Read a file. Problems are in the active language.

    >>> read("key: choir").document.data
    {'key': 'choir'}
    """
    try:
        text = _as_text(source)
    except _Unreadable as end:
        return Reading(None, (end.found,))
    reading = _read(text, get_language())
    if reading.document is None:
        return reading
    return replace(reading, document=replace(reading.document, data=_copied(reading.document.data)))


def _copied(data: Any) -> Any:
    """The values of a document for one reader, who may change them."""
    if isinstance(data, dict):
        return {name: _copied(each) for name, each in data.items()}
    return [_copied(each) for each in data] if isinstance(data, list) else data


@lru_cache(maxsize=16)
def _read(text: str, language: str | None) -> Reading:
    """A file takes a tenth of a second, and a page, its form and what the form saves each read the same one."""
    reader = _Reader(text)
    try:
        data = reader.whole()
    except _Unreadable as end:
        return Reading(None, (end.found,))
    except YAMLError as trouble:
        return Reading(None, (problem_of_yaml(trouble, text),))
    except (ValueError, AssertionError, OverflowError, RecursionError):  # the parser's own, where it trusts the file
        return Reading(None, (_beyond(text, reader.last),))
    document = Document(text, data, reader.places, reader.key_places, reader.doubts, frozenset(reader.quoted))
    return Reading(document, tuple(reader.problems))


def _as_text(source: str | bytes) -> str:
    if len(source) > MOST_BYTES:
        facts = {"most": MOST_BYTES // 1024, "size": len(source) // 1024}
        what = _("The file is too large: %(size)d KB, and at most %(most)d KB are read.") % facts
        raise _Unreadable(problem(START, (), what, "", _("Take out what is no part of the programme.")))
    text = (_decoded(source) if isinstance(source, bytes) else source).removeprefix("\ufeff")
    hidden = _UNSEEN.search(text)
    if hidden:
        raise _Unreadable(_hidden_sign(text, hidden.start()))
    directive = _DIRECTIVE.search(text)
    if directive:
        raise _Unreadable(_directive(Place(text.count("\n", 0, directive.start()) + 1, 1)))
    return text


def _decoded(source: bytes) -> str:
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        what = _("The file is not in UTF-8.")
        why = _("Some sign of this line was saved in another encoding, such as Windows-1255.")
        place = Place(source[: trouble.start].count(b"\n") + 1, 1)
        raise _Unreadable(problem(place, (), what, why, _("Save the file again as UTF-8."))) from None


def _hidden_sign(source: str, number: int) -> Problem:
    before = source[:number]
    place = Place(before.count("\n") + 1, number - before.rfind("\n"))
    sign = unicodedata.name(source[number], f"U+{ord(source[number]):04X}")
    what = _("There is a sign here that cannot be seen: %(sign)s.") % {"sign": sign}
    return problem(place, (), what, _("Hidden signs make a line show something else than it says."), _("Delete it."))


def _escaped_sign(sign: str, place: Place) -> Problem:
    # By its name: in the message itself it would do what it does.
    named = unicodedata.name(sign, f"U+{ord(sign):04X}")
    what = _("An escape in this text stands for a sign that cannot be seen: %(sign)s.") % {"sign": named}
    why = _("Hidden signs make a line show something else than it says.")
    return problem(place, (), what, why, _("Take the backslash and what follows it out of the text."))


@dataclass
class _Reader:
    """Goes through the events of the YAML parser once, and keeps what they say."""

    text: str
    places: dict[Path, Place] = field(default_factory=dict)
    key_places: dict[Path, Place] = field(default_factory=dict)
    doubts: dict[Path, Doubt] = field(default_factory=dict)
    quoted: set[Path] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0
    last: Place = START

    def whole(self) -> Any:
        """The one document of the file."""
        events = iter(YAML(typ="safe", pure=True).parse(StringIO(self.text)))
        documents = 0
        data: Any = None
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Unreadable(_second_document(_place(event)))
            elif isinstance(event, NodeEvent):
                data = self._node(event, events, ())
        if not documents:
            what = _("The file says nothing.")
            raise _Unreadable(problem(START, (), what, "", _("Begin with ./igum programme new.")))
        return data

    def _node(self, event: Event, events: Iterator[Event], path: Path) -> Any:
        self.nodes += 1
        place = self.last = _place(event)
        if len(path) > DEEPEST:
            what = _("This stands too deep: at most %(most)d levels are read.") % {"most": DEEPEST}
            raise _Unreadable(problem(place, path[:4], what, "", _("Look for brackets that are never closed.")))
        if self.nodes > MOST_NODES:
            what = _("The file holds too much: more than %(most)d values.") % {"most": MOST_NODES}
            raise _Unreadable(problem(place, path[:4], what, "", _("Take out what is no part of the programme.")))
        self.places.setdefault(path, place)
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise _Unreadable(_alias(place, path))
        tag = getattr(event, "tag", None)
        if tag:
            self.problems.append(_tag(place, path, str(tag)))
        if isinstance(event, MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(events, path)
        return self._scalar(event, path) if isinstance(event, ScalarEvent) else None

    def _refuse_hidden(self, text: str, place: Place) -> None:
        """Signs that an escape stands for, such as U+202E, are as hidden as those that are written."""
        hidden = _UNSEEN.search(text)
        if hidden:
            raise _Unreadable(_escaped_sign(hidden.group(), place))

    def _scalar(self, event: ScalarEvent, path: Path) -> Any:
        self._refuse_hidden(event.value, _place(event))
        if event.tag:  # told above; what was meant is most likely an expression
            return f"{event.tag} {event.value}".strip()
        if event.style in ("'", '"', "|", ">"):
            self.quoted.add(path)
            return event.value
        value, doubt = resolve(event.value)
        if doubt:
            self.doubts[path] = doubt
        return value

    def _sequence(self, events: Iterator[Event], path: Path) -> list[Any]:
        found: list[Any] = []
        for event in events:
            if isinstance(event, CollectionEndEvent):
                break
            found.append(self._node(event, events, (*path, len(found))))
        return found

    def _mapping(self, events: Iterator[Event], path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in events:
            if isinstance(event, CollectionEndEvent):
                break
            place = _place(event)
            key = self._key(event, place, path)
            inside = (*path, key)
            if key in found:
                self.problems.append(_twice(place, inside, self.key_places[inside].line))
                _Reader(self.text, nodes=self.nodes)._node(next(events), events, inside)
                continue
            self.key_places[inside] = place
            found[key] = self._node(next(events), events, inside)
        return found

    def _key(self, event: Event, place: Place, path: Path) -> str:
        if isinstance(event, ScalarEvent) and not event.anchor and len(event.value) <= 200:
            self._refuse_hidden(event.value, place)
            return str(event.value)
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise _Unreadable(_alias(place, path))
        what = _("A name is expected here, and there is a list or something longer.")
        why = _("In YAML the words before a colon are a name.")
        raise _Unreadable(problem(place, path, what, why, _("Put the text in quotes, or write a short name.")))


def _place(event: Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1)


def _directive(place: Place) -> Problem:
    what = _("A line begins with the sign %.")
    why = _("YAML takes it for a directive, and a programme file has none.")
    return problem(place, (), what, why, _("Take the line out, or put the text in quotes."))


def _beyond(text: str, place: Place) -> Problem:
    escape = _TOO_LARGE.search(text)
    if escape:
        place = Place(text.count("\n", 0, escape.start()) + 1, escape.start() - text.rfind("\n", 0, escape.start()))
    what = _("From here on the file cannot be read.")
    why = _("Something is written that YAML has no meaning for, such as an escape \\U with too large a number.")
    return problem(place, (), what, why, _("Look at this line and the next one, and write the text without escapes."))


def _second_document(place: Place) -> Problem:
    what = _("A second document begins here.")
    why = _("A line of three hyphens ends a document, and a file holds one programme.")
    return problem(place, (), what, why, _("Take out the line “---”, or keep the rest in a file of its own."))


def _alias(place: Place, path: Path) -> Problem:
    what = _("A sign & or * stands before a value: a reference of YAML.")
    why = _("References are not read: a line must say itself what it means, and they can make a small file endless.")
    return problem(place, path, what, why, _("Write the value out, or put the text in quotes."))


def _tag(place: Place, path: Path, tag: str) -> Problem:
    what = _("A sign ! stands before a value, and YAML takes “%(tag)s” for the name of a type.") % {"tag": tag[:40]}
    why = _("An expression that begins with ! needs quotes.")
    return problem(place, path, what, why, _('Write it in quotes: "!in_insolvency".'))


def _twice(place: Place, path: Path, line: int) -> Problem:
    what = _("“%(key)s” is written twice here.") % {"key": path[-1]}
    why = _("It stands already in line %(line)d, and only one can hold.") % {"line": line}
    return problem(place, path, what, why, _("Keep one of the two."))
