"""Why a family is in, why it is not, and what still has to be asked."""

from datetime import date
from typing import Any

import pytest

from igum.engines.rules.evaluating import compile_rule
from igum.engines.rules.explaining import Trace, explain
from igum.engines.rules.parsing import parse
from igum.engines.rules.types import UNKNOWN


def trace(source: str, **facts: Any) -> Trace:
    return explain(parse(source), facts)


ELIGIBLE = "household_size >= 3 && income / household_size < 3200 && !in_bankruptcy"


def test_a_family_that_is_in_sees_everything_that_had_to_hold():
    found = trace(ELIGIBLE, household_size=5, income=9_000, in_bankruptcy=False)

    assert found.value is True
    assert [(step.text, step.value, step.facts) for step in found.steps] == [
        ("household_size >= 3", True, {"household_size": 5}),
        ("income / household_size < 3200", True, {"income": 9_000, "household_size": 5}),
        ("in_bankruptcy", False, {"in_bankruptcy": False}),
    ]
    assert found.missing == found.faults == ()


def test_a_family_that_is_out_sees_what_failed_and_is_asked_nothing_more():
    found = trace(ELIGIBLE, household_size=2)

    assert found.value is False
    assert [step.text for step in found.steps] == ["household_size >= 3"]
    assert found.missing == ()


def test_a_family_of_whom_too_little_is_known_is_asked_only_what_matters():
    found = trace(ELIGIBLE, household_size=5, in_bankruptcy=False)

    assert found.value is UNKNOWN
    assert found.missing == ("income",)
    assert [(step.text, step.facts) for step in found.steps] == [
        ("income / household_size < 3200", {"income": UNKNOWN, "household_size": 5})
    ]


@pytest.mark.parametrize(
    ("source", "facts", "value", "missing"),
    [
        ("a || b", {"a": True}, True, ()),
        ("a || b", {"a": False}, UNKNOWN, ("b",)),
        ("a && b || c", {"a": False}, UNKNOWN, ("c",)),
        ("income.net > params.ceiling", {"params": {"ceiling": 5}}, UNKNOWN, ("income.net",)),
        ("children.exists(c, c.age < 6)", {}, UNKNOWN, ("children",)),
        ("children.exists(c, c.age < 6)", {"children": [{"age": 9}, {}]}, UNKNOWN, ("children[1].age",)),
        ("children.exists(c, c.age < 6)", {"children": [{"age": 3}, {}]}, True, ()),
        ("children.all(c, c.age < 6)", {"children": [{"age": 9}, {}]}, False, ()),
        ("size(children.filter(c, c.well)) > 1", {"children": [{}, {"well": True}]}, UNKNOWN, ("children[0].well",)),
        ("a ? b : c", {"a": True, "b": 1}, 1, ()),
        ("a ? b : c", {"a": True}, UNKNOWN, ("b",)),
        ("a ? b : c", {"b": 1}, UNKNOWN, ("a", "c")),
        ("1 / 0 > a", {}, UNKNOWN, ()),
        ("1 / 0 > 1 && a", {}, UNKNOWN, ("a",)),
        ("has(a)", {}, False, ("a",)),
        ("!has(a) || a > 3", {}, True, ("a",)),
        ("has(a) && b", {"b": False}, False, ()),
        ("town in ['a', b]", {"town": "a"}, UNKNOWN, ("b",)),
        ("years_between(born, today) >= 18", {"today": date(2026, 11, 22)}, UNKNOWN, ("born",)),
    ],
)
def test_only_facts_that_could_change_the_answer_are_missing(source: str, facts: Any, value: Any, missing: Any):
    found = trace(source, **facts)

    assert (found.value, found.missing) == (value, missing)


@pytest.mark.parametrize(
    ("source", "code", "part"),
    [
        ("income / size > 1", "division_by_zero", "income / size"),
        ("income * 9223372036854775807 > 1", "number_too_large", "income * 9223372036854775807"),
        ("9007199254740993 + income * 0.5 > 1.0", "number_too_large", "9007199254740993 + income * 0.5"),
        ("tags[3] == 'a'", "no_such_element", "tags[3]"),
        ("int(town) > 1", "cannot_convert", "int(town)"),
        ("date(town) < date('2026-01-01')", "cannot_convert", "date(town)"),
        ("max([]) > 1", "empty_list", "max([])"),
        ("town.matches('(')", "bad_pattern", "town.matches('(')"),
        ("{1: 2, 1: 3}[1] == 2", "repeated_key", "{1: 2, 1: 3}"),
        ("income > town", "wrong_kind", "income > town"),
        ("{'a': 1}.b == 2", "no_such_field", "{'a': 1}.b"),
    ],
)
def test_a_step_without_an_answer_is_named(source: str, code: str, part: str):
    found = trace(source, income=5, size=0, town="Acre", tags=["a"])

    assert found.value is UNKNOWN
    assert [(fault.code, source[fault.start : fault.end]) for fault in found.faults] == [(code, part)]
    assert found.faults[0].message.endswith(".")


def test_a_score_shows_the_choices_it_was_made_of():
    found = trace("(debt > 50000 ? 20 : 0) + children * 10", debt=80_000, children=3)

    assert found.value == 50
    assert [(step.text, step.value) for step in found.steps] == [
        ("debt > 50000", True),
        ("20", 20),
        ("children * 10", 30),
    ]


def test_a_choice_shows_its_test_and_the_side_that_was_taken():
    found = trace("alone ? income < 100 : income < 200", alone=False, income=150)

    assert [(step.text, step.value) for step in found.steps] == [("alone", False), ("income < 200", True)]


def test_unknown_refuses_to_be_taken_for_false():
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(compile_rule(parse("income < 5"))({}))
