"""Words typed with the keyboard set to another language, and put right.

The same keys stand for other letters in each layout: akuo is שלום with the keyboard left in English. Which reading was
meant is judged by how many of its words are known; what is known, the caller says.
"""

from collections.abc import Callable
from dataclasses import dataclass

from igum.engines.text.scripts import SCRIPT_OF_LANGUAGE, Script, words

_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./"
# In the order of _KEYS: SI-1452 Hebrew, Arabic 101, Russian ЙЦУКЕН. The Arabic b key gives two letters.
_HEBREW = ";/'קראטוןםפ][שדגכעיחלךף,זסבהנמצתץ."
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю."
_ARABIC = ["ذ", *"ضصثقفغعهخحجدشسيبلاتنمكطئءؤر", "لا", *"ىةوزظ"]
_LAYOUTS: dict[str, list[str]] = {
    "en": list(_KEYS),
    "he": list(_HEBREW),
    "ar": _ARABIC,
    "ru": list(_RUSSIAN),
}
_FINALS = frozenset("ךםןףץ")
# A reading must be this much better known than what was typed, and at least half known, before it is believed.
_MARGIN = 0.3
_ENOUGH = 0.5


@dataclass(frozen=True)
class Repair:
    """What was meant, and the language whose keyboard was meant."""

    text: str
    language: str


def retype(text: str, typed: str, meant: str) -> str:
    """The text as the same keys give it in another layout; what is on no key stays.

    >>> retype("akuo", "en", "he"), retype("ghbdtn", "en", "ru"), retype("שלום", "he", "en")
    ('שלום', 'привет', 'akuo')
    """
    key_of = {letter: key for key, letter in enumerate(_LAYOUTS[typed])}
    text = text.lower()
    if typed == "ar":
        # The ligature is one key; as two letters it would read as two.
        text = text.replace("لا", "\ufefb")
        key_of["\ufefb"] = key_of["لا"]
    return "".join(_LAYOUTS[meant][key_of[letter]] if letter in key_of else letter for letter in text)


def repair(text: str, known: Callable[[str, Script], float]) -> Repair | None:
    """The reading in another layout that makes clearly more sense than what was typed, if there is one.

    Args:
        text: what was typed.
        known: how well a word of a script is known, from 0 to 1.
    """
    typed = _layout_of(text)
    if typed is None:
        return None
    as_typed = _sense(text, typed, known)
    if as_typed + _MARGIN > 1.0:
        return None
    best = max((_reading(text, typed, meant, known) for meant in _LAYOUTS if meant != typed), key=lambda pair: pair[0])
    sense, found = best
    return found if sense >= _ENOUGH and sense >= as_typed + _MARGIN else None


def _layout_of(text: str) -> str | None:
    """The layout most of the letters were typed in; none when the words are in several scripts or in none of ours."""
    scripts = {script for word, script in words(text) if not word.isdigit()}
    languages = [language for language in _LAYOUTS if SCRIPT_OF_LANGUAGE[language] in scripts]
    return languages[0] if len(languages) == 1 and len(scripts) == 1 else None


def _reading(text: str, typed: str, meant: str, known: Callable[[str, Script], float]) -> tuple[float, Repair]:
    again = retype(text, typed, meant)
    return _sense(again, meant, known), Repair(again, meant)


def _sense(text: str, language: str, known: Callable[[str, Script], float]) -> float:
    """How much of the text is known words of the language, by letters; nothing where a word cannot be spelt so."""
    script = SCRIPT_OF_LANGUAGE[language]
    found = [(word, kind) for word, kind in words(text) if not word.isdigit()]
    letters = sum(len(word) for word, _ in found)
    if not letters or any(script == "hebr" and _FINALS & set(word[:-1]) - set("\"'") for word, _ in found[:1]):
        return 0.0
    return sum(len(word) * known(word, kind) for word, kind in found if kind == script) / letters
