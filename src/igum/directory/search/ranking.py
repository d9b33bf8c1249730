"""Which services match some words, and how well: a tantivy query made of word groups."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tantivy import Occur, Query, Schema, Searcher

from igum.directory.search.concepts import Concept
from igum.directory.search.schema import PARTS, text_field
from igum.directory.search.snapshot import inverse_frequency
from igum.directory.search.urgent import help_first
from igum.engines.text.analysis import Word
from igum.engines.text.scripts import Script

Clause = tuple[Occur, Query]


@dataclass(frozen=True)
class Weights:
    """What a match counts by where and how it is found.

    Chosen on made-up questions (a service's own name, a piece of its description, two of its terms, each sought in an
    index without them), where titles and terms beyond two told less, and a stem alone less than a word.
    """

    parts: Mapping[str, float] = field(
        default_factory=lambda: {"title": 2.0, "organization": 1.0, "tags": 2.0, "body": 1.0}
    )
    second_best: float = 0.2
    """What each further part adds to the best one."""
    stem: float = 0.5
    lemma: float = 0.9
    concept: float = 3.5
    """A term's name, were it found among the tags: synonyms count by their share of this."""
    name: float = 0.1
    """What a term's name adds to its words."""
    both: float = 10.0
    """What a service gains that answers the need and the situation, times how telling the commoner of the two is: so
    much that no words lift what answers one above what answers both."""
    urgent: float = 1000.0
    """More than any words can gain: help in danger stands before everything."""
    feedback: float = 0.3
    feedback_from: int = 10
    fusion: tuple[float, float, float] = (1.0, 1.0, 0.5)
    """How much the orders by words, by likeness of terms and by likeness of texts count when they are made one."""
    damping: float = 20.0
    feedback_terms: int = 3
    feedback_least: float = 0.2


WEIGHTS = Weights()


@dataclass(frozen=True)
class Key:
    """One key a word may be found under, and how much of the word it is."""

    script: Script
    form: str
    weight: float = 1.0


@dataclass(frozen=True)
class Group:
    """One word of a question with everything it may be found under: it counts once, by its best match."""

    keys: tuple[Key, ...]
    weight: float = 1.0
    phrases: tuple[tuple["Group", ...], ...] = ()
    """Other ways to say the word in several words, which count by the mean of their words."""


def group_of(word: Word, weights: Weights = WEIGHTS, weight: float = 1.0) -> Group:
    """The group of one analysed word."""
    strength = {"~": weights.stem, "=": weights.lemma}
    keys = tuple(Key(word.script, form, strength.get(form[0], 1.0)) for form in word.forms)
    return Group(keys, weight)


@dataclass(frozen=True)
class Matcher:
    """Makes queries for one state of the index, whose counts say how telling each word is."""

    schema: Schema
    searcher: Searcher
    weights: Weights = WEIGHTS

    def match(self, groups: Iterable[Group], concepts: Sequence[Concept] = ()) -> Query | None:
        """Services that have any of the words or terms, the more and the rarer the better; None if none can."""
        found = [query for group in groups if (query := self._group(group))]
        either = [(Occur.Should, query) for query in [*found, *self._named(concepts), *self._urgent(concepts)]]
        return Query.boolean_query(either) if either else None

    def answering_both(self, concepts: Sequence[Concept]) -> list[Query]:
        """What lifts services that answer a need and a situation, where different words of a question name both."""
        by_words: dict[tuple[str, frozenset[int]], list[str]] = {}
        for concept in filter(lambda each: each.is_sure, concepts):
            by_words.setdefault((concept.axis, frozenset(concept.words)), []).append(concept.code)
        return [
            Query.const_score_query(
                Query.boolean_query([(Occur.Must, self._any_of(needs)), (Occur.Must, self._any_of(situations))]),
                self.weights.both * min(max(map(self._rarity, needs)), max(map(self._rarity, situations))),
            )
            for (axis, words), needs in by_words.items()
            for (other_axis, other_words), situations in by_words.items()
            if (axis, other_axis) == ("need", "situation") and words.isdisjoint(other_words)
        ]

    def _any_of(self, codes: Iterable[str]) -> Query:
        return Query.boolean_query([(Occur.Should, self._filed(code)) for code in codes])

    def _urgent(self, concepts: Sequence[Concept]) -> list[Query]:
        return [
            Query.const_score_query(self._filed(code), self.weights.urgent * share)
            for code, share in _help_first(concepts).items()
        ]

    def kept_in_front(self, groups: Iterable[Group], concepts: Sequence[Concept]) -> Query | None:
        """What likeness must not push back: help in danger, else services whose title has every word in question."""
        first = _help_first(concepts)
        if first:
            return Query.const_score_query(self._any_of(first), 0.0)
        each = [
            Query.boolean_query(
                [
                    (Occur.Should, Query.term_query(self.schema, text_field("title", key.script), key.form))
                    for key in group.keys
                ]
            )
            for group in groups
        ]
        return Query.boolean_query([(Occur.Must, Query.const_score_query(one, 0.0)) for one in each]) if each else None

    def filed_under(self, terms: Iterable[tuple[str, float]]) -> Query:
        """Services filed under any of these terms: by their best need and their best situation."""
        axes: dict[str, list[Query]] = {"need": [], "situation": []}
        for code, share in terms:
            axis = "need" if self.searcher.doc_freq("need", code) else "situation"
            axes[axis].append(Query.const_score_query(Query.term_query(self.schema, axis, code), share))
        best = [(Occur.Should, Query.disjunction_max_query(queries)) for queries in axes.values() if queries]
        return Query.boolean_query(best) if best else Query.empty_query()

    def feedback(self, best: Sequence[tuple[float, frozenset[str]]]) -> list[Query]:
        """What lifts services filed like the best ones: the terms that these share and others lack.

        Args:
            best: score and codes of the best services found so far.
        """
        total = sum(score for score, _ in best)
        mass = Counter[str]()
        for score, codes in best:
            mass.update(dict.fromkeys(sorted(codes), 0))
            for code in codes:
                mass[code] += score / total  # type: ignore[assignment]  # a Counter of shares, not of things
        telling = {
            code: share * self._rarity(code) for code, share in mass.items() if share > self.weights.feedback_least
        }
        strongest = sorted(telling.items(), key=lambda pair: (-pair[1], pair[0]))[: self.weights.feedback_terms]
        return [Query.const_score_query(self._filed(code), self.weights.feedback * lift) for code, lift in strongest]

    def _group(self, group: Group) -> Query | None:
        """One word: the best of its forms in each part, the best part and a little of the others."""
        counts = {
            (key, part): self.searcher.doc_freq(text_field(part, key.script), key.form)
            for key in group.keys
            for part in PARTS
        }
        # All forms of a word are as telling as the word: else a rare spelling would outweigh the common one.
        rarity = inverse_frequency(max(counts.values(), default=0), self.searcher.num_docs)
        parts = [query for part in PARTS if (query := self._in_part(group.keys, part, counts, rarity))]
        phrases = [query for phrase in group.phrases if (query := self._phrase(phrase))]
        alternatives = [Query.disjunction_max_query(parts, self.weights.second_best)] if parts else []
        alternatives += phrases
        if not alternatives:
            return None
        either = alternatives[0] if len(alternatives) == 1 else Query.disjunction_max_query(alternatives)
        return either if group.weight == 1.0 else Query.boost_query(either, group.weight)

    def _in_part(
        self, keys: Iterable[Key], part: str, counts: Mapping[tuple[Key, str], int], rarity: float
    ) -> Query | None:
        queries = [
            Query.boost_query(
                Query.term_query(self.schema, text_field(part, key.script), key.form, index_option="freq"),
                key.weight * self.weights.parts[part] * rarity / inverse_frequency(count, self.searcher.num_docs),
            )
            for key in keys
            if (count := counts[key, part])
        ]
        return Query.disjunction_max_query(queries) if queries else None

    def _phrase(self, phrase: tuple[Group, ...]) -> Query | None:
        clauses = [(Occur.Should, query) for group in phrase if (query := self._group(group))]
        return Query.boost_query(Query.boolean_query(clauses), 1.0 / len(phrase)) if clauses else None

    def _named(self, concepts: Sequence[Concept]) -> list[Query]:
        """Terms known by everyday words or by name; of several that the same words may mean, the best one counts.

        A term's own name stands in words among the tags of every service filed under it, and needs little help; but
        those filed under its children are found by the term alone.
        """
        by_words: dict[tuple[int, ...], list[Query]] = {}
        for concept in concepts:
            share = self.weights.name if concept.is_name else concept.weight
            score = self.weights.concept * share * self._rarity(concept.code)
            query = Query.const_score_query(self._filed(concept.code), score)
            by_words.setdefault(concept.words, []).append(query)
        return [Query.disjunction_max_query(queries) for queries in by_words.values()]

    def _rarity(self, code: str) -> float:
        matching = max(self.searcher.doc_freq(axis, code) for axis in ("need", "situation"))
        return inverse_frequency(matching, self.searcher.num_docs)

    def _filed(self, code: str) -> Query:
        return Query.boolean_query(
            [(Occur.Should, Query.term_query(self.schema, axis, code)) for axis in ("need", "situation")]
        )


def _help_first(concepts: Sequence[Concept]) -> dict[str, float]:
    return help_first(concept.code for concept in concepts if concept.is_sure)
