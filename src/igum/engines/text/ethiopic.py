"""Forms of an Amharic word: letters that sound alike written as one, and the commonest particles off.

The fidel has several letters for one sound (ሀ ሐ ኀ, ሰ ሠ, አ ዐ, ጸ ፀ) and people use them freely. Each letter stands for a
consonant with one of seven vowels, eight code points to a consonant.
"""

from functools import lru_cache

# Rows of eight code points: the first letter of a row that is rewritten, and of the row that stands for it.
_ROWS = {"ሐ": "ሀ", "ኀ": "ሀ", "ሠ": "ሰ", "ዐ": "አ", "ፀ": "ጸ"}
_HOMOPHONES = {ord(many) + order: ord(one) + order for many, one in _ROWS.items() for order in range(8)}
# The first and the fourth vowel sound the same after a throat letter: ሀ and ሃ, አ and ኣ; ኸ is another ha.
_HOMOPHONES |= {ord(a): ord("ሀ") for a in "ሃሓኃኸኻ"} | {ord(a): ord("አ") for a in "ኣዓ"}
# Of, to, in, from, by; then about and until.
_PREFIXES = ("ስለ", "እንደ", "እስከ", "የ", "ለ", "በ", "ከ")
# Plural with object, article, possessive; plural; object; the article "the".
_PLURAL = "ች"
_ENDINGS = ("ዎችን", "ዎች", "ችን", "ች", "ን", "ና")
_LEAST = 2
_ORDERS = 8
_SEVENTH, _SIXTH = 6, 5


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[str, ...]:
    """The keys of an Amharic word, its one spelling first.

    >>> forms("ሐኪም")[0] == forms("ሀኪም")[0]
    True
    >>> set(forms("ለልጆች")) & set(forms("ልጅ"))
    {'~ልጅ'}
    """
    plain = fold(word)
    return tuple(dict.fromkeys([plain, *(f"~{_stem(reading)}" for reading in readings(plain))]))


def readings(plain: str) -> list[str]:
    """The word in its one spelling, and what is left of it without a leading particle."""
    for prefix in _PREFIXES:
        if plain.startswith(prefix) and len(plain) - len(prefix) >= _LEAST:
            return [plain, plain[len(prefix) :]]
    return [plain]


def fold(word: str) -> str:
    """The word with one letter for each sound."""
    return word.translate(_HOMOPHONES)


def _stem(word: str) -> str:
    """Without the plural and the object; the vowel that the plural put on the last consonant goes with it."""
    for ending in _ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _LEAST:
            return _close(rest) if _PLURAL in ending else rest
    return word


def _close(word: str) -> str:
    last = ord(word[-1])
    if last % _ORDERS == _SEVENTH:
        return word[:-1] + chr(last - _SEVENTH + _SIXTH)
    return word
