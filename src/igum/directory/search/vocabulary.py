"""Which words there are: in the index, and in the dictionaries of the languages."""

from collections.abc import Iterable, Mapping

import simplemma

from igum.engines.text import hebrew, russian, senses, stopwords
from igum.engines.text.analysis import Word, analyse
from igum.engines.text.scripts import Script

_LEAST = 3
_SMALL = stopwords.ALL | senses.KNOWN
_DICTIONARIES: dict[Script, str] = {"hebr": "he", "arab": "ar", "latn": "en"}


class Vocabulary:
    """The words of the index as they are written, and in how many services each stands."""

    def __init__(self, words: Mapping[Script, Iterable[tuple[str, int]]]) -> None:
        """Take the words of each script with their counts."""
        self._counts = {script: dict(counted) for script, counted in words.items()}
        self._forms: dict[Script, set[str]] = {}  # made when first asked for: not every question has a doubtful word
        hebrew_words = self._counts.get("hebr", {})
        # A word that the index has only with a particle before it is a word all the same.
        for word, count in list(hebrew_words.items()):
            for rest in hebrew.readings(word)[1:]:
                hebrew_words.setdefault(rest, count)

    def frequency(self, word: str, script: Script) -> int:
        """In how many services a word stands, with or without leading particles; 0 if in none."""
        counts = self._counts.get(script, {})
        count = counts.get(word, 0)
        if count or script != "hebr":
            return count
        return max((counts.get(rest, 0) for rest in hebrew.readings(word)[1:]), default=0)

    def reaches(self, word: Word) -> bool:
        """Whether some service has the word in any of its forms, so that it is found as it stands."""
        if word.script not in self._forms:
            counted = self._counts.get(word.script, {})
            self._forms[word.script] = {form for each in counted for known in analyse(each) for form in known.forms}
        return not self._forms[word.script].isdisjoint(word.forms)

    def is_right(self, word: str, script: Script) -> bool:
        """Whether a word is right as it stands, whether or not any service has it."""
        return bool(
            len(word) < _LEAST or word.isdigit() or word in _SMALL or self.frequency(word, script)
        ) or in_dictionary(word, script)

    def familiarity(self, word: str, script: Script) -> float:
        """How well a word is known, from 0 to 1: by the index best, by a dictionary nearly."""
        bare = word.replace('"', "").replace("'", "")
        if word in _SMALL or self.frequency(bare, script):
            return 1.0
        return 0.8 if len(bare) >= _LEAST and script != "latn" and in_dictionary(bare, script) else 0.0


def is_written_so(word: str, script: Script) -> bool:
    """Whether the dictionary has the word as it is written, with no particle taken off. Amharic has none here."""
    if script == "cyrl":
        return russian.is_known(word)
    return script in _DICTIONARIES and simplemma.is_known(word, _DICTIONARIES[script])


def in_dictionary(word: str, script: Script) -> bool:
    """Whether the language's dictionary has the word. Amharic has none here."""
    if script == "cyrl":
        return russian.is_known(word)
    if script == "hebr":
        return any(simplemma.is_known(reading, "he") for reading in hebrew.readings(word))
    return script in _DICTIONARIES and simplemma.is_known(word, _DICTIONARIES[script])
