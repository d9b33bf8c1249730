"""What the operators do to values, all in three values; the one meaning that the evaluator and the trace share.

An operand that is unknown, or that the operator cannot take, gives UNKNOWN; nothing here raises. Whole numbers stay
whole: ``7 / 2`` is 3, as in CEL. A whole number beside a double counts as a double, where CEL would refuse; one that a
double cannot hold exactly has no answer there.
"""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from igum.engines.rules.types import (
    EXACT_IN_DOUBLE,
    LARGEST_INT,
    NULL,
    SMALLEST_INT,
    UNKNOWN,
    Value,
    fits_double,
    is_number,
)


def kind_of(value: Any) -> str | None:
    """The kind of a value: bool, int, double, string, date, list, map or null; None for what is no value."""
    class_ = type(value)
    if class_ in _KINDS:
        return _KINDS[class_]
    return next((kind for class_, kind in _WIDER if isinstance(value, class_)), None)


def add(left: Value, right: Value) -> Value:
    """``+`` of numbers, of texts and of lists."""
    if isinstance(left, str) and isinstance(right, str):
        return left + right
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return [*left, *right]
    return _calculate(operator.add, left, right)


def subtract(left: Value, right: Value) -> Value:
    """``-`` of numbers."""
    return _calculate(operator.sub, left, right)


def multiply(left: Value, right: Value) -> Value:
    """``*`` of numbers."""
    return _calculate(operator.mul, left, right)


def divide(left: Value, right: Value) -> Value:
    """``/`` of numbers: of whole numbers, whole and towards zero. Nothing can be divided by zero."""
    if is_number(right) and right == 0:
        return UNKNOWN
    return _calculate(_quotient, left, right)


def remainder(left: Value, right: Value) -> Value:
    """``%`` of whole numbers, with the sign of the left one."""
    if kind_of(left) != "int" or kind_of(right) != "int" or right == 0:
        return UNKNOWN
    rest = abs(left) % abs(right)
    return -rest if left < 0 else rest


def negate(value: Value) -> Value:
    """``-`` before a number."""
    return in_bounds(-value) if is_number(value) else UNKNOWN


def invert(value: Value) -> Value:
    """``!``."""
    return UNKNOWN if value is not True and value is not False else not value


def equal(left: Value, right: Value) -> Value:
    """``==``. Values of different kinds are not equal; of lists and maps, one known difference is enough."""
    kind = kind_of(left)
    if kind is None or (other := kind_of(right)) is None:
        return UNKNOWN
    if kind in _NUMBERS and other in _NUMBERS:
        return _compare(operator.eq, left, right)
    if kind != other:
        return False
    if kind == "list":
        return _equal_lists(left, right)
    return _equal_maps(left, right) if kind == "map" else bool(left == right)


def unequal(left: Value, right: Value) -> Value:
    """``!=``."""
    return invert(equal(left, right))


def less(left: Value, right: Value) -> Value:
    """``<`` of two numbers, texts, dates or bools."""
    return _order(operator.lt, left, right)


def at_most(left: Value, right: Value) -> Value:
    """``<=``."""
    return _order(operator.le, left, right)


def greater(left: Value, right: Value) -> Value:
    """``>``."""
    return _order(operator.gt, left, right)


def at_least(left: Value, right: Value) -> Value:
    """``>=``."""
    return _order(operator.ge, left, right)


def is_in(element: Value, among: Value) -> Value:
    """``in``: whether a list has an equal element, or a map such a key."""
    elements = elements_of(among)
    if elements is None:
        return UNKNOWN
    return any_of(equal(element, one) for one in elements)


def elements_of(value: Value) -> Sequence[Value] | None:
    """What a macro goes through: the elements of a list or the keys of a map; None for anything else."""
    if isinstance(value, list | tuple):
        return value
    return tuple(value) if isinstance(value, Mapping) else None


def at_index(of: Value, key: Value) -> Value:
    """``of[key]``: an element by its number from 0, or what a map holds under a key."""
    if isinstance(of, list | tuple):
        return known(of[key]) if kind_of(key) == "int" and 0 <= key < len(of) else UNKNOWN
    if isinstance(of, Mapping) and kind_of(key) in _KEYS:
        # True == 1 in Python, and they would be one key.
        return next((known(of[one]) for one in of if one == key and kind_of(one) == kind_of(key)), UNKNOWN)
    return UNKNOWN


def select(of: Value, field: str) -> Value:
    """``of.field``."""
    return known(of.get(field)) if isinstance(of, Mapping) else UNKNOWN


def has(of: Value, field: str) -> Value:
    """``has(of.field)``."""
    return select(of, field) is not UNKNOWN if isinstance(of, Mapping) else UNKNOWN


def read_fact(facts: Mapping[str, Any], path: tuple[str, ...]) -> Value:
    """What is known under a dotted name: the longest name that the facts have, then the fields asked of it."""
    for length in range(len(path), 0, -1):
        value = facts.get(".".join(path[:length]))
        if value is not None:
            for field in path[length:]:
                value = select(value, field)
            return value
    return UNKNOWN


def known(value: Any) -> Value:
    """A value, or UNKNOWN for None."""
    return UNKNOWN if value is None else value


def make_list(items: Sequence[Value]) -> Value:
    """``[a, b]``: unknown while one of its elements is, as in CEL."""
    return UNKNOWN if any(item is UNKNOWN for item in items) else list(items)


def make_map(entries: Sequence[tuple[Value, Value]]) -> Value:
    """``{key: value}``; a key stands once and is a text, a whole number or a bool."""
    made: dict[tuple[str | None, Value], Value] = {}
    for key, value in entries:
        kind = kind_of(key)
        if kind not in _KEYS or value is UNKNOWN or (kind, key) in made:
            return UNKNOWN
        made[kind, key] = value
    # Python takes True for 1; a map with both cannot be held, nor is it ever meant.
    plain = {key: value for (_, key), value in made.items()}
    return plain if len(plain) == len(made) else UNKNOWN


def any_of(tests: Iterable[Value]) -> Value:
    """Kleene's or: true if one is true, else unknown if one is not false."""
    answer: Value = False
    for test in tests:
        if test is True:
            return True
        if test is not False:
            answer = UNKNOWN
    return answer


def all_of(tests: Iterable[Value]) -> Value:
    """Kleene's and."""
    answer: Value = True
    for test in tests:
        if test is False:
            return False
        if test is not True:
            answer = UNKNOWN
    return answer


def just_one_of(tests: Iterable[Value]) -> Value:
    """Whether exactly one is true; unknown while one of them is unknown, even if two are true, as in CEL."""
    listed = list(tests)
    if any(test is not True and test is not False for test in listed):
        return UNKNOWN
    return listed.count(True) == 1


def in_bounds(number: float) -> Value:
    """A number that is still one of this language's, or UNKNOWN."""
    if isinstance(number, int):
        return number if SMALLEST_INT <= number <= LARGEST_INT else UNKNOWN
    return number if fits_double(number) else UNKNOWN


def side_by_side(left: Value, right: Value) -> tuple[Any, Any] | None:
    """Two numbers of one kind: both whole, or both doubles; None when that cannot be done without changing one."""
    if not is_number(left) or not is_number(right):
        return None
    if isinstance(left, int) == isinstance(right, int):
        return left, right
    whole = left if isinstance(left, int) else right
    return (float(left), float(right)) if abs(whole) <= EXACT_IN_DOUBLE else None


def _calculate(work: Callable[[Any, Any], Any], left: Value, right: Value) -> Value:
    pair = side_by_side(left, right)
    return UNKNOWN if pair is None else in_bounds(work(*pair))


def _compare(test: Callable[[Any, Any], bool], left: Value, right: Value) -> Value:
    pair = side_by_side(left, right)
    return UNKNOWN if pair is None else test(*pair)


def _order(test: Callable[[Any, Any], bool], left: Value, right: Value) -> Value:
    kind = kind_of(left)
    if kind in _NUMBERS:
        return _compare(test, left, right)
    return test(left, right) if kind in _ORDERED and kind_of(right) == kind else UNKNOWN


def _quotient(left: Any, right: Any) -> Any:
    if isinstance(left, float):
        return left / right
    whole = abs(left) // abs(right)
    return whole if (left < 0) == (right < 0) else -whole


def _equal_lists(left: Sequence[Value], right: Sequence[Value]) -> Value:
    if len(left) != len(right):
        return False
    return all_of(equal(one, other) for one, other in zip(left, right, strict=True))


def _equal_maps(left: Mapping[Any, Value], right: Mapping[Any, Value]) -> Value:
    if left.keys() != right.keys():
        return False
    return all_of(equal(left[key], right[key]) for key in left)


_NUMBERS: Final = frozenset({"int", "double"})
_ORDERED: Final = frozenset({"bool", "string", "date"})
_KEYS: Final = frozenset({"bool", "int", "string"})
_KINDS: Final[Mapping[type, str | None]] = {
    bool: "bool", int: "int", float: "double", str: "string", date: "date", list: "list", tuple: "list", dict: "map",
    type(NULL): "null", type(UNKNOWN): None, type(None): None,
}  # fmt: skip
# A subclass counts as what it extends, but a moment (datetime) is no date: whose midnight would it be?
_WIDER: Final = ((bool, "bool"), (int, "int"), (float, "double"), (str, "string"), (list, "list"), (Mapping, "map"))

BINARY: Final[Mapping[str, Callable[[Value, Value], Value]]] = {
    "+": add, "-": subtract, "*": multiply, "/": divide, "%": remainder, "==": equal, "!=": unequal,
    "<": less, "<=": at_most, ">": greater, ">=": at_least, "in": is_in,
}  # fmt: skip
