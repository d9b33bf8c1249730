"""A word with one slip put right, from the words that the index has.

Only what is one slip away is considered: a letter lost, added, changed, or two swapped. Slips are not alike: letters
that sound alike, letters on neighbouring keys, and vowel letters written or left out are likelier than others.
"""

import math
from collections.abc import Callable, Iterator

from igum.engines.text.scripts import Script

_ALPHABETS: dict[Script, str] = {
    "hebr": "אבגדהוזחטיכלמנסעפצקרשתךםןףץ",
    "arab": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءئؤ",
    "cyrl": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "latn": "abcdefghijklmnopqrstuvwxyz",
    # An alphabet of three hundred letters: slips of vowel are found by its own row, see _changed.
    "ethi": "",
}
_SOUND_ALIKE: dict[Script, tuple[str, ...]] = {
    "hebr": ("טת", "כקח", "אעה", "סש", "בו", "צס", "םמ", "ןנ", "ףפ", "ךכ", "ץצ"),
    "arab": ("تط", "سص", "دض", "ذزظ", "حه", "قك", "اعه"),
    "cyrl": ("ао", "еи", "ыи", "бп", "вф", "гк", "дт", "жш", "зс", "шщ", "ьъ"),
    "latn": ("cks", "iy", "fp", "sz", "ae", "gj"),
    "ethi": (),
}
_VOWEL_LETTERS: dict[Script, str] = {"hebr": "ויא", "arab": "اوي", "cyrl": "ьйе", "latn": "aeiou", "ethi": ""}
_KEY_ROWS: dict[Script, tuple[str, ...]] = {
    "hebr": ("קראטוןםפ", "שדגכעיחלךף", "זסבהנמצתץ"),
    "arab": ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظ"),
    "cyrl": ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    "latn": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    "ethi": (),
}
LIKELY, _COMMON, _RARE = 0.5, 1.0, 2.0
_LEAST = 3
_VOWELS_OF_ROW = 8


def neighbours(word: str, script: Script) -> Iterator[tuple[str, float]]:
    """All that is one slip away from a word, each with how unlikely the slip is; a thing may come twice."""
    vowels = _VOWEL_LETTERS[script]
    for place in range(len(word)):
        before, letter, after = word[:place], word[place], word[place + 1 :]
        doubled = before.endswith(letter) or after.startswith(letter)
        yield before + after, LIKELY if doubled or letter in vowels else _COMMON
        if after and after[0] != letter:
            yield before + after[0] + letter + after[1:], LIKELY
        yield from ((before + other + after, cost) for other, cost in _changed(letter, script))
    for place in range(len(word) + 1):
        for added in _ALPHABETS[script]:
            yield word[:place] + added + word[place:], LIKELY if added in vowels else _COMMON


def is_one_slip(word: str, other: str) -> bool:
    """Whether two words differ by one letter lost, added or changed, or by two swapped: in scripts of any size.

    >>> is_one_slip("አልፈልም", "አልፈልግም"), is_one_slip("ab", "ba"), is_one_slip("abc", "cba")
    (True, True, False)
    """
    if word == other or abs(len(word) - len(other)) > 1:
        return False
    start = next((place for place, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), len(word))
    rest, other_rest = word[start:], other[start:]
    swapped = len(rest) > 1 and rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]
    return swapped or rest[1:] == other_rest[1:] or rest[1:] == other_rest or rest == other_rest[1:]


def _changed(letter: str, script: Script) -> Iterator[tuple[str, float]]:
    if script == "ethi":
        row = ord(letter) - ord(letter) % _VOWELS_OF_ROW
        yield from ((chr(row + vowel), _COMMON) for vowel in range(_VOWELS_OF_ROW) if row + vowel != ord(letter))
        return
    alike = {other for group in _SOUND_ALIKE[script] if letter in group for other in group}
    beside = _beside(letter, script)
    for other in _ALPHABETS[script]:
        if other != letter:
            yield other, LIKELY if other in alike else _COMMON if other in beside else _RARE


def _beside(letter: str, script: Script) -> set[str]:
    """The letters on the keys around a letter's key."""
    found: set[str] = set()
    for number, row in enumerate(_KEY_ROWS[script]):
        place = row.find(letter)
        if place >= 0:
            near = _KEY_ROWS[script][max(0, number - 1) : number + 2]
            found.update(key for line in near for key in line[max(0, place - 1) : place + 2])
    return found


def corrections(word: str, script: Script, frequency: Callable[[str], int], limit: int = 3) -> list[tuple[str, float]]:
    """The known words one slip away, likeliest first, with how likely beside each other (they sum to 1).

    Args:
        word: a word that is not known.
        script: the script it is written in.
        frequency: in how many documents a word stands; 0 if in none.
        limit: how many at most.

    >>> corrections("קשישם", "hebr", lambda word: {"קשישים": 12}.get(word, 0))
    [('קשישים', 1.0)]
    """
    if len(word) < _LEAST:
        return []
    odds: dict[str, float] = {}
    for candidate, cost in neighbours(word, script):
        count = frequency(candidate) if len(candidate) >= _LEAST else 0
        if count:
            odds[candidate] = max(odds.get(candidate, 0.0), math.exp(-cost) * math.sqrt(count))
    best = sorted(odds.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
    total = sum(chance for _, chance in best)
    return [(candidate, chance / total) for candidate, chance in best]
