"""A rule read into its tree, or refused in words."""

from collections.abc import Callable
from typing import Final, NoReturn, TypeVar

from igum.engines.rules import syntax
from igum.engines.rules.errors import RuleError, did_you_mean, nearest
from igum.engines.rules.functions import FUNCTIONS, MACROS
from igum.engines.rules.syntax import Expression, Node, children
from igum.engines.rules.tokens import Token, cut, too_large
from igum.engines.rules.types import LARGEST_INT

Part = TypeVar("Part")
MOST_NODES: Final = 1000
MOST_DEPTH: Final = 60
MOST_MACROS: Final = 4
MOST_ENTRIES: Final = 500

# How strongly an operator holds its operands; those of one line hold from left to right.
_STRENGTH: Final = {
    "?": 1, "||": 2, "&&": 3,
    "<": 4, "<=": 4, ">": 4, ">=": 4, "==": 4, "!=": 4, "in": 4,
    "+": 5, "-": 5, "*": 6, "/": 6, "%": 6,
}  # fmt: skip
_MEANT: Final = {"and": "&&", "or": "||", "not": "!", "AND": "&&", "OR": "||", "NOT": "!", "is": "==", "if": "? :"}


def parse(source: str) -> Expression:
    """Read a rule.

    Raises:
        RuleError: it is not of this language; the error says where, why and what to write.

    >>> parse("household_size >= 3 && !in_bankruptcy").facts()
    ('household_size', 'in_bankruptcy')
    """
    parser = _Parser(source)
    root = parser.expression(0)
    if parser.now.kind != "end":
        parser.refuse_token()
    _refuse_deep(root)
    return Expression(source, root)


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = cut(source)
        self.place = 0
        self.depth = 0
        self.nodes = 0
        self.bound: list[str] = []

    @property
    def now(self) -> Token:
        return self.tokens[self.place]

    def expression(self, strength: int) -> Node:
        """Operands and the operators that hold them more strongly than ``strength``."""
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise _too_deep(self.now.span)
        start = self.now.start  # with the brackets around a part, which are not in its own span
        left = self.operand()
        while (holds := _STRENGTH.get(self.now.text, 0)) > strength and self.now.kind in ("sign", "name"):
            left = self.operation(start, left, self.advance().text, holds)
        self.depth -= 1
        return left

    @property
    def end(self) -> int:
        """Where what has been read ends."""
        return self.tokens[self.place - 1].end

    def operation(self, start: int, left: Node, operator: str, holds: int) -> Node:
        self.count(left.span)
        if operator == "?":
            then = self.expression(0)
            self.expect(":", "The parts of a choice are written: test ? then : otherwise.")
            # From right to left: what follows the colon may be a choice again.
            otherwise = self.expression(holds - 1)
            return syntax.Ternary(start, self.end, left, then, otherwise)
        right = self.expression(holds)
        span = start, self.end
        if operator == "&&":
            return syntax.And(*span, (*(left.items if isinstance(left, syntax.And) else (left,)), right))
        if operator == "||":
            return syntax.Or(*span, (*(left.items if isinstance(left, syntax.Or) else (left,)), right))
        return syntax.Binary(*span, operator, left, right)

    def operand(self) -> Node:
        """What prefixes stand before, and the dots and brackets after it."""
        start = self.now.start
        if self.at_negative_number():
            self.advance()
            number = self.advance()
            return self.suffixes(start, syntax.Literal(start, number.end, -number.value))
        if self.now.kind == "sign" and self.now.text in ("!", "-"):
            return self.prefixes()
        return self.suffixes(start, self.primary())

    def prefixes(self) -> Node:
        signs: list[Token] = []
        while self.now.kind == "sign" and self.now.text in ("!", "-") and not self.at_negative_number():
            signs.append(self.advance())
            self.count(signs[-1].span)
        node = self.operand()
        for sign in reversed(signs):
            node = (syntax.Not if sign.text == "!" else syntax.Negate)(sign.start, self.end, node)
        return node

    def at_negative_number(self) -> bool:
        if self.now.text != "-" or self.now.kind != "sign":
            return False
        following = self.tokens[self.place + 1].value
        return isinstance(following, int | float) and not isinstance(following, bool)

    def primary(self) -> Node:
        token = self.now
        self.count(token.span)
        if token.kind == "end" or (token.kind == "sign" and token.text not in "([{") or token.text == "in":
            self.refuse_token()
        self.advance()
        if token.kind == "literal":
            if isinstance(token.value, int) and token.value > LARGEST_INT:
                raise too_large(token.text, token.span)
            return syntax.Literal(*token.span, token.value)
        if token.kind == "name":
            return self.named(token)
        if token.text == "(":
            inner = self.expression(0)
            self.expect(")", "Close the bracket where the part ends.")
            return inner
        if token.text == "[":
            items = self.many("]", lambda: self.expression(0))
            return syntax.ListOf(token.start, self.end, tuple(items))
        entries = self.many("}", self.entry)
        return syntax.MapOf(token.start, self.end, tuple(entries))

    def named(self, token: Token) -> Node:
        if self.now.text != "(" or self.now.kind != "sign":
            return (syntax.Variable if token.text in self.bound else _fact)(*token.span, token.text)
        self.advance()
        if token.text == "has":
            return self.has(token)
        return self.call(token.start, token, ())

    def suffixes(self, start: int, node: Node) -> Node:
        while self.now.kind == "sign" and self.now.text in (".", "["):
            self.count(node.span)
            if self.advance().text == "[":
                key = self.expression(0)
                self.expect("]", "Close the bracket after the number or the name.")
                node = syntax.Index(start, self.end, node, key)
            else:
                node = self.dotted(start, node)
        return node

    def dotted(self, start: int, node: Node) -> Node:
        field = self.now
        if field.kind != "name" and field.text not in ("true", "false", "null"):
            self.refuse_token("A name must follow the dot.")
        self.advance()
        if self.now.kind == "sign" and self.now.text == "(":
            self.advance()
            return self.macro(start, node, field) if field.text in MACROS else self.call(start, field, (node,))
        if isinstance(node, syntax.Fact):
            return syntax.Fact(start, field.end, (*node.path, field.text))
        return syntax.Select(start, field.end, node, field.text)

    def call(self, start: int, name: Token, target: tuple[Node, ...]) -> Node:
        function = FUNCTIONS.get(name.text)
        if function is None or not (function.method if target else function.function):
            raise _unknown_function(name, is_method=bool(target))
        arguments = (*target, *self.many(")", lambda: self.expression(0)))
        if not function.accepts(len(arguments)):
            raise RuleError(
                "wrong_arguments", f"{name.text} is given {len(arguments)} values here.", (start, self.end),
                f"It is written so: {function.example}.", name=name.text, count=len(arguments),
            )  # fmt: skip
        return syntax.Call(start, self.end, name.text, arguments)

    def has(self, token: Token) -> Node:
        of = self.expression(0)
        self.expect(")", "It is written so: has(income.net).")
        if not isinstance(of, syntax.Fact | syntax.Select):
            raise RuleError("has_of_value", "has() asks whether a fact is known.", of.span, "Write has(income.net).")
        return syntax.Has(token.start, self.end, of)

    def macro(self, start: int, of: Node, kind: Token) -> Node:
        variable = self.advance()
        if variable.kind != "name" or self.now.text != ",":
            raise RuleError(
                "macro_needs_name", f"{kind.text} needs a name for one element, a comma, and a test.", variable.span,
                f"It is written so: children.{kind.text}(child, child.age < 6).", name=kind.text,
            )  # fmt: skip
        if len(self.bound) >= MOST_MACROS:
            raise RuleError(
                "macros_too_deep", f"Lists are gone through at most {MOST_MACROS} inside one another.", kind.span,
                "Split the rule.", most=MOST_MACROS,
            )  # fmt: skip
        self.advance()
        self.bound.append(variable.text)
        bodies = self.many(")", lambda: self.expression(0))
        self.bound.pop()
        if len(bodies) == 2 and kind.text == "map":
            of = syntax.Macro(start, bodies[0].end, "filter", of, variable.text, bodies[0])
        elif len(bodies) != 1:
            raise RuleError(
                "wrong_arguments", f"{kind.text} takes a name and one test.", (start, self.end),
                f"It is written so: children.{kind.text}(child, child.age < 6).", name=kind.text,
            )  # fmt: skip
        return syntax.Macro(start, self.end, kind.text, of, variable.text, bodies[-1])

    def entry(self) -> tuple[Node, Node]:
        key = self.expression(0)
        self.expect(":", 'A map is written: {"north": 3, "south": 5}.')
        return key, self.expression(0)

    def many(self, closing: str, part: Callable[[], Part]) -> list[Part]:
        """Parts with commas between them (one may follow the last) up to the closing sign."""
        parts: list[Part] = []
        while self.now.text != closing or self.now.kind != "sign":
            parts.append(part())
            if self.now.text != closing:
                self.expect(",", f"Close with {closing}, or put a comma before what follows.")
            elif len(parts) > MOST_ENTRIES:
                raise RuleError("too_long", f"A list has at most {MOST_ENTRIES} parts here.", self.now.span)
        self.advance()
        return parts

    def advance(self) -> Token:
        token = self.now
        self.place += token.kind != "end"
        return token

    def expect(self, sign: str, remedy: str) -> None:
        if self.now.text != sign or self.now.kind != "sign":
            self.refuse_token(remedy, expected=sign)
        self.advance()

    def count(self, span: tuple[int, int]) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise RuleError(
                "too_long", f"The rule has more than {MOST_NODES} parts.", span, "Split it into several rules.",
                most=MOST_NODES,
            )  # fmt: skip

    def refuse_token(self, remedy: str = "", expected: str = "") -> NoReturn:
        token = self.now
        if token.kind == "end":
            message = "The rule ends too early." if self.place else "The rule is empty."
            raise RuleError(
                "ends_too_early", message, token.span, remedy or "Write what is missing.", expected=expected
            )
        before = self.tokens[self.place - 1].text if self.place else ""
        wrong = token.text if token.text in _MEANT else before
        if wrong in _MEANT:
            remedy = f"Write {_MEANT[wrong]} for «{wrong}»."
        raise RuleError(
            "unexpected", f"«{token.text}» cannot stand here.", token.span, remedy, text=token.text, expected=expected
        )


def _fact(start: int, end: int, name: str) -> syntax.Fact:
    return syntax.Fact(start, end, (name,))


def _unknown_function(name: Token, *, is_method: bool) -> RuleError:
    if name.text in FUNCTIONS:
        remedy = f"It is written so: {FUNCTIONS[name.text].example}."
    else:
        names = [*FUNCTIONS, *MACROS, "has"]
        remedy = did_you_mean(name.text, names)
    return RuleError(
        "unknown_function", f"There is no {'.' if is_method else ''}{name.text}() here.", name.span, remedy,
        name=name.text, nearest=nearest(name.text, FUNCTIONS),
    )  # fmt: skip


def _too_deep(span: tuple[int, int]) -> RuleError:
    return RuleError(
        "too_deep", f"Parts stand more than {MOST_DEPTH} deep inside one another.", span,
        "Split the rule; to add many things, write sum([a, b, c]).", most=MOST_DEPTH,
    )  # fmt: skip


def _refuse_deep(root: Node) -> None:
    """Long chains such as a + b + c are deep trees, though they were read without going deep."""
    ahead = [(root, 1)]
    while ahead:
        node, depth = ahead.pop()
        if depth > MOST_DEPTH:
            raise _too_deep(node.span)
        ahead += [(part, depth + 1) for part in children(node)]
