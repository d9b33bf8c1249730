"""Forms of a Hebrew word: light stemming by letters, with a dictionary of lemmas beside it.

The letters ושהכלמב stand before a word as "and, that, the, as, to, from, in"; vowels are written or left out; endings
carry number, gender and possession. None can be told for certain without context, so a word is indexed under each
reading that is likely, and a match counts once.
"""

from functools import lru_cache

import simplemma

PREFIX_LETTERS = "ושהכלמב"
# What may stand before a word, one or two letters of it; three are seldom, and give more wrong readings than right.
_PREFIXES = frozenset(PREFIX_LETTERS) | frozenset(
    "וה וב ול ומ וש וכ שה שב של שמ שכ כש מה בה לה מש כל הב הל המ הש הכ".split()  # noqa: SIM905 - as below
)
# Possession, number and gender; the longest that fits is taken off. Not ם, ן and ך alone: far oftener they are of the
# word itself (מזון, אבחון, שיקום) than "their" and "your".
_SUFFIXES = frozenset(
    """
    ויותיהם ויותיהן יותיהם יותיהן ותיהם ותיהן ותיכם ותיכן ותינו ותייך ותיו ותיה ותיי ותיך ויות יהם יהן יכם יכן ינו ייך
    יות ים ות ית יה יו יי יך תי נו כם כן הם הן ה ו י ת
    """.split()  # noqa: SIM905 - read better as a line
)
_LONGEST_SUFFIX = max(map(len, _SUFFIXES))
_MEDIAL = str.maketrans("ךםןףץ", "כמנפצ")
_LEAST = 3


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[str, ...]:
    """The keys of a Hebrew word, the word itself first.

    >>> "~קשש" in forms("לקשישים") and "~קשש" in forms("קשישה")
    True
    """
    bare = word.replace('"', "").replace("'", "")
    if '"' in word:
        return _once([bare, *readings(bare)[1:]])
    likely = _likely(bare)
    lemmas = [f"={lemma}" for reading in likely for lemma in _lemmas(reading)]
    skeletons = [f"~{skeleton(reading)}" for reading in likely]
    return _once([bare, *lemmas, *skeletons])


@lru_cache(maxsize=65536)
def whole(word: str) -> tuple[str, ...]:
    """The keys of a Hebrew word taken for what it is: without particles taken off a word that the dictionary has.

    Two words that meet only when both lose a letter seldom mean the same: מכור, "addicted", and משכורת, "salary".

    >>> "~כור" in whole("מכור"), "~קשש" in whole("לקשישים")
    (False, True)
    """
    bare = word.replace('"', "").replace("'", "")
    if '"' in word or not simplemma.is_known(bare, "he"):
        return forms(word)
    return _once([bare, f"={simplemma.lemmatize(bare, 'he')}", f"~{skeleton(bare)}"])


def _likely(word: str) -> list[str]:
    """The readings of a word, less those that the dictionary makes unlikely: it has the word and not what is left."""
    every = readings(word)
    if len(every) == 1 or not simplemma.is_known(word, "he"):
        return every
    return [word, *(rest for rest in every[1:] if simplemma.is_known(rest, "he"))]


def readings(word: str) -> list[str]:
    """The word and what is left of it without one and two leading particles, three letters at least."""
    found = [word]
    for length in (1, 2):
        prefix, rest = word[:length], word[length:]
        if len(rest) < _LEAST or prefix not in _PREFIXES:
            break
        found.append(rest)
    return found


def skeleton(word: str) -> str:
    """A word without its ending, its final letter shapes and its inner vowel letters.

    >>> skeleton("משפחותיהם"), skeleton("משפחה"), skeleton("חינוך"), skeleton("חנוך")
    ('משפח', 'משפח', 'חנכ', 'חנכ')
    """
    for length in range(min(_LONGEST_SUFFIX, len(word) - _LEAST), 0, -1):
        if word[-length:] in _SUFFIXES:
            word = word[:-length]
            break
    word = word.translate(_MEDIAL)
    if len(word) > _LEAST:
        inner = word[1:-1].replace("ו", "").replace("י", "")
        word = word[0] + inner + word[-1]
    return word


def _lemmas(word: str) -> list[str]:
    return [simplemma.lemmatize(word, "he")] if simplemma.is_known(word, "he") else []


def _once(keys: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
