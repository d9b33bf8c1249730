"""Terms of the taxonomy that a question names, by name or by everyday words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from igum.directory.search.lexicon import Lexicon
from igum.engines.text.analysis import Word, analyse

_NAME_WEIGHT = 1.0
# How many other words may stand between the words of a phrase.
_BETWEEN = 3


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


class Thesaurus:
    """Names and everyday words of terms, found by the forms of their first word."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take every term's names and synonyms, and the words that mean the same."""
        self._by_form: dict[str, list[_Phrase]] = {}
        for term in lexicon.terms:
            for name in set(term.names.values()):
                self._add(name, term.code, _NAME_WEIGHT, is_name=True)
            for synonym in term.synonyms:
                self._add(synonym.text, term.code, synonym.weight, is_name=False)
        self._equals: dict[str, list[tuple[Word, ...]]] = {}
        for group in lexicon.equals:
            self._add_equals(group)

    def _add(self, text: str, code: str, weight: float, *, is_name: bool) -> None:
        words = tuple(frozenset(word.forms) for word in analyse(text) if not word.is_stop)
        if words:
            phrase = _Phrase(words, code, weight, is_name)
            for form in words[0]:
                self._by_form.setdefault(form, []).append(phrase)

    def _add_equals(self, group: Iterable[str]) -> None:
        spoken = [analyse(text) for text in group]
        for words in spoken:
            if len(words) == 1:
                others = [other for other in spoken if other is not words and other]
                self._equals.setdefault(words[0].forms[0], []).extend(others)

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
        places: dict[str, list[int]] = {}
        for place, word in enumerate(words):
            for form in word.forms:
                places.setdefault(form, []).append(place)
        phrases = {id(phrase): phrase for form in places for phrase in self._by_form.get(form, ())}
        for phrase in phrases.values():
            standing = _together(phrase.words, places)
            if standing:
                yield Concept(phrase.code, phrase.weight, phrase.is_name, standing)

    def equals(self, word: Word) -> list[tuple[Word, ...]]:
        """Other ways to say one word."""
        from_any = [self._equals.get(form, []) for form in word.forms if form[0] not in "~="]
        return [other for others in from_any for other in others]


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
