"""A file changed at one path, with everything else, comments too, left as somebody wrote it."""

import json
import re
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


def set_value(source: str, path: Path, value: Any) -> str:
    """Write a value at a path; what is on the way there is made when it is missing.

    A single value is written over the old one, sign by sign. Lists and groups are laid out anew, with their comments
    kept as far as they stand outside.

    Raises:
        LookupError: a step of the path asks for an entry that a list does not have.

    >>> set_value("places: 10 # as in 2025", ("places",), 12)
    'places: 12 # as in 2025'
    """
    span = None if isinstance(value, dict | list) else _span(source, path)
    if span is not None:
        return source[: span[0]] + as_scalar(value) + source[span[1] :]
    document = _load(source)
    holder = _holder(document, path)
    holder[path[-1]] = _as_node(value)
    return _dump(document)


def remove_value(source: str, path: Path) -> str:
    """Take a name or an entry out.

    Raises:
        LookupError: there is nothing at this path.
    """
    document = _load(source)
    holder = document
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    return _dump(document)


def add_item(source: str, path: Path, value: Any) -> str:
    """Put an entry at the end of a list; the list is made when it is missing."""
    document = _load(source)
    holder = _holder(document, path)
    if holder.get(path[-1]) is None if isinstance(holder, dict) else False:
        holder[path[-1]] = []
    holder[path[-1]].append(_as_node(value))
    return _dump(document)


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


def _yaml() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.brace_single_entry_mapping_in_flow_sequence = True  # [{a: 1}] stays as it was written
    yaml.width = 100_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _load(source: str) -> Any:
    return _yaml().load(source)


def _dump(document: Any) -> str:
    written = StringIO()
    _yaml().dump(document, written)
    return written.getvalue()


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
