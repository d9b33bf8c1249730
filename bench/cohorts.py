"""What a cohort asks of a computer in its months of life, each part beside a peer, in one run.

./igum bench cohorts [--only PART] [--json]
"""

import argparse
from typing import Any

from bench import cohorts_calendar, cohorts_life, cohorts_matching
from bench.harness import finish, machine

# Each part has a name, and a function of the words of the command that prints its table and answers its figures.
PARTS = {
    "matching": cohorts_matching.measure,
    "calendar": cohorts_calendar.measure,
    "roster": cohorts_life.measure_roster,
    "board": cohorts_life.measure_board,
}


def main(argv: list[str]) -> int:
    """Measure, print, and answer the exit code."""
    parser = argparse.ArgumentParser(prog="igum bench cohorts", description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", choices=PARTS, help="which part (default: all)")
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that it runs")
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    options = parser.parse_args(argv)
    result: dict[str, Any] = {"machine": machine()}
    for name in [options.only] if options.only else PARTS:
        result[name] = PARTS[name](options)
    return finish(result, as_json=options.json)
