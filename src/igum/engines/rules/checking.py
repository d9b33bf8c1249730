"""A rule held against the types of its facts before it ever meets a case."""

from collections.abc import Mapping, Sequence
from typing import Final

from igum.engines.rules import syntax
from igum.engines.rules.errors import RuleError, did_you_mean, nearest
from igum.engines.rules.functions import FUNCTIONS
from igum.engines.rules.patterns import Misread, read_pattern
from igum.engines.rules.syntax import Expression, Node
from igum.engines.rules.types import ANY, BOOL, DATE, DOUBLE, INT, NULL_TYPE, STRING, Type, list_of, map_of

_ORDERED: Final = ("int", "double", "string", "date", "bool")
_KEYS: Final = ("int", "string", "bool")
_NUMBERS: Final = ("int", "double")


def check(expression: Expression, facts: Mapping[str, Type]) -> Type:
    """The type of what a rule answers.

    Args:
        expression: the rule.
        facts: the type of each fact by its dotted name.

    Raises:
        RuleError: the rule names a fact that there is not, or does what cannot be done with a value of its type.

    >>> from igum.engines.rules.parsing import parse
    >>> str(check(parse("size(children) + 1"), {"children": list_of(STRING)}))
    'whole number'
    """
    return Checker(expression, facts).type_of(expression.root)


def locate(facts: Mapping[str, Type], fact: syntax.Fact) -> tuple[str, tuple[str, ...]] | None:
    """The longest name of a known fact that a path begins with, and the fields that are left."""
    for length in range(len(fact.path), 0, -1):
        name = ".".join(fact.path[:length])
        if name in facts:
            return name, fact.path[length:]
    return None


class Checker:
    """Types of the parts of one rule. ``bound`` holds the types of the elements that macros have in hand."""

    def __init__(self, expression: Expression, facts: Mapping[str, Type]) -> None:
        """Begin with nothing bound."""
        self.expression = expression
        self.facts = facts
        self.bound: dict[str, Type] = {}

    def type_of(self, node: Node) -> Type:
        """The type of a part, every part inside it being held against its own."""
        return getattr(self, f"_{type(node).__name__.lower()}")(node)  # type: ignore[no-any-return]  # the method of the node's own kind

    def _literal(self, node: syntax.Literal) -> Type:
        kinds = {bool: BOOL, int: INT, float: DOUBLE, str: STRING}
        return kinds.get(type(node.value), NULL_TYPE)

    def _fact(self, node: syntax.Fact) -> Type:
        found = locate(self.facts, node)
        if found is None:
            names = [*self.facts, *self.bound]
            raise RuleError(
                "unknown_name", f"There is no fact called {node.name}.", node.span, did_you_mean(node.name, names),
                name=node.name, nearest=nearest(node.name, names),
            )  # fmt: skip
        kind = self.facts[found[0]]
        for field in found[1]:
            kind = self._field_of(kind, field, node)
        return kind

    def _variable(self, node: syntax.Variable) -> Type:
        return self.bound[node.name]

    def _select(self, node: syntax.Select) -> Type:
        return self._field_of(self.type_of(node.of), node.field, node)

    def _field_of(self, kind: Type, field: str, node: Node) -> Type:
        if kind == ANY:
            return ANY
        if kind.kind == "map" and kind.key in (STRING, ANY):
            return kind.item or ANY
        if kind.kind != "record":
            raise self._clash(node, f"A {kind} has no parts, so .{field} cannot be asked of it.", "no_fields")
        found = kind.field(field)
        if found is None:
            names = [name for name, _ in kind.fields]
            raise RuleError(
                "unknown_name", f"There is no {field} in this record.", node.span, did_you_mean(field, names),
                name=field, nearest=nearest(field, names),
            )  # fmt: skip
        return found

    def _index(self, node: syntax.Index) -> Type:
        of, key = self.type_of(node.of), self.type_of(node.key)
        if of == ANY:
            return ANY
        if of.kind not in ("list", "map"):
            raise self._clash(node.of, f"A {of} has no numbered or named parts.", "no_index")
        wanted = INT if of.kind == "list" else of.key or ANY
        if not fits(key, wanted):
            raise self._clash(node.key, f"A {wanted} is needed in the brackets, not a {key}.", "wrong_index")
        return of.item or ANY

    def _has(self, node: syntax.Has) -> Type:
        self.type_of(node.of)
        return BOOL

    def _not(self, node: syntax.Not) -> Type:
        self._want(node.of, BOOL)
        return BOOL

    def _negate(self, node: syntax.Negate) -> Type:
        of = self.type_of(node.of)
        if of.kind not in (*_NUMBERS, "any"):
            raise self._clash(node.of, f"A minus stands before a number, not before a {of}.", "wrong_operand")
        return of

    def _and(self, node: syntax.And) -> Type:
        return self._tests(node.items)

    def _or(self, node: syntax.Or) -> Type:
        return self._tests(node.items)

    def _tests(self, items: Sequence[Node]) -> Type:
        for item in items:
            self._want(item, BOOL)
        return BOOL

    def _ternary(self, node: syntax.Ternary) -> Type:
        self._want(node.condition, BOOL)
        return self._one_type([node.then, node.otherwise], "Both sides of a choice are of one type")

    def _listof(self, node: syntax.ListOf) -> Type:
        return list_of(self._one_type(node.items, "All parts of a list are of one type"))

    def _mapof(self, node: syntax.MapOf) -> Type:
        key = self._one_type([key for key, _ in node.entries], "All keys of a map are of one type")
        if key.kind not in (*_KEYS, "any"):
            raise self._clash(node, f"A {key} cannot be a key.", "wrong_key")
        written = [part.value for part, _ in node.entries if isinstance(part, syntax.Literal)]
        if len(set(written)) < len(written):
            raise self._clash(node, "A key stands twice in this map.", "repeated_key")
        return map_of(key, self._one_type([value for _, value in node.entries], "All values of a map are of one type"))

    def _one_type(self, nodes: Sequence[Node], rule: str) -> Type:
        common = ANY
        for node in nodes:
            kind = self.type_of(node)
            if not fits(kind, common):
                advice = (
                    "Write the whole number with a point: 1.0." if {kind.kind, common.kind} == set(_NUMBERS) else ""
                )
                raise self._clash(node, f"{rule}; here are a {common} and a {kind}.", "mixed_types", advice)
            common = kind if common == ANY else common
        return common

    def _macro(self, node: syntax.Macro) -> Type:
        of = self.type_of(node.of)
        if of.kind not in ("list", "map", "any"):
            raise self._clash(node.of, f"{node.kind} goes through a list, and this is a {of}.", "not_a_list")
        element = (of.key if of.kind == "map" else of.item) or ANY
        outer = dict(self.bound)
        self.bound[node.variable] = element
        body = self.type_of(node.body) if node.kind == "map" else self._want(node.body, BOOL)
        self.bound = outer
        if node.kind == "map":
            return list_of(body)
        return list_of(element) if node.kind == "filter" else BOOL

    def _call(self, node: syntax.Call) -> Type:
        kinds = [self.type_of(argument) for argument in node.arguments]
        function = FUNCTIONS[node.name]
        for takes, answers in function.takes:
            wanted = [*takes, *[takes[-1]] * (len(kinds) - len(takes) if function.repeats and len(takes) > 1 else 0)]
            if len(wanted) == len(kinds) and all(fits(kind, want) for kind, want in zip(kinds, wanted, strict=True)):
                self._check_pattern(node)
                return answers
        if function.repeats and {kind.kind for kind in kinds} == set(_NUMBERS):
            return DOUBLE
        given = ", ".join(f"a {kind}" for kind in kinds)
        raise self._clash(
            node,
            f"{node.name} cannot be asked of {given}.",
            "wrong_arguments",
            f"It is written so: {function.example}.",
        )

    def _check_pattern(self, node: syntax.Call) -> None:
        pattern = node.arguments[-1]
        if node.name != "matches" or not isinstance(pattern, syntax.Literal):
            return
        read = read_pattern(pattern.value)
        if isinstance(read, Misread):
            raise self._clash(pattern, f"This pattern cannot be read: {read.reason}.", "bad_pattern")

    def _binary(self, node: syntax.Binary) -> Type:
        left, right = self.type_of(node.left), self.type_of(node.right)
        if node.operator == "in":
            return self._membership(node, left, right)
        if node.operator in ("==", "!="):
            self._equality(node, left, right)
            return BOOL
        if node.operator in ("<", "<=", ">", ">="):
            self._comparable(node, left, right, _ORDERED)
            return BOOL
        return self._arithmetic(node, left, right)

    def _equality(self, node: syntax.Binary, left: Type, right: Type) -> None:
        if NULL_TYPE in (left, right) and left != right:
            raise self._clash(
                node, "A fact is never null: what is missing is unknown.", "compared_with_null",
                "Write has(name) to ask whether it is known.",
            )  # fmt: skip
        if not _alike(left, right):
            raise self._clash(node, f"A {left} is never equal to a {right}.", "never_equal", _quoting(left, right))

    def _comparable(self, node: syntax.Binary, left: Type, right: Type, kinds: Sequence[str]) -> None:
        for side, kind in ((node.left, left), (node.right, right)):
            if kind.kind not in (*kinds, "any"):
                raise self._clash(side, f"A {kind} cannot stand beside {node.operator}.", "wrong_operand")
        if not _alike(left, right):
            raise self._clash(
                node, f"A {left} and a {right} cannot stand on the two sides of {node.operator}.", "never_equal",
                _quoting(left, right),
            )  # fmt: skip

    def _membership(self, node: syntax.Binary, left: Type, right: Type) -> Type:
        if right.kind not in ("list", "map", "any"):
            raise self._clash(node.right, f"«in» needs a list after it, not a {right}.", "not_a_list")
        element = (right.key if right.kind == "map" else right.item) or ANY
        if not _alike(left, element):
            raise self._clash(node, f"A {left} is never in a {right}.", "never_equal", _quoting(left, element))
        return BOOL

    def _arithmetic(self, node: syntax.Binary, left: Type, right: Type) -> Type:
        if node.operator == "+" and left.kind == right.kind and left.kind in ("string", "list"):
            return left if fits(right, left) else self._one_type([node.left, node.right], "Both lists are of one type")
        self._comparable(node, left, right, ("int",) if node.operator == "%" else _NUMBERS)
        if ANY in (left, right):
            return right if left == ANY else left
        return INT if left == right == INT else DOUBLE

    def _want(self, node: Node, wanted: Type) -> Type:
        kind = self.type_of(node)
        if not fits(kind, wanted):
            raise self._clash(node, f"A {wanted} is needed here, and this is a {kind}.", "wrong_type")
        return kind

    def _clash(self, node: Node, message: str, code: str, remedy: str = "") -> RuleError:
        return RuleError(code, message, node.span, remedy, text=self.expression.text(node))


def fits(kind: Type, wanted: Type) -> bool:
    """Whether a value of a type can stand where another is wanted; the empty list fits any list."""
    if ANY in (kind, wanted):
        return True
    if kind.kind != wanted.kind:
        return False
    if kind.kind in ("list", "map"):
        return fits(kind.item or ANY, wanted.item or ANY) and fits(kind.key or ANY, wanted.key or ANY)
    return kind.kind != "record" or kind == wanted


def _alike(left: Type, right: Type) -> bool:
    return fits(left, right) or {left.kind, right.kind} == set(_NUMBERS)


def _quoting(left: Type, right: Type) -> str:
    if {left, right} == {DATE, STRING}:
        return 'Write date("2026-08-01") around a date in quotes.'
    if STRING in (left, right):
        return "A number stands without quotes; a text stands in them."
    return ""
