"""Forms of a Russian word: its dictionary forms, and its Snowball stem for what no dictionary knows."""

from functools import lru_cache

import pymorphy3
import Stemmer

_SNOWBALL = Stemmer.Stemmer("russian", 0)
_LEAST_LIKELY = 0.1


@lru_cache(maxsize=1)
def _dictionary() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[str, ...]:
    """The keys of a Russian word, the word itself first (ё written as е).

    >>> "=пожилой" in forms("пожилых")
    True
    """
    plain = word.replace("ё", "е")
    likely = [parse for parse in _dictionary().parse(word) if parse.score >= _LEAST_LIKELY]
    lemmas = [f"={parse.normal_form.replace('ё', 'е')}" for parse in likely]
    return tuple(dict.fromkeys([plain, *lemmas, f"~{_SNOWBALL.stemWord(plain)}"]))


def is_known(word: str) -> bool:
    """Whether the dictionary has this very form."""
    return bool(_dictionary().word_is_known(word))
