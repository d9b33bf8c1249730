"""A file that extends another: the parent's definition with the listed paths written anew."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from django.utils.translation import gettext as _

from igum.programmes.rules.problems import Path, Place, Problem, did_you_mean, problem
from igum.programmes.rules.reading import Document, read
from igum.programmes.rules.surroundings import Surroundings

# These name the file itself, and are written beside “changes”.
OF_THE_FILE = ("format", "key", "version", "extends", "changes")


def inherited(child: Document, sound: Mapping[str, Any], around: Surroundings) -> tuple[Document | None, list[Problem]]:
    """The whole document that a child stands for; each part of it knows the child's line that it came from."""
    extends = sound.get("extends") or {}
    key, version = str(extends.get("key", "")), str(extends.get("version", ""))
    here = child.value_place(("extends",))
    if not key or not version:
        return None, []  # told by the schema
    if key == sound.get("key"):
        what = _("This file extends itself: %(key)s.") % {"key": key}
        why = _("A file extends one parent, and a parent extends nothing.")
        remedy = _("Write the key of another programme, or a key of its own.")
        return None, [problem(here, ("extends",), what, why, remedy)]
    source = around.parent(key, version)
    if source is None:
        what = _("The parent %(key)s %(version)s is not known here.") % {"key": key, "version": version}
        remedy = _("Put its file beside this one, or apply it first.")
        return None, [problem(here, ("extends",), what, "", remedy)]
    reading = read(source)
    data = reading.document.data if reading.document else None
    if not isinstance(data, dict) or "extends" in data:
        what = _("%(key)s extends another file itself, or cannot be read.") % {"key": key}
        why = _("A file extends one parent, and a parent extends nothing.")
        return None, [problem(here, ("extends",), what, why, _("Extend a file that stands by itself."))]
    return _Merger(child, dict(data), here).merged(sound)


class _Merger:
    """Writes the child's changes into the parent's data, and remembers which line each came from."""

    def __init__(self, child: Document, parent: dict[str, Any], here: Place) -> None:
        self.child = child
        self.data = deepcopy(parent)
        self.allowed = [path for path in parent.get("may_change") or () if isinstance(path, str)]
        self.here = here
        self.origins: dict[Path, Path] = {}
        self.problems: list[Problem] = []

    def merged(self, sound: Mapping[str, Any]) -> tuple[Document, list[Problem]]:
        for path in sound.get("changes") or {}:
            self._change(path)
        for name in ("key", "version"):
            if name in sound:
                self.data[name] = sound[name]
                self.origins[(name,)] = (name,)
        places: dict[Path, Place] = {}
        doubts = {}
        for path in _paths(self.data, ()):
            origin = self._origin(path)
            places[path] = self.child.value_place(origin) if origin else self.here
            if origin and origin in self.child.doubts:
                doubts[path] = self.child.doubts[origin]
        return Document(self.child.source, self.data, places, {}, doubts, self.child.quoted), self.problems

    def _origin(self, path: Path) -> Path:
        for length in range(len(path), 0, -1):
            found = self.origins.get(path[:length])
            if found:
                return (*found, *path[length:])
        return ()

    def _change(self, written: str) -> None:
        origin: Path = ("changes", written)
        place = self.child.place(origin)
        if not any(written == path or written.startswith(f"{path}.") for path in self.allowed):
            what = _("The parent does not let “%(path)s” be changed.") % {"path": written}
            why = _("It lists under may_change what a child may write anew.")
            self.problems.append(problem(place, origin, what, why, did_you_mean(written, self.allowed)))
            return
        holder: Any = self.data
        steps = written.split(".")
        path: Path = ()
        for number, step in enumerate(steps):
            at, known = _step(holder, step)
            if at is None or (number < len(steps) - 1 and not isinstance(_held(holder, at), dict | list)):
                what = _("The parent has no “%(path)s”.") % {"path": written}
                self.problems.append(problem(place, origin, what, "", did_you_mean(step, known)))
                return
            path = (*path, at)
            if number == len(steps) - 1:
                holder[at] = self.child.data["changes"][written]
                self.origins[path] = origin
            else:
                holder = holder[at]


def _held(holder: Any, at: str | int) -> Any:
    return holder.get(at) if isinstance(holder, dict) else holder[at]


def _step(holder: Any, step: str) -> tuple[str | int | None, list[str]]:
    """The name or the number that a step of a path means, and what there would be."""
    if isinstance(holder, dict):
        return step, list(holder)  # a name that is not there yet is added; the schema says whether it may be
    if isinstance(holder, list):
        keys = [str(each.get("key", "")) if isinstance(each, dict) else "" for each in holder]
        return (keys.index(step) if step in keys else None), [key for key in keys if key]
    return None, []


def _paths(value: Any, path: Path) -> list[Path]:
    found = [path]
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in inside:
        found += _paths(each, (*path, step))
    return found
