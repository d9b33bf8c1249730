"""A file under examination: its sound parts, where they stand, and the forms that could be read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from igum.engines.rules.types import Type
from igum.programmes.rules.problems import Path, Place, Problem, problem
from igum.programmes.rules.reading import Document

Item = tuple[Path, Mapping[str, Any]]


@dataclass(frozen=True)
class Draft:
    """What the checks look at. Whatever is in ``data`` has the form that the schema asks for; nothing need be there.

    ``visited`` tells where texts and other parts stand; ``definitions`` are the forms, ``types`` the types of their
    answers, both only of forms without problems.
    """

    document: Document
    data: Mapping[str, Any]
    visited: Mapping[str, tuple[Path, ...]]
    definitions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    types: Mapping[str, Mapping[str, Type]] = field(default_factory=dict)

    def wrong(self, path: Path, what: str, why: str, remedy: str) -> Problem:
        """A problem of the value at a path; of a list or a group at its name, for that is what one looks for."""
        is_whole = isinstance(self.written(*path), dict | list)
        place = self.document.place(path) if is_whole else self.document.value_place(path)
        return problem(place, path, what, why, remedy)

    def place(self, path: Path) -> Place:
        """Where a value stands."""
        return self.document.value_place(path)

    def at(self, *path: str | int) -> Any:
        """What stands at a path, or None."""
        return _inside(self.data, path)

    def items(self, *path: str) -> Iterator[Item]:
        """The sound entries of a list or of names with values, each with its path."""
        found = self.at(*path)
        if isinstance(found, Mapping):
            pairs = [((*path, name), each) for name, each in found.items()]
        else:
            pairs = [((*path, number), each) for number, each in enumerate(found or [])]
        for where, each in pairs:
            if isinstance(each, Mapping):
                yield where, each

    def written(self, *path: str | int) -> Any:
        """What the file says at a path, sound or not: so that one error is not told twice."""
        return _inside(self.document.data, path)

    def keys(self, *path: str) -> list[str]:
        """The keys of a list's entries, or the names of a group, as the file writes them."""
        found = self.written(*path)
        if isinstance(found, dict):
            return list(found)
        entries = found if isinstance(found, list) else []
        return [str(each["key"]) for each in entries if isinstance(each, dict) and "key" in each]


def _inside(found: Any, path: Path) -> Any:
    for step in path:
        if isinstance(found, Mapping) and isinstance(step, str):
            found = found.get(step)
        elif isinstance(found, list) and isinstance(step, int) and step < len(found):
            found = found[step]
        else:
            return None
    return found
