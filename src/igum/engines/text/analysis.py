"""A text as words with their forms: the one analysis that documents and questions both go through."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from typing import Any

from igum.engines.text import arabic, english, ethiopic, hebrew, russian, stopwords
from igum.engines.text.scripts import Script, words
from igum.engines.text.senses import senses

# A form of more letters than this is no word of any of our languages, and the index takes no key of 64 kB.
LONGEST_WORD = 60

_FORMS: dict[Script, Callable[[str], tuple[str, ...]]] = {
    "hebr": hebrew.forms,
    "arab": arabic.forms,
    "cyrl": russian.forms,
    "ethi": ethiopic.forms,
    "latn": english.forms,
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as written (in plain shape), its script and its keys."""

    text: str
    script: Script
    forms: tuple[str, ...]
    is_stop: bool = False
    is_faint: bool = False
    """Whether the word says little of the subject: that help is wanted, that it be free, who in the family needs it."""
    whole: tuple[str, ...] = ()
    """Those of its keys that rest on no guess that its first letters are particles, where the dictionary has it."""
    senses: tuple[str, ...] = ()
    """What the word does inside a phrase, if it is one of the small words that deny, want or tell when."""


def analyse(text: str) -> tuple[Word, ...]:
    """The words of a text, in order.

    Never fails, whatever the text; the same text always gives the same words.

    >>> [word.text for word in analyse("מזון לקשישים") if not word.is_stop]
    ['מזון', 'לקשישים']
    >>> [word.text for word in analyse('עו"ד בעכו') if not word.is_stop]
    ['עו"ד', 'בעכו']
    """
    return tuple(_word(piece[:LONGEST_WORD], script) for piece, script in words(text))


class KnownWords:
    """Words analysed before, so that a text of them need not be again: dictionaries take seconds to read and ask."""

    def __init__(self, known: Iterable[Word] = ()) -> None:
        """Take the words."""
        self._known = {(word.text, word.script): word for word in known}

    def analyse(self, text: str) -> tuple[Word, ...]:
        """What ``analyse`` says of a text."""
        pieces = ((piece[:LONGEST_WORD], script) for piece, script in words(text))
        return tuple(self._known.get(piece) or _word(*piece) for piece in pieces)

    def learn(self, text: str) -> None:
        """Remember the words of a text."""
        self._known.update(((word.text, word.script), word) for word in self.analyse(text))

    def rows(self) -> Iterator[list[Any]]:
        """The words in JSON's types."""
        return (list(astuple(word)) for word in self._known.values())

    @classmethod
    def of_rows(cls, rows: Iterable[Sequence[Any]]) -> "KnownWords":
        """What ``rows`` gave.

        Raises:
            TypeError, ValueError: the rows are not of this shape.
        """
        return cls(
            Word(text, script, tuple(forms), is_stop, is_faint, tuple(whole), tuple(small))
            for text, script, forms, is_stop, is_faint, whole, small in rows
        )


@lru_cache(maxsize=131072)
def _word(text: str, script: Script) -> Word:
    forms = _FORMS[script](text)
    # An abbreviation is not the word that its letters spell without the mark: עו"ד is not עוד, "more".
    alike = (text,) if script == "hebr" and '"' in text else (text, forms[0])
    small = senses(text, alike[-1], script)
    return Word(
        text,
        script,
        forms,
        is_stop=bool(small) or _is_stop(alike),
        is_faint=any(each in stopwords.FAINT for each in alike),
        whole=hebrew.whole(text) if script == "hebr" else forms,
        senses=small,
    )


def _is_stop(alike: tuple[str, ...]) -> bool:
    return any(each in stopwords.ALL or (len(each) == 1 and not each.isdigit()) for each in alike)


def readings(word: Word) -> tuple[str, ...]:
    """A word in plain shape with and without what may lean on its front: for names, which do not inflect otherwise.

    >>> readings(analyse("בכרמיאל")[0])
    ('בכרמיאל', 'כרמיאל')
    """
    if word.script == "hebr":
        return tuple(hebrew.readings(word.forms[0]))
    if word.script == "arab":
        return tuple(arabic.fold(reading) for reading in arabic.readings(word.text))
    if word.script == "ethi":
        return tuple(ethiopic.readings(word.forms[0]))
    # Russian names decline: their dictionary forms and stem stand for them. Latin names have no other form.
    return word.forms if word.script == "cyrl" else word.forms[:1]


def keys(words_of_text: Iterable[Word]) -> dict[Script, list[str]]:
    """The keys words are indexed under, by script; a stop word under itself alone."""
    found: dict[Script, list[str]] = {}
    for word in words_of_text:
        found.setdefault(word.script, []).extend(word.forms[:1] if word.is_stop else word.forms)
    return found


def surfaces(words_of_text: Iterable[Word]) -> dict[Script, dict[str, None]]:
    """Words as they are written, once each, by script: what a reader would call the vocabulary of the text."""
    found: dict[Script, dict[str, None]] = {}
    for word in words_of_text:
        if not word.is_stop:
            found.setdefault(word.script, {})[word.forms[0]] = None
    return found
