"""Which script a word is written in, and writing reduced to one shape."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

Script = Literal["hebr", "arab", "cyrl", "ethi", "latn"]
SCRIPTS: tuple[Script, ...] = ("hebr", "arab", "cyrl", "ethi", "latn")
SCRIPT_OF_LANGUAGE: dict[str, Script] = {"he": "hebr", "ar": "arab", "ru": "cyrl", "am": "ethi", "en": "latn"}

# Points and cantillation (maqaf, U+05BE, joins words and is a space here), Arabic vowel signs and tatweel, and the
# invisible marks of direction and joining that come along with copied text.
_MARKS = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_DOUBLE_QUOTES = re.compile("[\u05f4\u201c\u201d\u201e\u201f\u2033]|''|\u05f3\u05f3|\u2019\u2019")
_SINGLE_QUOTES = re.compile("[\u05f3\u2018\u2019\u201a\u201b\u2032`\u00b4]")
# Putting marks of one letter in order takes the square of their number: what has no end is cut.
_ENDLESS = re.compile(r"\S{1000}")
_WORD = re.compile(r"""[^\W_]+(?:["'][^\W_]+)*'?""")
_RUN = re.compile(
    "(?P<hebr>[\u05d0-\u05ea][\u05d0-\u05ea\"']*)|(?P<arab>[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]+)"
    "|(?P<cyrl>[\u0400-\u052f]+)|(?P<ethi>[\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f]+)|(?P<latn>[^\u0400-\u139f]+)"
)


def plain(text: str) -> str:
    """The text in one shape: compatibility forms unfolded, marks dropped, quotes alike, small letters.

    >>> plain("שָׁלוֹם מתנ״ס  Café")
    'שלום מתנ"ס  cafe'
    """
    text = unicodedata.normalize("NFKC", _ENDLESS.sub(r"\g<0> ", text)).casefold()
    text = _DOUBLE_QUOTES.sub('"', text)
    text = _SINGLE_QUOTES.sub("'", text)
    return _ACCENTED.sub(_without_accent, _MARKS.sub("", text))


def _without_accent(letter: re.Match[str]) -> str:
    """The Latin letter beneath its accents. Cyrillic й is a letter of its own, and keeps its breve."""
    return unicodedata.normalize("NFD", letter.group())[0]


def words(text: str) -> list[tuple[str, Script]]:
    """The words of a text in order, each in one script; a word of two scripts is cut where they meet.

    >>> words("אבחון ADHD בעכו")
    [('אבחון', 'hebr'), ('adhd', 'latn'), ('בעכו', 'hebr')]
    >>> words('מתנ"ס ב-Akko')
    [('מתנ"ס', 'hebr'), ('ב', 'hebr'), ('akko', 'latn')]
    """
    return [piece for word in _WORD.findall(plain(text)) for piece in _cut(word)]


@lru_cache(maxsize=65536)
def _cut(word: str) -> tuple[tuple[str, Script], ...]:
    pieces: list[tuple[str, Script]] = []
    for run in _RUN.finditer(word):
        script: Script = run.lastgroup  # type: ignore[assignment]  # the group names are the scripts
        piece = run.group().strip("\"'") if script != "hebr" else run.group().strip('"')
        if piece:
            pieces.append((piece, script))
    return tuple(pieces)
