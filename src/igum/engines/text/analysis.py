"""A text as words with their forms: the one analysis that documents and questions both go through."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from igum.engines.text import abbreviations, arabic, english, ethiopic, hebrew, russian, stopwords
from igum.engines.text.scripts import Script, words

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
    """A word of a text: as written (in plain shape), its script, its keys, and what it stands for if abbreviated."""

    text: str
    script: Script
    forms: tuple[str, ...]
    is_stop: bool = False
    expansion: tuple["Word", ...] = ()
    is_faint: bool = False
    """Whether the word says little of the subject: that help is wanted, that it be free, who in the family needs it."""


def analyse(text: str) -> tuple[Word, ...]:
    """The words of a text, in order.

    Never fails, whatever the text; the same text always gives the same words.

    >>> [word.text for word in analyse("מזון לקשישים") if not word.is_stop]
    ['מזון', 'לקשישים']
    >>> [part.text for part in analyse('ביט"ל')[0].expansion]
    ['ביטוח', 'לאומי']
    """
    return tuple(_word(piece[:LONGEST_WORD], script) for piece, script in words(text))


@lru_cache(maxsize=131072)
def _word(text: str, script: Script) -> Word:
    forms = _FORMS[script](text)
    full = abbreviations.expansion(text) if script == "hebr" else ""
    # What an expansion says is not expanded again.
    parts = tuple(Word(part, kind, _FORMS[kind](part), part in stopwords.ALL) for part, kind in words(full))
    return Word(
        text, script, forms, _is_stop(text, forms), parts, text in stopwords.FAINT or forms[0] in stopwords.FAINT
    )


def _is_stop(text: str, forms: tuple[str, ...]) -> bool:
    return text in stopwords.ALL or forms[0] in stopwords.ALL or (len(text) == 1 and not text.isdigit())


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
    """The keys words are indexed under, by script; a stop word under itself alone, an abbreviation also in full."""
    found: dict[Script, list[str]] = {}
    for word in words_of_text:
        for each in (word, *word.expansion) if word.expansion else (word,):
            found.setdefault(each.script, []).extend(each.forms[:1] if each.is_stop else each.forms)
    return found


def surfaces(words_of_text: Iterable[Word]) -> dict[Script, dict[str, None]]:
    """Words as they are written, once each, by script: what a reader would call the vocabulary of the text."""
    found: dict[Script, dict[str, None]] = {}
    for word in words_of_text:
        if not word.is_stop:
            found.setdefault(word.script, {})[word.forms[0]] = None
    return found
