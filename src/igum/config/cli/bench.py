"""``./igum bench``: each benchmark runs beside a peer, in one run, and reports ratios."""

import argparse
import importlib
import os
import sys

from igum.config.private_data import ROOT

BENCHMARKS = ("search", "relevance", "pages", "programmes", "cohorts", "pooling")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which one; the rest of the words are its own."""
    parser.add_argument("name", nargs="?", choices=BENCHMARKS, help="which one (default: all)")
    parser.add_argument("words", nargs=argparse.REMAINDER, help="words of the benchmark, such as --json")


def run(options: argparse.Namespace) -> int:
    """Run one benchmark, or all of them one after another."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.path.insert(0, str(ROOT))
    chosen = [options.name] if options.name else list(BENCHMARKS)
    worst = 0
    for name in chosen:
        worst = max(worst, int(importlib.import_module(f"bench.{name}").main(list(options.words))))
    return worst
