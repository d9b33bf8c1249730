"""The conformance suite of CEL, for the part of CEL that this language is."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from igum.engines.rules.errors import RuleError
from igum.engines.rules.evaluating import compile_rule
from igum.engines.rules.explaining import explain
from igum.engines.rules.parsing import parse
from igum.engines.rules.types import NULL, UNKNOWN

TABLE = Path(__file__).with_name("cel_scenarios.txt")
# Where this language means something else, on purpose: every number is finite, and null is for authors, not for facts.
OTHERWISE = {
    "fp_math/fp_math/divide_zero": "nothing can be divided by zero",
    "fp_math/fp_math/fp_overflow_positive": "a number as large as that cannot be written",
    "fp_math/fp_math/fp_overflow_negative": "a number as large as that cannot be written",
    "comparisons/bound/null_eq_left_true": "a fact that is null is unknown",
}


def scenarios() -> Iterator[Any]:
    for line in TABLE.read_text().splitlines():
        if not line.startswith("#"):
            name, expression, expected, *facts = line.split("\t")
            yield pytest.param(
                name,
                ast.literal_eval(expression),
                UNKNOWN if expected == "error" else nulls(ast.literal_eval(expected)),
                ast.literal_eval(facts[0]) if facts else {},
                id=name,
            )


def nulls(value: Any) -> Any:
    """CEL's null is None in the table and NULL with us."""
    if isinstance(value, list):
        return [nulls(item) for item in value]
    return NULL if value is None else value


def answers(source: str, facts: dict[str, Any]) -> list[Any]:
    """What both evaluators say; a number that cannot be written has no answer either."""
    try:
        expression = parse(source)
    except RuleError as refusal:
        return [UNKNOWN] if refusal.code == "number_too_large" else [refusal]
    return [compile_rule(expression)(facts), explain(expression, facts).value]


@pytest.mark.parametrize(("name", "source", "expected", "facts"), list(scenarios()))
def test_what_cel_says_is_said_here(name: str, source: str, expected: Any, facts: dict[str, Any]):
    if name in OTHERWISE:
        expected = UNKNOWN

    for value in answers(source, facts):
        assert (value, type(value)) == (expected, type(expected))


def test_the_table_holds_all_sections_of_the_language():
    names = [line.split("\t")[0] for line in TABLE.read_text().splitlines() if not line.startswith("#")]

    assert len(names) == len(set(names)) == 473
    assert len({name.rsplit("/", 1)[0] for name in names}) == 52
    assert set(OTHERWISE) <= set(names)
