"""Our rules beside cel-python: the same rules and the same applicants, each compiled once, in one process.

cel-python has two runners, one that walks the tree and one that writes Python; ours is held against the faster. It is
asked about fewer applicants, for it takes a hundred times as long, and both about the same ones to see that they agree.
"""

import argparse
import random
import statistics
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from typing import Any

import celpy
from celpy.celparser import CELParser

from bench.harness import show, timed
from igum.engines.rules.evaluating import compile_rule
from igum.engines.rules.explaining import explain
from igum.engines.rules.parsing import parse

RULES = {
    "size": "household_size >= 3",
    "income": "income / household_size < ceiling",
    "town": 'town in ["Acre", "Karmiel", "Maalot", "Nahariya", "Shlomi"]',
    "all": 'household_size >= 3 && income / household_size < ceiling && !in_bankruptcy && town in ["Acre", "Yirka"]',
    "children": "children.exists(child, child.age < 6) || children.filter(child, child.age < 18).size() >= 3",
    "score": "(debt > 5000000 ? 20 : 0) + (alone ? 15 : 0) + (household_size > 5 ? 5 * 2 : household_size * 2)",
}
RUNS = 5
OF_PEER = 100


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Microseconds for one rule of one applicant, ours and theirs."""
    applicants = made_up(options.applicants, random.Random(5))
    few = applicants[:OF_PEER]
    rows = []
    for name, source in RULES.items():
        expression = parse(source)
        rule = compile_rule(expression)
        peers = {runner.__name__: _peer(source, runner) for runner in (celpy.CompiledRunner, celpy.InterpretedRunner)}
        theirs = [celpy.json_to_cel(one) for one in few]
        for peer in peers.values():
            if [peer(one) for one in theirs] != [rule(one) for one in few]:
                raise AssertionError(f"{source}: cel-python answers otherwise")
        ours_us = _microseconds(rule, applicants)
        peer_us = {runner: _microseconds(peer, theirs) for runner, peer in peers.items()}
        rows.append(
            {
                "rule": name,
                "igum_us": ours_us,
                "igum_half_unknown_us": _microseconds(rule, [_forgotten(one) for one in applicants]),
                "igum_explain_us": _microseconds(lambda one, asked=expression: explain(asked, one), few),
                **{f"cel_python_{runner}_us": figure for runner, figure in peer_us.items()},
                "ratio": min(peer_us.values()) / ours_us,
            }
        )
    show("Rules: microseconds for one applicant (cel-python, both its runners; ratio to the faster)", rows)
    least = min(row["ratio"] for row in rows)
    print(f"  at least {least:.0f} times as fast as cel-python {version('cel-python')}")
    return {"rows": rows, "least_ratio": least}


def made_up(count: int, chance: random.Random) -> list[dict[str, Any]]:
    """Applicants with every fact known."""
    return [
        {
            "household_size": chance.randint(1, 9),
            "income": chance.randint(0, 3_000_000),
            "ceiling": 320_000,
            "in_bankruptcy": chance.random() < 0.1,
            "alone": chance.random() < 0.3,
            "town": chance.choice(["Acre", "Karmiel", "Maalot", "Nahariya", "Shlomi", "Tarshiha", "Yirka"]),
            "debt": chance.randint(0, 12_000_000),
            "children": [{"age": chance.randint(0, 20)} for _ in range(chance.randint(0, 5))],
        }
        for _ in range(count)
    ]


def _forgotten(applicant: Mapping[str, Any]) -> dict[str, Any]:
    """The applicant with every second answer not given."""
    return {name: value for place, (name, value) in enumerate(applicant.items()) if place % 2}


def _peer(source: str, runner: type[celpy.Runner]) -> Callable[[Any], Any]:
    # The two runners read into trees of different classes, and share one parser for the whole process.
    CELParser.CEL_PARSER = None
    environment = celpy.Environment(runner_class=runner)
    program = environment.program(environment.compile(source))
    return lambda facts: program.evaluate(facts)


def _microseconds(rule: Callable[[Any], Any], applicants: Sequence[Any]) -> float:
    def all_of_them() -> None:
        for one in applicants:
            rule(one)

    return statistics.median(timed(all_of_them)[1] for _ in range(RUNS)) / len(applicants) * 1000
