"""The source of a rule cut into tokens: names, numbers, texts and signs."""

import re
from dataclasses import dataclass
from typing import Final

from igum.engines.rules.errors import RuleError
from igum.engines.rules.types import LARGEST_INT, NULL, SMALLEST_INT, Value, fits_double

MOST_CHARACTERS: Final = 10_000

_TOKEN: Final = re.compile(
    r"""(?P<space>[ \t\n\f\r]+|//[^\n]*)
    |(?P<double>[0-9]*\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+)
    |(?P<hex>0[xX][0-9a-fA-F]+)
    |(?P<int>[0-9]+)
    |(?P<text>(?P<prefix>[rRbB]{0,2})(?P<quote>\"\"\"|'''|"|'))
    |(?P<name>[_a-zA-Z][_a-zA-Z0-9]*)
    |(?P<sign>&&|\|\||==|!=|<=|>=|[-+*/%<>!?:,.()\[\]{}])""",
    re.VERBOSE,
)
_ESCAPE: Final = re.compile(
    r"\\(?:[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})|(.))", re.DOTALL
)
_SIMPLE: Final = dict(zip("abfnrtv\\?\"'`", "\a\b\f\n\r\t\v\\?\"'`", strict=True))
_WORDS: Final[dict[str, Value]] = {"true": True, "false": False, "null": NULL}
_ADVICE: Final = {
    "=": "Write == to compare.",
    "&": "Write && for «and».",
    "|": "Write || for «or».",
    "“": 'Write straight quotes: "text".',
    "”": 'Write straight quotes: "text".',
    "„": 'Write straight quotes: "text".',
    "״": 'Write straight quotes: "text".',
    "׳": "Write straight quotes: 'text'.",
    "’": "Write straight quotes: 'text'.",
    "≤": "Write <=.",
    "≥": "Write >=.",
    "≠": "Write !=.",
    ";": "A rule is one expression: join its parts by && or ||.",
}


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a rule. ``kind`` is name, literal, sign or end; ``value`` is a literal's value."""

    kind: str
    text: str
    start: int
    end: int
    value: Value = None

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands, for an error."""
        return self.start, self.end


def cut(source: str) -> list[Token]:
    """The tokens of a rule, the last of them of kind ``end``.

    Raises:
        RuleError: the source is too long, or something in it is no token.

    >>> [token.text for token in cut("size >= 3")]
    ['size', '>=', '3', '']
    """
    if len(source) > MOST_CHARACTERS:
        raise RuleError(
            "too_long",
            f"The rule has {len(source)} characters; at most {MOST_CHARACTERS} can be read.",
            (MOST_CHARACTERS, len(source)),
            "Split it into several rules.",
            most=MOST_CHARACTERS,
        )
    tokens: list[Token] = []
    at = 0
    while at < len(source):
        found = _TOKEN.match(source, at)
        if found is None:
            raise _strange_character(source, at)
        at = found.end()
        if found.lastgroup == "quote" or found["text"]:
            token, at = _read_text(source, found)
            tokens.append(token)
        elif not found["space"]:
            tokens.append(_token(source, found))
    tokens.append(Token("end", "", len(source), len(source)))
    return tokens


def _token(source: str, found: re.Match[str]) -> Token:
    text, start, end = found[0], found.start(), found.end()
    if found["sign"]:
        return Token("sign", text, start, end)
    if found["name"]:
        if text in _WORDS:
            return Token("literal", text, start, end, _WORDS[text])
        return Token("name", text, start, end)
    if source[end : end + 1].isalnum() or source[end : end + 1] == "_":
        raise _bad_number(source, start, end)
    return Token("literal", text, start, end, _number(found))


def _number(found: re.Match[str]) -> int | float:
    span = (found.start(), found.end())
    if found["double"]:
        double = float(found[0])
        if not fits_double(double):
            raise RuleError("number_too_large", f"{found[0]} is too large or too small.", span, number=found[0])
        return double
    if len(found[0]) > 40:
        raise RuleError("number_too_large", "This whole number is too large.", span, number=found[0][:40])
    # One more than the largest is let through here: with a minus before it, it is the smallest.
    number = int(found[0], 16) if found["hex"] else int(found[0])
    if number > -SMALLEST_INT:
        raise too_large(found[0], span)
    return number


def too_large(text: str, span: tuple[int, int]) -> RuleError:
    """The refusal of a whole number past 64 bits."""
    return RuleError(
        "number_too_large",
        f"{text} is too large: whole numbers go up to {LARGEST_INT}.",
        span,
        f"Write a decimal number: {text}.0.",
        number=text,
    )


def _bad_number(source: str, start: int, end: int) -> RuleError:
    if source[end] in "uU":
        return RuleError(
            "unsigned_number",
            "Numbers marked u are not part of this language.",
            (start, end + 1),
            f"Write {source[start:end]}.",
            number=source[start:end],
        )
    return RuleError(
        "bad_number",
        f"«{source[start : end + 1]}» is neither a number nor a name.",
        (start, end + 1),
        "A name begins with a letter; a number has digits only.",
        text=source[start : end + 1],
    )


def _read_text(source: str, found: re.Match[str]) -> tuple[Token, int]:
    prefix, quote = found["prefix"].lower(), found["quote"]
    start, at = found.start(), found.end()
    if "b" in prefix or len(prefix) > 1:
        raise RuleError(
            "bytes_text", "Bytes are not part of this language.", (start, at), "Write the text without b before it."
        )
    end = _end_of_text(source, at, quote, raw=bool(prefix))
    if end < 0:
        raise RuleError(
            "unclosed_text", f"A text begins here and never ends: {quote} is missing.", (start, len(source)),
            f"Write {quote} where the text ends.", quote=quote,
        )  # fmt: skip
    body = source[at:end]
    if len(quote) == 1 and ("\n" in body or "\r" in body):
        raise RuleError(
            "unclosed_text", "A text in single quotes cannot go over the end of a line.", (start, end),
            f"Close it by {quote}, or write {quote * 3} on both sides.", quote=quote,
        )  # fmt: skip
    value = body if prefix else _unescape(body, at)
    return Token("literal", source[start : end + len(quote)], start, end + len(quote), value), end + len(quote)


def _end_of_text(source: str, at: int, quote: str, *, raw: bool) -> int:
    while (end := source.find(quote, at)) >= 0:
        if raw:
            return end
        backslashes = 0
        while end - backslashes > at and source[end - backslashes - 1] == "\\":
            backslashes += 1
        if backslashes % 2 == 0:
            return end
        at = end + 1
    return -1


def _unescape(body: str, at: int) -> str:
    def one(found: re.Match[str]) -> str:
        span = (at + found.start(), at + found.end())
        hexadecimal = found[1] or found[2] or found[3]
        if hexadecimal or found[4]:
            number = int(hexadecimal, 16) if hexadecimal else int(found[4], 8)
            if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
                raise RuleError("bad_escape", f"{found[0]} is no character.", span, escape=found[0])
            return chr(number)
        if found[5] not in _SIMPLE:
            raise RuleError(
                "bad_escape", f"{found[0]} means nothing in a text.", span,
                "Write \\\\ for a backslash, or r before the text.", escape=found[0],
            )  # fmt: skip
        return _SIMPLE[found[5]]

    return _ESCAPE.sub(one, body)


def _strange_character(source: str, at: int) -> RuleError:
    sign = source[at]
    advice = _ADVICE.get(sign, "")
    if not advice and sign.isalpha():
        advice = f'Names are in Latin letters; a text stands in quotes: "{_word_at(source, at)}".'
    return RuleError("strange_character", f"«{sign}» means nothing here.", (at, at + 1), advice, character=sign)


def _word_at(source: str, at: int) -> str:
    found = re.compile(r"\w+").match(source, at)
    return found[0][:40] if found else source[at]
