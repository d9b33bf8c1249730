"""``./igum test``: the whole suite, the browser tests included."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from igum.config.cli.messages import compile_messages
from igum.config.errors import CannotStart
from igum.config.private_data import ROOT

CHROMIUM = ("chromium", "chromium-browser")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which PostgreSQL; all other words are pytest's."""
    parser.epilog = (
        "Other words go to pytest: a file, -k WORDS, -x. DATABASE_URL and its companions name a server of your own."
    )
    parser.add_argument(
        "--postgres",
        choices=["embedded", "system"],
        default="embedded",
        help="which programs to run the database with: those of the package, or the newest of Debian's",
    )


def run(options: argparse.Namespace) -> int:
    """See to a browser, then run pytest from the project's root."""
    compile_messages()
    ensure_chromium()
    surroundings = dict(os.environ)
    if options.postgres == "system":
        surroundings.update(system_postgres())
    return subprocess.call([sys.executable, "-m", "pytest", *options.more], cwd=ROOT, env=surroundings)


def system_postgres() -> dict[str, str]:
    """The settings that run the tests on the newest of Debian's PostgreSQL servers, in a data folder of its own.

    Raises:
        CannotStart: there is none.
    """
    found = {int(file.parts[-3]): file.parent for file in Path("/usr/lib/postgresql").glob("*/bin/postgres")}
    if not found:
        raise CannotStart("Debian's PostgreSQL is not installed. As root: apt install postgresql")
    newest = max(found)
    return {"IGUM_POSTGRES_BIN": str(found[newest]), "IGUM_DATA": str(ROOT / ".igum" / f"test-postgresql-{newest}")}


def ensure_chromium() -> bool:
    """Whether there is a browser; as root on Debian it is installed when missing, else it is said in one line."""
    if any(map(shutil.which, CHROMIUM)):
        return True
    if os.getuid() == 0 and shutil.which("apt-get"):
        print("  … Chromium, for the browser tests (Debian's package)", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", "chromium"]):
            done = subprocess.run(["apt-get", *words], env=quiet, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return True
        print(done.stderr.strip()[-400:], file=sys.stderr)
    print("igum: the browser tests are skipped: install Debian's chromium (apt install chromium).", file=sys.stderr)
    return False
