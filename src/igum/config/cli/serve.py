"""``./igum serve``: the web server only, for a demo or behind a reverse proxy."""

import argparse
import os
import sys
from pathlib import Path

from igum.config.cli.site import STATIC_MARK, open_data, use_database
from igum.config.errors import CannotStart

LONGEST_LINE = 8190  # the most gunicorn takes: a sentence of Hebrew is six times as long in an address
THREADS = 4  # of each worker: requests wait for the database, not for one another


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen and how many processes."""
    parser.add_argument("--port", type=int, default=8000, help="the port (default: 8000)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)")
    parser.add_argument("--workers", type=int, default=2, help="processes, one for each core (default: 2)")
    parser.add_argument(
        "--threads", type=int, default=THREADS, help=f"requests each serves at once (default: {THREADS})"
    )


def run(options: argparse.Namespace) -> int:
    """Become gunicorn. Persistent connections and threads: a new database connection costs more than a page.

    Raises:
        CannotStart: the installation was not prepared.
    """
    data = open_data()
    if not (data / "static" / STATIC_MARK).exists():
        raise CannotStart("The files for the browser are not gathered yet. Run ./igum prepare once.")
    use_database(data)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    words = gunicorn_words(data, options.host, options.port, options.workers, options.threads)
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *words])  # noqa: S606 - its signals reach it directly


def gunicorn_words(data: Path, host: str, port: int, workers: int, threads: int = THREADS) -> list[str]:
    """The words of gunicorn's own command line."""
    beats = "/dev/shm" if os.access("/dev/shm", os.W_OK) else str(data)  # noqa: S108 - workers' heartbeats, in memory
    return [
        *("igum.config.wsgi:application", "--bind", f"{host}:{port}", "--workers", str(workers)),
        *("--worker-class", "igum.config.serving.Worker", "--threads", str(threads), "--keep-alive", "5"),
        *("--limit-request-line", str(LONGEST_LINE)),
        *("--timeout", "60", "--graceful-timeout", "10", "--worker-tmp-dir", beats),
        "--no-control-socket",  # it would lie in the home folder
    ]
