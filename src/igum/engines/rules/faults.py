"""What had no answer though everything was known, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from igum.engines.rules.operations import kind_of
from igum.engines.rules.syntax import Binary, Call, Index, ListOf, MapOf, Node, Select
from igum.engines.rules.types import Value, is_number


@dataclass(frozen=True, slots=True)
class Fault:
    """A part of a rule that has no answer.

    Attributes:
        code: the kind, a key of ``MESSAGES``; it never changes.
        message: English words; other languages find theirs by ``code``.
        start: where the part begins in the source.
        end: where it ends.
    """

    code: str
    message: str
    start: int
    end: int


MESSAGES: Final = {
    "division_by_zero": "Nothing can be divided by zero.",
    "number_too_large": "The number is too large, or too small, to be reckoned with.",
    "no_such_element": "The list or map has no such part.",
    "no_such_field": "There is no part of this name.",
    "cannot_convert": "The value cannot be read as that.",
    "empty_list": "An empty list has no smallest and no largest.",
    "bad_pattern": "The pattern cannot be read.",
    "repeated_key": "A key stands twice in the map, or is not a text or a whole number.",
    "wrong_kind": "The values are not of the kind that is needed here.",
}


def fault_at(node: Node, operands: Sequence[Value]) -> Fault:
    """Why a part has no answer, its operands being known."""
    code = _code_of(node, operands)
    return Fault(code, MESSAGES[code], node.start, node.end)


def _code_of(node: Node, operands: Sequence[Value]) -> str:
    if isinstance(node, Binary):
        return _arithmetic(node, operands)
    if isinstance(node, Call):
        return _call(node, operands)
    if isinstance(node, Index):
        return "no_such_element" if kind_of(operands[0]) in ("list", "map") else "wrong_kind"
    if isinstance(node, Select):
        return "no_such_field"
    if isinstance(node, ListOf | MapOf):
        return "repeated_key"
    return "number_too_large" if operands and is_number(operands[0]) else "wrong_kind"


def _arithmetic(node: Binary, operands: Sequence[Value]) -> str:
    if not all(is_number(operand) for operand in operands):
        return "wrong_kind"
    if node.operator in ("/", "%") and operands[1] == 0:
        return "division_by_zero"
    return "wrong_kind" if node.operator == "%" and float in map(type, operands) else "number_too_large"


def _call(node: Call, operands: Sequence[Value]) -> str:
    if node.name in ("int", "double", "date"):
        return "cannot_convert"
    if node.name == "matches" and all(isinstance(operand, str) for operand in operands):
        return "bad_pattern"
    if operands and operands[0] == []:
        return "empty_list"
    return "number_too_large" if node.name == "sum" else "wrong_kind"
