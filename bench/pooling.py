"""Which towns share what and where: our engine, plain SciPy and OR-Tools on published instances, and made-up regions.

Published instances (OR-Library, Holmberg, capacitated p-median) are read from ``--data``; a proven value that is not
the published one is counted as ``wrong``. Regions come from a seed: 18 towns by 20 services, 40 by 20, 250 by 5.
"""

import argparse
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from fnmatch import fnmatch
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench import pooling_shares
from bench.harness import finish, machine, progress, shared_folder, show
from bench.pooling_files import Instance, instances
from bench.pooling_peers import Found, or_tools, weak_scipy
from bench.pooling_plot import growth_plot
from bench.pooling_regions import region
from igum.engines.pooling.location.arcs import lay_out
from igum.engines.pooling.location.effort import Effort, Goal, Status
from igum.engines.pooling.location.planning import plan
from igum.engines.pooling.location.several import plan_each
from igum.engines.pooling.location.stages import choose

PEERS = {"scipy_weak": weak_scipy, "ortools_scip": or_tools}
SEED = 7
LARGE = 100
# Towns, services, seconds for all services, and the gap that ends the search. Of 250 towns many have more people than
# any site holds, so all may be split there.
REGIONS = {"18x20": (18, 20, 10.0, 0.0), "40x20": (40, 20, 60.0, 0.01), "250x5": (250, 5, 300.0, 0.03)}
GROWTH = (6, 12, 18, 27, 40, 60)
OF_GROWTH = 4
PARTS = ("instances", *REGIONS, "growth")


def main(words: Sequence[str]) -> int:
    """Read the words of the benchmark and run it; ``shares`` as the first word measures who pays instead."""
    if words and words[0] == "shares":
        return pooling_shares.main(words[1:])
    parser = argparse.ArgumentParser(prog="./igum bench pooling", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of instances (default: pooling in the shared folder)")
    parser.add_argument(
        "--only", nargs="+", default=[], help=f"parts ({', '.join(PARTS)}) or instances such as holmberg/p1 or 'cap/*'"
    )
    parser.add_argument("--seconds", type=float, default=60.0, help="for one instance, ours (default: 60)")
    parser.add_argument("--peer-seconds", type=float, help="for one instance, each peer (default: as ours)")
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=list(PEERS), help="whom to hold it against")
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1, help="services planned at a time")
    parser.add_argument(
        "--patience", type=float, default=1.0, help="how many times as long for regions, on a machine that is busy"
    )
    parser.add_argument("--plot", type=Path, help="where to draw growth, as SVG")
    parser.add_argument("--json", action="store_true", help="one object on the last line")
    options = parser.parse_args(list(words))
    return finish(measure(options), as_json=options.json)


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Everything that was asked for."""
    result: dict[str, Any] = {"machine": machine()}
    named = [word for word in options.only if word not in PARTS]
    if not options.only or named or "instances" in options.only:
        result |= _measure_instances(options, named)
    with _pool(options.at_once) as pool:
        for name, (towns, services, seconds, gap) in REGIONS.items():
            if not options.only or name in options.only:
                effort = Effort(seconds * options.patience, gap)
                result[name] = _measure_region(name, towns, services, effort, pool, options.at_once)
        if not options.only or "growth" in options.only:
            result["growth"] = _measure_growth(options, pool)
    return result


@contextmanager
def _pool(at_once: int) -> Iterator[Executor | None]:
    """Processes that are already there when the clock starts; none where services are planned one by one."""
    if at_once < 2:
        yield None
        return
    with ProcessPoolExecutor(at_once, get_context("spawn")) as pool:
        small = region(min(GROWTH), 1, SEED)[0]
        for ready in [pool.submit(plan, small) for _ in range(at_once)]:
            ready.result()
        yield pool


def _measure_instances(options: argparse.Namespace, named: Sequence[str]) -> dict[str, Any]:
    folder = options.data or shared_folder() / "data" / "pooling"
    if not folder.is_dir():
        print(f"There is no folder {folder}: no instance was tried. Name one with --data.")
        return {"instances": 0, "proven": 0, "wrong": 0, "seconds": {}, "each": []}
    refused: list[str] = []
    rows = [
        _measure_instance(instance, options)
        for instance in instances(folder, refused)
        if not named or any(fnmatch(instance.name, one) for one in named)
    ]
    show("Published instances, each customer served by one facility ", rows)
    for words in refused:
        print(f"Not read: {words}.")
    solvers = ["igum", *options.peers]
    summary = {
        "instances": len(rows),
        "proven": sum(row["igum_proven"] for row in rows),
        "wrong": sum(not row["right"] for row in rows),
        "refused": refused,
        "seconds": {name: round(sum(row[f"{name}_s"] for row in rows), 2) for name in solvers},
        "proven_by": {name: sum(row[f"{name}_proven"] for row in rows) for name in solvers},
    }
    show("All of them", [{"solver": name, "proven": summary["proven_by"][name], "seconds": summary["seconds"][name]}
                         for name in solvers])  # fmt: skip
    return {**summary, "each": rows}


def _measure_instance(instance: Instance, options: argparse.Namespace) -> dict[str, Any]:
    row: dict[str, Any] = {"instance": instance.name, "published": str(instance.published or "")}
    peer_seconds = options.peer_seconds or options.seconds
    found = {"igum": _ours(instance, options.seconds)}
    found |= {name: PEERS[name](instance, peer_seconds) for name in options.peers}
    for name, one in found.items():
        value = "" if one.value is None else one.value / instance.scale
        row |= {name: value, f"{name}_proven": one.proven, f"{name}_s": round(one.seconds, 3)}
    progress(", ".join(f"{key} {value}" for key, value in row.items() if not key.endswith("_proven")))
    ours = found["igum"]
    return row | {"right": not ours.proven or (ours.value is not None and instance.is_published(ours.value))}


def _ours(instance: Instance, seconds: float) -> Found:
    started = time.perf_counter()
    stage = choose(instance.network(), Effort(seconds), instance.name).stages[0]
    return Found(stage.value, stage.status is Status.PROVEN, time.perf_counter() - started)


def _measure_region(
    name: str, towns: int, services: int, effort: Effort, pool: Executor | None, at_once: int
) -> dict[str, Any]:
    asked = region(towns, services, SEED, whole=towns < LARGE)
    rows: dict[int, dict[str, Any]] = {}
    started = time.perf_counter()
    for turn in plan_each(asked, effort, pool, at_once):
        found, before = turn.plan, rows.get(turn.place, {"seconds": 0.0})
        rows[turn.place] = {
            "service": asked[turn.place].name,
            "arcs": int(lay_out(asked[turn.place]).network.tail.size),
            "served": found.people,
            "of": sum(party.people for party in asked[turn.place].parties),
            "shekels": found.money.net / 100,
            "served_gap": found.stage(Goal.SERVED).gap,
            "cost_gap": found.stage(Goal.COST).gap,
            "status": str(found.status),
            "seconds": round(before["seconds"] + turn.seconds, 3),
        }
        progress(", ".join(f"{key} {value}" for key, value in rows[turn.place].items()))
    spent = time.perf_counter() - started
    each = [rows[place] for place in sorted(rows)]
    show(f"A region of {name.replace('x', ' towns by ')} services, seed {SEED}", each)
    summary = {
        "services": len(each),
        "proven": sum(max(row["served_gap"], row["cost_gap"]) == 0 for row in each),
        "proven_with_farthest": sum(row["status"] == Status.PROVEN for row in each),
        "worst_gap": max(max(row["served_gap"], row["cost_gap"]) for row in each),
        "seconds": round(spent, 2),
        "at_once": at_once,
    }
    show("All of it", [summary])
    return {**summary, "each": each}


def _measure_growth(options: argparse.Namespace, pool: Executor | None) -> list[dict[str, Any]]:
    rows = []
    for towns in GROWTH:
        found = _measure_region(
            f"{towns}x{OF_GROWTH}", towns, OF_GROWTH, Effort(options.seconds), pool, options.at_once
        )
        spent = sum(row["seconds"] for row in found["each"])
        rows.append({"towns": towns, "seconds": round(spent / OF_GROWTH, 3), "worst_gap": found["worst_gap"]})
    show("How seconds for one service grow with towns", rows)
    if options.plot:
        options.plot.write_text(growth_plot(rows), encoding="utf-8")
        print(f"\nDrawn in {options.plot}.")
    return rows
