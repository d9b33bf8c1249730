"""Our engine beside SQLite FTS5 and PostgreSQL GIN + ts_rank: the same documents, the same tokens, in one run.

    ./igum bench search [--documents N] [--questions N] [--json]

All three answer the ten best of the services that have any of the words in any of their forms, by their own ranking,
in one process's one connection. Our time to build includes the analysis of the texts; theirs does not, for they are
given the tokens. Ours is asked with its word groups, theirs with the same forms joined by OR. Then the
whole search of the site, understanding, facets and all, and its suggestions, at the size of a region.
"""

import argparse
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from bench.corpus import Corpus
from bench.harness import finish, machine, p50_p95, progress, show, timed
from bench.lexicon import product_lexicon
from bench.peers import LIMIT, Peer, Tokens, make_peers, seconds_to_fill
from igum.directory.search.answers import SearchRequest
from igum.directory.search.documents import ServiceDocument
from igum.directory.search.index import build, update
from igum.directory.search.ranking import Group, Matcher, group_of
from igum.directory.search.schema import texts_of
from igum.directory.search.search import SearchIndex
from igum.engines.text.analysis import analyse, keys

_NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
_REGION = 212
_OF_A_REGION = 12_000
_CHANGES = 10


class Ours:
    """The product's index, asked for the ten best without understanding, facets or filters, as the peers are."""

    name = "igum"

    def __init__(self, folder: Path) -> None:
        """Open what was built in a folder."""
        self._folder = folder
        self._snapshot = SearchIndex.open(folder).snapshot()
        self._matcher = Matcher(self._snapshot.schema, self._snapshot.searcher)

    def ask(self, groups: Sequence[Group]) -> list[str]:
        """The ids of the best ten."""
        query = self._matcher.match(groups)
        if query is None:
            return []
        found = self._snapshot.searcher.search(query, limit=LIMIT, count=False)
        return [self._snapshot.searcher.doc(address)["id"][0] for _, address in found.hits]

    def megabytes(self) -> float:
        """All files of the folder."""
        return sum(file.stat().st_size for file in self._folder.rglob("*") if file.is_file()) / 1e6


def main(argv: list[str]) -> int:
    """Measure, print, and answer the exit code."""
    parser = argparse.ArgumentParser(prog="igum bench search", description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    options = parser.parse_args(argv)
    corpus = Corpus(product_lexicon(), options.documents)
    result: dict[str, Any] = {"documents": options.documents, "questions": options.questions, "limit": LIMIT}
    result["engines"] = _side_by_side(corpus, corpus.questions(options.questions))
    ours = result["engines"][0]
    for measure in ("p50", "p95"):
        result[f"{measure}_ratio"] = {
            peer["engine"]: round(peer[f"{measure}_ms"] / ours[f"{measure}_ms"], 1) for peer in result["engines"][1:]
        }
    show(f"{options.documents:,} services, {options.questions} questions, the ten best; {machine()}", result["engines"])
    print(f"  times as long as ours at p50: {result['p50_ratio']}; at p95: {result['p95_ratio']}")
    result["site"] = _whole_site(Corpus(product_lexicon(), min(_OF_A_REGION, options.documents)), options.questions)
    show("The whole search of the site at the size of a region", result["site"])
    result["machine"] = machine()
    return finish(result, as_json=options.json)


def _side_by_side(corpus: Corpus, questions: list[str]) -> list[dict[str, Any]]:
    groups = [[group_of(word) for word in analyse(text) if not word.is_stop] for text in questions]
    forms = [[[key.form for key in group.keys] for group in asked] for asked in groups]
    with tempfile.TemporaryDirectory(prefix="igum-bench-") as folder:
        documents = list(corpus.documents())
        started = time.perf_counter()
        build(folder, documents, corpus.lexicon)
        seconds = time.perf_counter() - started
        progress(f"igum: {len(documents):,} services indexed in {seconds:.0f} s")
        ours = Ours(Path(folder))
        rows = [_row(ours.name, seconds, ours.megabytes(), _times(ours.ask, groups))]
    tokens = [_tokens(document, corpus) for document in documents]
    temporary, peers = make_peers()
    with temporary:
        rows.extend(_measured(peer, tokens, forms) for peer in peers)
    return rows


def _measured(peer: Peer, tokens: list[Tokens], forms: list[list[list[str]]]) -> dict[str, Any]:
    try:
        seconds = seconds_to_fill(peer, tokens)
        progress(f"{peer.name}: filled in {seconds:.0f} s")
        return _row(peer.name, seconds, peer.megabytes(), _times(peer.ask, forms))
    finally:
        peer.close()


def _tokens(document: Any, corpus: Corpus) -> Tokens:
    """What our index holds of a document in Hebrew: title with organisation, tags, body."""
    texts = texts_of(document, corpus.lexicon)
    title = " ".join(texts["title"] + texts["organization"])
    parts = (keys(analyse(text)).get("hebr", []) for text in (title, " ".join(texts["tags"]), " ".join(texts["body"])))
    first, second, third = (" ".join(found) for found in parts)
    return first, second, third


def _times(ask: Any, questions: Sequence[Any]) -> list[float]:
    """Milliseconds of each question, after each was asked once to warm what can be warmed."""
    for question in questions:
        ask(question)
    return [timed(partial(ask, question))[1] for question in questions]


def _row(engine: str, seconds: float, megabytes: float, times: list[float]) -> dict[str, Any]:
    return {"engine": engine, **p50_p95(times), "build_s": round(seconds, 1), "size_mb": round(megabytes, 1)}


def _whole_site(corpus: Corpus, how_many: int) -> list[dict[str, Any]]:
    questions = corpus.questions(how_many)
    with tempfile.TemporaryDirectory(prefix="igum-bench-") as folder:
        build(folder, corpus.documents(), corpus.lexicon)
        index = SearchIndex.open(folder)

        def search(text: str) -> object:
            return index.search(SearchRequest(text=text, region=_REGION), now=_NOW)

        def suggest(typed: str) -> object:
            return index.suggest(typed, region=_REGION, language="he")

        def change(document: ServiceDocument) -> object:
            update(folder, [document.id], [document])
            return search(document.titles["he"])

        typed = [text[:length] for text in questions for length in (2, 4, 7)]
        changed = list(islice(corpus.documents(), _CHANGES))
        return [
            {"what": f"search with facets, {corpus.size:,} services", **p50_p95(_times(search, questions))},
            {"what": f"suggestions, {corpus.size:,} services", **p50_p95(_times(suggest, typed))},
            {"what": "a changed service written and found again", **p50_p95(_times(change, changed))},
        ]


if __name__ == "__main__":
    import sys

    raise SystemExit(main(sys.argv[1:]))
