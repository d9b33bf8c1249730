"""``./igum check``: everything a change must pass, cheapest first."""

import argparse
import os
import subprocess
import sys

from igum.config.cli import test
from igum.config.cli.messages import compile_messages
from igum.config.cli.progress import step
from igum.config.private_data import ROOT

PYTHON = sys.executable
CHECKS = (
    ("Lint", [PYTHON, "-m", "ruff", "check", "."]),
    ("Format", [PYTHON, "-m", "ruff", "format", "--check", "."]),
    ("Imports stand in one order", ["lint-imports"]),
    ("Types", [PYTHON, "-m", "mypy"]),
    ("Migrations are complete", [PYTHON, "-m", "igum", "manage", "makemigrations", "--check", "--dry-run"]),
    ("Slots and who fills them", [PYTHON, "-m", "igum", "manage", "slots"]),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to leave out."""
    parser.add_argument("--no-tests", action="store_true", help="everything but the tests")


def run(options: argparse.Namespace) -> int:
    """Run every check and show what failed; then the tests."""
    compile_messages()
    failed = [label for label, command in CHECKS if not _passes(label, command)]
    if not options.no_tests:
        failed += ["Tests"] if test.run(argparse.Namespace(postgres="embedded", more=[])) else []
    print("All checks passed." if not failed else f"Failed: {', '.join(failed)}.")
    return 1 if failed else 0


def _passes(label: str, command: list[str]) -> bool:
    with step(label) as shown:
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ)
        shown.note = "" if ran.returncode == 0 else "FAILED"
    if ran.returncode != 0:
        print((ran.stdout + ran.stderr).strip()[-6000:])
    return ran.returncode == 0
