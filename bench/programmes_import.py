"""A list of 10,000 people from the file to the applications, beside the way a peer takes it: row by row."""

import argparse
import os
from importlib import import_module
from typing import Any

import django

from bench.harness import REPOSITORY, show

PEER_ROWS = 500  # of the same list; the peer's time grows with each row alike


def measure_import(options: argparse.Namespace) -> dict[str, Any]:
    """Seconds to read, look at and take in a list, and of the form filled in and sent once for each of some rows."""
    os.environ["IGUM_DATA"] = os.environ.get("IGUM_BENCH_DATA") or str(REPOSITORY / ".igum" / "bench-programmes")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igum.config.settings")
    django.setup()
    import_module("bench.programmes_rows").use_database()
    lists = import_module("bench.programmes_lists")
    content, rows = lists.a_list(options.applicants)
    ours = lists.take_in(content)
    peer = lists.one_by_one(rows[:PEER_ROWS])
    found = {
        **ours,
        "peer_ms_a_row": peer,
        "ms_a_row": ours["all_s"] * 1000 / options.applicants,
        "ratio": peer / (ours["all_s"] * 1000 / options.applicants),
    }
    show(f"A list of {options.applicants:,} people taken in; the peer sends the form for each of {PEER_ROWS}", [found])
    return found
