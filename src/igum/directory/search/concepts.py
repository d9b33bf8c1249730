"""Terms of the taxonomy that a question names, by name or by everyday words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from igum.directory.search.lexicon import Lexicon, Term
from igum.directory.search.urgent import is_urgent
from igum.directory.search.vocabulary import in_dictionary
from igum.engines.text import senses
from igum.engines.text.abbreviations import Abbreviations
from igum.engines.text.analysis import KnownWords, Word, analyse
from igum.engines.text.spelling import LIKELY, is_one_slip, neighbours

_NAME_WEIGHT = 1.0
# How many other words may stand between the words of a phrase.
_BETWEEN = 3
# A phrase of several words is surer than a word, up to this.
_MOST = 0.9
# A single word that shares no more than its skeleton with the question's.
_UNLIKELY = 0.5
_LEAST_SLIPPED = 3
_SURE_THINGS = 3
_ALL_SENSES = frozenset(senses.ALL)
_SKELETON = "~"
Keys = frozenset[str]


@dataclass(frozen=True)
class Concept:
    """A term found in a question: how much it counts, and whether its very name was used."""

    code: str
    weight: float
    is_name: bool
    words: tuple[int, ...] = ()
    """Which words of the question name it."""
    turns: bool = False
    """Whether a small word made the sense: "not want to live" says nothing of living."""
    is_sure: bool = True
    """Whether several words name it, or one in a form that is no mere likeness of letters."""
    axis: str = "need"
    things: int = 1
    """How many things the phrase says: two small words in one count for two."""


@dataclass(frozen=True)
class _Said:
    """One thing that a phrase or a question says: a word in its forms, or one sense of a small word."""

    keys: Keys
    whole: Keys
    """The keys that rest on no guess about particles: one side of every match."""
    place: int = 0
    """Which word of the text it is."""

    @property
    def is_sense(self) -> bool:
        """Whether it is what a small word does."""
        return self.keys <= _ALL_SENSES


@dataclass(frozen=True)
class _Phrase:
    words: tuple["_Said", ...]
    term: Term
    weight: float
    is_name: bool
    turns: bool
    alone: bool
    """Whether it is made of words that say little, and is believed only when nothing else was said."""

    @property
    def tells_of_danger(self) -> bool:
        """Whether it is clear enough, and grave enough, to be seen through a slip in a right word."""
        return len(self.words) >= _SURE_THINGS and is_urgent(self.term.code)


class Thesaurus:
    """Names and everyday words of terms, found by the forms of their words."""

    def __init__(self, lexicon: Lexicon, words: KnownWords) -> None:
        """Take every term's names and synonyms, the words that mean the same, and those that are analysed."""
        self._analyse = words.analyse
        self._by_key: dict[str, list[_Phrase]] = {}
        self._forms: set[str] = set()
        self._written: set[str] = set(senses.KNOWN)
        self._of_danger: set[str] = set()
        for term in lexicon.terms:
            for name in set(term.names.values()):
                self._add(name, term, _NAME_WEIGHT, is_name=True)
            for synonym in term.synonyms:
                self._add(synonym.text, term, synonym.weight, is_name=False)
        self.abbreviations = Abbreviations(
            lexicon.equals, lambda word: in_dictionary(word.forms[0], word.script), words.analyse
        )

    def _add(self, text: str, term: Term, weight: float, *, is_name: bool) -> None:
        said = self._analyse(text)
        telling = [word for word in said if _tells(word)]
        # Two words of subject leave no doubt without the small ones; one may mean the contrary.
        kept = telling if len(telling) > 1 else [word for word in said if _tells(word) or word.senses]
        kept = kept if telling else [word for word in said if word.is_faint] or list(said)
        words = _things_said(kept, every=True)
        if not words:
            return
        self._forms.update(form for word in kept for form in word.forms)
        self._written.update(word.forms[0] for word in kept)
        weight = weight if is_name else min(_MOST, weight * len(words))
        turns = any(word.senses for word in kept)
        phrase = _Phrase(words, term, weight, is_name, turns, alone=not telling)
        # By a word rather than by one of the few senses that hundreds of phrases share.
        anchor = next((thing for thing in words if not thing.is_sense), words[0])
        for key in anchor.keys:
            self._by_key.setdefault(key, []).append(phrase)
        if phrase.tells_of_danger:
            self._of_danger.update(key for thing in words for key in thing.keys)

    def concepts(self, words: Sequence[Word]) -> list[Concept]:
        """The terms whose name or synonym stands in the words; where one phrase holds another, the longer is meant."""
        return _longest(self._standing_in(_said(words)))

    def meant(self, words: Sequence[Word], doubts: Mapping[int, float]) -> tuple[int, str] | None:
        """Which word was meant for which other, if one slip put right gives an everyday phrase of several words.

        Args:
            words: a question.
            doubts: places of doubtful words, each with how unlikely a slip is believed (see ``spelling``). What is
                only believed when likely is also asked to tell of danger, in a phrase of three things at least.
        """
        best: tuple[float, int, str] | None = None
        grave = sum(not self._of_danger.isdisjoint(thing.keys) for thing in _said(words)[0]) >= _SURE_THINGS - 1
        for place, most in doubts.items():
            if most <= LIKELY and not grave:
                continue
            for other, cost in self._one_slip_from(words[place]):
                if cost > most:
                    continue
                again = [*words[:place], analyse(other)[0], *words[place + 1 :]]
                for concept in self._standing_in(_said(again)):
                    likely = concept.things - cost / 10
                    if place in concept.words and _is_believed(concept, most) and (not best or likely > best[0]):
                        best = (likely, place, other)
        return best[1:] if best else None

    def _one_slip_from(self, word: Word) -> list[tuple[str, float]]:
        written = word.forms[0]
        if len(written) < _LEAST_SLIPPED:
            return []
        if word.script == "ethi":
            return [(other, LIKELY) for other in self._ethiopic if is_one_slip(written, other)]
        likely: dict[str, float] = {}
        for other, cost in neighbours(written, word.script):
            if other in self._written and len(other) > 1:
                likely[other] = min(cost, likely.get(other, cost))
        return list(likely.items())

    @cached_property
    def _ethiopic(self) -> list[str]:
        """The words in the script that has too many letters to try each."""
        return sorted(other for other in self._written if "\u1200" <= other[0] <= "\u139f")

    def _standing_in(self, said: tuple[tuple[_Said, ...], bool]) -> Iterator[Concept]:
        """Every phrase whose words stand together in the question, in any order, with little between."""
        things, tells = said
        places = _Places(things)
        phrases = {id(phrase): phrase for key in places.of_keys for phrase in self._by_key.get(key, ())}
        for phrase in phrases.values():
            standing = () if phrase.alone and tells else places.together(phrase.words)
            if standing:
                words = tuple(sorted({things[each].place for each in standing}))
                sure = len(phrase.words) > 1 or _is_likely(phrase.words[0], things[standing[0]])
                term = phrase.term
                weight = phrase.weight if sure else phrase.weight * _UNLIKELY
                yield Concept(
                    term.code, weight, phrase.is_name, words, phrase.turns, sure, term.axis, len(phrase.words)
                )

    def knows(self, word: Word) -> bool:
        """Whether some everyday phrase has the word."""
        return not self._forms.isdisjoint(word.forms)

    def has(self, written: str) -> bool:
        """Whether some everyday phrase has the very word as it is written."""
        return written in self._written


def _tells(word: Word) -> bool:
    return not word.is_stop and not word.is_faint


def _said(words: Sequence[Word]) -> tuple[tuple[_Said, ...], bool]:
    """What a question says, and whether any of it is a subject; every word counts where none is."""
    tells = any(_tells(word) for word in words)
    return _things_said(words, every=not tells), tells


def _things_said(words: Sequence[Word], *, every: bool) -> tuple[_Said, ...]:
    things: list[_Said] = []
    for place, word in enumerate(words):
        if word.senses:
            things += [_Said(frozenset([sense]), frozenset([sense]), place) for sense in word.senses]
        elif every or _tells(word):
            things.append(_Said(frozenset(word.forms), frozenset(word.whole), place))
    return tuple(things)


def _longest(found: Iterator[Concept]) -> list[Concept]:
    best: dict[str, Concept] = {}
    for concept in found:
        known = best.get(concept.code)
        if known is None or (len(known.words), known.weight) < (len(concept.words), concept.weight):
            best[concept.code] = replace(concept, is_sure=concept.is_sure or bool(known and known.is_sure))
    concepts = sorted(best.values(), key=lambda concept: concept.code)
    return [each for each in concepts if not any(_holds(other, each) for other in concepts)]


def _holds(one: Concept, other: Concept) -> bool:
    """Whether one concept leaves no room for the other: more words, or the same words better known."""
    more = set(other.words) < set(one.words)
    return more or (other.words == one.words and one.is_sure and not other.is_sure)


def _is_believed(concept: Concept, most: float) -> bool:
    """Whether a phrase is taken for what was meant by a slip: in a right word only for the sake of a life."""
    if most > LIKELY:
        return len(concept.words) > 1
    return concept.things >= _SURE_THINGS and is_urgent(concept.code)


def _is_likely(wanted: _Said, given: _Said) -> bool:
    """Whether two words share more than the likeness of their letters."""
    shared = (wanted.keys & given.whole) | (wanted.whole & given.keys)
    return any(not key.startswith(_SKELETON) for key in shared)


class _Places:
    """Where each key stands in a question."""

    def __init__(self, things: Sequence[_Said]) -> None:
        self.of_keys: dict[str, list[int]] = {}
        self._of_whole: dict[str, list[int]] = {}
        for number, thing in enumerate(things):
            for key in thing.keys:
                self.of_keys.setdefault(key, []).append(number)
            for key in thing.whole:
                self._of_whole.setdefault(key, []).append(number)

    def together(self, phrase: tuple[_Said, ...]) -> tuple[int, ...]:
        """Where the words of a phrase stand, if all do and close together; empty if not."""
        options = [sorted(self._options(thing)) for thing in phrase]
        if not all(options):
            return ()
        for start in options[0]:
            chosen = [min(each, key=lambda place: abs(place - start)) for each in options]
            if max(chosen) - min(chosen) < len(phrase) + _BETWEEN and len(set(chosen)) == len(chosen):
                return tuple(sorted(chosen))
        return ()

    def _options(self, thing: _Said) -> set[int]:
        found = {place for key in thing.whole for place in self.of_keys.get(key, ())}
        return found | {place for key in thing.keys for place in self._of_whole.get(key, ())}
