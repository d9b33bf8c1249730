"""Reads the words typed after ``./igum`` and calls the command of that name."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from igum.config.errors import CannotStart

# Name, one line of help, and the module that holds ``add_arguments(parser)`` and ``run(options) -> int``.
COMMANDS = (
    ("demo", "run Igum here with the demo region", "igum.config.cli.demo"),
    ("stop", "stop the demo and its database", "igum.config.cli.stop"),
    ("test", "run the whole test suite", "igum.config.cli.test"),
    ("check", "lint, imports, types, migrations, texts and tests", "igum.config.cli.check"),
    ("bench", "measure beside peers: search, relevance, pages", "igum.config.cli.bench"),
    ("import", "load places, the taxonomy or a file of your own", "igum.config.cli.load"),
    ("index", "rebuild the search index", "igum.config.cli.index"),
    ("backup", "write the whole database to a file", "igum.config.cli.backup"),
    ("restore", "read a backup into an empty database", "igum.config.cli.restore"),
    ("prepare", "make the roles and tables of a database", "igum.config.cli.prepare_database"),
    ("serve", "run the web server only", "igum.config.cli.serve"),
    ("worker", "run the background worker only", "igum.config.cli.worker"),
    ("manage", "a management command of Django", "igum.config.cli.manage"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit status: 0 done, 1 could not, 2 not understood."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    name = next((word for word in words if not word.startswith("-")), "")
    parser = argparse.ArgumentParser(
        prog="./igum", description="Igum: the shared platform of neighbouring towns.", allow_abbrev=False
    )
    kinds = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    chosen = None
    for command, help_line, module in COMMANDS:
        sub = kinds.add_parser(command, help=help_line, description=help_line, allow_abbrev=False)
        if command == name:
            chosen = import_module(module)
            sub.add_argument("--data", type=Path, help="the data folder (default: .igum beside the code)")
            chosen.add_arguments(sub)
    options, rest = parser.parse_known_args(words)
    if chosen is None:
        parser.error(f"unknown command {name!r}")
    if rest and not getattr(chosen, "TAKES_MORE", False):
        parser.error(f"unknown words: {' '.join(rest)}")
    options.rest = rest
    if options.data:
        os.environ["IGUM_DATA"] = str(options.data.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igum.config.settings")
    try:
        return int(chosen.run(options))
    except CannotStart as reason:
        print(f"igum: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nigum: stopped.", file=sys.stderr)
        return 130
