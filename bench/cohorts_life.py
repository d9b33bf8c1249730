"""A roster of forty saved, and the coordinator's board over 200 cohorts, through the site's own pages."""

import argparse
import os
from importlib import import_module
from typing import Any

import django

from bench.harness import REPOSITORY, p50_p95, show

PROGRAMMES = 20  # with ten cohorts of fifty each
MOST_ROSTER_MS = 100.0
MOST_BOARD_MS = 150.0
MOST_QUERIES = 12


def measure_roster(options: argparse.Namespace) -> dict[str, Any]:
    """Milliseconds from the form's sending to the answer, first noted and corrected; the peer saves mark by mark."""
    rows = _rows(options).rosters(5 if options.quick else 30)
    found = [{"what": what, "marks": marks, **p50_p95(times)} for what, marks, times in rows]
    show("A roster of forty saved, milliseconds (the peer: each mark by itself, in one transaction)", found)
    print(f"  target for a roster: p95 {MOST_ROSTER_MS:.0f} ms")
    return {"rows": found, "target_ms": MOST_ROSTER_MS}


def measure_board(options: argparse.Namespace) -> dict[str, Any]:
    """Milliseconds of the whole page for three people, and its queries; the peer asks cohort by cohort."""
    rows_of = _rows(options)
    rows = rows_of.boards(2 if options.quick else 6)
    every = p50_p95([each for row in rows for each in row["times"]])
    queries = max(row["queries"] for row in rows)
    found = [{**{name: row[name] for name in ("who", "board", "queries")}, **p50_p95(row["times"])} for row in rows]
    sizes = rows_of.sizes()
    show(f"The board over {sizes['cohorts']} cohorts and {sizes['participants']:,} participants, milliseconds", found)
    peer = rows_of.board_cohort_by_cohort()
    show("One question a figure and cohort, the same figures found", [peer])
    print(
        f"  all together: p50 {every['p50_ms']} ms, p95 {every['p95_ms']} ms (target {MOST_BOARD_MS:.0f});"
        f" at most {queries} queries a page (target {MOST_QUERIES})"
    )
    return {**sizes, "rows": found, "all": every, "queries": queries, "peer": peer}


def _rows(options: argparse.Namespace) -> Any:
    """What needs Django, on a data folder of its own."""
    os.environ["IGUM_DATA"] = os.environ.get("IGUM_BENCH_DATA") or str(REPOSITORY / ".igum" / "bench-cohorts")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igum.config.settings")
    django.setup()
    import_module("bench.programmes_rows").use_database()
    rows = import_module("bench.cohorts_rows")
    rows.lives(2 if options.quick else PROGRAMMES)
    return rows
