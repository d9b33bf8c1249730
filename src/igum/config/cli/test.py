"""``./igum test``: the whole suite, the browser tests included."""

import argparse
import os
import shutil
import subprocess
import sys

from igum.config.cli.messages import compile_messages
from igum.config.private_data import ROOT

CHROMIUM = ("chromium", "chromium-browser")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Words for pytest, after ``--`` or as they are."""
    parser.add_argument("pytest", nargs=argparse.REMAINDER, help="words for pytest, such as a file or -k WORDS")


def run(options: argparse.Namespace) -> int:
    """See to a browser, then run pytest from the project's root."""
    compile_messages()
    ensure_chromium()
    words = [word for word in options.pytest if word != "--"]
    return subprocess.call([sys.executable, "-m", "pytest", *words], cwd=ROOT)


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
