"""One rule, three ways to its answer: as Python, step by step with reasons, and in PostgreSQL. They never differ."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from igum.engines.rules.checking import check
from igum.engines.rules.errors import RuleError
from igum.engines.rules.evaluating import compile_rule
from igum.engines.rules.explaining import explain
from igum.engines.rules.parsing import parse
from igum.engines.rules.sql import Column, answer, to_sql
from igum.engines.rules.tests.strategies import DAYS, TYPES, answers_of, facts, rules
from igum.engines.rules.types import BOOL, DATE, DOUBLE, INT, STRING, UNKNOWN, Type, conform_all, find

KINDS = st.sampled_from([BOOL, BOOL, BOOL, INT, DOUBLE, STRING, DATE])
SOURCES = KINDS.flatmap(rules)
CASES = st.lists(facts(), min_size=1, max_size=5)
relaxed = settings(deadline=None, suppress_health_check=list(HealthCheck))


def column_of(name: str, kind: Type) -> Column:
    if name == "home.rooms":
        return Column("((c.answers -> 'home') -> 'rooms')", kind, json=True)
    return answer("c.answers", name, kind)


COLUMNS = {name: column_of(name, kind) for name, kind in TYPES.items()}


def in_sql(source: str, cases: list[dict[str, Any]]) -> list[Any]:
    """What PostgreSQL answers for each case, as this language's values."""
    written = to_sql(parse(source), COLUMNS)
    query = (
        f"SELECT {written.text} FROM jsonb_array_elements(CAST(%s AS jsonb)) WITH ORDINALITY AS c(answers, place)"
        " ORDER BY c.place"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query, [*written.parameters, json.dumps(cases)])
        return [value_of(row[0]) for row in cursor.fetchall()]


def value_of(answered: Any) -> Any:
    if answered is None:
        return UNKNOWN
    return int(answered) if isinstance(answered, Decimal) else answered


@pytest.mark.django_db
@relaxed
@given(SOURCES, CASES)
@example("children.filter(f, f.age > 1).exists(c, c.well)", [{"children": [{"age": "x", "well": True}]}])
@example("(1 / size) > 0 && married", [{"size": 0, "married": False}])
@example("string(since)", [{"since": day.isoformat()} for day in DAYS])
@example("months_between(since, today)", [{"since": str(one), "today": str(other)} for one in DAYS for other in DAYS])
@example("[size, 1].exists_one(n, n == 1)", [{}, {"size": 2}])
def test_python_and_postgresql_answer_alike(source: str, cases: list[dict[str, Any]]):
    rule = compile_rule(parse(source))

    answers = [rule(conform_all(case, TYPES)) for case in cases]

    assert in_sql(source, cases) == answers


@relaxed
@given(SOURCES, facts())
def test_the_trace_has_the_same_value(source: str, case: dict[str, Any]):
    expression, known = parse(source), conform_all(case, TYPES)

    trace = explain(expression, known)

    value = compile_rule(expression)(known)
    assert (trace.value, type(trace.value)) == (value, type(value))


@relaxed
@given(SOURCES, facts())
def test_facts_may_lie_flat_or_nested(source: str, case: dict[str, Any]):
    rule, flat = compile_rule(parse(source)), conform_all(case, TYPES)

    nested = {**flat, "home": {"rooms": flat.pop("home.rooms")}}

    assert rule(nested) == rule(flat | {"home.rooms": nested["home"]["rooms"]})


@relaxed
@given(st.data(), rules(BOOL), facts())
def test_what_is_not_missing_cannot_change_the_answer(data: st.DataObject, source: str, case: dict[str, Any]):
    expression, known = parse(source), conform_all(case, TYPES)
    trace = explain(expression, known)
    asked = {name.split("[")[0] for name in trace.missing}
    others = [name for name in TYPES if known[name] is None and name not in asked]

    filled = {**known, **{name: data.draw(answers_of(TYPES[name]), name) for name in others}}

    assert compile_rule(expression)(conform_all(filled, TYPES)) is trace.value


@relaxed
@given(SOURCES)
def test_a_rule_of_right_types_is_found_right(source: str):
    check(parse(source), TYPES)


@relaxed
@given(SOURCES, facts(), st.data())
def test_an_answer_once_known_stays_when_more_is_known(source: str, case: dict[str, Any], data: st.DataObject):
    """Kleene's promise: what is learned later can settle an open question, and never overturns a settled one."""
    if "has(" in source:
        return
    rule, known = compile_rule(parse(source)), conform_all(case, TYPES)
    before = rule(known)

    more = {name: known[name] if known[name] is not None else data.draw(answers_of(TYPES[name])) for name in TYPES}

    assert before is UNKNOWN or rule(conform_all(more, TYPES)) == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ('town.matches("a+")', "matches() has no form in SQL"),
        ("null == null", "not compared in SQL"),
        ("children", "cannot be the answer of a query"),
        ("string(income)", "written otherwise"),
        ("scores[0] > 1", "by its number or name"),
        ("scores == [1]", "not compared in SQL"),
        ("[].exists(n, n == 1)", "not an empty one"),
        (r'town == "\000"', "character 0"),
    ],
)
def test_what_has_no_form_in_sql_is_refused_with_a_reason(source: str, reason: str):
    with pytest.raises(RuleError, match="worked out row by row") as refused:
        to_sql(parse(source), COLUMNS)

    assert refused.value.code == "not_in_sql"
    assert reason in refused.value.message


@pytest.mark.django_db
def test_a_query_is_never_stopped_by_one_bad_row():
    source = "date(town) < today || int(town) / size > 1 || double(town) * 1e99 > income"
    cases = [{"town": text, "size": 0, "income": 1e99} for text in ("2026-02-31", "x", "9" * 30, "1e300", "-", "")]

    assert in_sql(source, cases) == [UNKNOWN] * len(cases)


def test_facts_are_found_flat_before_nested():
    assert find({"a.b": 1, "a": {"b": 2}}, "a.b") == 1
    assert find({"a": {"b": 2}}, "a.b") == 2
    assert find({"a": 3}, "a.b") is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "source",
    [
        "married ? size : " * 50 + "size",
        "+".join(["size"] * 58),
        " && ".join(["size > 3"] * 240),
        "married && (married || (" * 14 + "married" + "))" * 14,
        "size(scores" + ".map(n, n + 1)" * 20 + ")",
        "size(scores" + ".filter(n, n > 1)" * 40 + ")",
        "size in [" + ", ".join(map(str, range(490))) + "]",
        "scores.exists(a, scores.exists(b, scores.all(c, scores.exists_one(d, a + b + c + d == 12))))",
        "1 + ".join(["("] * 20) + "size" + ")" * 20,
    ],
)
def test_rules_as_large_as_may_be_are_answered_alike(source: str):
    facts = {"size": 4, "married": True, "scores": [1, 2, 3]}

    value = compile_rule(parse(source))(facts)

    assert value is not UNKNOWN
    assert explain(parse(source), facts).value == value
    assert in_sql(source, [facts]) == [value]
