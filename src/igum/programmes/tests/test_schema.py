"""The published schema: what we say about a file agrees with a complete implementation of JSON Schema."""

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from igum.programmes.rules.durations import Duration
from igum.programmes.rules.reading import Document, read
from igum.programmes.rules.schema import hold, programme_schema

FILES = sorted((Path(__file__).parents[2] / "sample" / "programmes").glob("*.yaml"))
ROOT = Path(__file__).resolve().parents[4]
formats = FormatChecker(formats=["date"])


@formats.checks("duration", raises=ValueError)
def _is_duration(value: object) -> bool:
    return not isinstance(value, str) or bool(Duration.parse(value))


VALIDATOR = Draft202012Validator(programme_schema(), format_checker=formats)
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**6),
    st.sampled_from(["", "x", "no", "P5D", "2026-02-30", "2026-10-13", "18:00", "he", "1.0.0", "subject"]),
    st.just([]),
    st.just({}),
    st.just(["he", "he"]),
    st.just({"he": "א", "ar": "ا"}),
)


@cache
def good(file: Path) -> Any:
    """What stands in a file of the sample. Read by the tests that need it: each takes a fifth of a second."""
    return read(file.read_text()).document.data


def held(data: Any) -> bool:
    """Whether we find nothing wrong. Without a source there is nothing doubtful about a word."""
    return not hold(Document("", data, {}, {}, {})).problems


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(one for step, each in inside for one in paths(each, (*path, step)))]


def test_is_itself_a_schema_of_2020_12():
    Draft202012Validator.check_schema(programme_schema())


def test_lets_no_unknown_name_through_anywhere():
    open_groups = [
        name
        for name, schema in walk(programme_schema())
        if "properties" in schema and schema.get("additionalProperties") is not False
    ]

    assert open_groups == []


def walk(schema: Any, name: str = "") -> list[tuple[str, dict[str, Any]]]:
    if isinstance(schema, list):
        return [found for each in schema for found in walk(each, name)]
    if not isinstance(schema, dict):
        return []
    return [(name, schema), *(found for key, each in schema.items() for found in walk(each, f"{name}/{key}"))]


def test_every_name_of_the_schema_is_in_the_reference():
    page = (ROOT / "docs" / "reference" / "programme-file.md").read_text()
    names = {name for _where, schema in walk(programme_schema()["$defs"]) for name in schema.get("properties", {})}

    assert {name for name in names if isinstance(name, str) and f"`{name}`" not in page} <= {
        "he",
        "ar",
        "en",
        "ru",
        "am",
    }


def test_the_reference_is_as_the_schema_says():
    page = (ROOT / "docs" / "reference" / "programme-file.md").read_text()
    said = [
        schema["description"]
        for _where, schema in walk(programme_schema()["$defs"])
        if "enum" in schema and "description" in schema
    ]

    assert [words for words in said if words not in page] == []


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_a_sample_file_is_valid_in_both(file):
    assert held(good(file))
    assert VALIDATOR.is_valid(good(file))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_a_changed_file_is_valid_in_both_or_in_neither(data):
    changed = deepcopy(data.draw(st.sampled_from(FILES).map(good)))
    for _time in range(data.draw(st.integers(1, 2))):
        path = data.draw(st.sampled_from(paths(changed)[1:]))
        holder = changed
        for step in path[:-1]:
            holder = holder[step]
        if data.draw(st.booleans()):
            del holder[path[-1]]
        else:
            holder[path[-1]] = deepcopy(data.draw(ODD))

    assert held(changed) == VALIDATOR.is_valid(changed), json.dumps(list(VALIDATOR.iter_errors(changed)), default=str)


@pytest.mark.parametrize("whole", [None, 1, "text", [], [1], True])
def test_a_file_that_is_no_group_of_names_is_refused(whole):
    assert not held(whole)
