"""Pieces of SQL put together with their parameters, and the forms that keep a query from stopping.

In PostgreSQL an overflow, a division by zero or the cast of a wrong text stops the whole query, for all rows. Here each
such step is guarded and gives NULL. A guard mentions its value more than once; so that a rule of n parts does not
become a text of 2ⁿ, the value is named first, in a subquery that ``OFFSET 0`` keeps the planner from dissolving.
"""

# ruff: noqa: S608 - all text here is our own; what an author writes becomes parameters

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from igum.engines.rules.errors import RuleError
from igum.engines.rules.library import DECIMAL_PATTERN, WHOLE_PATTERN
from igum.engines.rules.syntax import Node
from igum.engines.rules.types import (
    DAY_PATTERN,
    EXACT_IN_DOUBLE,
    LARGEST_DOUBLE,
    LARGEST_INT,
    SMALLEST_DOUBLE,
    SMALLEST_INT,
    Type,
)


@dataclass(frozen=True, slots=True)
class Sql:
    """An SQL expression with ``%s`` placeholders, and their parameters in order."""

    text: str
    parameters: tuple[Any, ...] = ()


# A whole number is a numeric in SQL, which does not overflow: its bounds are looked at after each step.
CASTS: Final = {"bool": "boolean", "int": "numeric", "double": "float8", "string": "text", "date": "date"}
# Texts are compared by code points, as Python does, whatever the collation of the database.
BY_CODE_POINTS: Final = 'COLLATE "C"'


def put(template: str, *parts: Sql) -> Sql:
    """A template with a part for each ``{}``."""
    texts = template.split("{}")
    if len(texts) != len(parts) + 1:
        raise ValueError(f"{template!r} has {len(texts) - 1} places, not {len(parts)}")
    text = texts[0] + "".join(part.text + after for part, after in zip(parts, texts[1:], strict=True))
    return Sql(text, tuple(parameter for part in parts for parameter in part.parameters))


def joined(parts: Iterable[Sql], between: str) -> Sql:
    """Parts with a word between them."""
    listed = list(parts)
    return put(between.join(["{}"] * len(listed)), *listed)


def literal(value: Any, kind: str) -> Sql:
    """A value as a parameter of its type."""
    return Sql(f"CAST(%s AS {CASTS[kind]})", (value,))


def field_of(value: Sql, name: str) -> Sql:
    """A field of a jsonb object."""
    return Sql(f"({value.text} -> CAST(%s AS text))", (*value.parameters, name))


def refusal(node: Node, reason: str) -> RuleError:
    """What says that a part of a rule has no form in SQL."""
    return RuleError("not_in_sql", reason, node.span, "It is worked out row by row instead.", reason=reason)


def as_written(value: bool) -> Sql:
    """TRUE or FALSE."""
    return Sql("TRUE" if value else "FALSE")


class Namer:
    """Gives values names that are used nowhere else in the query."""

    def __init__(self) -> None:
        """Begin at 1."""
        self.count = 0

    def new(self, letter: str) -> str:
        """A new name."""
        self.count += 1
        return f"{letter}{self.count}_"

    def let(self, body: Callable[..., Sql], *values: Sql) -> Sql:
        """An expression in which each value is worked out once, and may be mentioned as often as needed."""
        table = self.new("q")
        names = [f"v{number}" for number in range(len(values))]
        named = joined((put(f"{{}} AS {name}", value) for name, value in zip(names, values, strict=True)), ", ")
        return put(
            f"(SELECT {{}} FROM (SELECT {{}} OFFSET 0) AS {table})", body(*[Sql(f"{table}.{n}") for n in names]), named
        )

    def bounded(self, value: Sql, kind: str) -> Sql:
        """A number that is still one of the language's, or NULL."""
        return self.let(lambda v: put("CASE WHEN {} THEN {} END", in_bounds(v, kind), v), value)

    def exact_double(self, whole: Sql) -> Sql:
        """A whole number that stands beside a double; NULL when a double cannot hold it."""
        test = f"CASE WHEN abs({{}}) <= {EXACT_IN_DOUBLE} THEN CAST({{}} AS float8) END"
        return self.let(lambda v: put(test, v, v), whole)

    def day(self, text: Sql) -> Sql:
        """The date of an ISO text, or NULL."""
        return self.let(day_of, text)

    def whole_of_text(self, text: Sql) -> Sql:
        """The whole number of a text of digits, or NULL."""
        return self._number_of_text(text, WHOLE_PATTERN, "int")

    def double_of_text(self, text: Sql) -> Sql:
        """The double of a text, or NULL."""
        return put("CAST({} AS float8)", self._number_of_text(text, DECIMAL_PATTERN, "double"))

    def _number_of_text(self, text: Sql, pattern: str, kind: str) -> Sql:
        read = self.let(lambda v: put(f"CASE WHEN {{}} ~ '{pattern}' THEN CAST({{}} AS numeric) END", v, v), text)
        return self.bounded(read, kind)

    def whole_of_double(self, double: Sql) -> Sql:
        """A double cut towards zero; NULL past 64 bits."""
        test = "CASE WHEN abs({}) < 9223372036854775808 THEN CAST(CAST(trunc({}) AS bigint) AS numeric) END"
        return self.let(lambda v: put(test, v, v), double)

    def months(self, start: Sql, end: Sql) -> Sql:
        """Whole months between two days."""
        forward, back = _months_from("{}", "{}"), _months_from("{}", "{}")
        case = f"CAST(CASE WHEN {{}} <= {{}} THEN {forward} ELSE -({back}) END AS numeric)"

        def body(a: Sql, b: Sql) -> Sql:
            return put(case, a, b, b, a, b, a, b, a, a, b, a, b, a, b)

        return self.let(body, start, end)

    def best(self, word: str, values: Sequence[Sql], kind: str) -> Sql:
        """LEAST or GREATEST of values that are all known; theirs leaves out what is NULL."""
        collation = f" {BY_CODE_POINTS}" if kind == "string" else ""

        def body(*named: Sql) -> Sql:
            tests = joined((put("{} IS NOT NULL", one) for one in named), " AND ")
            return put(f"CASE WHEN {{}} THEN {word}({{}}{collation}) END", tests, joined(named, ", "))

        return self.let(body, *values)


def in_bounds(value: Sql, kind: str) -> Sql:
    """Whether a number is one of the language's."""
    if kind == "int":
        return put(f"{{}} BETWEEN {SMALLEST_INT} AND {LARGEST_INT}", value)
    return put(f"({{}} = 0 OR abs({{}}) BETWEEN {SMALLEST_DOUBLE} AND {LARGEST_DOUBLE})", value, value)


def day_of(text: Sql) -> Sql:
    """The date of an ISO text that may be mentioned twice."""
    return put(f"CASE WHEN {{}} ~ '{DAY_PATTERN}' THEN CAST({{}} AS date) END", text, text)


def read_json(value: Sql, kind: Type) -> Sql:
    """What a JSON value is as a fact of a type, NULL when it is not of it: ``types.conform`` in SQL."""
    return _JSON[kind.kind](value)


def _number(value: Sql, wanted: Callable[[Sql], Sql], cast: str) -> Sql:
    number = put("CAST({} AS numeric)", value)
    inner = put(f"CASE WHEN {{}} THEN {cast} END", wanted(number), number)
    return put("CASE WHEN jsonb_typeof({}) = 'number' THEN {} END", value, inner)


def _whole(value: Sql) -> Sql:
    return _number(value, lambda n: put("{} = trunc({}) AND {}", n, n, in_bounds(n, "int")), "trunc({})")


def _double(value: Sql) -> Sql:
    return _number(value, lambda n: in_bounds(n, "double"), "CAST({} AS float8)")


def _text(value: Sql) -> Sql:
    # The root of a JSON value as text; ARRAY[] is the empty path.
    return put("CASE WHEN jsonb_typeof({}) = 'string' THEN {} #>> CAST(ARRAY[] AS text[]) END", value, value)


def _of_kind(word: str) -> Callable[[Sql], Sql]:
    return lambda value: put(f"CASE WHEN jsonb_typeof({{}}) = '{word}' THEN {{}} END", value, value)


_JSON: Final[dict[str, Callable[[Sql], Sql]]] = {
    "bool": lambda value: put("CAST({} AS boolean)", _of_kind("boolean")(value)),
    "int": _whole,
    "double": _double,
    "string": _text,
    "date": lambda value: day_of(_text(value)),
    "list": _of_kind("array"),
    "record": _of_kind("object"),
}


def _months_from(start: str, end: str) -> str:
    return (
        f"(extract(year FROM {end}) - extract(year FROM {start})) * 12"
        f" + extract(month FROM {end}) - extract(month FROM {start})"
        f" - CASE WHEN extract(day FROM {end}) < extract(day FROM {start}) THEN 1 ELSE 0 END"
    )
