r"""Patterns for ``matches``, sought in a time that grows with the text and never with the square of it.

The part of RE2's syntax that forms need: characters, ``.``, classes, ``\d \w \s``, groups, ``|``, ``* + ? {m,n}``,
``^`` and ``$``. What needs going back (references, looking around) cannot be written, so that no pattern of an author,
and no answer of a stranger, can keep a worker busy.

Source:
    K. Thompson, "Regular Expression Search Algorithm", Communications of the ACM 11 (6), 1968: all states of the
    automaton that can be reached are followed at once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

MOST_STEPS: Final = 1000
MOST_DEPTH: Final = 30
Test = Callable[[str], bool]
# One instruction: "one" (a test of a character), "split" (two ways on), "jump", "begin", "end", "found".
_Step = tuple[str, "Test | None", int, int]

_DIGIT: Final = frozenset("0123456789")
_WORD: Final = _DIGIT | frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
_SPACE: Final = frozenset("\t\n\f\r ")
_CLASSES: Final = {"d": _DIGIT, "w": _WORD, "s": _SPACE}
_CONTROLS: Final = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a"}


@dataclass(frozen=True, slots=True)
class Misread:
    """Why a pattern cannot be read, and at which of its characters."""

    at: int
    reason: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that has been read."""

    steps: tuple[_Step, ...]

    def found_in(self, text: str) -> bool:
        """Whether it is found anywhere in a text.

        >>> read_pattern("gr(a|e)y").found_in("a grey cat")
        True
        """
        now: set[int] = set()
        for at in range(len(text) + 1):
            # A match may begin at each character; what could be reached before stays in hand.
            if self._reach([*now, 0], now := set(), at, len(text)):
                return True
            if at < len(text):
                now = {state + 1 for state in now if self._takes(state, text[at])}
        return False

    def _takes(self, state: int, character: str) -> bool:
        test = self.steps[state][1]
        return test is not None and test(character)

    def _reach(self, ahead: list[int], reached: set[int], at: int, length: int) -> bool:
        """Add the states that are reached without a character; answer whether the end of the pattern is one."""
        seen: set[int] = set()
        while ahead:
            state = ahead.pop()
            if state in seen:
                continue
            seen.add(state)
            kind, _, first, second = self.steps[state]
            if kind == "found":
                return True
            if kind == "one":
                reached.add(state)
            elif kind == "split":
                ahead += [first, second]
            elif kind == "jump" or (kind == "begin" and at == 0) or (kind == "end" and at == length):
                ahead.append(first)
        return False


@lru_cache(maxsize=512)
def read_pattern(source: str) -> Pattern | Misread:
    """A pattern read once, or why it cannot be.

    >>> read_pattern("(a")
    Misread(at=2, reason='a group ( is not closed')
    """
    reader = _Reader(source)
    try:
        block = reader.alternatives(0)
        if reader.at < len(source):
            raise _Stop(reader.at, "there is a ) without its (")
    except _Stop as stopped:
        return Misread(stopped.at, stopped.reason)
    return Pattern((*_placed(block, 0), ("found", None, 0, 0)))


class _Stop(Exception):
    def __init__(self, at: int, reason: str) -> None:
        super().__init__(reason)
        self.at = at
        self.reason = reason


# Steps whose ways on are counted from themselves, so that blocks can be put together and repeated.
_Block = list[_Step]


def _placed(block: _Block, at: int) -> Iterable[_Step]:
    for place, (kind, test, first, second) in enumerate(block, at):
        yield kind, test, place + first, place + second


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0

    def alternatives(self, depth: int) -> _Block:
        if depth > MOST_DEPTH:
            raise _Stop(self.at, f"groups stand more than {MOST_DEPTH} deep")
        block = self.sequence(depth)
        while self.taken("|"):
            other = self.sequence(depth)
            block = [("split", None, 1, len(block) + 2), *block, ("jump", None, len(other) + 1, 0), *other]
        return block

    def sequence(self, depth: int) -> _Block:
        block: _Block = []
        while self.at < len(self.source) and self.source[self.at] not in "|)":
            block += self.repeated(self.atom(depth))
            if len(block) > MOST_STEPS:
                raise _Stop(self.at, "the pattern is too long when its repetitions are written out")
        return block

    def atom(self, depth: int) -> _Block:
        at = self.at
        sign = self.source[at]
        self.at += 1
        if sign == "(":
            return self.group(at, depth)
        if sign in "*+?{":
            raise _Stop(at, f"nothing stands before {sign} that could be repeated")
        if sign == "^":
            return [("begin", None, 1, 0)]
        if sign == "$":
            return [("end", None, 1, 0)]
        return [("one", self.test(sign), 0, 0)]

    def test(self, sign: str) -> Test:
        if sign == ".":
            return lambda character: character != "\n"
        if sign == "[":
            return self.character_class()
        if sign == "\\":
            return self.escaped()
        return lambda character: character == sign

    def group(self, at: int, depth: int) -> _Block:
        if self.source.startswith("?", self.at):
            if not self.source.startswith("?:", self.at):
                raise _Stop(at, "looking around and named groups are not part of these patterns")
            self.at += 2
        block = self.alternatives(depth + 1)
        if not self.taken(")"):
            raise _Stop(self.at, "a group ( is not closed")
        return block

    def repeated(self, block: _Block) -> _Block:
        at = self.at
        while self.at < len(self.source) and self.source[self.at] in "*+?{":
            if self.at > at:
                raise _Stop(self.at, "one repetition cannot follow another")
            least, most = self.times()
            if len(block) * max(least, most or 0, 1) > MOST_STEPS:
                raise _Stop(at, "the pattern is too long when its repetitions are written out")
            block = _repeat(block, least, most)
            self.taken("?")  # «as little as possible» does not change whether it is found
        return block

    def times(self) -> tuple[int, int | None]:
        sign = self.source[self.at]
        self.at += 1
        if sign != "{":
            return {"*": (0, None), "+": (1, None), "?": (0, 1)}[sign]
        least = self.number()
        if not self.taken(","):
            most: int | None = least
        else:
            most = None if self.source.startswith("}", self.at) else self.number()
        if not self.taken("}"):
            raise _Stop(self.at, "a repetition { is not closed; write \\{ for the sign itself")
        if most is not None and most < least:
            raise _Stop(self.at, "a repetition ends before it begins")
        return least, most

    def number(self) -> int:
        start = self.at
        while self.at < len(self.source) and self.source[self.at] in _DIGIT:
            self.at += 1
        if not 0 < self.at - start <= 4:
            raise _Stop(start, "a repetition needs a number from 0 to 1000")
        return int(self.source[start : self.at])

    def escaped(self) -> Test:
        sign = self.escape_sign()
        negated, plain = _CLASSES.get(sign.lower()) if sign.isupper() else None, _CLASSES.get(sign)
        if plain is not None:
            return plain.__contains__
        if negated is not None:
            return lambda character: character not in negated
        literal = self.literal(sign)
        return lambda character: character == literal

    def escape_sign(self) -> str:
        if self.at >= len(self.source):
            raise _Stop(self.at, "nothing stands after the last backslash")
        self.at += 1
        return self.source[self.at - 1]

    def literal(self, sign: str) -> str:
        if sign in _CONTROLS:
            return _CONTROLS[sign]
        if sign.isalnum():
            raise _Stop(self.at - 2, f"\\{sign} is not part of these patterns")
        return sign

    def character_class(self) -> Test:
        start = self.at - 1
        negated = self.taken("^")
        ranges: list[tuple[str, str]] = []
        sets: list[frozenset[str]] = []
        first = True
        while first or not self.source.startswith("]", self.at):
            if self.at >= len(self.source):
                raise _Stop(start, "a class [ is not closed")
            first = False
            self.class_part(ranges, sets)
        self.at += 1
        return lambda character: (
            negated != (any(low <= character <= high for low, high in ranges) or any(character in one for one in sets))
        )

    def class_part(self, ranges: list[tuple[str, str]], sets: list[frozenset[str]]) -> None:
        low = self.class_character(sets)
        if low is None:
            return
        if self.source.startswith("-", self.at) and self.source[self.at + 1 : self.at + 2] not in ("]", ""):
            self.at += 1
            high = self.class_character([])
            if high is None or high < low:
                raise _Stop(self.at, "a range in a class goes from a smaller character to a larger")
            ranges.append((low, high))
        else:
            ranges.append((low, low))

    def class_character(self, sets: list[frozenset[str]]) -> str | None:
        sign = self.source[self.at]
        self.at += 1
        if sign != "\\":
            return sign
        sign = self.escape_sign()
        if sign in _CLASSES:
            sets.append(_CLASSES[sign])
            return None
        return self.literal(sign)

    def taken(self, sign: str) -> bool:
        if self.source.startswith(sign, self.at):
            self.at += len(sign)
            return True
        return False


def _repeat(block: _Block, least: int, most: int | None) -> _Block:
    repeated = block * least
    if most is None:
        return [*repeated, ("split", None, 1, len(block) + 2), *block, ("jump", None, -len(block) - 1, 0)]
    optional: _Block = []
    for _ in range(most - least):
        # From the inside out: each further time is a way past all that come after it.
        optional = [("split", None, 1, len(block) + len(optional) + 1), *block, *optional]
    return [*repeated, *optional]
