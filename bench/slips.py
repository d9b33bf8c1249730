"""Slips that people make when they type, made on purpose: one in each question, or all of it in the wrong layout."""

import random

from igum.engines.text.keyboard import retype

_KEY_ROWS = ("קראטוןםפ", "שדגכעיחלךף", "זסבהנמצתץ", "qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ",
             "ячсмитьбю", "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظ")  # fmt: skip
_SOUNDS = ("טת", "כק", "חכ", "אע", "סש", "בו", "تط", "سص", "دض", "ао", "еи", "ck", "iy")
_VOWELS = "וי"
_LEAST = 4


def one_slip(text: str, chance: random.Random) -> str:
    """The text with one typing error in one of its longer words: any of six kinds, by chance."""
    words = text.split()
    long = [place for place, word in enumerate(words) if len(word) >= _LEAST and word.isalpha()]
    if not long:
        return text
    place = chance.choice(long)
    words[place] = _slip(words[place], chance)
    return " ".join(words)


def wrong_layout(text: str) -> str:
    """The text as the same keys give it with the keyboard left in English, or an English one with it in Hebrew."""
    for language, first, last in (("he", "א", "ת"), ("ar", "ء", "ي"), ("ru", "а", "я")):
        if any(first <= letter <= last for letter in text.lower()):
            return retype(text, language, "en")
    return retype(text, "en", "he")


def _slip(word: str, chance: random.Random) -> str:
    kinds = [_deleted, _swapped, _beside, _inserted, _alike, _vowel]
    chance.shuffle(kinds)
    for kind in kinds:
        changed = kind(word, chance)
        if changed != word:
            return changed
    return word


def _deleted(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word))
    return word[:place] + word[place + 1 :]


def _swapped(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _beside(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word))
    return word[:place] + _neighbour(word[place], chance) + word[place + 1 :]


def _inserted(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word))
    return word[:place] + _neighbour(word[place], chance) + word[place:]


def _alike(word: str, chance: random.Random) -> str:
    pairs = [(place, pair) for place, letter in enumerate(word) for pair in _SOUNDS if letter in pair]
    if not pairs:
        return word
    place, pair = chance.choice(pairs)
    return word[:place] + pair.replace(word[place], "") + word[place + 1 :]


def _vowel(word: str, chance: random.Random) -> str:
    """A vowel letter left out, or written where it is not."""
    places = [place for place, letter in enumerate(word) if letter in _VOWELS and place]
    if places:
        place = chance.choice(places)
        return word[:place] + word[place + 1 :]
    place = chance.randrange(1, len(word))
    return word[:place] + chance.choice(_VOWELS) + word[place:] if "א" <= word[0] <= "ת" else word


def _neighbour(letter: str, chance: random.Random) -> str:
    for row in _KEY_ROWS:
        place = row.find(letter)
        if place >= 0:
            return chance.choice([row[near] for near in (place - 1, place + 1) if 0 <= near < len(row)])
    return letter
