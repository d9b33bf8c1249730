"""A letter's words: patterns with named placeholders, filled with facts in the language of the recipient.

A letter is plain text, so what keeps figures from turning around in a right-to-left line are Unicode's
isolates (Unicode Standard Annex 9, section 2.4); a link stands on a line of its own, because programs
that make links of addresses take an isolate's end for a part of them.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

RIGHT_TO_LEFT = frozenset({"he", "ar"})
FALLBACK = ("he", "en", "ar", "ru", "am")  # whose words to use where the recipient's language has none
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)\}")
LINK = re.compile(r"https?://\S+")
LRI, FSI, PDI = "\u2066", "\u2068", "\u2069"
TURNS_WRITING = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
LONGEST_SUBJECT = 200
LONGEST_BODY = 10_000

Fact = str | int | date | datetime | time


@dataclass(frozen=True, slots=True)
class Wording:
    """Subject and body of a letter in one language, with placeholders such as ``{name}``."""

    subject: str
    body: str

    @property
    def placeholders(self) -> frozenset[str]:
        """The facts it asks for."""
        return frozenset(PLACEHOLDER.findall(self.subject) + PLACEHOLDER.findall(self.body))

    @property
    def stray_braces(self) -> bool:
        """Whether a brace stands in it that belongs to no placeholder: a name misspelt, or one end forgotten."""
        return any(sign in PLACEHOLDER.sub("", text) for text in (self.subject, self.body) for sign in "{}")


@dataclass(frozen=True, slots=True)
class Words:
    """A filled letter: ready to send."""

    subject: str
    body: str
    language: str


def choose_language(wanted: str, *sets: Mapping[str, Wording]) -> tuple[str, Wording] | None:
    """The first of several sets that speaks a language: the wanted one if any set does, else the next best.

    >>> own, general = {"he": Wording("א", "א")}, {"he": Wording("ב", "ב"), "ru": Wording("б", "б")}
    >>> choose_language("ru", own, general)[1].body, choose_language("am", own, general)[1].body
    ('б', 'א')
    """
    for language in (wanted, *FALLBACK):
        for wordings in sets:
            if language in wordings:
                return language, wordings[language]
    return None


def fill(wording: Wording, written: Mapping[str, str], language: str) -> Words:
    """Put facts, already written out in the language, into the places that name them.

    Raises:
        KeyError: a place names a fact that is not there.
    """
    subject = PLACEHOLDER.sub(lambda place: _isolated(written[place[1]], language), wording.subject)
    body = "\n".join(_line(line, written, language) for line in wording.body.strip().splitlines())
    return Words(" ".join(subject.split()), body, language)


def _line(line: str, written: Mapping[str, str], language: str) -> str:
    """One line; a link in it gets a line of its own, and the stop after it falls away."""
    parts: list[str] = []
    end = 0
    for place in PLACEHOLDER.finditer(line):
        text = written[place[1]]
        is_link = LINK.fullmatch(text) is not None
        parts += [line[end : place.start()], f"\n{text}\n" if is_link else _isolated(text, language)]
        end = place.end()
    parts.append(line[end:])
    pieces = "".join(parts).split("\n") if any("\n" in part for part in parts) else ["".join(parts)]
    kept = [piece.strip() for piece in pieces if piece.strip(" \t.,;:!?") or len(pieces) == 1]
    return "\n".join(kept)


def clean_text(text: str) -> str:
    r"""A text from outside without control signs, and without signs that would turn the rest of the letter around.

    >>> clean_text("Dan\u202egro.elpmaxe\x00")
    'Dangro.elpmaxe'
    """
    turned = text.replace("\r\n", "\n").replace("\r", "\n").translate(TURNS_WRITING)
    return "".join(sign for sign in turned if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs"}).strip()


def isolate(text: str) -> str:
    """Figures, ranges, dates and codes that read from left to right."""
    return f"{LRI}{text}{PDI}"


def _isolated(text: str, language: str) -> str:
    """Isolated only where the writing would turn: an isolate makes a text message of Latin letters cost double."""
    text = " ".join(clean_text(text).split())  # an isolate ends with its line
    kinds = {unicodedata.bidirectional(sign) for sign in text}
    has_rtl = bool(kinds & {"R", "AL"})
    if language not in RIGHT_TO_LEFT:
        return f"{FSI}{text}{PDI}" if has_rtl else text
    if "L" in kinds:
        return f"{FSI}{text}{PDI}"
    if has_rtl or text.isdigit() or not kinds & {"EN", "AN"}:
        return text
    return isolate(text)


def addresses_in(text: str) -> list[str]:
    """The links in a letter."""
    return LINK.findall(text)
