"""A file changed at one path, with everything else, comments too, left as somebody wrote it."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, Event, MappingStartEvent, ScalarEvent, SequenceStartEvent
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from igum.programmes.rules.problems import Path
from igum.programmes.rules.scalars import resolve

_PLAIN = re.compile(r"[^\W\d_][\w .־/–()-]*[\w.)]|[^\W\d_]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# A name whose list begins under its first letter, and one whose names stand further in.
_FLUSH = re.compile(r"^( *)[^\s#-][^\n]*:[ ]*(?:#[^\n]*)?\n\1- ", re.MULTILINE)
_INNER = re.compile(r"^[^\s#-][^\n]*:[ ]*(?:#[^\n]*)?\n( +)[^\s#-]", re.MULTILINE)
# The order in which a reader expects the parts; a new one is put where it belongs.
ORDER = (
    *("format", "key", "version", "extends", "may_change", "languages", "names", "summary", "owner", "subject"),
    *("identity", "confidentiality", "consents", "forms", "params", "cohorts", "intake", "selection", "roles"),
    *("matching", "phases", "cost", "pool", "community", "league", "use_log", "outcomes", "letters", "tests"),
)


def set_value(source: str, path: Path, value: Any) -> str:
    """Write a value at a path; what is on the way there is made when it is missing.

    A single value is written over the old one, sign by sign. Lists and groups are laid out anew, with their comments
    kept as far as they stand outside; nothing outside the part of the file that holds the path is touched.

    Raises:
        LookupError: a step of the path asks for an entry that a list does not have.

    >>> set_value("places: 10 # as in 2025", ("places",), 12)
    'places: 12 # as in 2025'
    """
    span = None if isinstance(value, dict | list) else _span(source, path)
    if span is not None:
        return source[: span[0]] + as_scalar(value) + source[span[1] :]

    def put(document: Any) -> None:
        _holder(document, path)[path[-1]] = _as_node(value)

    return _changed(source, path, put)


def remove_value(source: str, path: Path) -> str:
    """Take a name or an entry out.

    Raises:
        LookupError: there is nothing at this path.
    """

    def remove(document: Any) -> None:
        holder = document
        for step in path[:-1]:
            holder = holder[step]
        del holder[path[-1]]

    return _without(source, str(path[0])) if len(path) == 1 else _changed(source, path, remove)


def add_items(source: str, path: Path, values: Sequence[Any]) -> str:
    """Put entries at the end of a list; the list is made when it is missing."""

    def add(document: Any) -> None:
        holder = _holder(document, path)
        if holder.get(path[-1]) is None if isinstance(holder, dict) else False:
            holder[path[-1]] = []
        holder[path[-1]].extend(_as_node(value) for value in values)

    return _changed(source, path, add)


def add_item(source: str, path: Path, value: Any) -> str:
    """Put an entry at the end of a list; the list is made when it is missing."""
    return add_items(source, path, [value])


def _changed(source: str, path: Path, change: Callable[[Any], None]) -> str:
    """The file with one of its parts changed; all the others stay as they are, sign by sign."""
    parts = _parts(source)
    name = str(path[0])
    if not parts:
        return _written(source, change)
    lines = source.splitlines(keepends=True)
    if name in parts:
        first, last = parts[name]
        return "".join([*lines[:first], _written("".join(lines[first:last]), change), *lines[last:]])
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    at = _place_for(name, parts, lines)
    return "".join([*lines[:at], _written("", change), *lines[at:]])


def _without(source: str, name: str) -> str:
    """The file without one of its parts; the comments after it stay."""
    parts = _parts(source)
    if name not in parts:
        return _written(source, lambda document: document.__delitem__(name))
    lines = source.splitlines(keepends=True)
    first, last = parts[name]
    while last > first and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
        last -= 1
    return "".join([*lines[:first], *lines[last:]])


def _written(text: str, change: Callable[[Any], None]) -> str:
    yaml = _yaml(text)
    document = yaml.load(text)
    if document is None:
        document = CommentedMap()
    change(document)
    written = StringIO()
    yaml.dump(document, written)
    return written.getvalue()


def _parts(source: str) -> dict[str, tuple[int, int]]:
    """The lines of each part, from its name to the next; nothing for a file that is laid out in another way."""
    starts: list[tuple[str, int]] = []
    for event in _top_names(source):
        line, column, name = event
        if column or (starts and starts[-1][1] == line):
            return {}
        starts.append((name, line))
    ends = [line for _name, line in starts[1:]] + [len(source.splitlines())]
    return {name: (line, end) for (name, line), end in zip(starts, ends, strict=True)}


def _top_names(source: str) -> Iterator[tuple[int, int, str]]:
    """The names of the file's parts, each with its line and column."""
    depth, is_name = 0, False
    for event in YAML(typ="rt", pure=True).parse(StringIO(source)):
        if isinstance(event, CollectionEndEvent):
            depth -= 1
            is_name = depth == 1
            continue
        if not isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent | AliasEvent):
            continue
        if depth == 1:
            if is_name:
                mark = event.start_mark
                yield mark.line, mark.column, str(getattr(event, "value", ""))
            is_name = not is_name
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            depth += 1
            is_name = is_name if depth > 1 else True


def _place_for(name: str, parts: dict[str, tuple[int, int]], lines: list[str]) -> int:
    """The line at which a new part begins: before the one that follows it, with its comments, or at the end."""
    rank = ORDER.index(name) if name in ORDER else len(ORDER)
    after = [first for other, (first, _last) in parts.items() if other in ORDER and ORDER.index(other) > rank]
    at = min(after, default=len(lines))
    while at and lines[at - 1].startswith("#"):
        at -= 1
    return at


def as_scalar(value: Any) -> str:
    """A single value as YAML that reads the same everywhere.

    >>> as_scalar("no"), as_scalar("כלכלת המשפחה"), as_scalar(True), as_scalar("18:00")
    ('"no"', 'כלכלת המשפחה', 'true', '"18:00"')
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    if _DAY.fullmatch(text):
        return text
    # A comma or a colon ends a text inside brackets, and a file is full of brackets: anything unusual stands in quotes.
    if _PLAIN.fullmatch(text) and resolve(text) == (text, None):
        return text
    return json.dumps(text, ensure_ascii=False)


def _as_node(value: Any) -> Any:
    """A value to be put in: groups and lists on one line, days without quotes, doubtful words in them."""
    if isinstance(value, dict):
        group = CommentedMap((name, _as_node(each)) for name, each in value.items())
        group.fa.set_flow_style()
        return group
    if isinstance(value, list | tuple):
        entries = CommentedSeq(_as_node(each) for each in value)
        entries.fa.set_flow_style()
        return entries
    if not isinstance(value, str):
        return value
    if _DAY.fullmatch(value):
        return date.fromisoformat(value)
    return value if as_scalar(value) == value else DoubleQuotedScalarString(value)


def _yaml(text: str) -> YAML:
    """What reads and writes a text, with the indentation that the text has."""
    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.brace_single_entry_mapping_in_flow_sequence = True  # [{a: 1}] stays as it was written
    yaml.width = 100_000
    inner = _INNER.search(text)
    if _FLUSH.search(text):
        yaml.indent(mapping=len(inner[1]) if inner else 2, sequence=2, offset=0)
    else:
        yaml.indent(mapping=len(inner[1]) if inner else 2, sequence=4, offset=2)
    return yaml


def _holder(document: Any, path: Path) -> Any:
    """What the last step of a path stands in; groups on the way are made when they are missing."""
    holder = document
    for step in path[:-1]:
        if isinstance(holder, dict) and holder.get(str(step)) is None:
            holder[step] = {}
        holder = holder[step]
    return holder


def _span(source: str, path: Path) -> tuple[int, int] | None:
    """Where a single value on one line begins and ends; None when there is none at this path."""
    stack: list[list[Any]] = []  # of each open collection: its path, the key in hand or None, the number of the entry
    for event in YAML(typ="rt", pure=True).parse(StringIO(source)):
        if isinstance(event, CollectionEndEvent):
            stack.pop()
            continue
        if not isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent | AliasEvent):
            continue
        here = _step_into(stack, event)
        if here is None:
            continue
        if here == path:
            return _one_line(source, event)
        if isinstance(event, MappingStartEvent):
            stack.append([here, None, -1])
        elif isinstance(event, SequenceStartEvent):
            stack.append([here, None, 0])
    return None


def _step_into(stack: list[list[Any]], event: Event) -> Path | None:
    """The path of a value; None for a key."""
    if not stack:
        return ()
    top = stack[-1]
    if top[2] >= 0:
        top[2] += 1
        return (*top[0], top[2] - 1)
    if top[1] is None:
        top[1] = str(getattr(event, "value", ""))
        return None
    key, top[1] = top[1], None
    return (*top[0], key)


def _one_line(source: str, event: Event) -> tuple[int, int] | None:
    begin, end = event.start_mark.index, event.end_mark.index
    is_simple = isinstance(event, ScalarEvent) and event.style not in ("|", ">") and "\n" not in source[begin:end]
    return (begin, end) if is_simple and begin < end else None
