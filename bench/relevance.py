"""How well everyday questions find the right services: the product's own analysis, index and ranking on a given pool.

    ./igum bench relevance [--pool FILE] [--queries FILE] [--semantic] [--json] [--repeats N]

The pool is a JSON list of services (name, description, needs, situations as taxonomy codes); the queries a JSON list
of {"query", "relevant": [names]}. Measured as asked, then with one typing error in each question, then with the
keyboard in the wrong layout. Nothing of either file is kept.
"""

import argparse
import json
import math
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from bench.harness import finish, machine, p50_p95, shared_folder, show, timed
from bench.lexicon import product_lexicon
from bench.slips import one_slip, wrong_layout
from igum.directory.search.answers import SearchAnswer, SearchRequest
from igum.directory.search.documents import ServiceDocument
from igum.directory.search.index import build
from igum.directory.search.lexicon import Lexicon
from igum.directory.search.search import SearchIndex
from igum.directory.search.semantic import embed, is_installed

# The pool says nothing of areas served; it is searched as one region that everyone in it may use.
_REGION = 212
_DEEP = 50
_SEED = 20260
_NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Question:
    """What is asked, and the numbers of the services that answer it."""

    text: str
    relevant: frozenset[str]


def main(argv: list[str]) -> int:
    """Measure, print, and answer the exit code."""
    options = _options(argv)
    if not (options.pool.exists() and options.queries.exists()):
        print(f"Skipped: {options.pool} or {options.queries} is not there. Name them with --pool and --queries.")
        return finish({"skipped": "no pool or queries"}, as_json=options.json)
    if options.semantic and not is_installed():
        print("Skipped: the extra igum[semantic] is not installed.")
        return finish({"skipped": "no igum[semantic]"}, as_json=options.json)
    pool = json.loads(options.pool.read_text(encoding="utf-8"))
    questions = _questions(json.loads(options.queries.read_text(encoding="utf-8")), pool)
    with tempfile.TemporaryDirectory(prefix="igum-relevance-") as folder:
        lexicon = product_lexicon()
        _, milliseconds = timed(lambda: build(folder, _documents(pool), lexicon))
        if options.semantic:
            _embed(folder, pool, lexicon)
        result = _measure(SearchIndex.open(folder), questions, options)
    result |= {"build_ms": round(milliseconds), "services": len(pool), "machine": machine()}
    _print(result, questions)
    return finish(result, as_json=options.json)


def _options(argv: list[str]) -> argparse.Namespace:
    folder = shared_folder() / "data/search-dev"
    parser = argparse.ArgumentParser(
        prog="igum bench relevance", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("--pool", type=Path, default=folder / "pool.json")
    parser.add_argument("--queries", type=Path, default=folder / "queries.json")
    parser.add_argument("--semantic", action="store_true", help="with the meaning of whole sentences (igum[semantic])")
    parser.add_argument("--repeats", type=int, default=5, help="how many sets of typing errors to average over")
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    return parser.parse_args(argv)


def _embed(folder: str, pool: list[dict[str, Any]], lexicon: Lexicon) -> None:
    """Make the vectors; say how far it is, because it takes minutes."""

    def tell(made: int) -> None:
        if made % 100 == 0:
            print(f"  {made} of about {len(pool) + len(lexicon.terms)} vectors", file=sys.stderr, flush=True)

    embed(folder, _documents(pool), lexicon, progress=tell)


def _documents(pool: list[dict[str, Any]]) -> Iterable[ServiceDocument]:
    for number, service in enumerate(pool):
        yield ServiceDocument(
            id=str(number),
            titles={"he": service["name"]},
            bodies={"he": service.get("description") or ""},
            needs=frozenset(service.get("needs") or ()),
            situations=frozenset(service.get("situations") or ()),
            regions=frozenset({_REGION}),
            whole_region=True,
        )


def _questions(listed: list[dict[str, Any]], pool: list[dict[str, Any]]) -> list[Question]:
    """Questions with what answers them; services are known by their names, and two may share one."""
    numbers: dict[str, list[str]] = {}
    for number, service in enumerate(pool):
        numbers.setdefault(service["name"], []).append(str(number))
    return [
        Question(each["query"], frozenset(number for name in each["relevant"] for number in numbers.get(name, ())))
        for each in listed
    ]


def _measure(index: SearchIndex, questions: list[Question], options: argparse.Namespace) -> dict[str, Any]:
    def ask(text: str) -> SearchAnswer:
        request = SearchRequest(text=text, region=_REGION, limit=_DEEP, semantic=options.semantic)
        return index.search(request, now=_NOW)

    ask(questions[0].text)  # dictionaries are read at the first question
    clean = _score(ask, questions)
    slips = [
        _score(ask, [Question(one_slip(each.text, chance), each.relevant) for each in questions])
        for chance in (random.Random(_SEED + turn) for turn in range(options.repeats))
    ]
    typo = {key: round(statistics.mean(slip[key] for slip in slips), 4) for key in clean}
    layout = _score(ask, [Question(wrong_layout(each.text), each.relevant) for each in questions])
    return {
        "semantic": options.semantic,
        "queries": len(questions),
        "clean": clean,
        "one_typo": typo,
        "wrong_layout": layout,
        "typo_share": round(typo["ndcg@10"] / clean["ndcg@10"], 4) if clean["ndcg@10"] else None,
        "layout_share": round(layout["ndcg@10"] / clean["ndcg@10"], 4) if clean["ndcg@10"] else None,
    }


def _score(ask: Callable[[str], SearchAnswer], questions: Sequence[Question]) -> dict[str, float]:
    """The measures over all questions. An answer that had to let go of the words counts as empty."""
    found: list[tuple[list[str], frozenset[str]]] = []
    times: list[float] = []
    for question in questions:
        answer, milliseconds = timed(partial(ask, question.text))
        times.append(milliseconds)
        let_go = any(each.kind == "text" for each in answer.relaxed)
        found.append(([] if let_go else [hit.id for hit in answer.hits], question.relevant))
    mean = statistics.mean
    return {
        "ndcg@10": round(mean(_ndcg(ids, relevant, 10) for ids, relevant in found), 4),
        "hit@10": round(mean(bool(set(ids[:10]) & relevant) for ids, relevant in found), 4),
        "success@5": round(mean(bool(set(ids[:5]) & relevant) for ids, relevant in found), 4),
        "recall@50": round(mean(len(set(ids[:50]) & relevant) / max(len(relevant), 1) for ids, relevant in found), 4),
        "empty": sum(not ids for ids, _ in found),
        **p50_p95(times),
    }


def _ndcg(ids: Sequence[str], relevant: frozenset[str], depth: int) -> float:
    """Discounted gain of the first places, beside that of the best possible order; relevance is yes or no."""
    gained = sum(1 / math.log2(place + 2) for place, each in enumerate(ids[:depth]) if each in relevant)
    possible = sum(1 / math.log2(place + 2) for place in range(min(depth, len(relevant))))
    return gained / possible if possible else 0.0


def _print(result: dict[str, Any], questions: Sequence[Question]) -> None:
    rows = [
        {"questions": label, **result[key]}
        for key, label in (("clean", "as asked"), ("one_typo", "one typing error"), ("wrong_layout", "wrong layout"))
    ]
    how = "with meaning (semantic)" if result["semantic"] else "by words"
    show(f"{len(questions)} questions of {result['services']} services, {how}; {result['machine']}", rows)
    print(f"  one typing error keeps {result['typo_share']}, the wrong layout {result['layout_share']} of nDCG@10")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
