"""A programme's rules as columns of one SQL statement, equal to what ``selecting.screen`` finds row by row.

The same three values: NULL is unknown. Answers that a form would not ask for count for nothing here too: a question's
column is empty where its own condition, or that of its group, is not true.
"""

# ruff: noqa: S608 - all text here is our own; what an author writes becomes parameters

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from igum.engines.rules.errors import RuleError
from igum.engines.rules.fragments import CASTS, Sql, joined, put
from igum.engines.rules.parsing import parse
from igum.engines.rules.sql import Column, answer, to_sql
from igum.engines.rules.types import BOOL, DATE, DOUBLE, INT, STRING, Type
from igum.programmes.rules.programme import Programme, ScorePart
from igum.programmes.rules.selecting import MOST_UNITS

ANSWERS = "r.answers"
APPLIED_ON = "CAST(a.applied_at AT TIME ZONE %s AS date)"
TRUE = Sql("TRUE")


class NotInSql(Exception):
    """A rule or a question has no form in SQL; the text says which. It is worked out row by row instead."""


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A question as SQL needs it, in the order in which conditions lean on each other.

    Attributes:
        kind: of its answer; None for what has no answer of its own, such as a group.
        when: an expression; empty for always.
        group: the question's group; empty at the top.
        value: an expression that calculates it; empty for what is answered.
        simple: whether its entries, if it has any, need no reckoning of their own.
    """

    name: str
    kind: Type | None
    when: str = ""
    group: str = ""
    value: str = ""
    simple: bool = True


@dataclass(frozen=True, slots=True)
class Screening:
    """The columns that screening sets, as SQL over the application ``a`` and its response ``r``."""

    eligible: Sql
    score: Sql
    takes: Sql
    rules: Mapping[str, Sql]
    findings: Sql
    columns: Mapping[str, Column] = field(repr=False)


def screening_of(programme: Programme, asked: Sequence[AskedFor], *, today: Any, time_zone: str) -> Screening:
    """A programme's screening in SQL.

    Args:
        programme: whose rules.
        asked: the questions of its form, those that others lean on first.
        today: the day that ``today`` stands for in the form.
        time_zone: of the day somebody applied on.

    Raises:
        NotInSql: a rule has no form in SQL.
    """
    selection = programme.selection
    if selection is None:
        raise NotInSql("The programme has no rules.")
    try:
        columns = _columns(programme, asked, today, time_zone)
        rules = {rule.key: to_sql(parse(rule.when), columns) for rule in selection.eligible}
        parts = {part.key: _points(part, to_sql(parse(part.value), columns)) for part in selection.score}
        holds = {kept.key: to_sql(parse(kept.when), columns) for kept in selection.reserved}
        takes = to_sql(parse(selection.takes), columns)
    except RuleError as why:
        raise NotInSql(str(why)) from None
    return Screening(
        eligible=put("({})", joined(rules.values(), " AND ")) if rules else TRUE,
        score=_half_even(_total(parts.values())),
        takes=put(f"CAST(LEAST(GREATEST(COALESCE(trunc({{}}), 1), 1), {MOST_UNITS}) AS smallint)", takes),
        rules=rules,
        findings=_findings(rules, parts, holds),
        columns=columns,
    )


def _columns(programme: Programme, asked: Sequence[AskedFor], today: Any, time_zone: str) -> dict[str, Column]:
    columns = {f"params.{name}": _constant(param.value) for name, param in programme.params.items()}
    known: dict[str, Column] = {"today": Column("CAST(%s AS date)", DATE, parameters=(today,))}
    shown: dict[str, Sql] = {"": TRUE}
    for question in asked:
        shown[question.name] = _shown(question, shown, known)
        column = _column(question, shown[question.name], known)
        if column is not None:
            known[question.name] = column
    of_itself = {
        "applied_on": Column(APPLIED_ON, DATE, parameters=(time_zone,)),
        "language": Column("a.language", STRING),
    }
    return {**known, **columns, **of_itself}


def _shown(question: AskedFor, shown: Mapping[str, Sql], known: Mapping[str, Column]) -> Sql:
    """Whether a question is asked; never NULL."""
    within = shown[question.group]
    if not question.when:
        return within
    own = put("({} IS TRUE)", to_sql(parse(question.when), known))
    return own if within is TRUE else put("({} AND {})", within, own)


def _column(question: AskedFor, shown: Sql, known: Mapping[str, Column]) -> Column | None:
    if question.kind is None:
        return None
    if not question.simple:
        raise NotInSql(f"The entries of {question.name} are reckoned one by one.")
    if question.value:
        value, as_json = to_sql(parse(question.value), known), False
    else:
        held = answer(ANSWERS, question.name, question.kind)
        value, as_json = Sql(held.text, held.parameters), True
    if shown is not TRUE:
        value = put("(CASE WHEN {} THEN {} END)", shown, value)
    return Column(value.text, question.kind, json=as_json, parameters=value.parameters)


def _points(part: ScorePart, value: Sql) -> Sql:
    """Value times weight, not below 0 and not above what the part may give. A double counts as it is written."""
    exact = put("CAST(CAST({} AS text) AS numeric)", value)
    weight, most = Decimal(str(part.weight)), Decimal(str(part.most))
    times = Sql("CAST(%s AS numeric)", (weight,))
    # LEAST and GREATEST pass over NULL, and an unknown part must stay unknown.
    return put(
        "(CASE WHEN {} IS NOT NULL THEN LEAST(GREATEST({} * {}, 0), {}) END)",
        value,
        exact,
        times,
        Sql("CAST(%s AS numeric)", (most,)),
    )


def _total(parts: Iterable[Sql]) -> Sql:
    counted = [put("COALESCE({}, 0)", part) for part in parts]
    return put("({})", joined(counted, " + ")) if counted else Sql("CAST(0 AS numeric)")


def _half_even(value: Sql) -> Sql:
    """Rounded to four places as Django's decimal fields round: a tie goes to the even neighbour."""
    tie = "abs(s.v * 10000 - trunc(s.v * 10000)) = 0.5"
    even = "2 * round(s.v * 10000 / 2) / 10000"
    return put(
        f"(SELECT CASE WHEN {tie} THEN {even} ELSE round(s.v, 4) END FROM (SELECT {{}} AS v OFFSET 0) AS s)", value
    )


def _findings(rules: Mapping[str, Sql], parts: Mapping[str, Sql], holds: Mapping[str, Sql]) -> Sql:
    kept = [put("CASE WHEN {} THEN CAST(%s AS text) END", held) for held in holds.values()]
    listed = [Sql(one.text, (*one.parameters, key)) for one, key in zip(kept, holds, strict=True)]
    held = put("to_jsonb(array_remove(CAST(ARRAY[{}] AS text[]), NULL))", joined(listed, ", "))
    return put(
        "jsonb_build_object('rules', {}, 'missing', jsonb_build_object(), 'parts', {}, 'holds', {})",
        _object(rules),
        _object(parts),
        held if listed else Sql("CAST('[]' AS jsonb)"),
    )


def _object(values: Mapping[str, Sql]) -> Sql:
    if not values:
        return Sql("jsonb_build_object()")
    named = [put("CAST(%s AS text), {}", value) for value in values.values()]
    pairs = [Sql(one.text, (key, *one.parameters)) for one, key in zip(named, values, strict=True)]
    return put("jsonb_build_object({})", joined(pairs, ", "))


def _constant(value: Any) -> Column:
    kinds = ((bool, BOOL), (int, INT), (float, DOUBLE), (date, DATE))
    kind = next((kind for python, kind in kinds if isinstance(value, python)), STRING)
    return Column(f"CAST(%s AS {CASTS[kind.kind]})", kind, parameters=(value,))
