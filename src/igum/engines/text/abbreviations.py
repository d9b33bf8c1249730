"""Abbreviations and what they stand for: sought by either, found by the other.

The table comes from whoever keeps it; here is how an abbreviation is known in a text. Gershayim are often left out, and
particles lean on abbreviations as on any word: במתנס is מתנ"ס.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from igum.engines.text import hebrew
from igum.engines.text.analysis import Word, analyse

_SHORTEST_BARE = 2


@dataclass(frozen=True)
class _InFull:
    words: tuple[frozenset[str], ...]
    short: tuple[Word, ...]


class Abbreviations:
    """Groups of words and phrases that mean the same."""

    def __init__(
        self,
        groups: Iterable[Iterable[str]],
        is_common: Callable[[Word], bool],
        analyse: Callable[[str], tuple[Word, ...]] = analyse,
    ) -> None:
        """Take the groups.

        Args:
            groups: each an abbreviation and what it may stand for, or other words that mean the same.
            is_common: whether a word is in a dictionary as it stands. ביטל, "cancelled", is not ביט"ל without its mark.
            analyse: the analysis of a text.
        """
        self._equals: dict[str, list[tuple[Word, ...]]] = {}
        self._in_full: dict[str, list[_InFull]] = {}
        for group in groups:
            self._add([words for words in map(analyse, group) if words], is_common)

    def equals(self, word: Word) -> list[tuple[Word, ...]]:
        """Other ways to say one word, with or without particles before it."""
        written = hebrew.readings(word.text) if word.script == "hebr" else [word.text]
        return [other for each in written for other in self._equals.get(each, ())]

    def in_short(self, words: Sequence[Word]) -> list[Word]:
        """Abbreviations of what stands in the words in full, its words side by side."""
        forms = [frozenset(word.forms) for word in words]
        found: dict[Word, None] = {}
        for place, word in enumerate(words):
            likely = {id(full): full for form in word.forms for full in self._in_full.get(form, ())}
            for full in likely.values():
                here = forms[place : place + len(full.words)]
                if len(here) == len(full.words) and not any(map(frozenset.isdisjoint, here, full.words)):
                    found.update(dict.fromkeys(full.short))
        return list(found)

    def _add(self, spoken: list[tuple[Word, ...]], is_common: Callable[[Word], bool]) -> None:
        single = [words[0] for words in spoken if len(words) == 1]
        for word in single:
            others = [other for other in spoken if other != (word,)]
            for written in _ways_to_write(word, is_common):
                self._equals.setdefault(written, []).extend(others)
        for words in spoken:
            phrase = tuple(frozenset(word.forms) for word in words if not word.is_stop)
            # One word alone is too little to be taken for what an abbreviation stands for.
            if len(phrase) > 1 and single:
                full = _InFull(phrase, tuple(single))
                for form in full.words[0]:
                    self._in_full.setdefault(form, []).append(full)


def _ways_to_write(word: Word, is_common: Callable[[Word], bool]) -> list[str]:
    """A word as it is; an abbreviation also without its mark, unless that is a common word of its own."""
    bare = word.forms[0]
    if word.script != "hebr" or len(bare) <= _SHORTEST_BARE or is_common(analyse(bare)[0]):
        return [word.text]
    return [word.text, bare]
