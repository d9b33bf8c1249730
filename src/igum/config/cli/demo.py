"""``./igum demo``: the whole site with the demo region, on this machine only."""

import argparse
import errno
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from functools import partial
from multiprocessing.context import ForkProcess
from pathlib import Path
from types import FrameType

from gunicorn.app.wsgiapp import WSGIApplication

from igum.config.cli.content import index_refreshed_beside, load_demo_directory, load_demo_rounds, table_of_accounts
from igum.config.cli.messages import compile_messages
from igum.config.cli.parts import end_parts, start_part
from igum.config.cli.progress import step
from igum.config.cli.running import only_demo, running_demo
from igum.config.cli.serve import gunicorn_words
from igum.config.cli.site import leave_database, open_data, open_site
from igum.config.cli.static_files import collect_files
from igum.config.cli.worker import work_on_others, work_on_slow
from igum.config.errors import CannotStart

WORKERS = 2
SECONDS_TO_ANSWER = 60
SECONDS_TO_WAIT_FOR_ANOTHER = 180
LAST_PORT = 65_535
SECONDS_TO_SAY_IT_AGAIN = 0.5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The port, and where the data lies."""
    parser.add_argument("--port", type=port, default=8000, metavar="N", help="the port on 127.0.0.1 (default: 8000)")


def port(word: str) -> int:
    """The number of a port."""
    number = int(word) if word.isascii() and word.isdigit() else 0
    if not 1 <= number <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"{word} is not a port: choose a number from 1024 to {LAST_PORT}")
    return number


def run(options: argparse.Namespace) -> int:
    """Start everything, say where it is, and stay until interrupted. A second start shows the first one's address."""
    # Also where a shell ignores one for what it starts in the background.
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
        signal.signal(ending, _end)
    data = open_data()
    address = f"http://127.0.0.1:{options.port}/"
    deadline = time.monotonic() + SECONDS_TO_WAIT_FOR_ANOTHER
    while time.monotonic() < deadline:
        with only_demo(data, address) as alone:
            if alone:
                _refuse_taken_port(options.port)
                return _serve(data, options.port, address)
        other = running_demo(data)
        if other is not None and _answers(other.address):
            print(f"Igum already runs here: {other.address}  (./igum stop ends it)")
            return 0
        time.sleep(0.3)
    raise CannotStart(
        "Another ./igum demo holds this data folder but does not answer. Run ./igum stop, then try again."
    )


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as knock:
        knock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            knock.bind(("127.0.0.1", port))
        except OSError as problem:
            refused = problem.errno == errno.EACCES
            why = "may be opened by root only" if refused else "is taken by another program"
            other = 8000 if refused else port % LAST_PORT + 1
            raise CannotStart(f"Port {port} {why}. Choose another: ./igum demo --port {other}") from None


def _serve(data: Path, port: int, address: str) -> int:
    """Prepare what is missing, start the parts, and stay until one ends or somebody ends us."""
    parts: list[ForkProcess] = []
    try:
        _prepare(data)
        with step("Web server and worker"):
            parts.append(start_part(partial(_web_server, data, port), data / "log" / "web.log"))
            parts.append(start_part(work_on_others, data / "log" / "worker.log"))
            parts.append(start_part(work_on_slow, data / "log" / "pooling-worker.log"))
            _wait_for_answer(address, parts[0], data / "log" / "web.log")
        print(f"\n  {address}\n\n{table_of_accounts()}\n\n  Ctrl-C stops it; so does ./igum stop.", flush=True)
        while all(part.is_alive() for part in parts):
            time.sleep(0.2)
        print("igum: a part of the site ended by itself; see the log folder:", data / "log", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        signal.setitimer(signal.ITIMER_REAL, 0)
        print("\nigum: stopping.", flush=True)
        return 0
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        end_parts(parts)
        leave_database(data)


def _prepare(data: Path) -> None:
    """Do what no earlier start has done; an interrupted one goes on from here."""
    print("Igum, the demo region", flush=True)
    open_site()
    with step("Texts in five languages"):
        compile_messages()
    with step("Files for the browser"):
        collect_files()
    load_demo_directory()
    with index_refreshed_beside(data / "log" / "index.log"):
        load_demo_rounds()


def _web_server(data: Path, port: int) -> None:
    sys.argv = ["gunicorn", *gunicorn_words(data, "127.0.0.1", port, WORKERS)]
    WSGIApplication("%(prog)s [OPTIONS]").run()


def _wait_for_answer(address: str, server: ForkProcess, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < deadline and server.is_alive():
        if _answers(address):
            return
        time.sleep(0.1)
    raise CannotStart(f"The web server did not answer. Its log says why: {log}")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own address on 127.0.0.1
            return bool(answer.status == 200)
    except urllib.error.HTTPError:
        return False
    except OSError:
        return False


def _end(_number: int, _frame: FrameType | None) -> None:
    # Python swallows what is raised while it clears an object away: then this alarm raises it once more.
    signal.setitimer(signal.ITIMER_REAL, SECONDS_TO_SAY_IT_AGAIN)
    raise KeyboardInterrupt
