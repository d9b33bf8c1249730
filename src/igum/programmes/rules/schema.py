"""A document held against the published JSON Schema, with every difference in words.

The schema is plain JSON Schema 2020-12, for editors. Of its keywords only those are read here that the schema uses
(a test holds our answers against a complete implementation); the words of a general validator name keywords,
ours name what to write.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path as File
from typing import Any

from igum.programmes.rules import schema_words as words
from igum.programmes.rules.durations import Duration
from igum.programmes.rules.problems import Path, Problem, problem
from igum.programmes.rules.reading import Document
from igum.programmes.rules.scalars import Doubt

Schema = Mapping[str, Any]
SCHEMA_FILE = File(__file__).parent / "data" / "programme-1.schema.json"
NOTHING = object()
MOST_COMPARED = 100  # for so many problems the nearest name is looked for
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Held:
    """What came of it: the problems, and what is left of the data without its unsound parts.

    ``visited`` says where parts of the schema that others ask for stand: definition -> paths, such as every text.
    """

    problems: tuple[Problem, ...]
    sound: Any
    visited: Mapping[str, tuple[Path, ...]]


@cache
def programme_schema() -> dict[str, Any]:
    """The published schema."""
    found: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return found


def hold(document: Document) -> Held:
    """Hold a whole document against the schema."""
    walk = _Walk(document)
    data = document.data
    if not isinstance(data, dict):
        walk.tell((), words.no_programme(data))
        return Held(tuple(walk.problems), {}, {})
    kind = "child" if "extends" in data else "programme"
    sound = walk.visit(data, {"$ref": f"#/$defs/{kind}"}, ())
    walk.tell_doubts()
    return Held(tuple(walk.problems), sound, {name: tuple(paths) for name, paths in walk.visited.items()})


@dataclass
class _Walk:
    """One way through a document, top down, with the schema in hand."""

    document: Document
    problems: list[Problem] = field(default_factory=list)
    visited: dict[str, list[Path]] = field(default_factory=dict)
    told: set[Path] = field(default_factory=set)

    def tell(self, path: Path, said: words.Words) -> Any:
        """Keep a problem of the value at ``path``, which counts as not there from now on."""
        self.told.add(path)
        place = self.document.value_place(path) if path else self.document.place(path)
        self.problems.append(problem(place, path, *said))
        return NOTHING

    def visit(self, value: Any, schema: Schema, path: Path) -> Any:
        """The value without its unsound parts, or NOTHING."""
        name, schema = _resolved(schema)
        types = _types(schema)
        if types and not any(_is(value, wanted) for wanted in types):
            return self.tell(path, words.wrong_type(value, types[0], schema, path[-1] if path else ""))
        if name:
            self.visited.setdefault(name, []).append(path)
        if "const" in schema and not _same(value, schema["const"]):
            return self.tell(path, words.not_one_of(value, [schema["const"]]))
        if "enum" in schema and not any(_same(value, one) for one in schema["enum"]):
            return self.tell(path, words.not_one_of(value, schema["enum"]))
        if isinstance(value, dict):
            return self._object(value, schema, path)
        if isinstance(value, list):
            return self._array(value, schema, path)
        return self._text(value, name, schema, path) if isinstance(value, str) else self._number(value, schema, path)

    def _object(self, value: dict[str, Any], schema: Schema, path: Path) -> dict[str, Any]:
        known: Schema = schema.get("properties", {})
        others = schema.get("additionalProperties", {})
        for missing in (key for key in schema.get("required", ()) if key not in value):
            self._tell_missing(path, missing, known)
        if "oneOf" in schema:
            self._one_of(value, schema, path)
        if len(value) < schema.get("minProperties", 0):
            self.tell(path, words.empty(schema))
        sound = {}
        for key, inside in value.items():
            inner = (*path, key)
            if key in known:
                found = self.visit(inside, known[key], inner)
            elif others is False:
                found = self._unknown(key, inside, [one for one in known if one not in value], inner)
            else:
                found = self._named_freely(key, inside, schema, inner)
            if found is not NOTHING:
                sound[key] = found
        return sound

    def _named_freely(self, key: str, value: Any, schema: Schema, path: Path) -> Any:
        name, names = _resolved(schema.get("propertyNames", {}))
        if names and not _fits(key, names):
            place = self.document.place(path)
            self.problems.append(problem(place, path, *words.not_written_so(key, name, names)))
        return self.visit(value, schema.get("additionalProperties", {}), path)

    def _tell_missing(self, path: Path, key: str, known: Schema) -> None:
        self.problems.append(
            problem(self.document.place(path), (*path, key), *words.missing(path, key, example_of(known[key])))
        )

    def _unknown(self, key: str, value: Any, known: Iterable[str], path: Path) -> Any:
        self.told.add(path)
        place = self.document.place(path)
        known = () if len(self.problems) > MOST_COMPARED else known  # looking for the nearest takes time
        self.problems.append(problem(place, path, *words.unknown_key(key, value, list(known))))
        return NOTHING

    def _one_of(self, value: Mapping[str, Any], schema: Schema, path: Path) -> None:
        choices = [choice["required"][0] for choice in schema["oneOf"]]
        there = [choice for choice in choices if choice in value]
        if len(there) != 1:
            self.problems.append(problem(self.document.place(path), path, *words.one_of_two(choices, there)))

    def _array(self, value: list[Any], schema: Schema, path: Path) -> list[Any]:
        if len(value) < schema.get("minItems", 0):
            self.tell(path, words.empty(schema))
        found = [self.visit(item, schema.get("items", {}), (*path, place)) for place, item in enumerate(value)]
        if schema.get("uniqueItems"):
            for place, item in enumerate(value):
                if any(_same(item, before) for before in value[:place]):
                    self.tell((*path, place), words.twice_in_list(item))
        # An unsound entry leaves its place: what follows keeps its number.
        return [None if item is NOTHING else item for item in found]

    def _text(self, value: str, name: str, schema: Schema, path: Path) -> Any:
        if self.document.doubts.get(path) is Doubt.DAY and name == "text":
            return self.tell(path, words.doubtful(value, Doubt.DAY))
        if path in self.document.doubts and self.document.doubts[path] is not Doubt.DAY:
            return NOTHING if name != "expression" else value  # told at the end, once
        blank = name == "text" and not value.strip()
        if blank or not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
            return self.tell(path, words.wrong_length(value, schema))
        if "pattern" in schema and not re.search(schema["pattern"], value):
            return self.tell(path, words.not_written_so(value, name, schema))
        if "format" in schema and not _FORMATS[schema["format"]](value):
            return self.tell(path, words.not_of_format(value, schema["format"], example_of(schema)))
        return value

    def _number(self, value: Any, schema: Schema, path: Path) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return value
        low, above = schema.get("minimum", value), schema.get("exclusiveMinimum")
        if not low <= value <= schema.get("maximum", value) or (above is not None and value <= above):
            return self.tell(path, words.out_of_bounds(value, schema))
        return value

    def tell_doubts(self) -> None:
        """Say which unquoted words programs read differently, wherever they stand."""
        for path, doubt in self.document.doubts.items():
            if doubt is not Doubt.DAY and path not in self.told:
                self.tell(path, words.doubtful(_at(self.document.data, path), doubt))


def example_of(schema: Schema) -> Any:
    """The first example that the schema gives, its own or its definition's."""
    _name, found = _resolved(schema)
    if found.get("examples"):
        return found["examples"][0]
    return found.get("const", found.get("enum", [""])[0])


def _resolved(schema: Schema) -> tuple[str, Schema]:
    """The name of the definition that a schema refers to, and both together; its own words win."""
    if "$ref" not in schema:
        return "", schema
    name = schema["$ref"].rpartition("/")[2]
    found = programme_schema()["$defs"][name]
    inner, found = _resolved(found)
    return name or inner, {**found, **{key: value for key, value in schema.items() if key != "$ref"}}


def _types(schema: Schema) -> list[str]:
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else list(types)


def _is(value: Any, wanted: str) -> bool:
    if isinstance(value, bool):
        return wanted == "boolean"
    if wanted == "integer":
        return isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    kinds: dict[str, type | tuple[type, ...]] = {
        "object": dict,
        "array": list,
        "string": str,
        "number": (int, float),
        "boolean": bool,
    }
    return isinstance(value, kinds[wanted])


def _same(one: Any, other: Any) -> bool:
    """Equal as JSON is: true is not 1."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return bool(one == other)


def _fits(key: str, names: Schema) -> bool:
    return bool(re.search(names["pattern"], key)) and len(key) <= names.get("maxLength", len(key))


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_duration(text: str) -> bool:
    try:
        return bool(Duration.parse(text))
    except ValueError:
        return False


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


_FORMATS = {"date": _is_day, "duration": _is_duration}
