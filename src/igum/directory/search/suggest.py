"""Phrases that complete what is being typed, each with something to find behind it.

All phrases of a region and language stand in one sorted list under every word they have, with the Hebrew particles
taken off: typing קשי finds "חלוקת מזון לקשישים". A look is two bisections and a short walk.
"""

import json
import math
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any, Literal

from igum.directory.search.answers import Suggestion
from igum.directory.search.index import CATALOGUE
from igum.directory.search.lexicon import Lexicon
from igum.engines.text.analysis import KnownWords, Word, analyse, readings

Kind = Literal["need", "situation", "need for situation", "service", "organization"]
# How a need for a situation is written.
_FOR = {"he": "{need} – {situation}", "ar": "{need} – {situation}", "en": "{need} – {situation}",
        "ru": "{need} – {situation}", "am": "{need} – {situation}"}  # fmt: skip
_IN = {"he": "{need} ב{town}", "ar": "{need} في {town}", "en": "{need} in {town}", "ru": "{need}: {town}",
       "am": "{need} በ{town}"}  # fmt: skip
_WALK = 400
_LEAST_TOWN_LETTERS = 2
_KIND_WEIGHT = {"need": 3.0, "situation": 2.5, "need for situation": 2.0, "organization": 1.5, "service": 1.0}
Phrase = tuple[str, Kind]
Line = Mapping[str, Any]
Analysis = Callable[[str], tuple[Word, ...]]


@dataclass
class _Table:
    """The phrases of one region in one language: how many services each has, and the sorted word starts."""

    analyse: Analysis = analyse
    counts: Counter[Phrase] = field(default_factory=Counter)
    services: dict[Phrase, str] = field(default_factory=dict)
    keys: list[tuple[str, Phrase]] = field(default_factory=list)

    def settle(self) -> None:
        """Sort the word starts of all phrases, once all are counted."""
        self.keys = sorted((key, phrase) for phrase in self.counts for key in self._starts(phrase))

    def add(self, phrase: Phrase, service_id: str) -> None:
        """Count one more service, in a settled table."""
        if not self.counts[phrase]:
            for key in self._starts(phrase):
                insort(self.keys, (key, phrase))
        self.counts[phrase] += 1
        self.services[phrase] = service_id

    def take(self, phrase: Phrase) -> None:
        """Count one service less; a phrase with none is no longer offered."""
        self.counts[phrase] -= 1
        if self.counts[phrase] > 0:
            return
        del self.counts[phrase]
        for key in self._starts(phrase):
            place = bisect_left(self.keys, (key, phrase))
            if place < len(self.keys) and self.keys[place] == (key, phrase):
                del self.keys[place]

    def _starts(self, phrase: Phrase) -> tuple[str, ...]:
        return _word_starts(self.analyse(phrase[0]))


class Suggestions:
    """All phrases of a generation, kept up with its catalogue of services."""

    def __init__(self, folder: Path, lexicon: Lexicon, words: KnownWords) -> None:
        """Read the catalogue of a generation; tables are made when first asked for."""
        self._words = words
        self._plain_of: dict[str, str] = {}
        self._needs_above: dict[tuple[str, ...], frozenset[str]] = {}
        self._file = folder / CATALOGUE
        self._lexicon = lexicon
        self._read = 0
        self._services: dict[str, Line] = {}
        self._tables: dict[tuple[int | None, str], _Table] = {}
        self._serving: Counter[tuple[int | None, str, str]] = Counter()
        self._towns: dict[tuple[int | None, str], list[tuple[str, int, str]]] = {}
        self.catch_up()

    def catch_up(self) -> None:
        """Take in what was written to the catalogue since; a line cut short is read when it is whole."""
        with self._file.open("rb") as file:
            file.seek(self._read)
            fresh = file.read()
        whole = fresh[: fresh.rfind(b"\n") + 1]
        self._read += len(whole)
        for line in whole.splitlines():
            try:
                self._take_in(json.loads(line))
            except ValueError:  # a writer killed in the middle of a line; its successor began a new one
                continue

    def suggest(self, typed: str, region: int | None, language: str, limit: int) -> list[Suggestion]:
        """The likeliest completions: by kind, by how many services there are, whole phrases before inner words."""
        wanted = " ".join(word.text for word in analyse(typed))
        if not wanted:
            return []
        table = self._table(region, language)
        found = self._starting(table, wanted, limit) or self._starting(table, _bare(wanted), limit)
        return ([*self._in_towns(table, wanted, region, language, limit), *found])[:limit]

    def _starting(self, table: _Table, wanted: str, limit: int) -> list[Suggestion]:
        start = bisect_left(table.keys, (wanted,))  # a shorter tuple sorts first
        best: dict[Phrase, float] = {}
        for key, phrase in table.keys[start : start + _WALK]:
            if not key.startswith(wanted):
                break
            count = table.counts[phrase]
            whole = 2.0 if phrase[0].startswith(wanted) else 1.0
            best[phrase] = max(best.get(phrase, 0.0), whole * _KIND_WEIGHT[phrase[1]] * (math.log(count) + 1) ** 2)
        ordered = sorted(best, key=lambda phrase: (-best[phrase], len(phrase[0]), phrase[0]))[:limit]
        return [self._offer(table, phrase) for phrase in ordered]

    def _offer(self, table: _Table, phrase: Phrase) -> Suggestion:
        text, kind = phrase
        service = table.services.get(phrase, "") if kind == "service" else ""
        return Suggestion(text, kind, table.counts[phrase], service)

    def _in_towns(
        self, table: _Table, wanted: str, region: int | None, language: str, limit: int
    ) -> Iterator[Suggestion]:
        """A need, and the beginning of a town's name: "food in Kar…"."""
        need_words, _, started = wanted.rpartition(" ")
        need_words = need_words.removesuffix(" in").removesuffix(" في")
        needs = [each for each in self._starting(table, need_words, limit) if each.kind == "need"] if need_words else []
        for name in _without_in(started) if needs else ():
            for _, code, shown in self._towns_starting(name, region, language):
                count = self._count_in_town(needs[0].text, region, language, code)
                if count:
                    yield Suggestion(_IN[language].format(need=needs[0].text, town=shown), "need in town", count)

    def _towns_starting(self, started: str, region: int | None, language: str) -> list[tuple[str, int, str]]:
        towns = self._towns.get((region, language))
        if towns is None:
            here = [place for place in self._lexicon.localities.values() if region is None or place.region == region]
            named = [(place, place.names[language]) for place in here if place.names.get(language)]
            towns = sorted((self._plain(name), place.code, name) for place, name in named)
            self._towns[region, language] = towns
        start = bisect_left(towns, (started,))  # a shorter tuple sorts first
        return [town for town in towns[start : start + 3] if town[0].startswith(started)]

    def _count_in_town(self, need: str, region: int | None, language: str, town: int) -> int:
        place = self._lexicon.localities[town]
        areas = [f"locality:{town}", f"authority:{place.authority}", f"region:{place.region}"]
        return sum(self._serving[region, self._plain(need), area] for area in areas)

    def _take_in(self, line: Line) -> None:
        before = self._services.pop(line["id"], None)
        if before:
            self._count(before, -1)
        if not line.get("gone"):
            self._services[line["id"]] = line
            self._count(line, 1)

    def _count(self, line: Line, change: int) -> None:
        """Bring the tables that are made, and the areas served, to one service more or less."""
        needs, areas = self._names(tuple(line["needs"])), _areas(line)
        for place in product((None, *line["regions"]), needs, areas):
            self._serving[place] += change
        for (region, language), table in self._tables.items():
            if region is None or region in line["regions"]:
                for phrase in self._all_phrases(line, language):
                    table.add(phrase, line["id"]) if change > 0 else table.take(phrase)

    def _names(self, codes: tuple[str, ...]) -> frozenset[str]:
        """The plain names of needs and the needs above them, in all languages."""
        found = self._needs_above.get(codes)
        if found is None:
            terms = (self._lexicon.term_by_code.get(code) for code in self._lexicon.with_ancestors(frozenset(codes)))
            found = frozenset(self._plain(name) for term in terms if term for name in term.names.values())
            self._needs_above[codes] = found
        return found

    def _plain(self, text: str) -> str:
        plain = self._plain_of.get(text)
        if plain is None:
            plain = self._plain_of[text] = " ".join(word.text for word in self._words.analyse(text))
        return plain

    def _all_phrases(self, line: Line, language: str) -> Iterator[Phrase]:
        for code in _codes(self._lexicon, line):
            yield from _term_phrases(self._lexicon, code, language)
        yield from _phrases(line, language, self._lexicon)

    def _table(self, region: int | None, language: str) -> _Table:
        table = self._tables.get((region, language))
        if table is None:
            table = _Table(self._words.analyse)
            # Terms are counted as codes first: each has a score of everyday words.
            codes: Counter[str] = Counter()
            for line in self._services.values():
                if region is None or region in line["regions"]:
                    codes.update(_codes(self._lexicon, line))
                    for phrase in _phrases(line, language, self._lexicon):
                        table.counts[phrase] += 1
                        table.services[phrase] = line["id"]
            for code, count in codes.items():
                for phrase in _term_phrases(self._lexicon, code, language):
                    table.counts[phrase] += count
            table.settle()
            self._tables[region, language] = table
        return table


def _phrases(line: Line, language: str, lexicon: Lexicon) -> Iterator[Phrase]:
    """What a service may be offered by, in one language, terms aside."""
    shape = _FOR.get(language, _FOR["en"])
    situations = _named(lexicon, line["situations"], language)
    for need in _named(lexicon, line["needs"], language):
        for situation in situations:
            yield shape.format(need=need, situation=situation), "need for situation"
    if line["titles"].get(language):
        yield line["titles"][language], "service"
    if line["organizations"].get(language):
        yield line["organizations"][language], "organization"


def _term_phrases(lexicon: Lexicon, code: str, language: str) -> Iterator[Phrase]:
    """A term's name and everyday words. The two roots of the taxonomy name nothing in particular."""
    term = lexicon.term_by_code.get(code)
    if term and term.parent:
        said = [term.names.get(language), *(each.text for each in term.synonyms if each.language == language)]
        yield from ((text, term.axis) for text in dict.fromkeys(said) if text)


def _codes(lexicon: Lexicon, line: Line) -> frozenset[str]:
    return lexicon.with_ancestors(frozenset([*line["needs"], *line["situations"]]))


def _named(lexicon: Lexicon, codes: Iterable[str], language: str) -> list[str]:
    """The names of terms in a language; the two roots of the taxonomy name nothing in particular."""
    terms = (lexicon.term_by_code.get(code) for code in codes)
    return [term.names[language] for term in terms if term and term.parent and term.names.get(language)]


def _areas(line: Line) -> list[str]:
    """The areas a service serves, as keys; none inside another."""
    if line["whole_region"]:
        return [f"region:{region}" for region in line["regions"]]
    return [f"authority:{code}" for code in line["authorities"]] + [f"locality:{code}" for code in line["localities"]]


def _word_starts(words: Sequence[Word]) -> tuple[str, ...]:
    """The phrase from each of its words on, with and without the particle that leans on the word."""
    starts: dict[str, None] = {}
    for place, word in enumerate(words):
        rest = "".join(f" {after.text}" for after in words[place + 1 :])
        fronts = (word.text, *readings(word)[1:2]) if word.script in ("hebr", "arab", "ethi") else (word.text,)
        for front in fronts:
            starts[front + rest] = None
    return tuple(starts)


def _without_in(started: str) -> list[str]:
    """The beginning of a name as typed, and without the particle that says "in" or "to"; two letters at least."""
    fronts = [started, *(started.removeprefix(particle) for particle in "בלبልበ" if started.startswith(particle))]
    return [front for front in fronts if len(front) >= _LEAST_TOWN_LETTERS]


def _bare(typed: str) -> str:
    """What is typed without the particle before its first word."""
    words = analyse(typed)
    if not words or words[0].script == "cyrl":
        return typed
    return " ".join([readings(words[0])[-1], *(word.text for word in words[1:])])
