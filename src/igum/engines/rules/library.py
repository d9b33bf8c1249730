"""What the functions of the language do to known values; UNKNOWN when one of them has no answer."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from igum.engines.rules.operations import in_bounds, kind_of, side_by_side
from igum.engines.rules.patterns import Pattern, read_pattern
from igum.engines.rules.types import UNKNOWN, Value, fits_double, read_day

WHOLE_PATTERN: Final = "^[+-]?[0-9]{1,19}$"
DECIMAL_PATTERN: Final = "^[+-]?([0-9]{1,40}([.][0-9]{0,40})?|[.][0-9]{1,40})([eE][+-]?[0-9]{1,3})?$"
_WHOLE: Final = re.compile(WHOLE_PATTERN)
_DECIMAL: Final = re.compile(DECIMAL_PATTERN)


def size(of: Value) -> Value:
    """How many characters, elements or entries."""
    return len(of) if isinstance(of, str | list | tuple | Mapping) else UNKNOWN


def starts_with(text: Value, beginning: Value) -> Value:
    """Whether a text begins so."""
    return text.startswith(beginning) if _are_texts(text, beginning) else UNKNOWN


def ends_with(text: Value, ending: Value) -> Value:
    """Whether a text ends so."""
    return text.endswith(ending) if _are_texts(text, ending) else UNKNOWN


def contains(text: Value, part: Value) -> Value:
    """Whether a text has this in it."""
    return part in text if _are_texts(text, part) else UNKNOWN


def matches(text: Value, pattern: Value) -> Value:
    """Whether a pattern is found in a text; UNKNOWN for a pattern that cannot be read."""
    if not _are_texts(text, pattern):
        return UNKNOWN
    read = read_pattern(pattern)
    return read.found_in(text) if isinstance(read, Pattern) else UNKNOWN


def to_int(value: Value) -> Value:
    """A whole number of a number, cut towards zero, or of a text of digits."""
    kind = kind_of(value)
    if kind == "string":
        return in_bounds(int(value)) if _WHOLE.fullmatch(value) else UNKNOWN
    if kind == "double":
        # CEL's bounds: the doubles at the very edge are not taken.
        return int(value) if abs(value) < 2.0**63 else UNKNOWN
    return value if kind == "int" else UNKNOWN


def to_double(value: Value) -> Value:
    """A decimal number of a number or of a text."""
    kind = kind_of(value)
    if kind == "string" and not _DECIMAL.fullmatch(value):
        return UNKNOWN
    if kind not in ("string", "int", "double"):
        return UNKNOWN
    number = float(value)
    return number if fits_double(number) else UNKNOWN


def to_string(value: Value) -> Value:
    """A value as text: 3, 0.5, true, 2026-08-01."""
    kind = kind_of(value)
    if kind == "double":
        return repr(value).removesuffix(".0")
    if kind == "bool":
        return "true" if value else "false"
    return str(value) if kind in ("int", "string", "date") else UNKNOWN


def to_date(value: Value) -> Value:
    """A date of an ISO text; UNKNOWN for a day that is not in the calendar."""
    if isinstance(value, str):
        return read_day(value) or UNKNOWN
    return value if kind_of(value) == "date" else UNKNOWN


def years_between(start: Value, end: Value) -> Value:
    """Whole years from a day to another, as birthdays count: someone born on 29 February is a year older on 1 March."""
    months = months_between(start, end)
    return UNKNOWN if months is UNKNOWN else _towards_zero(months, 12)


def months_between(start: Value, end: Value) -> Value:
    """Whole months from a day to another; less than zero when the second comes first."""
    if kind_of(start) != "date" or kind_of(end) != "date":
        return UNKNOWN
    if end < start:
        return -months_between(end, start)
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def days_between(start: Value, end: Value) -> Value:
    """Days from a day to another; less than zero when the second comes first."""
    return (end - start).days if kind_of(start) == kind_of(end) == "date" else UNKNOWN


def total(numbers: Value) -> Value:
    """The sum of a list; 0 of an empty one."""
    if not isinstance(numbers, list | tuple):
        return UNKNOWN
    alike = _alike(numbers)
    if alike is None:
        return UNKNOWN
    # One after another, for sum() of Python corrects roundings that PostgreSQL's does not.
    running: Any = 0
    for number in alike:
        running += number
    return in_bounds(running) if not alike or kind_of(alike[0]) in ("int", "double") else UNKNOWN


def least(*values: Value) -> Value:
    """The smallest of several values or of one list; UNKNOWN of an empty list."""
    return _best(min, values)


def greatest(*values: Value) -> Value:
    """The largest of several values or of one list; UNKNOWN of an empty list."""
    return _best(max, values)


def _best(choose: Callable[[Sequence[Any]], Any], values: Sequence[Value]) -> Value:
    if len(values) == 1 and isinstance(values[0], list | tuple):
        values = values[0]
    alike = _alike(values)
    return choose(alike) if alike and kind_of(alike[0]) in ("int", "double", "string", "date") else UNKNOWN


def _alike(values: Sequence[Value]) -> Sequence[Any] | None:
    """The values, all of one kind, whole numbers made doubles where there is a double; None if that cannot be."""
    kinds = {kind_of(value) for value in values}
    if kinds == {"int", "double"}:
        pairs = [side_by_side(value, 0.0) for value in values]
        return None if None in pairs else [float(value) for value in values]
    return values if len(kinds) <= 1 and None not in kinds else None


def _are_texts(*values: Value) -> bool:
    return all(isinstance(value, str) for value in values)


def _towards_zero(number: int, by: int) -> int:
    return number // by if number >= 0 else -(-number // by)
