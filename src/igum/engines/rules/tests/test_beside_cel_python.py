"""Where this language and CEL mean the same, cel-python and our evaluator answer the same."""

import sys
from functools import cache
from typing import Any

import celpy
import pytest
from celpy.celparser import CELParser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from igum.engines.rules.evaluating import compile_rule
from igum.engines.rules.parsing import parse
from igum.engines.rules.types import UNKNOWN

NUMBERS = st.sampled_from([0, 1, -1, 2, 7, 2**62, -(2**63)])
TEXTS = st.sampled_from(["", "a", "ab", "B", "חיפה", "🐱"])
FACTS = st.fixed_dictionaries(
    {
        "size": NUMBERS,
        "rooms": NUMBERS,
        "tenant": st.booleans(),
        "town": TEXTS,
        "tags": st.lists(TEXTS, max_size=3),
        "children": st.lists(st.fixed_dictionaries({"age": NUMBERS, "name": TEXTS}), max_size=3),
    }
)
INTS = st.sampled_from(["size", "rooms", "3", "-2", "size(tags)", "size(town)"])
WORDS = st.sampled_from(["town", '"a"', '"חיפה"'])


def wider(template: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(lambda drawn: template.format(*drawn))


WHOLE = st.recursive(
    INTS,
    lambda part: st.one_of(
        *[wider(f"({{}} {sign} {{}})", part, part) for sign in "+-*/%"],
        wider("-({})", part),
        wider("(tenant ? {} : {})", part, part),
    ),
    max_leaves=4,
)
TESTS = st.recursive(
    st.one_of(
        st.sampled_from(["tenant", "true", "false"]),
        *[wider(f"({{}} {sign} {{}})", WHOLE, WHOLE) for sign in ("<", "<=", ">", ">=", "==", "!=")],
        *[wider(f"({{}} {sign} {{}})", WORDS, WORDS) for sign in ("<", ">=", "==", "!=")],
        wider("({} in tags)", WORDS),
        wider("({} in [{}, {}])", WHOLE, WHOLE, WHOLE),
        *[wider(f"{{}}.{name}({{}})", WORDS, WORDS) for name in ("startsWith", "endsWith", "contains")],
        *[wider(f"children.{name}(c, c.age > {{}} && c.name != {{}})", WHOLE, WORDS) for name in ("all", "exists")],
        # No reckoning inside these: cel-python lets their errors out where CEL's «false &&» takes them in.
        wider("children.exists_one(c, c.name == {})", WORDS),
        wider("(size(children.filter(c, c.age > {})) > {})", INTS, WHOLE),
        # What has no answer is not in an empty list, says this language; CEL says that this has no answer either.
        wider("(size in children.map(c, c.age))"),
    ),
    lambda part: st.one_of(
        wider("({} && {})", part, part), wider("({} || {})", part, part), wider("!{}", part),
        wider("({} ? {} : {})", part, part, part),
    ),
    max_leaves=5,
)  # fmt: skip


@cache
def environment() -> celpy.Environment:
    """Made once, for it takes a second. The runner that walks the tree wants a parser of its own."""
    limit = sys.getrecursionlimit()
    CELParser.CEL_PARSER = None
    made = celpy.Environment(runner_class=celpy.InterpretedRunner)
    sys.setrecursionlimit(limit)  # which it raises for the whole process
    return made


def peer(source: str, facts: dict[str, Any]) -> Any:
    """cel-python's answer; its errors are our UNKNOWN."""
    try:
        return environment().program(environment().compile(source)).evaluate(celpy.json_to_cel(facts))
    except celpy.CELEvalError:
        return UNKNOWN


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.one_of(TESTS, WHOLE), FACTS)
def test_cel_python_answers_alike(source: str, facts: dict[str, Any]):
    assert compile_rule(parse(source))(facts) == peer(source, facts)


@pytest.mark.parametrize("source", ["size / 0 > 1 && tenant", "size / 0 > 1 || tenant", "!(size % 0 == 1)"])
@pytest.mark.parametrize("tenant", [True, False])
def test_a_division_by_zero_is_taken_in_as_cel_takes_it(source: str, tenant: bool):
    facts = {"size": 5, "tenant": tenant}

    assert compile_rule(parse(source))(facts) == peer(source, facts)
