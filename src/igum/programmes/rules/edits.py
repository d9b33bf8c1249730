"""What somebody changes in a file through a form, and the file with it: everything else stays as it was written."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from ruamel.yaml.error import YAMLError

from igum.programmes.rules.editing import add_item, add_items, remove_value, set_value
from igum.programmes.rules.problems import START, Path, Problem, problem
from igum.programmes.rules.reading import Document, read

# Also where YAML writes them by an escape, which a look at the text alone does not find: no database keeps a nought.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\ud800-\udfff]")
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Put:
    """A value written at a path."""

    path: Path
    value: Any


@dataclass(frozen=True, slots=True)
class Add:
    """An entry at the end of a list."""

    path: Path
    value: Any


@dataclass(frozen=True, slots=True)
class Extend:
    """Several entries at the end of a list."""

    path: Path
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Remove:
    """A name or an entry taken out."""

    path: Path


@dataclass(frozen=True, slots=True)
class Move:
    """An entry of a list, or a name with its value, changes places with the one above it."""

    path: Path


@dataclass(frozen=True, slots=True)
class Rewrite:
    """The whole text, from somebody who writes YAML."""

    text: str


Edit = Put | Add | Extend | Remove | Move | Rewrite


class CannotEdit(Exception):
    """The file would no longer be one that can be read. ``problems`` say where and why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(" ".join(str(each) for each in problems))
        self.problems = problems


def edited(source: str, edits: Iterable[Edit]) -> str:
    r"""The file with the changes made one after another.

    Raises:
        CannotEdit: what comes out cannot be read as one file.

    >>> edited("places: 10 # as in 2025\n", [Put(("places",), 12)])
    'places: 12 # as in 2025\n'
    """
    for edit in edits:
        try:
            source = _one(source, edit)
        except (LookupError, TypeError, AttributeError, YAMLError):
            raise CannotEdit((_gone(),)) from None
    readable(source)
    return source


def readable(source: str) -> Document:
    """The document of a text that can be a draft: read to its end, without a doubt about what stands where.

    Raises:
        CannotEdit: it cannot.
    """
    reading = read(source)
    if reading.document is None or reading.problems:
        raise CannotEdit(reading.problems)
    if not isinstance(reading.document.data, dict):
        what = _("A programme's file begins with names and values.")
        raise CannotEdit((problem(START, (), what, "", _("Begin with a line such as: format: 1")),))
    hidden = next((path for path, text in _texts(reading.document.data, ()) if _HIDDEN.search(text)), None)
    if hidden is not None:
        what = _("There is a sign here that cannot be seen.")
        place = reading.document.value_place(hidden)
        raise CannotEdit((problem(place, hidden, what, "", _("Delete it, or write it in another way.")),))
    return reading.document


def stands_already(source: str, edits: Sequence[Edit]) -> bool:
    """Whether a file says already what the changes would make of it; an entry is the same under another key.

    >>> stands_already("places: 10", [Put(("places",), 10)]), stands_already("places: 10", [Put(("places",), 12)])
    (True, False)
    """
    data = readable(source).data
    return bool(edits) and all(_stands(data, edit, source) for edit in edits)


def _stands(data: Any, edit: Edit, source: str) -> bool:
    if isinstance(edit, Rewrite):
        return edit.text.replace("\r\n", "\n") == source
    if isinstance(edit, Put):
        group = inside(data, edit.path[:-1])
        last = list(group.values())[-1:] if isinstance(group, dict) and isinstance(edit.value, dict) else []
        return edit.value in (inside(data, edit.path), *last)
    if isinstance(edit, Remove) and isinstance(edit.path[-1], str):
        return inside(data, edit.path) is None
    added = [edit.value] if isinstance(edit, Add) else list(edit.values) if isinstance(edit, Extend) else []
    entries = inside(data, edit.path)
    last = entries[-len(added) :] if added and isinstance(entries, list) else []
    return bool(added) and [_but_key(each) for each in last] == [_but_key(each) for each in added]


def _but_key(entry: Any) -> Any:
    """An entry without the key that was made for it: of a question that is its name."""
    made = ("key", "name") if isinstance(entry, dict) and "type" in entry else ("key",)
    return {name: each for name, each in entry.items() if name not in made} if isinstance(entry, dict) else entry


def path_of(words: str) -> Path:
    """A path from its words.

    >>> path_of("selection.eligible[0].when")
    ('selection', 'eligible', 0, 'when')
    """
    return tuple(int(number) if number else name for name, number in _STEP.findall(words))


def inside(data: Any, path: Path) -> Any:
    """What stands at a path, or None.

    >>> inside({"cohorts": [{"places": 10}]}, ("cohorts", 0, "places"))
    10
    """
    for step in path:
        if isinstance(data, Mapping) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
            data = data[step]
        else:
            return None
    return data


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text of a document, names too, with where it stands."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield path, name
            yield from _texts(each, (*path, name))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _texts(each, (*path, number))


def _one(source: str, edit: Edit) -> str:
    if isinstance(edit, Rewrite):
        return edit.text.replace("\r\n", "\n")
    if isinstance(edit, Put):
        return set_value(source, edit.path, edit.value)
    if isinstance(edit, Add):
        return add_item(source, edit.path, edit.value)
    if isinstance(edit, Extend):
        return add_items(source, edit.path, edit.values)
    if isinstance(edit, Remove):
        return remove_value(source, edit.path)
    return _moved_up(source, edit.path)


def _moved_up(source: str, path: Path) -> str:
    """The file with an entry before the one that stood above it, each with the comments above it."""
    *where, step = path
    document = readable(source)
    entries = inside(document.data, tuple(where))
    steps: list[str | int] = list(entries) if isinstance(entries, dict) else list(range(len(entries or [])))
    if step not in steps[1:]:
        raise LookupError(path)
    lines = source.splitlines(keepends=True)
    number = steps.index(step)
    places = document.key_places if isinstance(entries, dict) else document.places
    starts = [places[(*where, each)].line - 1 for each in steps]
    own_lines = len(set(starts)) == len(starts) and (
        isinstance(entries, dict) or all(lines[start].lstrip().startswith("-") for start in starts)
    )
    if not own_lines:  # written between brackets: laid out anew
        return set_value(source, tuple(where), _with_two_turned(entries, steps, number))
    if not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    first, second = _with_comments(lines, starts[number - 1]), _with_comments(lines, starts[number])
    end = _end_of(lines, starts[number])
    return "".join([*lines[:first], *lines[second:end], *lines[first:second], *lines[end:]])


def _with_two_turned(entries: Any, steps: list[str | int], number: int) -> Any:
    order = [*steps[: number - 1], steps[number], steps[number - 1], *steps[number + 1 :]]
    return {step: entries[step] for step in order} if isinstance(entries, dict) else [entries[step] for step in order]


def _with_comments(lines: list[str], start: int) -> int:
    """The line where the comments directly above an entry begin."""
    while start and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start


def _end_of(lines: list[str], start: int) -> int:
    """The line after the last one of an entry."""
    dash = len(lines[start]) - len(lines[start].lstrip())
    end = start + 1
    for number in range(start + 1, len(lines)):
        text = lines[number].strip()
        if text and len(lines[number]) - len(lines[number].lstrip()) <= dash:
            if not text.startswith("#"):
                break
        elif text:
            end = number + 1
    return end


def _gone() -> Problem:
    what = _("What was to be changed is no longer there.")
    return problem(START, (), what, "", _("Load the page again and make the change once more."))
