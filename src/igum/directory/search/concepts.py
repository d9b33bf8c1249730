"""Terms of the taxonomy that a question names, by name or by everyday words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from igum.directory.search.lexicon import Lexicon
from igum.directory.search.vocabulary import in_dictionary
from igum.engines.text import hebrew
from igum.engines.text.analysis import Word, analyse

_NAME_WEIGHT = 1.0
# How many other words may stand between the words of a phrase.
_BETWEEN = 3
_MOST = 0.75
_SHORTEST_BARE = 2


@dataclass(frozen=True)
class Concept:
    """A term found in a question: how much it counts, and whether its very name was used."""

    code: str
    weight: float
    is_name: bool
    words: tuple[int, ...] = ()
    """Which words of the question name it."""


@dataclass(frozen=True)
class _Phrase:
    words: tuple[frozenset[str], ...]
    code: str
    weight: float
    is_name: bool


@dataclass(frozen=True)
class _InFull:
    words: tuple[frozenset[str], ...]
    short: tuple[Word, ...]


class Thesaurus:
    """Names and everyday words of terms, found by the forms of their first word."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take every term's names and synonyms, and the words that mean the same."""
        self._by_form: dict[str, list[_Phrase]] = {}
        self._forms: set[str] = set()
        for term in lexicon.terms:
            for name in set(term.names.values()):
                self._add(name, term.code, _NAME_WEIGHT, is_name=True)
            for synonym in term.synonyms:
                self._add(synonym.text, term.code, synonym.weight, is_name=False)
        self._equals: dict[str, list[tuple[Word, ...]]] = {}
        self._short: dict[str, list[_InFull]] = {}
        for group in lexicon.equals:
            self._add_equals(group)

    def _add(self, text: str, code: str, weight: float, *, is_name: bool) -> None:
        said = [word for word in analyse(text) if not word.is_stop]
        telling = [word for word in said if not word.is_faint] or said
        words = tuple(frozenset(word.forms) for word in telling)
        self._forms.update(form for forms in words for form in forms)
        if words:
            phrase = _Phrase(words, code, weight if is_name else min(_MOST, weight * len(words)), is_name)
            for form in words[0]:
                self._by_form.setdefault(form, []).append(phrase)

    def _add_equals(self, group: Iterable[str]) -> None:
        spoken = [words for words in map(analyse, group) if words]
        single = [words[0] for words in spoken if len(words) == 1]
        for word in single:
            others = [other for other in spoken if other != (word,)]
            for written in _ways_to_write(word):
                self._equals.setdefault(written, []).extend(others)
        for words in spoken:
            phrase = tuple(frozenset(word.forms) for word in words if not word.is_stop)
            # One word alone is too little to be taken for what an abbreviation stands for.
            if len(phrase) > 1 and single:
                for form in phrase[0]:
                    self._short.setdefault(form, []).append(_InFull(phrase, tuple(single)))

    def concepts(self, words: Sequence[Word]) -> list[Concept]:
        """The terms whose name or synonym stands in the words; where one phrase holds another, the longer is meant."""
        best: dict[str, Concept] = {}
        for concept in self._standing_in(words):
            known = best.get(concept.code)
            if known is None or (len(known.words), known.weight) < (len(concept.words), concept.weight):
                best[concept.code] = concept
        found = sorted(best.values(), key=lambda concept: concept.code)
        return [each for each in found if not any(set(each.words) < set(other.words) for other in found)]

    def _standing_in(self, words: Sequence[Word]) -> Iterator[Concept]:
        """Every phrase whose words stand together in the question, in any order, with little between."""
        places = _places(words)
        phrases = {id(phrase): phrase for form in places for phrase in self._by_form.get(form, ())}
        for phrase in phrases.values():
            standing = _together(phrase.words, places)
            if standing:
                yield Concept(phrase.code, phrase.weight, phrase.is_name, standing)

    def knows(self, word: Word) -> bool:
        """Whether some everyday phrase has the word."""
        return not self._forms.isdisjoint(word.forms)

    def equals(self, word: Word) -> list[tuple[Word, ...]]:
        """Other ways to say one word, with or without particles before it."""
        written = hebrew.readings(word.text) if word.script == "hebr" else [word.text]
        return [other for each in written for other in self._equals.get(each, ())]

    def short_for(self, words: Sequence[Word]) -> list[Word]:
        """Abbreviations of what stands in the words in full."""
        places = _places(words)
        likely = {id(full): full for form in places for full in self._short.get(form, ())}
        return [short for full in likely.values() if _together(full.words, places) for short in full.short]


def _ways_to_write(word: Word) -> list[str]:
    """A word as it is; an abbreviation also without its mark, unless that is a common word of its own."""
    bare = word.forms[0]
    unmistakable = word.script == "hebr" and len(bare) > _SHORTEST_BARE and not in_dictionary(bare, word.script)
    return [word.text, bare] if unmistakable else [word.text]


def _places(words: Sequence[Word]) -> dict[str, list[int]]:
    """Where each form stands."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        for form in word.forms:
            places.setdefault(form, []).append(place)
    return places


def _together(phrase: tuple[frozenset[str], ...], places: Mapping[str, list[int]]) -> tuple[int, ...]:
    """Where the words of a phrase stand, if all do and close together; empty if not."""
    options = [sorted({place for form in forms for place in places.get(form, ())}) for forms in phrase]
    if not all(options):
        return ()
    for start in options[0]:
        chosen = [min(each, key=lambda place: abs(place - start)) for each in options]
        if max(chosen) - min(chosen) < len(phrase) + _BETWEEN and len(set(chosen)) == len(chosen):
            return tuple(sorted(chosen))
    return ()
