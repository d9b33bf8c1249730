"""``./igum demo``: the whole site with the demo region, on this machine only."""

import argparse
import ctypes
import errno
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from igum.config.cli.content import load_demo_content, refresh_index, table_of_accounts
from igum.config.cli.messages import compile_messages
from igum.config.cli.progress import step
from igum.config.cli.running import only_demo, running_demo
from igum.config.cli.site import leave_database, open_data, open_site
from igum.config.cli.static_files import collect_files
from igum.config.errors import CannotStart
from igum.config.logs import open_log

SECONDS_TO_ANSWER = 30
SECONDS_TO_WAIT_FOR_ANOTHER = 180
SECONDS_TO_END = 15
LAST_PORT = 65_535
END_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The port, and where the data lies."""
    parser.add_argument("--port", type=port, default=8000, help="the port on 127.0.0.1 (default: 8000)")


def port(word: str) -> int:
    """The number of a port."""
    number = int(word) if word.isascii() and word.isdigit() else 0
    if not 1 <= number <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"{word} is not a port: choose a number from 1024 to {LAST_PORT}")
    return number


def run(options: argparse.Namespace) -> int:
    """Start everything, say where it is, and stay until interrupted. A second start shows the first one's address."""
    for ending in (signal.SIGTERM, signal.SIGHUP):
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
    children: list[subprocess.Popen[bytes]] = []
    try:
        _prepare()
        with step("Web server and worker"):
            children.append(_child(["serve", "--port", str(port)], data / "log" / "web.log"))
            children.append(_child(["worker"], data / "log" / "worker.log"))
            _wait_for_answer(address, children[0], data / "log" / "web.log")
        print(f"\n  {address}\n\n{table_of_accounts()}\n\n  Ctrl-C stops it; so does ./igum stop.", flush=True)
        while all(child.poll() is None for child in children):
            time.sleep(0.2)
        print("igum: a part of the site ended by itself; see the log folder:", data / "log", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nigum: stopping.", flush=True)
        return 0
    finally:
        _end_children(children)
        leave_database(data)


def _prepare() -> None:
    """Do what no earlier start has done; an interrupted one goes on from here."""
    print("Igum, the demo region", flush=True)
    open_site()
    with step("Texts in five languages"):
        compile_messages()
    with step("Files for the browser"):
        collect_files()
    load_demo_content()
    refresh_index()


def _end_children(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask them to finish what they do, then insist."""
    for child in children:
        child.terminate()
    deadline = time.monotonic() + SECONDS_TO_END
    for child in children:
        try:
            child.wait(timeout=max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _child(words: list[str], log: Path) -> subprocess.Popen[bytes]:
    parent = os.getpid()

    def end_with_parent() -> None:
        """Ask the kernel to end this child when the demo is killed, so that no port stays taken."""
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)  # it was killed before we asked

    with open_log(log) as writing:
        return subprocess.Popen(
            [sys.executable, "-m", "igum", *words],
            stdin=subprocess.DEVNULL,
            stdout=writing,
            stderr=writing,
            start_new_session=True,
            preexec_fn=end_with_parent,
        )


def _wait_for_answer(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < deadline and server.poll() is None:
        if _answers(address):
            return
        time.sleep(0.1)
    raise CannotStart(f"The web server did not answer. Its log says why: {log}")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - our own address on 127.0.0.1
            return bool(answer.status == 200)
    except urllib.error.HTTPError:
        return False
    except OSError:
        return False


def _end(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
