"""The types of facts, the value UNKNOWN, and a fact made to fit its type."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, final

SMALLEST_INT: Final = -(2**63)
LARGEST_INT: Final = 2**63 - 1
# Up to here every whole number is also a double; a larger one would be changed by standing beside a double.
EXACT_IN_DOUBLE: Final = 2**53
# A double is 0 or of a size between these: no infinities, no NaN, and no product of two that PostgreSQL refuses.
SMALLEST_DOUBLE: Final = 1e-100
LARGEST_DOUBLE: Final = 1e100

# A day of the Gregorian calendar from the year 0001 on. The same pattern stands in SQL, where a cast of anything else
# would stop the query. The digits are written out, for \d means other scripts' digits too.
DAY_PATTERN: Final = (
    "^(?!0000)([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    "|02-(0[1-9]|1[0-9]|2[0-8]))"
    "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)$"
)
_DAY = re.compile(DAY_PATTERN)


@final
class Unknown:
    """What is not known. There is one such value, UNKNOWN; it is neither true nor false, and refuses to be asked."""

    __slots__ = ()

    def __bool__(self) -> bool:
        raise TypeError("UNKNOWN is neither true nor false: compare by `is True`, `is False` or `is UNKNOWN`")

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __reduce__(self) -> str:
        return "UNKNOWN"


@final
class Null:
    """CEL's ``null``, which an author may write; a missing fact is never null but UNKNOWN."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "NULL"

    def __reduce__(self) -> str:
        return "NULL"


UNKNOWN: Final = Unknown()
NULL: Final = Null()

Value = Any
"""bool, int, float, str, date, a list or tuple of values, a mapping of names to values, or NULL."""


@dataclass(frozen=True, slots=True)
class Type:
    """What values a fact may have. Made by the names below, ``list_of``, ``map_of`` and ``record``."""

    kind: str
    item: "Type | None" = None
    key: "Type | None" = None
    fields: tuple[tuple[str, "Type"], ...] = ()

    def field(self, name: str) -> "Type | None":
        """The type of a record's field, or None when it has no such field."""
        return dict(self.fields).get(name)

    def __str__(self) -> str:
        if self.kind == "list":
            return f"list of {self.item}"
        if self.kind == "map":
            return f"map from {self.key} to {self.item}"
        if self.kind == "record":
            return f"record of {', '.join(name for name, _ in self.fields)}"
        return _WORDS.get(self.kind, self.kind)


_WORDS = {
    "bool": "yes or no",
    "int": "whole number",
    "double": "decimal number",
    "string": "text",
    "date": "date",
    "null": "null",
    "any": "anything",
}
BOOL: Final = Type("bool")
INT: Final = Type("int")
DOUBLE: Final = Type("double")
STRING: Final = Type("string")
DATE: Final = Type("date")
NULL_TYPE: Final = Type("null")
ANY: Final = Type("any")


def list_of(item: Type) -> Type:
    """A list of values of one type."""
    return Type("list", item=item)


def map_of(key: Type, item: Type) -> Type:
    """A map such as an author writes in braces: ``{"north": 3, "south": 5}``."""
    return Type("map", item=item, key=key)


def record(fields: Mapping[str, Type]) -> Type:
    """A thing with named facts of its own, such as one child of a household."""
    return Type("record", fields=tuple(fields.items()))


def conform(value: Any, to: Type) -> Value | None:
    """A fact as its type wants it, or None (unknown) when it is not of that type.

    What comes from a form's JSON is made a value: a date from its ISO text, a whole number written 5.0 an int, an int a
    double where a double is due. A list keeps its length, with None for each element that does not fit. The columns of
    ``to_sql`` read JSON by the same rules.

    >>> conform("2026-11-22", DATE)
    datetime.date(2026, 11, 22)
    >>> conform(["7", 7.0, None], list_of(INT))
    [None, 7, None]
    """
    if to.kind == "list":
        item = to.item or ANY
        return [conform(element, item) for element in value] if isinstance(value, list | tuple) else None
    if to.kind == "record":
        if not isinstance(value, Mapping):
            return None
        return {name: conform(value.get(name), kind) for name, kind in to.fields}
    return _SCALARS[to.kind](value)


def conform_all(facts: Mapping[str, Any], types: Mapping[str, Type]) -> dict[str, Value | None]:
    """The facts that have a type, each made to fit it; a dotted name is found flat or in nested mappings."""
    return {name: conform(find(facts, name), kind) for name, kind in types.items()}


def find(facts: Mapping[str, Any], name: str) -> Any:
    """What stands under a dotted name, flat (``{"a.b": 1}``) before nested (``{"a": {"b": 1}}``); None if nothing."""
    if name in facts:
        return facts[name]
    head, dot, rest = name.partition(".")
    inner = facts.get(head)
    return find(inner, rest) if dot and isinstance(inner, Mapping) else None


def is_number(value: Any) -> bool:
    """Whether a value is an int or a double; True and False are not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def fits_double(number: float) -> bool:
    """Whether a number is one of the doubles of this language."""
    return number == 0 or SMALLEST_DOUBLE <= abs(number) <= LARGEST_DOUBLE


def read_day(text: str) -> date | None:
    """The date of an ISO text such as 2026-11-22, or None."""
    return date.fromisoformat(text) if _DAY.fullmatch(text) else None


def _conform_int(value: Any) -> int | None:
    if not is_number(value) or (isinstance(value, float) and (not math.isfinite(value) or value != int(value))):
        return None
    return int(value) if SMALLEST_INT <= value <= LARGEST_INT else None


def _conform_double(value: Any) -> float | None:
    if not is_number(value) or not fits_double(value):
        return None
    return float(value) + 0.0  # no negative zero: PostgreSQL's numeric has none


def _conform_date(value: Any) -> date | None:
    if isinstance(value, str):
        return read_day(value)
    return value if type(value) is date else None


_SCALARS: Mapping[str, Callable[[Any], Value | None]] = {
    "bool": lambda value: value if isinstance(value, bool) else None,
    "int": _conform_int,
    "double": _conform_double,
    "string": lambda value: str(value) if isinstance(value, str) else None,
    "date": _conform_date,
    "any": lambda value: value,
}
