"""From the XPath of XLSForms to the expressions of rules: the part of it that both can say, with types made plain."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from igum.questionnaires.rules.definition import Kind

TOKENS = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<text>'[^']*'|"[^"]*")|(?P<name>\$\{\s*[^}]+?\s*\})|(?P<word>[A-Za-z_][\w:-]*)
    |(?P<sign>!=|<=|>=|[=<>+*(),-]|\.(?!\.)))""",
    re.VERBOSE,
)
STRONG = {
    "or": 1,
    "and": 2,
    "=": 3,
    "!=": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "div": 6,
    "mod": 6,
}
SIGNS = {"or": "||", "and": "&&", "=": "==", "mod": "%"}
TYPES = {
    Kind.INTEGER: "int",
    Kind.MONEY: "int",
    Kind.DECIMAL: "double",
    Kind.DATE: "date",
    Kind.YES_NO: "bool",
    Kind.CONSENT: "bool",
    Kind.CHOICES: "list",
    Kind.REPEAT: "records",
    Kind.CALCULATION: "any",
}
NUMBERS = frozenset({"int", "double"})


class Untranslatable(Exception):
    """What the expression asks for and cannot be said here."""


@dataclass(frozen=True, slots=True)
class Known:
    """What an expression may lean on: a question by its name here, its kind, and the repeat it stands in."""

    name: str
    kind: Kind
    repeat: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an expression: how it is written here, what it gives, and how tightly it binds."""

    code: str
    type: str = "any"
    strength: int = 9
    literal: str | None = None
    known: Known | None = None

    def tight(self, strength: int) -> str:
        """Its code, in brackets where its neighbour would tear it apart."""
        return self.code if self.strength > strength else f"({self.code})"


def translate(source: str, names: Mapping[str, Known], own: Known | None = None, repeat: str = "") -> Piece:
    """An XPath expression in the language of rules.

    Args:
        source: as it stands in the sheet.
        names: the questions of the form by their names in the sheet.
        own: the question that ``.`` means.
        repeat: the repeat the expression stands in; answers of another are reached by sum, count, min and max only.

    Raises:
        Untranslatable: in words.
    """
    reader = _Reader(source, names, own, repeat)
    piece = reader.expression(0)
    reader.end()
    return piece


class _Reader:
    """Reads tokens by the strength of their operators."""

    def __init__(self, source: str, names: Mapping[str, Known], own: Known | None, repeat: str) -> None:
        self.names, self.own, self.repeat = names, own, repeat
        self.tokens: list[tuple[str, str]] = []
        self.place = 0
        end = 0
        source = re.sub("\u2018([^\u2018\u2019]*)\u2019", r"'\1'", source).rstrip()
        while end < len(source):
            match = TOKENS.match(source, end)
            if match is None or match.lastgroup is None:
                rest = source[end : end + 20].strip()
                raise Untranslatable(_("“%(part)s” cannot be said in our expressions.") % {"part": rest})
            self.tokens.append((match.lastgroup, match[match.lastgroup]))
            end = match.end()

    def end(self) -> None:
        if self.place < len(self.tokens):
            raise Untranslatable(_("“%(part)s” stands where nothing can.") % {"part": self.tokens[self.place][1]})

    def peek(self) -> str:
        return self.tokens[self.place][1] if self.place < len(self.tokens) else ""

    def take(self) -> tuple[str, str]:
        if self.place >= len(self.tokens):
            raise Untranslatable(_("The expression ends too early."))
        self.place += 1
        return self.tokens[self.place - 1]

    def expect(self, sign: str) -> None:
        if self.take()[1] != sign:
            raise Untranslatable(_("“%(part)s” is missing.") % {"part": sign})

    def expression(self, least: int) -> Piece:
        left = self.single()
        while STRONG.get(self.peek(), 0) > least:
            sign = self.take()[1]
            left = join(sign, left, self.expression(STRONG[sign]))
        return left

    def single(self) -> Piece:
        group, written = self.take()
        if group == "number":
            return Piece(written, "double" if "." in written else "int", literal=written)
        if group == "text":
            return Piece(quoted(written[1:-1]), "string", literal=written[1:-1])
        if group == "name":
            return self.named(written[2:-1].strip())
        if written == "-":
            inner = self.expression(6)
            return Piece(f"-{inner.tight(7)}", inner.type, 7)
        if written == "(":
            inner = self.expression(0)
            self.expect(")")
            return inner
        if written == "." and self.own:
            return Piece("value", TYPES.get(self.own.kind, "string"), known=self.own)
        if group == "word" and self.peek() == "(":
            self.take()
            return self.call(written)
        raise Untranslatable(_("“%(part)s” cannot be said in our expressions.") % {"part": written})

    def named(self, name: str) -> Piece:
        known = self.names.get(name)
        if name == "today" and known is None:
            return Piece("today", "date")
        if known is None:
            raise Untranslatable(_("There is no question called “%(name)s”.") % {"name": name})
        if known.repeat and known.repeat != self.repeat:
            return Piece(f"{known.repeat}.map(each, each.{known.name})", "list of " + TYPES.get(known.kind, "string"))
        return Piece(known.name, TYPES.get(known.kind, "string"), known=known)

    def call(self, name: str) -> Piece:
        given: list[Piece] = []
        while self.peek() != ")":
            given.append(self.expression(0))
            if self.peek() != ")":
                self.expect(",")
        self.expect(")")
        function = FUNCTIONS.get((name, len(given))) or FUNCTIONS.get((name, -1))
        if function is None:
            raise Untranslatable(_("The function “%(name)s” is not supported.") % {"name": f"{name}()"})
        return function(*given)


def join(sign: str, left: Piece, right: Piece) -> Piece:
    """Two parts and what stands between them, with the types that XPath leaves open made plain."""
    strength = STRONG[sign]
    if sign in {"=", "!="} and left.literal is not None and right.literal is not None:
        return Piece("true" if (left.literal == right.literal) == (sign == "=") else "false", "bool")
    if sign in {"=", "!="} and "" in {left.literal, right.literal}:
        asked = (left if right.literal == "" else right).code
        return Piece(f"!has({asked})" if sign == "=" else f"has({asked})", "bool", 8)
    if sign == "-" and {left.type, right.type} == {"date"}:
        return Piece(f"days_between({right.code}, {left.code})", "int")
    if sign == "div":
        return Piece(f"{doubled(left)} / {doubled(right)}", "double", strength)
    if strength in {4, 5, 6}:
        left, right = as_number(left, right), as_number(right, left)
    if strength in {3, 4}:
        left, right = alike(left, right), alike(right, left)
        if sign in {"=", "!="} and "list" in {left.type, right.type}:
            raise Untranslatable(_("Compare a question with several answers by selected()."))
    kind = "bool" if strength <= 4 else "double" if "double" in {left.type, right.type} else left.type
    code = f"{left.tight(strength - 1)} {SIGNS.get(sign, sign)} {right.tight(strength)}"
    return Piece(code, kind, strength)


def as_number(piece: Piece, other: Piece) -> Piece:
    """A text as a number, where XPath would reckon with it as one."""
    if piece.type != "string" or other.type in {"date", "any"} or (other.type == "string" and other.literal is None):
        return piece
    return Piece(f"double({piece.code})", "double") if piece.literal is None else alike(piece, other)


def alike(piece: Piece, other: Piece) -> Piece:
    """A literal written as its neighbour's type wants it: XPath compares '1' and 1, we do not."""
    if piece.literal is None:
        return piece
    if piece.type in NUMBERS and other.type == "string":
        return Piece(quoted(piece.literal), "string")
    if piece.type == "string" and other.type in NUMBERS and re.fullmatch(r"-?\d+(\.\d+)?", piece.literal):
        return Piece(piece.literal, other.type)
    if piece.type == "string" and other.type == "date":
        return Piece(f"date({piece.code})", "date")
    if piece.type == "string" and other.type == "bool" and piece.literal in {"OK", "yes", "true"}:
        return Piece("true", "bool")
    return piece


def doubled(piece: Piece) -> str:
    """The part as a decimal number, so that a division leaves nothing out."""
    if piece.literal is not None and piece.type == "int":
        return f"{piece.code}.0"
    return piece.tight(6) if piece.type == "double" else f"double({piece.code})"


def quoted(text: str) -> str:
    """A text as expressions write it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _selected(of: Piece, value: Piece) -> Piece:
    wanted = quoted(value.literal) if value.literal is not None else value.code
    return Piece(f"{wanted} in {of.code}" if of.type == "list" else f"{of.code} == {wanted}", "bool", 4)


def _if(condition: Piece, then: Piece, otherwise: Piece) -> Piece:
    then, otherwise = alike(then, otherwise), alike(otherwise, then)
    if {then.type, otherwise.type} == NUMBERS:
        then, otherwise = Piece(doubled(then), "double"), Piece(doubled(otherwise), "double")
    return Piece(f"{condition.tight(0)} ? {then.tight(0)} : {otherwise.tight(0)}", then.type, 0)


def _coalesce(first: Piece, second: Piece) -> Piece:
    return Piece(f"has({first.code}) ? {first.code} : {second.tight(0)}", first.type, 0)


def _concat(*pieces: Piece) -> Piece:
    return Piece(
        " + ".join(each.tight(5) if each.type == "string" else f"string({each.code})" for each in pieces), "string", 5
    )


def _matches(of: Piece, pattern: Piece) -> Piece:
    if pattern.literal is None:
        raise Untranslatable(_("The pattern of regex() must stand in quotation marks."))
    whole = f"^({pattern.literal})$" if not pattern.literal.startswith("^") else pattern.literal
    return Piece(f"{_as_text(of)}.matches({quoted(whole)})", "bool")


def _as_text(piece: Piece) -> str:
    return piece.tight(8) if piece.type == "string" else f"string({piece.code})"


def _text_test(method: str) -> Callable[..., Piece]:
    return lambda of, part: Piece(f"{_as_text(of)}.{method}({part.code})", "bool")


def _over(function: str) -> Callable[..., Piece]:
    def call(*pieces: Piece) -> Piece:
        kind = pieces[0].type.removeprefix("list of ")
        if function == "sum" and (len(pieces) != 1 or not pieces[0].type.startswith("list of ")):
            raise Untranslatable(_("sum() adds up a question inside a repeat."))
        return Piece(f"{function}({', '.join(piece.code for piece in pieces)})", kind)

    return call


def _size(of: Piece) -> Piece:
    return Piece(f"size({of.code})", "int")


def _convert(function: str, kind: str) -> Callable[..., Piece]:
    return lambda of: Piece(f"{function}({of.code})", kind)


def _number(of: Piece) -> Piece:
    return of if of.type in NUMBERS else Piece(f"double({of.code})", "double")


FUNCTIONS: dict[tuple[str, int], Callable[..., Piece]] = {
    ("selected", 2): _selected,
    ("count-selected", 1): _size,
    ("count", 1): _size,
    ("string-length", 1): lambda of: Piece(f"size({_as_text(of)})", "int"),
    ("not", 1): lambda of: Piece(f"!{of.tight(7)}", "bool", 7),
    ("true", 0): lambda: Piece("true", "bool"),
    ("false", 0): lambda: Piece("false", "bool"),
    ("today", 0): lambda: Piece("today", "date"),
    ("if", 3): _if,
    ("coalesce", 2): _coalesce,
    ("concat", -1): _concat,
    ("regex", 2): _matches,
    ("contains", 2): _text_test("contains"),
    ("starts-with", 2): _text_test("startsWith"),
    ("ends-with", 2): _text_test("endsWith"),
    ("int", 1): _convert("int", "int"),
    ("number", 1): _number,
    ("string", 1): lambda of: Piece(_as_text(of), "string"),
    ("date", 1): _convert("date", "date"),
    ("sum", -1): _over("sum"),
    ("min", -1): _over("min"),
    ("max", -1): _over("max"),
}
