"""A rule made a Python function.

The tree is written out once as Python code in which every value has a name of our own, and compiled by Python itself;
no character of the source of a rule gets into that code but its numbers and the letters of its facts' names. Where
both operands are of a plain kind, the code compares them itself; in all other cases it calls ``operations``.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from igum.engines.rules import operations, syntax
from igum.engines.rules.functions import FUNCTIONS
from igum.engines.rules.syntax import Expression, Node, walk
from igum.engines.rules.types import LARGEST_INT, SMALLEST_INT, UNKNOWN, Value

Rule = Callable[[Mapping[str, Any]], Value]

_PLAIN: Final = frozenset({bool, int, float, str, date})
_PYTHON: Final = {"==": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def compile_rule(expression: Expression) -> Rule:
    """A function from the facts of one case to the value of a rule, or UNKNOWN.

    Facts stand under their dotted names, flat or nested; one that is missing or None is unknown. The function never
    raises: what has no answer, such as a division by zero, is UNKNOWN, and ``explaining.explain`` says why.

    >>> from igum.engines.rules.parsing import parse
    >>> large = compile_rule(parse("household_size >= 3 || children.exists(c, c.age < 3)"))
    >>> large({"household_size": 2, "children": [{"age": 1}]}), large({"household_size": 2})
    (True, UNKNOWN)
    """
    writer = _Writer()
    for node in walk(expression.root):
        if isinstance(node, syntax.Fact):
            writer.read(node)
    answer = writer.write(expression.root)
    code = "\n".join(["def rule(facts):", " get = facts.get", *writer.lines, f" return {answer}"])
    exec(compile(code, "<rule>", "exec"), writer.names)  # noqa: S102 - our own code, see above
    rule: Rule = writer.names["rule"]
    return rule


class _Writer:
    """Lines of Python. Each ``_kind`` method writes what one kind of node does, and answers the name of its value."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.indent = 1
        self.names: dict[str, Any] = {
            "UNKNOWN": UNKNOWN,
            "PLAIN": _PLAIN,
            "date": date,
            "operations": operations,
            "read_fact": operations.read_fact,
        }
        self.known: dict[tuple[str, ...], str] = {}
        self.bound: dict[str, list[str]] = {}
        self.count = 0

    def write(self, node: Node) -> str:
        return getattr(self, f"_{type(node).__name__.lower()}")(node)  # type: ignore[no-any-return]  # the method of the node's own kind

    def line(self, text: str) -> None:
        self.lines.append(" " * self.indent + text)

    def new(self) -> str:
        self.count += 1
        return f"v{self.count}"

    def assign(self, code: str) -> str:
        name = self.new()
        self.line(f"{name} = {code}")
        return name

    def constant(self, value: Any) -> str:
        name = f"c{len(self.names)}"
        self.names[name] = value
        return name

    def read(self, fact: syntax.Fact) -> None:
        if fact.path in self.known:
            return
        name = self.assign(f"get({fact.name!r})")
        self.known[fact.path] = name
        absent = "UNKNOWN" if len(fact.path) == 1 else f"read_fact(facts, {fact.path!r})"
        self.line(f"if {name} is None: {name} = {absent}")

    def _literal(self, node: syntax.Literal) -> str:
        return repr(node.value) if isinstance(node.value, bool) else self.constant(node.value)

    def _fact(self, node: syntax.Fact) -> str:
        return self.known[node.path]

    def _variable(self, node: syntax.Variable) -> str:
        return self.bound[node.name][-1]

    def _select(self, node: syntax.Select) -> str:
        of = self.write(node.of)
        name = self.new()
        self.line(f"if {of}.__class__ is dict:")
        self.line(f" {name} = {of}.get({node.field!r})")
        self.line(f" if {name} is None: {name} = UNKNOWN")
        self.line(f"else: {name} = operations.select({of}, {node.field!r})")
        return name

    def _index(self, node: syntax.Index) -> str:
        return self.assign(f"operations.at_index({self.write(node.of)}, {self.write(node.key)})")

    def _has(self, node: syntax.Has) -> str:
        if isinstance(node.of, syntax.Fact):
            return self.assign(f"{self.known[node.of.path]} is not UNKNOWN")
        return self.assign(f"operations.has({self.write(node.of.of)}, {node.of.field!r})")

    def _not(self, node: syntax.Not) -> str:
        of = self.write(node.of)
        return self.assign(f"True if {of} is False else False if {of} is True else UNKNOWN")

    def _negate(self, node: syntax.Negate) -> str:
        return self.assign(f"operations.negate({self.write(node.of)})")

    def _and(self, node: syntax.And) -> str:
        return self._until(node.items, going="True", stopping="False")

    def _or(self, node: syntax.Or) -> str:
        return self._until(node.items, going="False", stopping="True")

    def _until(self, items: tuple[Node, ...], *, going: str, stopping: str) -> str:
        """Parts one after another until one settles all; one that is neither true nor false leaves it unknown."""
        answer = self.assign(going)
        for place, item in enumerate(items):
            if place:
                self.line(f"if {answer} is not {stopping}:")
                self.indent += 1
            part = self.write(item)
            self.line(f"if {part} is not {going}: {answer} = {stopping} if {part} is {stopping} else UNKNOWN")
            self.indent -= place > 0
        return answer

    def _ternary(self, node: syntax.Ternary) -> str:
        condition, answer = self.write(node.condition), self.new()
        for test, branch in ((f"if {condition} is True:", node.then), (f"elif {condition} is False:", node.otherwise)):
            self.line(test)
            self.indent += 1
            self.line(f"{answer} = {self.write(branch)}")
            self.indent -= 1
        self.line(f"else: {answer} = UNKNOWN")
        return answer

    def _binary(self, node: syntax.Binary) -> str:
        if node.operator == "in" and isinstance(node.right, syntax.ListOf) and (plain := _plain_values(node.right)):
            return self._in_constants(node, *plain)
        left, right = self.write(node.left), self.write(node.right)
        slow = f"{self.constant(operations.BINARY[node.operator])}({left}, {right})"
        if node.operator in _PYTHON:
            alike = _same_class(node, left, right)
            return self.assign(f"{left} {_PYTHON[node.operator]} {right} if {alike} else {slow}")
        if node.operator in ("+", "-", "*"):
            return self._whole(node, left, right, slow)
        if node.operator == "/":
            # Both at least zero: there Python's whole division is CEL's, which cuts towards zero.
            whole = f"{left}.__class__ is int and {right}.__class__ is int and {left} >= 0 < {right}"
            return self.assign(f"{left} // {right} if {whole} else {slow}")
        return self.assign(slow)

    def _in_constants(self, node: syntax.Binary, class_: type, values: frozenset[Value]) -> str:
        left = self.write(node.left)
        slow = f"operations.is_in({left}, {self.constant(list(values))})"
        return self.assign(f"{left} in {self.constant(values)} if {left}.__class__ is {class_.__name__} else {slow}")

    def _whole(self, node: syntax.Binary, left: str, right: str, slow: str) -> str:
        answer = self.new()
        tests = [
            f"{name}.__class__ is int"
            for name, side in ((left, node.left), (right, node.right))
            if not (isinstance(side, syntax.Literal) and type(side.value) is int)
        ]
        self.line(f"if {' and '.join(tests) or 'True'}:")
        self.line(f" {answer} = {left} {node.operator} {right}")
        self.line(f" if not {SMALLEST_INT} <= {answer} <= {LARGEST_INT}: {answer} = UNKNOWN")
        self.line(f"else: {answer} = {slow}")
        return answer

    def _listof(self, node: syntax.ListOf) -> str:
        if all(isinstance(item, syntax.Literal) for item in node.items):
            return self.constant([item.value for item in node.items if isinstance(item, syntax.Literal)])
        return self.assign(f"operations.make_list([{', '.join(self.write(item) for item in node.items)}])")

    def _mapof(self, node: syntax.MapOf) -> str:
        entries = [f"({self.write(key)}, {self.write(value)})" for key, value in node.entries]
        return self.assign(f"operations.make_map([{', '.join(entries)}])")

    def _call(self, node: syntax.Call) -> str:
        run = FUNCTIONS[node.name].run
        if all(isinstance(argument, syntax.Literal) for argument in node.arguments):
            return self.constant(
                run(*[argument.value for argument in node.arguments if isinstance(argument, syntax.Literal)])
            )
        arguments = [self.write(argument) for argument in node.arguments]
        return self.assign(f"{self.constant(run)}({', '.join(arguments)})")

    def _macro(self, node: syntax.Macro) -> str:
        listed = self.assign(f"operations.elements_of({self.write(node.of)})")
        answer, element = self.new(), self.new()
        self.line(f"if {listed} is None: {answer} = UNKNOWN")
        self.line("else:")
        self.indent += 1
        self.line(f"{answer} = {_BEGINNINGS[node.kind]}")
        self.line(f"for {element} in {listed}:")
        self.indent += 1
        self.line(f"if {element} is None: {element} = UNKNOWN")
        self.bound.setdefault(node.variable, []).append(element)
        body = self.write(node.body)
        self.bound[node.variable].pop()
        for text in _EACH[node.kind]:
            self.line(text.format(answer=answer, body=body, element=element))
        self.indent -= 2
        if node.kind == "exists_one":
            self.line(f"if {answer} is not UNKNOWN: {answer} = {answer} == 1")
        return answer


_BEGINNINGS: Final = {"all": "True", "exists": "False", "exists_one": "0", "filter": "[]", "map": "[]"}
_EACH: Final = {
    "all": ("if {body} is False: {answer} = False; break", "if {body} is not True: {answer} = UNKNOWN"),
    "exists": ("if {body} is True: {answer} = True; break", "if {body} is not False: {answer} = UNKNOWN"),
    "exists_one": ("if {body} is True: {answer} += 1", "elif {body} is not False: {answer} = UNKNOWN; break"),
    "filter": ("if {body} is True: {answer}.append({element})", "elif {body} is not False: {answer} = UNKNOWN; break"),
    "map": ("if {body} is UNKNOWN: {answer} = UNKNOWN; break", "{answer}.append({body})"),
}


def _same_class(node: syntax.Binary, left: str, right: str) -> str:
    """Python code that asks whether two values are of one plain kind, with what is known while writing left out."""
    for name, side in ((right, node.left), (left, node.right)):
        if isinstance(side, syntax.Literal) and type(side.value) in _PLAIN:
            return f"{name}.__class__ is {type(side.value).__name__}"
    return f"(k := {left}.__class__) is {right}.__class__ and k in PLAIN"


def _plain_values(node: syntax.ListOf) -> tuple[type, frozenset[Value]] | None:
    """The values of a list of literals all of one class, and that class."""
    values = [item.value for item in node.items if isinstance(item, syntax.Literal)]
    classes = {type(value) for value in values}
    if len(values) != len(node.items) or len(classes) != 1 or not classes <= _PLAIN:
        return None
    return classes.pop(), frozenset(values)
