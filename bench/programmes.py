"""What a programme asks of a computer: its rules for every applicant, each part beside its peer, in one run.

./igum bench programmes [--applicants N] [--json]
"""

import argparse
from typing import Any

from bench import programmes_import, programmes_list, programmes_rules
from bench.harness import finish, machine

# Each part has a name, and a function of the words of the command that prints its table and answers its figures.
PARTS = {
    "rules": programmes_rules.measure,
    "list": programmes_list.measure_list,
    "screening": programmes_list.measure_screening,
    "import": programmes_import.measure_import,
}


def main(argv: list[str]) -> int:
    """Measure, print, and answer the exit code."""
    parser = argparse.ArgumentParser(
        prog="igum bench programmes", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("part", nargs="?", choices=PARTS, help="which part (default: all)")
    parser.add_argument("--applicants", type=int, default=10_000)
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    options = parser.parse_args(argv)
    result: dict[str, Any] = {"applicants": options.applicants, "machine": machine()}
    for name in [options.part] if options.part else PARTS:
        result[name] = PARTS[name](options)
    return finish(result, as_json=options.json)
