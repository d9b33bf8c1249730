"""A rule made an expression of PostgreSQL, so that a list of ten thousand cases is decided where they lie.

NULL is UNKNOWN there, and PostgreSQL's own AND, OR and NOT are Kleene's. Values of an author become parameters; into
the text go only our own words, the columns that the caller gives, and casts. What has no form in SQL is refused with a
reason, and the caller works it out row by row by ``evaluating.compile_rule``, which answers the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from igum.engines.rules import syntax
from igum.engines.rules.checking import Checker, locate
from igum.engines.rules.fragments import (
    BY_CODE_POINTS,
    CASTS,
    Namer,
    Sql,
    as_written,
    field_of,
    in_bounds,
    joined,
    literal,
    put,
    read_json,
    refusal,
)
from igum.engines.rules.functions import FUNCTIONS
from igum.engines.rules.sql_lists import Lists, Rows
from igum.engines.rules.syntax import Expression, Node
from igum.engines.rules.types import EXACT_IN_DOUBLE, UNKNOWN, Type, is_number

_COMPARISONS: Final = {"==": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_ARITHMETIC: Final = {
    ("+", "int"): "({} + {})",
    ("-", "int"): "({} - {})",
    ("*", "int"): "({} * {})",
    ("/", "int"): "div({}, NULLIF({}, 0))",
    ("%", "int"): "mod({}, NULLIF({}, 0))",
    ("+", "double"): "({} + {})",
    ("-", "double"): "({} - {})",
    ("*", "double"): "({} * {})",
    ("/", "double"): "({} / NULLIF({}, 0))",
}


@dataclass(frozen=True, slots=True)
class Column:
    """Where a fact lies.

    Attributes:
        text: an SQL expression, by us and never by an author; ``%s`` for each of its parameters.
        type: the type of the fact.
        json: the expression is a jsonb value, which is read as ``types.conform`` reads it.
    """

    text: str
    type: Type
    json: bool = False
    parameters: tuple[Any, ...] = ()


def answer(column: str, name: str, kind: Type) -> Column:
    """The column of one answer in a jsonb object of answers.

    >>> from igum.engines.rules.types import INT
    >>> answer('"application"."answers"', "household_size", INT).text
    '("application"."answers" -> CAST(%s AS text))'
    """
    return Column(f"({column} -> CAST(%s AS text))", kind, json=True, parameters=(name,))


def to_sql(expression: Expression, columns: Mapping[str, Column]) -> Sql:
    """An SQL expression that answers as the rule does, NULL for UNKNOWN, and that stops no query.

    Args:
        expression: the rule.
        columns: where each fact lies, by its dotted name.

    Raises:
        RuleError: the rule does not fit the types of its facts, or (``not_in_sql``) has a part without a form in SQL.

    >>> from igum.engines.rules.parsing import parse
    >>> from igum.engines.rules.types import BOOL
    >>> to_sql(parse("!settled && has(settled)"), {"settled": Column("c.settled", BOOL)}).text
    '((NOT c.settled) AND (c.settled IS NOT NULL))'
    """
    compiler = Compiler(expression, columns)
    if (kind := compiler.checker.type_of(expression.root)).kind not in CASTS:
        raise refusal(expression.root, f"A {kind} cannot be the answer of a query.")
    return compiler.scalar(expression.root)


class Compiler:
    """Writes the parts of one rule. A scalar is an SQL expression; a list is a table of rows (``sql_lists``)."""

    def __init__(self, expression: Expression, columns: Mapping[str, Column]) -> None:
        """Begin with no element in hand."""
        self.columns = columns
        self.checker = Checker(expression, {name: column.type for name, column in columns.items()})
        self.namer = Namer()
        self.elements: dict[str, Sql] = {}
        self.lists = Lists(self)

    def kind(self, node: Node) -> str:
        """The kind of a part's type."""
        return self.checker.type_of(node).kind

    def scalar(self, node: Node) -> Sql:
        """A part that is one value."""
        if self.kind(node) not in (*CASTS, "list", "record"):
            raise refusal(node, f"«{self.checker.expression.text(node)}» has no form in SQL.")
        return getattr(self, f"_{type(node).__name__.lower()}")(node)  # type: ignore[no-any-return]  # the method of the node's own kind

    def number(self, node: Node, kind: str) -> Sql:
        """A number as one of a kind; a whole number is made a double where one is wanted."""
        if self.kind(node) == kind:
            return self.scalar(node)
        if isinstance(node, syntax.Literal) and is_number(node.value):
            return literal(float(node.value), kind) if abs(node.value) <= EXACT_IN_DOUBLE else Sql("NULL::float8")
        return self.namer.exact_double(self.scalar(node))

    def json_of(self, node: Node) -> Sql:
        """The jsonb value of a fact, an element, or a field of one."""
        if isinstance(node, syntax.Variable):
            return self.elements[node.name]
        if isinstance(node, syntax.Select):
            return field_of(self.json_of(node.of), node.field)
        if isinstance(node, syntax.Fact):
            name, fields = self.located(node)
            column = self.columns[name]
            if column.json:
                value = Sql(column.text, column.parameters)
                for field in fields:
                    value = field_of(value, field)
                return value
        raise refusal(node, f"«{self.checker.expression.text(node)}» has no form in SQL.")

    def located(self, fact: syntax.Fact) -> tuple[str, tuple[str, ...]]:
        """The column of a fact and the fields asked of it; the check has found it."""
        found = locate(self.checker.facts, fact)
        if found is None:
            raise refusal(fact, f"There is no column for {fact.name}.")
        return found

    def _literal(self, node: syntax.Literal) -> Sql:
        if isinstance(node.value, bool):
            return as_written(node.value)
        if isinstance(node.value, str) and "\0" in node.value:
            raise refusal(node, "PostgreSQL's texts cannot hold the character 0.")
        return literal(node.value, self.kind(node))

    def _fact(self, node: syntax.Fact) -> Sql:
        name, fields = self.located(node)
        column = self.columns[name]
        if column.json:
            return read_json(self.json_of(node), self.checker.type_of(node))
        if fields or column.type.kind not in CASTS:
            raise refusal(node, f"{node.name} does not lie in a JSON column.")
        value = Sql(column.text, column.parameters)
        if column.type.kind == "double":
            double = put("CAST({} AS float8)", value)
            return put("CASE WHEN {} THEN {} END", in_bounds(double, "double"), double)
        return put("CAST({} AS numeric)", value) if column.type.kind == "int" else value

    def _variable(self, node: syntax.Variable) -> Sql:
        return self.elements[node.name]

    def _select(self, node: syntax.Select) -> Sql:
        return read_json(self.json_of(node), self.checker.type_of(node))

    def _has(self, node: syntax.Has) -> Sql:
        known = put("({} IS NOT NULL)", self.scalar(node.of))
        if isinstance(node.of, syntax.Fact):
            return known
        return put("CASE WHEN jsonb_typeof({}) = 'object' THEN {} END", self.json_of(node.of.of), known)

    def _index(self, node: syntax.Index) -> Sql:
        entries = node.of.entries if isinstance(node.of, syntax.MapOf) else ()
        parts = [part for entry in entries for part in entry]
        if not parts or not all(isinstance(part, syntax.Literal) for part in parts):
            raise refusal(node, "A part of a list or map by its number or name has no form in SQL.")
        cases = joined((put("WHEN {} THEN {}", self.scalar(k), self.scalar(v)) for k, v in entries), " ")
        collation = f" {BY_CODE_POINTS}" if self.kind(node.key) == "string" else ""
        return put(f"CASE {{}}{collation} {{}} END", self.scalar(node.key), cases)

    def _not(self, node: syntax.Not) -> Sql:
        return put("(NOT {})", self.scalar(node.of))

    def _negate(self, node: syntax.Negate) -> Sql:
        return self.namer.bounded(put("(- {})", self.scalar(node.of)), self.kind(node.of))

    def _and(self, node: syntax.And) -> Sql:
        return put("({})", joined(map(self.scalar, node.items), " AND "))

    def _or(self, node: syntax.Or) -> Sql:
        return put("({})", joined(map(self.scalar, node.items), " OR "))

    def _ternary(self, node: syntax.Ternary) -> Sql:
        parts = [self.scalar(part) for part in (node.condition, node.then, node.otherwise)]
        return put("CASE {} WHEN TRUE THEN {} WHEN FALSE THEN {} END", *parts)

    def _binary(self, node: syntax.Binary) -> Sql:
        if node.operator == "in":
            return self.lists.membership(node)
        kinds = {self.kind(node.left), self.kind(node.right)}
        if node.operator in _COMPARISONS:
            return self.comparison(node, kinds)
        if kinds == {"string"}:
            return put("({} || {})", self.scalar(node.left), self.scalar(node.right))
        if not kinds <= {"int", "double"}:
            raise refusal(node, "Lists are not joined in SQL.")
        kind = "int" if kinds == {"int"} else "double"
        template = _ARITHMETIC[node.operator, kind]
        value = put(template, self.number(node.left, kind), self.number(node.right, kind))
        return value if node.operator == "%" else self.namer.bounded(value, kind)

    def comparison(self, node: syntax.Binary, kinds: set[str]) -> Sql:
        """Two values of one kind compared."""
        sign = _COMPARISONS[node.operator]
        if kinds == {"int", "double"}:
            return put(f"({{}} {sign} {{}})", self.number(node.left, "double"), self.number(node.right, "double"))
        if len(kinds) > 1 or not kinds <= CASTS.keys():
            raise refusal(node, "Lists and records are not compared in SQL.")
        collation = f" {BY_CODE_POINTS}" if kinds == {"string"} else ""
        return put(f"({{}} {sign} {{}}{collation})", self.scalar(node.left), self.scalar(node.right))

    def _macro(self, node: syntax.Macro) -> Sql:
        return self.lists.test(node)

    def _listof(self, node: syntax.ListOf) -> Sql:
        raise refusal(node, "A list cannot stand here in SQL.")

    def rows(self, node: Node) -> Rows:
        """A part that is a list, as rows."""
        return self.lists.rows(node)

    def _call(self, node: syntax.Call) -> Sql:
        if all(isinstance(part, syntax.Literal) for part in node.arguments):
            return self._constant(node)
        written = getattr(self, f"_call_{node.name.lower()}", None)
        if written is None:
            raise refusal(node, f"{node.name}() has no form in SQL.")
        return written(node)  # type: ignore[no-any-return]  # the method of the node's own kind

    def _constant(self, node: syntax.Call) -> Sql:
        values = [part.value for part in node.arguments if isinstance(part, syntax.Literal)]
        value = FUNCTIONS[node.name].run(*values)
        kind = self.kind(node)
        if value is UNKNOWN or (isinstance(value, str) and "\0" in value):
            return Sql(f"CAST(NULL AS {CASTS[kind]})")
        return as_written(value) if isinstance(value, bool) else literal(value, kind)

    def _call_size(self, node: syntax.Call) -> Sql:
        of = node.arguments[0]
        if self.kind(of) == "string":
            return put("CAST(char_length({}) AS numeric)", self.scalar(of))
        return self.lists.size(of)

    def _call_startswith(self, node: syntax.Call) -> Sql:
        return put("starts_with({}, {})", *map(self.scalar, node.arguments))

    def _call_endswith(self, node: syntax.Call) -> Sql:
        text, ending = map(self.scalar, node.arguments)
        test = f"(right({{}}, char_length({{}})) = {{}} {BY_CODE_POINTS})"
        return self.namer.let(lambda t, e: put(test, t, e, e), text, ending)

    def _call_contains(self, node: syntax.Call) -> Sql:
        return put(f"(strpos({{}} {BY_CODE_POINTS}, {{}}) > 0)", *map(self.scalar, node.arguments))

    def _call_int(self, node: syntax.Call) -> Sql:
        of = self.scalar(node.arguments[0])
        ways = {"double": self.namer.whole_of_double, "string": self.namer.whole_of_text}
        way = ways.get(self.kind(node.arguments[0]))
        return way(of) if way else of

    def _call_double(self, node: syntax.Call) -> Sql:
        of, kind = self.scalar(node.arguments[0]), self.kind(node.arguments[0])
        if kind == "string":
            return self.namer.double_of_text(of)
        return put("CAST({} AS float8)", of) if kind == "int" else of

    def _call_string(self, node: syntax.Call) -> Sql:
        kind = self.kind(node.arguments[0])
        if kind == "double":
            raise refusal(node, "A decimal number is written otherwise by PostgreSQL.")
        template = "to_char({}, 'YYYY-MM-DD')" if kind == "date" else "CAST({} AS text)"
        return put(template, self.scalar(node.arguments[0]))

    def _call_date(self, node: syntax.Call) -> Sql:
        of = self.scalar(node.arguments[0])
        return self.namer.day(of) if self.kind(node.arguments[0]) == "string" else of

    def _call_days_between(self, node: syntax.Call) -> Sql:
        start, end = map(self.scalar, node.arguments)
        return put("CAST({} - {} AS numeric)", end, start)

    def _call_months_between(self, node: syntax.Call) -> Sql:
        return self.namer.months(*map(self.scalar, node.arguments))

    def _call_years_between(self, node: syntax.Call) -> Sql:
        return put("div({}, 12)", self._call_months_between(node))

    def _call_sum(self, node: syntax.Call) -> Sql:
        return self.lists.total(node.arguments[0])

    def _call_min(self, node: syntax.Call) -> Sql:
        return self._best(node, "LEAST", "min")

    def _call_max(self, node: syntax.Call) -> Sql:
        return self._best(node, "GREATEST", "max")

    def _best(self, node: syntax.Call, word: str, aggregate: str) -> Sql:
        if len(node.arguments) == 1:
            return self.lists.best(node.arguments[0], aggregate)
        kind = self.kind(node)
        numeric = kind in ("int", "double")
        parts = [self.number(part, kind) if numeric else self.scalar(part) for part in node.arguments]
        return self.namer.best(word, parts, kind)
