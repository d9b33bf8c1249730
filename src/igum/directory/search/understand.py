"""What a person meant by the words: layout, spelling, places, terms; and the word groups to search for."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from igum.directory.search.answers import Correction, SearchRequest, Understanding
from igum.directory.search.concepts import Concept
from igum.directory.search.lexicon import Place
from igum.directory.search.places import Named, areas
from igum.directory.search.ranking import Group, Key, group_of
from igum.directory.search.snapshot import Knowledge
from igum.directory.search.vocabulary import Vocabulary, is_written_so
from igum.engines.text.analysis import Word, analyse
from igum.engines.text.keyboard import repair
from igum.engines.text.scripts import Script
from igum.engines.text.spelling import LIKELY, corrections

# Longer than any question seen; beyond it, work grows and sense does not.
LONGEST_TEXT = 400
MOST_WORDS = 32
_SYNONYM = 0.5
# A place is a filter; its name in the texts is a hint. So is the part of the country.
_PLACE = 0.5
_AREA = 0.2
# A word in no dictionary: its best correction counts in full, its own chance likenesses half.
_OWN_FORMS = 0.5
# "Help", "free", "my mother" beside the subject itself.
_FAINT = 0.25
_SURE = 0.6


@dataclass(frozen=True)
class Reading:
    """A question understood: what it is about, what is said of where, the terms it names, what to say of it."""

    topic: tuple[Group, ...] = ()
    whereabouts: tuple[Group, ...] = ()
    concepts: tuple[Concept, ...] = ()
    understanding: Understanding = field(default_factory=Understanding)
    did_you_mean: str = ""


@dataclass(frozen=True)
class _Reader:
    """The one question being read, with what is known."""

    request: SearchRequest
    knowledge: Knowledge
    vocabulary: Vocabulary

    def read(self) -> Reading:
        text, layout = self._in_the_meant_layout(" ".join(self.request.text[:LONGEST_TEXT].split()))
        words = analyse(text)[:MOST_WORDS]
        named = [] if self.request.literal else self.knowledge.gazetteer.find(words)
        where = {place for name in named for place in range(name.start, name.end)}
        vague = areas(words) - where
        said = [word for place, word in enumerate(words) if place not in where | vague]
        fixes, slip = self._fixes(said)
        applied = tuple(Correction(word.text, fix[0][0]) for word, fix in fixes.items() if self._is_sure(word, fix))
        meant = _as_meant(said, applied, slip)
        concepts = tuple(self.knowledge.thesaurus.concepts(meant))
        # What a phrase turned says little by itself: "do not want to live" is no question of living.
        turned = {said[place] for concept in concepts if concept.turns for place in concept.words}
        groups = {word: self._group(word, fix, faint=word in turned) for word, fix in fixes.items()}
        return Reading(
            topic=tuple(groups.values()) + _weighted(self.knowledge.thesaurus.abbreviations.in_short(said), _SYNONYM),
            whereabouts=_weighted([words[place] for place in sorted(where)], _PLACE)
            + _weighted([words[place] for place in sorted(vague)], _AREA),
            concepts=concepts,
            understanding=Understanding(
                text=_rewritten(text, {fix.typed: fix.meant for fix in applied}),
                typed_in_layout=layout,
                corrections=applied,
                town=self._town(named),
                places=tuple(place.code for name in named for place in name.places),
                terms=tuple(concept.code for concept in concepts),
            ),
            did_you_mean=self._offer(text, fixes, applied) if slip or not concepts else "",
        )

    def _fixes(self, said: Sequence[Word]) -> tuple[dict[Word, list[tuple[str, float]]], dict[str, str]]:
        """Each word of the subject with what it may have been meant for; and the one slip that hid a phrase."""
        fixes = {word: self._corrections(word) for word in _content(said)}
        doubts = {place: most for place, word in enumerate(said) if word in fixes and (most := self._doubt(word))}
        slip = self.knowledge.thesaurus.meant(said, doubts)
        if not slip:
            return fixes, {}
        typed, meant = said[slip[0]], slip[1]
        return fixes | {typed: [(meant, 1.0)]}, {typed.text: meant}

    def _doubt(self, word: Word) -> float:
        """How unlikely a slip is believed of a word: any in what is no word, the likely in a word of the dictionary."""
        if self.request.literal or word.is_stop or self.vocabulary.frequency(word.forms[0], word.script):
            return 0.0
        written = word.forms[0]
        strange = not is_written_so(written, word.script) and not self.knowledge.thesaurus.has(written)
        return math.inf if strange else LIKELY

    def _in_the_meant_layout(self, text: str) -> tuple[str, str]:
        found = None if self.request.literal else repair(text, self.vocabulary.familiarity)
        return (found.text, found.language) if found else (text, "")

    def _corrections(self, word: Word) -> list[tuple[str, float]]:
        """What a word may have been meant for: nothing when the index has it."""
        if self.request.literal or word.is_stop or self.vocabulary.frequency(word.forms[0], word.script):
            return []
        if (
            word.text.isdigit()
            or self.knowledge.thesaurus.knows(word)
            or self.knowledge.thesaurus.abbreviations.equals(word)
        ):
            return []
        if self.vocabulary.is_right(word.forms[0], word.script) and self.vocabulary.reaches(word):
            return []  # another form of a word that services have, and no slip
        return corrections(word.forms[0], word.script, lambda other: self._known(other, word.script))

    def _known(self, written: str, script: Script) -> int:
        """In how many services a word stands; an everyday word that none has counts as one."""
        return self.vocabulary.frequency(written, script) or int(self.knowledge.thesaurus.has(written))

    def _is_sure(self, word: Word, fix: list[tuple[str, float]]) -> bool:
        """Only a word that is in no dictionary is replaced, and only when one correction stands out."""
        return bool(fix) and fix[0][1] >= _SURE and not self.vocabulary.is_right(word.forms[0], word.script)

    def _group(self, word: Word, fix: list[tuple[str, float]], *, faint: bool) -> Group:
        group = self._with_equals(group_of(word, weight=_FAINT if word.is_faint or faint else 1.0), word)
        if not fix:
            return group
        right = self.vocabulary.is_right(word.forms[0], word.script)
        own = [replace(key, weight=key.weight * (1.0 if right else _OWN_FORMS)) for key in group.keys]
        most = fix[0][1] / (_SYNONYM if right else 1.0)
        meant = [
            replace(key, weight=key.weight * chance / most)
            for other, chance in fix
            for key in group_of(analyse(other)[0]).keys
        ]
        return replace(group, keys=_strongest([*own, *meant]))

    def _with_equals(self, group: Group, word: Word) -> Group:
        others = self.knowledge.thesaurus.abbreviations.equals(word)
        single = [key for other in others if len(other) == 1 for key in group_of(other[0]).keys]
        keys = _strongest([*group.keys, *(replace(key, weight=key.weight * _SYNONYM) for key in single)])
        phrases = tuple(
            tuple(group_of(part, weight=_SYNONYM) for part in other if not part.is_stop)
            for other in others
            if len(other) > 1
        )
        return replace(group, keys=keys, phrases=group.phrases + phrases)

    def _town(self, named: list[Named]) -> int | None:
        """The one locality meant, when the page has not chosen one: of the region asked, if any is."""
        if self.request.town is not None:
            return None
        localities = [_locality(place, self.knowledge) for name in named for place in name.places]
        here = [
            place
            for place in localities
            if place and (self.request.region is None or place.region == self.request.region)
        ]
        return here[0].code if here else None

    def _offer(self, text: str, fixes: dict[Word, list[tuple[str, float]]], applied: tuple[Correction, ...]) -> str:
        """The text with every doubtful word as it was likely meant, unless that is what was searched for anyway."""
        done = {correction.typed for correction in applied}
        offered = {
            word.text: fix[0][0] for word, fix in fixes.items() if fix and fix[0][1] >= _SURE and word.text not in done
        }
        return _rewritten(text, offered | {fix.typed: fix.meant for fix in applied}) if offered else ""


def understand(request: SearchRequest, knowledge: Knowledge, vocabulary: Vocabulary) -> Reading:
    """Read a question. What was typed is never changed in silence: every change stands in the understanding."""
    return _Reader(request, knowledge, vocabulary).read() if request.text.strip() else Reading()


def _content(words: Sequence[Word]) -> list[Word]:
    """Each word that carries a subject, once; all words when none does."""
    content = [word for word in words if not word.is_stop] or list(words)
    return list({word.forms: word for word in content}.values())


def _as_meant(words: Sequence[Word], applied: tuple[Correction, ...], slip: Mapping[str, str]) -> list[Word]:
    meant = {fix.typed: fix.meant for fix in applied} | dict(slip)
    return [analyse(meant[word.text])[0] if word.text in meant else word for word in words]


def _rewritten(text: str, changes: dict[str, str]) -> str:
    """The text with some of its words changed. Words are compared in plain shape, the rest stays as typed."""
    if not changes:
        return text
    return " ".join(
        " ".join(changes.get(word.text, word.text) for word in analyse(piece)) or piece for piece in text.split()
    )


def _weighted(words: list[Word], weight: float) -> tuple[Group, ...]:
    return tuple(group_of(word, weight=weight) for word in words if not word.is_stop)


def _strongest(keys: list[Key]) -> tuple[Key, ...]:
    """Each key once, by its greatest weight."""
    best: dict[tuple[str, str], Key] = {}
    for key in keys:
        known = best.get((key.script, key.form))
        if known is None or known.weight < key.weight:
            best[key.script, key.form] = key
    return tuple(best.values())


def _locality(place: Place, knowledge: Knowledge) -> Place | None:
    """A locality as it is; an authority by the locality of the same name, if there is one."""
    if place.kind == "locality":
        return place
    same = (
        other
        for other in knowledge.lexicon.localities.values()
        if other.authority == place.code and other.names.get("he") == place.names.get("he")
    )
    return next(same, None) if place.kind == "authority" else None
