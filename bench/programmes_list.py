"""The list of a round at 100,000 applications, and 10,000 scored and ranked, both under row-level security."""

import argparse
import os
from importlib import import_module
from typing import Any

import django

from bench.harness import REPOSITORY, p50_p95, show

LISTED = 100_000
MOST_MS = 150.0


def measure_list(options: argparse.Namespace) -> dict[str, Any]:
    """Milliseconds of pages of the list of applications, for people with different posts."""
    rows_of = _rows()
    rows = rows_of.list_pages(rows_of.round_of(LISTED), LISTED)
    every = p50_p95([each for row in rows for each in row.pop("times")])
    show(f"A page of fifty of {LISTED:,} applications, milliseconds", rows)
    print(f"  all together: p50 {every['p50_ms']} ms, p95 {every['p95_ms']} ms (target {MOST_MS:.0f})")
    return {"applications": LISTED, "rows": rows, "all": every}


def measure_screening(options: argparse.Namespace) -> dict[str, Any]:
    """Seconds to score and rank by one statement, beside the evaluator on the same applications."""
    rows_of = _rows()
    found: dict[str, Any] = rows_of.score_and_rank(rows_of.round_of(options.applicants))
    show(f"{options.applicants:,} applicants screened, scored and ranked, the same found by both", [found])
    return found


def _rows() -> Any:
    """What needs Django, on a data folder of its own."""
    os.environ["IGUM_DATA"] = os.environ.get("IGUM_BENCH_DATA") or str(REPOSITORY / ".igum" / "bench-programmes")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igum.config.settings")
    django.setup()
    rows = import_module("bench.programmes_rows")
    rows.use_database()
    return rows
