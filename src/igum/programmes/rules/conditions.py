"""Rules as somebody builds them from questions, written as expressions and read back from them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from igum.engines.rules.errors import RuleError
from igum.engines.rules.parsing import parse
from igum.engines.rules.syntax import And, Binary, Call, Fact, Literal, Negate, Node, Not, Ternary

NUMBERS = frozenset({"integer", "decimal", "money"})
ORDERED = NUMBERS | {"date"}
# The types of questions that a rule can be built from; answers of the others are for people to read.
ASKABLE = ORDERED | {"yes_no", "choice", "choices", "town"}
LARGEST = 10**12


class Sign(StrEnum):
    """How an answer is compared."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    IS = "is"
    IS_NOT = "is_not"


_OPERATORS = {Sign.AT_LEAST: ">=", Sign.AT_MOST: "<=", Sign.IS: "==", Sign.IS_NOT: "!="}
_SIGNS = {operator: sign for sign, operator in _OPERATORS.items()}
_TURNED = {">=": "<=", "<=": ">=", "==": "==", "!=": "!="}


@dataclass(frozen=True, slots=True)
class Condition:
    """One answer compared. ``value`` as people type it: shekels, ``yes`` or ``no``, a choice's value, a town's code."""

    question: str
    sign: Sign
    value: str


@dataclass(frozen=True, slots=True)
class Points:
    """A question that gives points: a number as such, yes as one."""

    question: str


def rule_of(conditions: Sequence[Condition], types: Mapping[str, str]) -> str:
    """The expression of conditions that must all hold.

    Args:
        conditions: at least one.
        types: the type of every question named.

    Raises:
        ValueError: a value is not one of its question's type, or the sign does not go with it.

    >>> rule_of([Condition("members", Sign.AT_LEAST, "3"), Condition("debts", Sign.IS, "yes")],
    ...         {"members": "integer", "debts": "yes_no"})
    'members >= 3 && debts'
    """
    return " && ".join(_written(each, types[each.question]) for each in conditions)


def conditions_of(source: str, types: Mapping[str, str]) -> tuple[Condition, ...] | None:
    """The conditions that an expression is made of; None when it says something else.

    >>> conditions_of("net_income <= 320000 && !abroad", {"net_income": "money", "abroad": "yes_no"})[0].value
    '3200'
    """
    try:
        root = parse(source).root
    except RuleError:
        return None
    found = [_read(node, types) for node in (root.items if isinstance(root, And) else (root,))]
    whole = tuple(each for each in found if each is not None)
    return whole if len(whole) == len(found) else None


def points_rule(question: str, kind: str) -> str:
    """The expression of a part of the score.

    >>> points_rule("children", "integer"), points_rule("alone", "yes_no")
    ('children', 'alone ? 1 : 0')
    """
    return f"{question} ? 1 : 0" if kind == "yes_no" else question


def points_of(source: str, types: Mapping[str, str]) -> Points | None:
    """The question whose answer gives the points; None when the expression says something else."""
    try:
        root = parse(source).root
    except RuleError:
        return None
    if isinstance(root, Ternary):
        is_plain = [isinstance(each, Literal) and each.value for each in (root.then, root.otherwise)] == [1, 0]
        root, wanted = root.condition, frozenset({"yes_no"}) if is_plain else frozenset()
    else:
        wanted = NUMBERS
    return Points(root.name) if isinstance(root, Fact) and types.get(root.name) in wanted else None


def _written(condition: Condition, kind: str) -> str:
    name, sign, value = condition.question, condition.sign, condition.value
    if sign in (Sign.AT_LEAST, Sign.AT_MOST) and kind not in ORDERED:
        raise ValueError("only numbers and days are compared by size")
    if kind == "yes_no":
        if value not in ("yes", "no"):
            raise ValueError(value)
        return name if (value == "yes") is (sign is Sign.IS) else f"!{name}"
    if kind == "choices":
        held = f"{json.dumps(value, ensure_ascii=False)} in {name}"
        return held if sign is Sign.IS else f"!({held})"
    return f"{name} {_OPERATORS[sign]} {_literal(kind, value)}"


def _literal(kind: str, value: str) -> str:
    if kind == "date":
        return f'date("{date.fromisoformat(value)}")'
    if kind == "choice":
        return json.dumps(value, ensure_ascii=False)
    try:
        number = Decimal(value.replace(",", ""))
    except InvalidOperation:
        raise ValueError(value) from None
    if not number.is_finite() or abs(number) > LARGEST:
        raise ValueError(value)
    if kind == "decimal":
        return repr(float(number))
    number = number * 100 if kind == "money" else number
    if number != int(number):
        raise ValueError(value)
    return str(int(number))


def _read(node: Node, types: Mapping[str, str]) -> Condition | None:
    denied = isinstance(node, Not)
    core = node.of if isinstance(node, Not) else node
    if isinstance(core, Fact):
        answer = Condition(core.name, Sign.IS, "no" if denied else "yes")
        return answer if types.get(core.name) == "yes_no" else None
    if not isinstance(core, Binary):
        return None
    if core.operator == "in":
        return _held(core, denied, types)
    return None if denied else _compared(core, types)


def _held(node: Binary, denied: bool, types: Mapping[str, str]) -> Condition | None:
    sides = node.left, node.right
    if isinstance(sides[0], Literal) and isinstance(sides[0].value, str) and isinstance(sides[1], Fact):
        fits = types.get(sides[1].name) == "choices"
        return Condition(sides[1].name, Sign.IS_NOT if denied else Sign.IS, sides[0].value) if fits else None
    return None


def _compared(node: Binary, types: Mapping[str, str]) -> Condition | None:
    left, right, operator = node.left, node.right, node.operator
    if isinstance(right, Fact) and operator in _TURNED:
        left, right, operator = right, left, _TURNED[operator]
    if not isinstance(left, Fact) or operator not in _SIGNS:
        return None
    kind = types.get(left.name, "")
    value = _shown(kind, right)
    sign = _SIGNS[operator]
    if value is None or kind not in ORDERED | {"choice", "town"}:
        return None
    return None if kind not in ORDERED and sign in (Sign.AT_LEAST, Sign.AT_MOST) else Condition(left.name, sign, value)


def _shown(kind: str, node: Node) -> str | None:
    if kind == "date":
        is_date = isinstance(node, Call) and node.name == "date" and len(node.arguments) == 1
        written = node.arguments[0] if is_date and isinstance(node, Call) else None
        return str(written.value) if isinstance(written, Literal) else None
    value = _value(node)
    if kind == "choice":
        return value if isinstance(value, str) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if kind == "money":
        return f"{Decimal(value) / 100:.2f}".removesuffix(".00") if isinstance(value, int) else None
    return f"{value:g}" if kind == "decimal" else str(value)


def _value(node: Node) -> Any:
    if isinstance(node, Negate) and isinstance(node.of, Literal) and isinstance(node.of.value, int | float):
        return -node.of.value
    return node.value if isinstance(node, Literal) else None
