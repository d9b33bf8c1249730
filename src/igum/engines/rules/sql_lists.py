"""Lists in SQL: each a table of rows, an ``item`` with ``keep``, whether it is in the list.

``keep`` is NULL when that is not known; a list that is itself unknown is one such row. So filters and maps stand on one
another, and what is asked of a list at the end is an aggregate that first looks whether the list is known at all.
"""

# ruff: noqa: S608 - all text here is our own; what an author writes becomes parameters

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Protocol

from igum.engines.rules.checking import Checker
from igum.engines.rules.fragments import BY_CODE_POINTS, CASTS, Namer, Sql, as_written, joined, put, read_json, refusal
from igum.engines.rules.syntax import Binary, Fact, ListOf, Literal, Macro, MapOf, Node, Select, Variable
from igum.engines.rules.types import ANY, Type

_KNOWN: Final = "count(*) = count({0}.keep)"
_DOUBT: Final = "count(*) FILTER (WHERE {0}.keep AND {0}.test IS NULL) > 0"
_TESTS: Final = {
    "exists": "WHEN bool_or({0}.test) FILTER (WHERE {0}.keep) THEN TRUE WHEN " + _DOUBT + " THEN NULL ELSE FALSE",
    "all": "WHEN NOT bool_and({0}.test) FILTER (WHERE {0}.keep) THEN FALSE WHEN " + _DOUBT + " THEN NULL ELSE TRUE",
    "exists_one": "WHEN " + _DOUBT + " THEN NULL ELSE count(*) FILTER (WHERE {0}.keep AND {0}.test) = 1",
}


@dataclass(frozen=True, slots=True)
class Rows:
    """A list: a query with the columns ``keep`` and ``item``, and the type of the items."""

    query: Sql
    item: Type


class Scalars(Protocol):
    """What writes the single values of a rule, as far as its lists need them: an item of a list, a test of one."""

    checker: Checker
    namer: Namer
    elements: dict[str, Sql]

    def kind(self, node: Node) -> str: ...
    def scalar(self, node: Node) -> Sql: ...
    def number(self, node: Node, kind: str) -> Sql: ...
    def json_of(self, node: Node) -> Sql: ...


class Lists:
    """Writes the lists of a rule, and what is asked of them."""

    def __init__(self, compiler: Scalars) -> None:
        """For the compiler of the rule."""
        self.compiler = compiler

    def rows(self, node: Node) -> Rows:
        """A list as rows."""
        if isinstance(node, ListOf):
            return self._written(node, node.items)
        if isinstance(node, MapOf):
            return self._written(node, tuple(key for key, _ in node.entries))
        if isinstance(node, Macro):
            return self._filtered(node) if node.kind == "filter" else self._mapped(node)
        if isinstance(node, Fact | Select | Variable):
            return self._answered(node)
        raise refusal(node, "This list has no form in SQL.")

    def test(self, node: Macro) -> Sql:
        """``exists``, ``all`` or ``exists_one``."""
        if node.kind not in _TESTS:
            raise refusal(node, "A list cannot stand here in SQL.")
        rows = self.rows(node.of)
        name = self.compiler.namer.new("r")
        with self.in_hand(node.variable, name, rows.item):
            body = self.compiler.scalar(node.body)
        return self._tested(rows, name, body, node.kind)

    def membership(self, node: Binary) -> Sql:
        """``in``: whether one item is equal."""
        kind, rows = self.compiler.kind(node.left), self.rows(node.right)
        if isinstance(node.right, ListOf) and kind == rows.item.kind and _all_literals(node.right):
            return self._among(node.left, node.right, kind)
        name = self.compiler.namer.new("r")
        item = Sql(f"{name}.item")
        numbers = {kind, rows.item.kind} == {"int", "double"}
        if kind not in CASTS or (kind != rows.item.kind and not numbers):
            raise refusal(node, "Only plain values are looked for in SQL.")
        left = self.compiler.number(node.left, "double") if numbers else self.compiler.scalar(node.left)
        if numbers and rows.item.kind == "int":
            item = self.compiler.namer.exact_double(item)
        collation = f" {BY_CODE_POINTS}" if kind == "string" else ""
        return self._tested(rows, name, put(f"{{}} = {{}}{collation}", left, item), "exists")

    def _among(self, left: Node, right: ListOf, kind: str) -> Sql:
        items = joined(map(self.compiler.scalar, right.items), ", ")
        collation = f" {BY_CODE_POINTS}" if kind == "string" else ""
        return put(f"({{}}{collation} IN ({{}}))", self.compiler.scalar(left), items)

    def size(self, of: Node) -> Sql:
        """How many items."""
        name = self.compiler.namer.new("r")
        count = f"CAST(count(*) FILTER (WHERE {name}.keep) AS numeric)"
        return put(
            f"(SELECT CASE WHEN {_KNOWN.format(name)} THEN {count} END FROM ({{}}) AS {name})", self.rows(of).query
        )

    def total(self, of: Node) -> Sql:
        """The sum of the items."""
        rows = self.rows(of)
        value = self._aggregate(rows, lambda name: f"COALESCE(sum({name}.item) FILTER (WHERE {name}.keep), 0)")
        return self.compiler.namer.bounded(value, rows.item.kind)

    def best(self, of: Node, aggregate: str) -> Sql:
        """The smallest or largest item."""
        rows = self.rows(of)
        collation = f" {BY_CODE_POINTS}" if rows.item.kind == "string" else ""
        return self._aggregate(rows, lambda name: f"{aggregate}({name}.item{collation}) FILTER (WHERE {name}.keep)")

    @contextmanager
    def in_hand(self, variable: str, table: str, item: Type) -> Iterator[None]:
        """While the body of a macro is written, its variable is the item of a table."""
        compiler = self.compiler
        outer, types = dict(compiler.elements), dict(compiler.checker.bound)
        compiler.elements[variable], compiler.checker.bound[variable] = Sql(f"{table}.item"), item
        yield
        compiler.elements, compiler.checker.bound = outer, types

    def _tested(self, rows: Rows, name: str, body: Sql, kind: str) -> Sql:
        tested = self.compiler.namer.new("t")
        cases = _TESTS[kind].format(tested)
        return put(
            f"(SELECT CASE WHEN NOT ({_KNOWN.format(tested)}) THEN NULL {cases} END"
            f" FROM (SELECT {name}.keep, {{}} AS test FROM ({{}}) AS {name} OFFSET 0) AS {tested})",
            body,
            rows.query,
        )

    def _aggregate(self, rows: Rows, value: Callable[[str], str]) -> Sql:
        if rows.item.kind not in CASTS:
            raise refusal(self.compiler.checker.expression.root, "Only plain values are added up in SQL.")
        name = self.compiler.namer.new("r")
        known = f"{_KNOWN.format(name)} AND count(*) FILTER (WHERE {name}.keep AND {name}.item IS NULL) = 0"
        return put(f"(SELECT CASE WHEN {known} THEN {value(name)} END FROM ({{}}) AS {name})", rows.query)

    def _answered(self, node: Fact | Select | Variable) -> Rows:
        kind = self.compiler.checker.type_of(node)
        item = kind.item or ANY
        if kind.kind != "list" or item.kind not in (*CASTS, "record"):
            raise refusal(node, f"A {kind} is not gone through in SQL.")
        value, name = self.compiler.json_of(node), self.compiler.namer.new("e")
        array = put("CASE WHEN jsonb_typeof({}) = 'array' THEN {} ELSE '[null]' END", value, value)
        return Rows(
            put(
                f"SELECT CASE WHEN jsonb_typeof({{}}) = 'array' THEN TRUE END AS keep, {{}} AS item"
                f" FROM jsonb_array_elements({{}}) AS {name}(value)",
                value,
                read_json(Sql(f"{name}.value"), item),
                array,
            ),
            item,
        )

    def _written(self, node: ListOf | MapOf, items: tuple[Node, ...]) -> Rows:
        kinds = {self.compiler.kind(item) for item in items}
        if len(kinds) != 1 or not kinds <= CASTS.keys():
            raise refusal(node, "Only a list of plain values, and not an empty one, has a form in SQL.")
        name = self.compiler.namer.new("e")
        values = joined((put("({})", self.compiler.scalar(item)) for item in items), ", ")
        # An item that is not known makes the whole list unknown, as in CEL.
        keep = f"CASE WHEN {name}.item IS NOT NULL THEN TRUE END"
        query = put(f"SELECT {keep} AS keep, {name}.item FROM (VALUES {{}}) AS {name}(item)", values)
        return Rows(query, self.compiler.checker.type_of(items[0]))

    def _filtered(self, node: Macro) -> Rows:
        rows, name = self.rows(node.of), self.compiler.namer.new("r")
        with self.in_hand(node.variable, name, rows.item):
            body = self.compiler.scalar(node.body)
        keep = put(f"CASE {name}.keep WHEN TRUE THEN {{}} WHEN FALSE THEN {{}} END", body, as_written(value=False))
        return Rows(
            put(f"SELECT {{}} AS keep, {name}.item FROM ({{}}) AS {name} OFFSET 0", keep, rows.query), rows.item
        )

    def _mapped(self, node: Macro) -> Rows:
        rows, name, made = self.rows(node.of), self.compiler.namer.new("r"), self.compiler.namer.new("m")
        with self.in_hand(node.variable, name, rows.item):
            kind = self.compiler.checker.type_of(node.body)
            body = self.compiler.scalar(node.body)
        keep = f"CASE WHEN NOT {made}.keep THEN FALSE WHEN {made}.keep AND {made}.item IS NOT NULL THEN TRUE END"
        inner = put(f"SELECT {name}.keep, {{}} AS item FROM ({{}}) AS {name} OFFSET 0", body, rows.query)
        return Rows(put(f"SELECT {keep} AS keep, {made}.item FROM ({{}}) AS {made}", inner), kind)


def _all_literals(node: ListOf) -> bool:
    return all(isinstance(item, Literal) for item in node.items)
