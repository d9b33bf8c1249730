"""One state of the index, and what is worked out from it once and kept until it changes."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tantivy import Query, Searcher

from igum.directory.search.concepts import Thesaurus
from igum.directory.search.index import last_commit, open_tantivy, read_lexicon, read_words
from igum.directory.search.lexicon import Lexicon
from igum.directory.search.places import Gazetteer
from igum.directory.search.schema import is_open, vocabulary_field
from igum.directory.search.vocabulary import Vocabulary
from igum.engines.text.scripts import SCRIPTS

_EARTH_RADIUS_KM = 6371.0088


class Knowledge:
    """What a generation is built with, and stays as long as it: lexicon, names of places, everyday words."""

    def __init__(self, folder: Path) -> None:
        """Read the lexicon of a generation; what is worked out from it is made when it is first asked for."""
        self.lexicon: Lexicon = read_lexicon(folder)
        self.words = read_words(folder)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The names of places, as they stand in questions."""
        return Gazetteer(self.lexicon.places, self.words)

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """Everyday words, terms and abbreviations. It takes a second of one core to make."""
        return Thesaurus(self.lexicon, self.words)


class Snapshot:
    """The index as of one commit. Never changes; a newer commit is a newer snapshot."""

    def __init__(self, folder: Path, knowledge: Knowledge | None = None) -> None:
        """Open a generation as it is now; knowledge of the same generation may be handed on."""
        self.folder = folder
        self.commit = last_commit(folder)
        self.knowledge = knowledge or Knowledge(folder)
        index = open_tantivy(folder)
        self.schema = index.schema
        self.searcher: Searcher = index.searcher()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of all services."""
        return Vocabulary({script: self.searcher.terms_with_prefix(vocabulary_field(script), "") for script in SCRIPTS})

    @cached_property
    def week_patterns(self) -> list[str]:
        """The different weeks of opening hours there are."""
        return [key for key, _ in self.searcher.terms_with_prefix("hours", "")]

    @cached_property
    def _points(self) -> tuple[list[str], NDArray[np.float64]]:
        keys = [key for key, _ in self.searcher.terms_with_prefix("point", "")]
        degrees = np.array([[float(part) for part in key.split(",")] for key in keys], dtype=float).reshape(-1, 2)
        return keys, degrees

    def open_patterns(self, minute: int) -> list[str]:
        """The weeks of opening hours in which a minute of the week is open."""
        return [key for key in self.week_patterns if is_open(key, minute)]

    def points_by_distance(self, near: tuple[float, float]) -> tuple[list[str], NDArray[np.float64]]:
        """All points there are, nearest first, with their distance in kilometres."""
        keys, degrees = self._points
        distances = distances_km(near, degrees)
        nearest = np.argsort(distances, kind="stable")
        return [keys[place] for place in nearest], distances[nearest]

    def codes_of(self, addresses: Iterable[object]) -> list[frozenset[str]]:
        """The needs and situations of some services, ancestors included."""
        stored = (self.searcher.doc(address).to_dict() for address in addresses)  # type: ignore[arg-type]  # tantivy types a page of addresses too narrowly
        return [frozenset(fields.get("need", [])) | frozenset(fields.get("situation", [])) for fields in stored]

    def share(self, field: str, value: str) -> float:
        """How telling a key is: the inverse document frequency of BM25, in nats."""
        return inverse_frequency(self.searcher.doc_freq(field, value), self.searcher.num_docs)

    def count(self, query: Query) -> int:
        """How many services a query finds."""
        return int(self.searcher.search(query, limit=1).count)  # type: ignore[attr-defined]  # the stub lacks it

    def counts(self, query: Query, fields: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
        """For each field, how many of the services found have each of its keys."""
        wanted = {field: {"terms": {"field": field, "size": 65_000}} for field in fields}
        if not wanted:
            return {}
        found = self.searcher.aggregate(query, wanted)
        return {
            field: {bucket["key"]: int(bucket["doc_count"]) for bucket in answer["buckets"]}
            for field, answer in found.items()
        }


def inverse_frequency(matching: int, total: int) -> float:
    """How telling it is to be among ``matching`` of ``total``: BM25's inverse document frequency, in nats."""
    return float(np.log1p((max(total - matching, 0) + 0.5) / (matching + 0.5)))


def distances_km(near: tuple[float, float], degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    """Great-circle distances by the haversine formula. ``degrees`` has shape (n, 2): latitude, longitude."""
    latitude, longitude = np.radians(near)
    latitudes, longitudes = np.radians(degrees).T
    chord = (
        np.sin((latitudes - latitude) / 2) ** 2
        + np.cos(latitude) * np.cos(latitudes) * np.sin((longitudes - longitude) / 2) ** 2
    )
    return np.asarray(2 * _EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0))))
