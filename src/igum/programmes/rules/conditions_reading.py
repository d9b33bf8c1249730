"""Expressions of a file read back as the conditions they were built from; None where one says something else."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from igum.engines.rules.errors import RuleError
from igum.engines.rules.parsing import parse
from igum.engines.rules.syntax import And, Binary, Call, Fact, ListOf, Literal, Negate, Node, Not, Or, Ternary
from igum.programmes.rules.conditions import (
    AGES,
    LISTED,
    NUMBERS,
    OPERATORS,
    ORDERED,
    TODAY,
    Condition,
    Join,
    Points,
    Sign,
)

_SIGNS = {operator: sign for sign, operator in OPERATORS.items()}
_AGES = {operator: sign for sign, operator in AGES.items()}
_TURNED = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "==": "==", "!=": "!="}
_FIGURE = "params."
Types = Mapping[str, str]


def conditions_of(source: str, types: Types) -> tuple[Condition, ...] | None:
    """The conditions that an expression is made of; None when it says something else.

    >>> conditions_of("net_income <= 320000 && !abroad", {"net_income": "money", "abroad": "yes_no"})[0].value
    '3200'
    """
    root = _root(source)
    return None if root is None else _conditions(root, types)


def points_of(source: str, types: Types) -> Points | None:
    """What gives the points of a part of the score; None when the expression says something else."""
    root = _root(source)
    if isinstance(root, Fact):
        return Points(root.name) if types.get(root.name) in NUMBERS else None
    if not isinstance(root, Ternary):
        return None
    then, otherwise = _value(root.then), _value(root.otherwise)
    if isinstance(then, bool) or not isinstance(then, int | float) or otherwise != 0 or isinstance(otherwise, bool):
        return None
    if isinstance(root.condition, Fact) and then == 1 and types.get(root.condition.name) == "yes_no":
        return Points(root.condition.name)
    found = _conditions(root.condition, types)
    return Points(conditions=found, number=f"{then:g}") if found and then > 0 else None


def _root(source: str) -> Node | None:
    try:
        return parse(source).root
    except RuleError:
        return None


def _conditions(root: Node, types: Types) -> tuple[Condition, ...] | None:
    found: list[Condition] = []
    for way in root.items if isinstance(root, Or) else (root,):
        for place, node in enumerate(way.items if isinstance(way, And) else (way,)):
            read = _read(node, types)
            if read is None:
                return None
            found.append(replace(read, join=Join.OR if place == 0 and found else Join.AND))
    return tuple(found)


def _read(node: Node, types: Types) -> Condition | None:
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


def _held(node: Binary, denied: bool, types: Types) -> Condition | None:
    left, right = node.left, node.right
    if isinstance(left, Literal) and isinstance(left.value, str) and isinstance(right, Fact):
        fits = types.get(right.name) == "choices"
        return Condition(right.name, Sign.IS_NOT if denied else Sign.IS, left.value) if fits else None
    if not isinstance(left, Fact) or not isinstance(right, ListOf) or types.get(left.name) not in LISTED:
        return None
    values = tuple(_shown(types[left.name], each) for each in right.items)
    whole = tuple(each for each in values if each is not None)
    if not whole or len(whole) != len(values):
        return None
    return Condition(left.name, Sign.NONE_OF if denied else Sign.ONE_OF, values=whole)


def _compared(node: Binary, types: Types) -> Condition | None:
    left, right, operator = node.left, node.right, node.operator
    if operator not in _TURNED:
        return None
    if not isinstance(left, Fact | Call) or _is_figure(left):
        left, right, operator = right, left, _TURNED[operator]
    if isinstance(left, Call):
        return _age(left, right, operator, types)
    if not isinstance(left, Fact) or _is_figure(left):
        return None
    return _with_value(left.name, types.get(left.name, ""), _SIGNS[operator], right, types)


def _with_value(name: str, kind: str, sign: Sign, right: Node, types: Types) -> Condition | None:
    if kind not in ORDERED | LISTED or (kind in LISTED and sign not in (Sign.IS, Sign.IS_NOT)):
        return None
    value = _shown(kind, right)
    if value is not None:
        return Condition(name, sign, value)
    figure = next(_figures(right, types), None) if kind in ORDERED else None
    return Condition(name, sign, figure=figure[0], times=figure[1]) if figure else None


def _figures(node: Node, types: Types) -> Iterator[tuple[str, str]]:
    """A figure of the programme and the question that multiplies it."""
    if isinstance(node, Fact) and _is_figure(node):
        yield node.name.removeprefix(_FIGURE), ""
    if isinstance(node, Binary) and node.operator == "*":
        sides = (node.left, node.right) if _is_figure(node.left) else (node.right, node.left)
        figure, times = sides
        if isinstance(figure, Fact) and _is_figure(figure) and isinstance(times, Fact) and times.name in types:
            yield figure.name.removeprefix(_FIGURE), times.name


def _is_figure(node: Node) -> bool:
    return isinstance(node, Fact) and node.name.startswith(_FIGURE) and len(node.path) == 2


def _age(call: Call, right: Node, operator: str, types: Types) -> Condition | None:
    if call.name != "years_between" or len(call.arguments) != 2 or operator not in _AGES:
        return None
    born, today = call.arguments
    if not isinstance(born, Fact) or types.get(born.name) != "date" or not _is_today(today):
        return None
    value = _shown("integer", right)
    return None if value is None else Condition(born.name, _AGES[operator], value)


def _is_today(node: Node) -> bool:
    return isinstance(node, Fact) and node.name == TODAY


def _shown(kind: str, node: Node) -> str | None:
    """A value as people type it."""
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
    if kind == "share":
        percent = Decimal(str(value)) * 100
        return str(int(percent)) if percent == int(percent) else f"{percent.normalize():f}"
    if kind == "decimal":
        return str(value)
    return str(value) if isinstance(value, int) else None


def _value(node: Node) -> Any:
    if isinstance(node, Negate) and isinstance(node.of, Literal) and isinstance(node.of.value, int | float):
        return -node.of.value
    return node.value if isinstance(node, Literal) else None
