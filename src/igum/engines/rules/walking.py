"""A rule gone through part by part, each part with its value and the unknown facts that could change it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from igum.engines.rules import operations, syntax
from igum.engines.rules.faults import Fault, fault_at
from igum.engines.rules.functions import FUNCTIONS
from igum.engines.rules.syntax import Node
from igum.engines.rules.types import UNKNOWN, Value

Missing = dict[str, None]
"""Names in the order they were met, each once."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a part came to.

    Attributes:
        missing: the unknown facts that could change the value. Empty for a value that stays whatever they turn out
            to be, even when that value is UNKNOWN: then a fault made it so.
        name: the name of the fact it is, or "".
    """

    node: Node
    value: Value
    missing: Missing
    parts: tuple["Found", ...] = ()
    name: str = ""
    fault: Fault | None = None


class Walker:
    """Goes through one rule for one case. Every part is looked at, also those that need not be."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        """Begin with no element in hand."""
        self.facts = facts
        self.bound: dict[str, tuple[Value, Missing, str]] = {}

    def walk(self, node: Node) -> Found:
        """The value of a part and what could change it."""
        return getattr(self, f"_{type(node).__name__.lower()}")(node)  # type: ignore[no-any-return]  # the method of the node's own kind

    def _literal(self, node: syntax.Literal) -> Found:
        return Found(node, node.value, {})

    def _fact(self, node: syntax.Fact) -> Found:
        value = operations.read_fact(self.facts, node.path)
        return Found(node, value, {node.name: None} if value is UNKNOWN else {}, name=node.name)

    def _variable(self, node: syntax.Variable) -> Found:
        value, missing, name = self.bound[node.name]
        return Found(node, value, missing, name=name)

    def _select(self, node: syntax.Select) -> Found:
        of = self.walk(node.of)
        value = operations.select(of.value, node.field)
        if not of.name:
            return self._strict(node, value, [of])
        name = f"{of.name}.{node.field}"
        return Found(node, value, of.missing or ({name: None} if value is UNKNOWN else {}), name=name)

    def _has(self, node: syntax.Has) -> Found:
        if isinstance(node.of, syntax.Fact):
            value = operations.read_fact(self.facts, node.of.path) is not UNKNOWN
            name = node.of.name
            return Found(node, value, {} if value else {name: None}, (self._fact(node.of),))
        of = self.walk(node.of.of)
        value = operations.has(of.value, node.of.field)
        if of.name and value is False:
            return Found(node, value, {f"{of.name}.{node.of.field}": None}, (of,))
        return self._strict(node, value, [of])

    def _index(self, node: syntax.Index) -> Found:
        of, key = self.walk(node.of), self.walk(node.key)
        value = operations.at_index(of.value, key.value)
        return self._strict(node, value, [of, key])

    def _negate(self, node: syntax.Negate) -> Found:
        of = self.walk(node.of)
        return self._strict(node, operations.negate(of.value), [of])

    def _not(self, node: syntax.Not) -> Found:
        of = self.walk(node.of)
        return self._strict(node, operations.invert(of.value), [of])

    def _binary(self, node: syntax.Binary) -> Found:
        parts = [self.walk(node.left), self.walk(node.right)]
        value = operations.BINARY[node.operator](parts[0].value, parts[1].value)
        if node.operator in ("in", "==", "!="):
            return Found(node, value, _all_missing(parts), tuple(parts), fault=self._fault(node, value, parts))
        return self._strict(node, value, parts)

    def _call(self, node: syntax.Call) -> Found:
        parts = [self.walk(argument) for argument in node.arguments]
        return self._strict(node, FUNCTIONS[node.name].run(*[part.value for part in parts]), parts)

    def _listof(self, node: syntax.ListOf) -> Found:
        parts = [self.walk(item) for item in node.items]
        return self._strict(node, operations.make_list([part.value for part in parts]), parts)

    def _mapof(self, node: syntax.MapOf) -> Found:
        parts = [self.walk(side) for entry in node.entries for side in entry]
        values = [part.value for part in parts]
        return self._strict(node, operations.make_map(list(zip(values[::2], values[1::2], strict=True))), parts)

    def _and(self, node: syntax.And) -> Found:
        parts = [self.walk(item) for item in node.items]
        return self._joined(node, operations.all_of(part.value for part in parts), parts, settling=False)

    def _or(self, node: syntax.Or) -> Found:
        parts = [self.walk(item) for item in node.items]
        return self._joined(node, operations.any_of(part.value for part in parts), parts, settling=True)

    def _joined(self, node: Node, value: Value, parts: Sequence[Found], *, settling: bool) -> Found:
        """One part that settles the whole and cannot change leaves nothing missing."""
        settled = any(part.value is settling and not part.missing for part in parts)
        return Found(node, value, {} if settled else _all_missing(parts), tuple(parts))

    def _ternary(self, node: syntax.Ternary) -> Found:
        parts = tuple(self.walk(part) for part in (node.condition, node.then, node.otherwise))
        condition = parts[0]
        if condition.value is not True and condition.value is not False:
            missing = _all_missing(parts) if condition.missing else {}
            return Found(node, UNKNOWN, missing, parts, fault=self._fault(node, UNKNOWN, parts[:1]))
        chosen = parts[1] if condition.value else parts[2]
        # A condition that could still turn brings the other side in.
        return Found(node, chosen.value, _all_missing(parts) if condition.missing else chosen.missing, parts)

    def _macro(self, node: syntax.Macro) -> Found:
        of = self.walk(node.of)
        elements = operations.elements_of(of.value)
        if elements is None:
            return self._strict(node, UNKNOWN, [of])
        tests = [self._test(node, of, place, element) for place, element in enumerate(elements)]
        if node.kind in ("all", "exists"):
            value = (operations.all_of if node.kind == "all" else operations.any_of)(test.value for test in tests)
            joined = self._joined(node, value, tests, settling=node.kind == "exists")
            return Found(node, value, {**of.missing, **joined.missing}, (of, *tests))
        hopeless = any(test.value is UNKNOWN and not test.missing for test in tests)
        missing = {} if hopeless else _all_missing([of, *tests])
        return Found(node, _gathered(node, elements, [test.value for test in tests]), missing, (of, *tests))

    def _test(self, node: syntax.Macro, of: Found, place: int, element: Value) -> Found:
        element = operations.known(element)
        name = f"{of.name}[{place}]" if of.name else ""
        outer = dict(self.bound)
        self.bound[node.variable] = element, {name: None} if name and element is UNKNOWN else {}, name
        found = self.walk(node.body)
        self.bound = outer
        return found

    def _strict(self, node: Node, value: Value, parts: Sequence[Found]) -> Found:
        """A part that needs all its operands: one that will never be known leaves nothing to ask for."""
        hopeless = any(part.value is UNKNOWN and not part.missing for part in parts)
        missing = {} if hopeless else _all_missing(parts)
        return Found(node, value, missing, tuple(parts), fault=self._fault(node, value, parts))

    def _fault(self, node: Node, value: Value, parts: Sequence[Found]) -> Fault | None:
        if value is not UNKNOWN or any(part.value is UNKNOWN for part in parts):
            return None
        return fault_at(node, [part.value for part in parts])


def _gathered(node: syntax.Macro, elements: Sequence[Value], tests: Sequence[Value]) -> Value:
    if node.kind == "exists_one":
        return operations.just_one_of(tests)
    if node.kind == "map":
        return operations.make_list(tests)
    if any(test is not True and test is not False for test in tests):
        return UNKNOWN
    return [operations.known(one) for one, test in zip(elements, tests, strict=True) if test is True]


def _all_missing(parts: Iterable[Found]) -> Missing:
    return {name: None for part in parts for name in part.missing}
