"""Forms of an Arabic word: one writing of alef, ya and ta marbuta, clitics off, stem and lemma."""

from functools import lru_cache

import simplemma
import Stemmer

_SNOWBALL = Stemmer.Stemmer("arabic", 0)
_LETTERS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ی": "ي", "ک": "ك"}
)
# And, with, as, so, to: before the article or alone; longer first.
_CLITICS = ("وبال", "وكال", "ولل", "وال", "بال", "كال", "فال", "لل", "ال", "و", "ف", "ب", "ل", "ك")
_PLURALS = ("ون", "ين", "ات", "ان")
_LEAST = 3


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[str, ...]:
    """The keys of an Arabic word, its plain writing first.

    >>> set(forms("للمسنين")) & set(forms("المسنين")) != set()
    True
    """
    plain = fold(word)
    likely = readings(word)
    lemmas = [f"={fold(simplemma.lemmatize(reading, 'ar'))}" for reading in likely if simplemma.is_known(reading, "ar")]
    folded = [fold(reading) for reading in likely]
    stems = [f"~{_SNOWBALL.stemWord(reading)}" for reading in folded]
    singular = [f"~{_singular(reading)}" for reading in folded]
    return tuple(dict.fromkeys([plain, *lemmas, *stems, *singular]))


def fold(word: str) -> str:
    """One letter where hands differ: the hamza's seats, the two ya, the two ta.

    >>> fold("إعاقة") == fold("اعاقه")
    True
    """
    return word.translate(_LETTERS)


def _singular(word: str) -> str:
    """Without the sound plural, masculine (in either case), feminine or dual: Snowball leaves it on short words."""
    for ending in _PLURALS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)]
    return word


def readings(word: str) -> list[str]:
    """The word, and what is left of it without its clitics, three letters at least."""
    for clitic in _CLITICS:
        if word.startswith(clitic) and len(word) - len(clitic) >= _LEAST:
            return [word, word[len(clitic) :]]
    return [word]
