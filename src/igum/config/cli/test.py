"""``./igum test``: the whole suite, the browser tests included."""

import argparse
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from igum.config.cli.messages import compile_messages
from igum.config.cli.progress import step
from igum.config.errors import CannotStart
from igum.config.private_data import ROOT

# The first of them that is here. The first has no window to draw: a page costs it half the processor time.
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser")
# Files are handed out whole and in their order, the longest first (conftest.py).
TWO_PROCESSES = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "--max-worker-restart", "0")
ONE_PROCESS = ("-n", "--numprocesses", "--lf", "--last-failed", "--sw", "--pdb", "-s", "--collect-only", "-p")


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
    ensure_browser()
    surroundings = dict(os.environ)
    if options.postgres == "system":
        surroundings.update(system_postgres())
    words = [*side_by_side(options.more), *options.more]
    return subprocess.call([sys.executable, "-m", "pytest", *words], cwd=ROOT, env=surroundings)


def side_by_side(words: list[str]) -> list[str]:
    """What tells pytest to run two processes: for all tests or a folder of them, where there are two cores.

    Not for a file, which one process has done before two have begun, nor for somebody who looks at one failing test.
    Whoever writes ``-n`` decides alone.
    """
    files = [word for word in words if word.partition("::")[0].endswith(".py")]
    alone = [word for word in words if word.startswith(ONE_PROCESS)]
    return [] if files or alone or len(os.sched_getaffinity(0)) < 2 else list(TWO_PROCESSES)


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


def chromium() -> str | None:
    """The browser of the tests: its path; None when there is none."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


def missing_packages() -> list[str]:
    """Debian's packages that the browser tests need and that are not here."""
    missing = [] if chromium() else [CHROMIUM[0]]
    playwright = find_spec("playwright")
    if playwright and playwright.origin:
        driver = Path(playwright.origin).parent / "driver" / "node"
        if subprocess.run([driver, "--version"], capture_output=True, check=False).returncode != 0:
            missing.append("libatomic1")  # the one library of Playwright's node that a bare Debian lacks
    return missing


def ensure_browser() -> None:
    """As root on Debian, install what the browser tests need; else say in one line what is missing."""
    missing = missing_packages()
    if missing and os.getuid() == 0 and shutil.which("apt-get"):
        said = ""
        with step(f"For the browser tests, Debian's {' and '.join(missing)}"):
            quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            for words in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", *missing]):
                ran = subprocess.run(["apt-get", *words], env=quiet, capture_output=True, text=True, check=False)
                said = ran.stderr.strip()[-400:]
        missing = missing_packages()
        if missing:
            print(said, file=sys.stderr)
    if missing:
        print(f"igum: the browser tests are skipped: apt install {' '.join(missing)} (as root).", file=sys.stderr)
