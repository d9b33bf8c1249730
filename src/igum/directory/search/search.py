"""One question answered: understood, matched, ranked, counted; and suggestions while it is typed."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np
from tantivy import DocAddress, Occur, Query

from igum.directory.search.answers import Facets, Hit, NotBuilt, Relaxation, SearchAnswer, SearchRequest, Suggestion
from igum.directory.search.facets import facets
from igum.directory.search.filters import all_of, conditions
from igum.directory.search.index import current_generation, last_commit
from igum.directory.search.lexicon import Lexicon
from igum.directory.search.ranking import WEIGHTS, Matcher, Weights
from igum.directory.search.relaxing import relaxations, said_once
from igum.directory.search.semantic import Vectors, exact_first, is_installed, size
from igum.directory.search.snapshot import Snapshot, distances_km
from igum.directory.search.suggest import Suggestions
from igum.directory.search.understand import Reading, understand
from igum.engines.text.fusion import fuse

LONGEST_PREFIX = 60
_NEAREST_POINTS = 64
_TRIES = 3
_MOST_HITS = 1000
# How deep the order by words and the order by likeness are read before they are made one, and how many exact matches
# are kept in front.
_FUSED, _ALIKE, _EXACT = 100, 100, 10


class SearchIndex:
    """The index of a folder, as of now: it notices new generations and commits by itself. Safe between threads."""

    def __init__(self, path: Path, weights: Weights = WEIGHTS) -> None:
        """Name the folder; nothing is opened until it is asked for."""
        self._root = path
        self._weights = weights
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._vectors: tuple[int, Vectors] | None = None
        self._suggesting = threading.Lock()
        self._suggestions: tuple[Path, Suggestions] | None = None
        self._suggested_at: tuple[int, int] = (0, 0)

    @classmethod
    def open(cls, path: Path | str) -> "SearchIndex":
        """The index in a folder, which may be built later."""
        return cls(Path(path))

    @property
    def ready(self) -> bool:
        """Whether there is an index to ask."""
        try:
            self.snapshot()
        except NotBuilt:
            return False
        return True

    @property
    def lexicon(self) -> Lexicon:
        """The terms and places the index was built with."""
        return self.snapshot().knowledge.lexicon

    def snapshot(self) -> Snapshot:
        """The latest state of the index; the last one seen, when the folder has since been deleted.

        Raises:
            NotBuilt: there is none, and there has been none.
        """
        held = self._snapshot
        try:
            folder = current_generation(self._root)
            if held and held.folder == folder and held.commit == last_commit(folder):
                return held
        except (NotBuilt, OSError):
            if held:
                return held
            raise
        with self._lock:
            return self._newer()

    def warm_up(self) -> None:
        """Work out what the first question needs.

        Raises:
            NotBuilt: there is no index yet.
        """
        knowledge = self.snapshot().knowledge
        _ = knowledge.gazetteer, knowledge.thesaurus

    def search(self, request: SearchRequest, *, now: datetime) -> SearchAnswer:
        """Services for a request, best first, never none when there is any.

        Raises:
            NotBuilt: there is no index yet.
        """
        started = time.perf_counter()
        vectors = self._current_vectors() if request.semantic else None
        answer = _Search(self.snapshot(), self._weights, now, vectors).answer(request)
        return replace(answer, milliseconds=(time.perf_counter() - started) * 1000)

    def suggest(self, prefix: str, *, region: int | None, language: str, limit: int = 8) -> list[Suggestion]:
        """Phrases that begin, at any word, with what is being typed, and have a service in the region."""
        try:
            snapshot = self.snapshot()
        except NotBuilt:
            return []
        with self._suggesting:
            try:
                phrases = self._suggestions_of(snapshot)
            except FileNotFoundError:  # the folder was deleted, and the phrases were not yet read
                return []
            return phrases.suggest(prefix[:LONGEST_PREFIX], region, language, limit)

    def _current_vectors(self) -> Vectors | None:
        """The vectors there are, if the extra is installed and any were made."""
        mark = size(self._root)
        if not mark or not is_installed():
            return None
        if self._vectors is None or self._vectors[0] != mark:
            self._vectors = (mark, Vectors(self._root))
        return self._vectors[1]

    def _suggestions_of(self, snapshot: Snapshot) -> Suggestions:
        """The phrases of the snapshot's generation, caught up with its last commit."""
        held = self._suggestions
        if held is None or held[0] != snapshot.folder:
            held = (snapshot.folder, Suggestions(snapshot.folder, snapshot.knowledge.lexicon, snapshot.knowledge.words))
        elif self._suggested_at != snapshot.commit:
            held[1].catch_up()
        self._suggestions, self._suggested_at = held, snapshot.commit
        return held[1]

    def _newer(self) -> Snapshot:
        """Open what is current. A generation may be swept away between looking and opening: then look again."""
        for attempt in range(_TRIES):
            try:
                folder = current_generation(self._root)
                held = self._snapshot
                if not held or held.folder != folder or held.commit != last_commit(folder):
                    known = held.knowledge if held and held.folder == folder else None
                    self._snapshot = Snapshot(folder, known)
                break
            except (OSError, ValueError) as error:
                if attempt == _TRIES - 1:
                    raise NotBuilt(f"The search index in {self._root} cannot be opened. Build it again.") from error
        assert self._snapshot is not None
        return self._snapshot


@dataclass(frozen=True)
class _First:
    """A first look: how many services there are, and score and address of the best."""

    total: int
    best: tuple[tuple[float, DocAddress], ...]


class _Search:
    """One request at one state of the index."""

    def __init__(self, snapshot: Snapshot, weights: Weights, now: datetime, vectors: Vectors | None = None) -> None:
        self._snapshot = snapshot
        self._vectors = vectors
        self._reading = Reading()
        self._now = now
        self._weights = weights
        self._matcher = Matcher(snapshot.schema, snapshot.searcher, weights)

    def answer(self, request: SearchRequest) -> SearchAnswer:
        self._reading = reading = understand(request, self._snapshot.knowledge, self._snapshot.vocabulary)
        asked = request if reading.understanding.town is None else replace(request, town=reading.understanding.town)
        text = self._text(reading)
        kept, let_go, first = self._relaxed(asked, text)
        topic = text if kept.text.strip() else None
        limits = conditions(kept, self._snapshot, self._now)
        total = first.total
        return SearchAnswer(
            hits=self._ranked(kept, all_of(limits, topic), first if topic else None) if kept.offset < total else (),
            total=total,
            facets=facets(self._snapshot, limits, topic, kept, self._now) if total else Facets(),
            understanding=reading.understanding,
            relaxed=let_go,
            did_you_mean=reading.did_you_mean,
        )

    def _text(self, reading: Reading) -> Query | None:
        """The words as a query: whereabouts lift what matches, and are enough only when nothing else was said."""
        about = self._matcher.match(reading.topic, reading.concepts)
        where = self._matcher.match(reading.whereabouts)
        if about is None:
            return where
        lifts = [*self._matcher.answering_both(reading.concepts), *([where] if where else [])]
        return Query.boolean_query([(Occur.Must, about), *((Occur.Should, lift) for lift in lifts)])

    def _relaxed(
        self, request: SearchRequest, text: Query | None
    ) -> tuple[SearchRequest, tuple[Relaxation, ...], _First]:
        """The request as it can be fulfilled, what was let go for that, and a first look at what there is then."""
        first = self._look(request, text)
        let_go: list[Relaxation] = []
        for wider, relaxation in relaxations(request, self._snapshot.knowledge.lexicon) if not first.total else ():
            let_go.append(relaxation)
            request = wider
            first = self._look(request, text)
            if first.total:
                break
        return request, said_once(let_go), first

    def _look(self, request: SearchRequest, text: Query | None) -> _First:
        """How many services there are, and the best few of them."""
        if request.text.strip() and text is None:
            return _First(0, ())
        limits = conditions(request, self._snapshot, self._now)
        query = all_of(limits, text if request.text.strip() else None)
        found = self._snapshot.searcher.search(query, limit=self._weights.feedback_from)
        return _First(int(found.count), tuple(found.hits))  # type: ignore[attr-defined]  # the stub lacks count

    def _ranked(self, request: SearchRequest, query: Query, first: _First | None) -> tuple[Hit, ...]:
        """The page of hits. ``first`` is what a first look by words found, if there were words."""
        by_distance = request.near is not None and (request.order or ("" if first else "distance")) == "distance"
        if by_distance and request.near is not None:
            return self._nearest(request, request.near, query)
        if first:
            query = self._with_feedback(query, first)
        if request.semantic and first and self._vectors is not None:
            return self._fused(request, query, self._vectors)
        found = self._snapshot.searcher.search(
            query, limit=min(max(request.limit, 1), _MOST_HITS), offset=max(request.offset, 0), count=False
        )
        return self._hits([(float(score), address) for score, address in found.hits], request.near)

    def _fused(self, request: SearchRequest, query: Query, vectors: Vectors) -> tuple[Hit, ...]:
        """The order by words and the order by likeness made one; what is named by its very words stays first."""
        wanted = max(_FUSED, request.offset + request.limit)
        limits = all_of(conditions(request, self._snapshot, self._now), None)
        alike, terms = vectors.nearest(self._reading.understanding.text, _ALIKE, _ALIKE)
        likely = Query.term_set_query(self._snapshot.schema, "id", alike) if alike else Query.empty_query()
        near = self._hits_of(all_of({"limits": limits}, likely), _ALIKE, request.near)
        filed = self._hits_of(all_of({"limits": limits}, self._matcher.filed_under(terms)), _ALIKE, request.near)
        by_words = self._hits_of(query, wanted, request.near)
        known = {hit.id: hit for hit in (*near, *filed, *by_words)}
        front = self._matcher.kept_in_front(self._reading.topic, self._reading.concepts)
        exact = [hit.id for hit in self._hits_of(all_of({"text": front}, query), _EXACT, None)] if front else []
        orders = [[hit.id for hit in by_words], [hit.id for hit in filed], [each for each in alike if each in known]]
        fused = fuse(orders, self._weights.fusion, self._weights.damping)
        order = exact_first([each for each, _ in fused], exact)
        return tuple(known[each] for each in order[request.offset : request.offset + request.limit] if each in known)

    def _hits_of(self, query: Query, limit: int, near: tuple[float, float] | None) -> tuple[Hit, ...]:
        found = self._snapshot.searcher.search(query, limit=max(limit, 1), count=False)
        return self._hits([(float(score), address) for score, address in found.hits], near)

    def _with_feedback(self, query: Query, first: _First) -> Query:
        """The same services, those filed like the best ones a little higher."""
        codes = self._snapshot.codes_of(address for _, address in first.best)
        scored = zip(first.best, codes, strict=True)
        lifts = self._matcher.feedback([(float(score), filed) for (score, _), filed in scored])
        return Query.boolean_query([(Occur.Must, query), *((Occur.Should, lift) for lift in lifts)])

    def _nearest(self, request: SearchRequest, near: tuple[float, float], query: Query) -> tuple[Hit, ...]:
        """The services found, nearest first; those without a point of their own after them."""
        keys, _ = self._snapshot.points_by_distance(near)
        wanted = request.offset + request.limit
        reach = _NEAREST_POINTS
        while True:
            at_points = Query.term_set_query(self._snapshot.schema, "point", keys[:reach])
            here = Query.boolean_query([(Occur.Must, query), (Occur.Must, at_points)])
            count = self._snapshot.count(here) if keys else 0
            if count >= wanted or reach >= len(keys):
                break
            reach *= 4
        found = self._snapshot.searcher.search(here, limit=count).hits if count else []
        hits = sorted(
            self._hits([(float(s), a) for s, a in found], near), key=lambda hit: (hit.distance_km or 0.0, hit.id)
        )
        if count < wanted:
            without = Query.boolean_query([(Occur.Must, query), (Occur.MustNot, at_points)])
            rest = self._snapshot.searcher.search(without, limit=wanted - count).hits
            hits += self._hits([(float(score), address) for score, address in rest], None)
        return tuple(hits[request.offset : wanted])

    def _hits(self, found: Sequence[tuple[float, DocAddress]], near: tuple[float, float] | None) -> tuple[Hit, ...]:
        stored = [(score, self._snapshot.searcher.doc(address)) for score, address in found]
        return tuple(Hit(doc["id"][0], score, _distance(doc.to_dict().get("point", []), near)) for score, doc in stored)


def _distance(points: Sequence[str], near: tuple[float, float] | None) -> float | None:
    """How far the nearest of a service's points is."""
    if near is None or not points:
        return None
    degrees = np.array([[float(part) for part in point.split(",")] for point in points])
    return float(distances_km(near, degrees).min())
