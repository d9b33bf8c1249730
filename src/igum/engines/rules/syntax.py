"""The tree of a rule. Every node knows the characters of the source it was read from; nothing in it ever changes."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from igum.engines.rules.types import Value


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a rule, from ``start`` to ``end`` of its source."""

    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands, for an error."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A value written out: a bool, an int, a double, a text or null."""

    value: Value


@dataclass(frozen=True, slots=True)
class ListOf(Node):
    """``[a, b]``."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class MapOf(Node):
    """``{key: value}``."""

    entries: tuple[tuple[Node, Node], ...]


@dataclass(frozen=True, slots=True)
class Fact(Node):
    """``income.net``: a name that no macro has bound, with the fields asked of it."""

    path: tuple[str, ...]

    @property
    def name(self) -> str:
        """The dotted name."""
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class Variable(Node):
    """The element that a macro has in hand."""

    name: str


@dataclass(frozen=True, slots=True)
class Select(Node):
    """``child.age``: a field of what is not itself a fact's name."""

    of: Node
    field: str


@dataclass(frozen=True, slots=True)
class Index(Node):
    """``towns[0]``, ``points["north"]``."""

    of: Node
    key: Node


@dataclass(frozen=True, slots=True)
class Has(Node):
    """``has(income.net)``: whether it is known. Never itself unknown, when asked of a fact."""

    of: Fact | Select


@dataclass(frozen=True, slots=True)
class Not(Node):
    """``!a``."""

    of: Node


@dataclass(frozen=True, slots=True)
class Negate(Node):
    """``-a``."""

    of: Node


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """Two operands and one of ``+ - * / % == != < <= > >= in``."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class And(Node):
    """``a && b && c``."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """``a || b || c``."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Ternary(Node):
    """``a ? b : c``."""

    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function of the table in ``functions``; what stood before the dot of a method is its first argument."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Macro(Node):
    """``of.kind(variable, body)``, kind one of all, exists, exists_one, filter, map."""

    kind: str
    of: Node
    variable: str
    body: Node


@dataclass(frozen=True, slots=True)
class Expression:
    """A whole rule: its source and its tree."""

    source: str
    root: Node

    def text(self, node: Node) -> str:
        """The characters a part was read from."""
        return self.source[node.start : node.end]

    def facts(self) -> tuple[str, ...]:
        """The dotted names of the facts it reads, each once, in the order they stand."""
        return tuple(dict.fromkeys(node.name for node in walk(self.root) if isinstance(node, Fact)))


def walk(node: Node) -> Iterator[Node]:
    """A part and all parts inside it, as they stand."""
    yield node
    for part in children(node):
        yield from walk(part)


def children(node: Node) -> Iterator[Node]:
    """The parts directly inside a part."""
    for field in fields(node):
        yield from _nodes_in(getattr(node, field.name))


def _nodes_in(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for element in value:
            yield from _nodes_in(element)
