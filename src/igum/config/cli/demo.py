"""``./igum demo``: the whole site with the demo region, on this machine only."""

import argparse
import ctypes
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
from igum.config.cli.site import open_data, open_site
from igum.config.cli.static_files import collect_files
from igum.config.databases import embedded_cluster, is_embedded
from igum.config.errors import CannotStart

SECONDS_TO_ANSWER = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The port, and where the data lies."""
    parser.add_argument("--port", type=int, default=8000, help="the port on 127.0.0.1 (default: 8000)")


def run(options: argparse.Namespace) -> int:
    """Start everything, say where it is, and stay until interrupted. A second start shows the first one's address."""
    signal.signal(signal.SIGTERM, _end)
    data = open_data()
    address = f"http://127.0.0.1:{options.port}/"
    with only_demo(data, address) as alone:
        if not alone:
            return _show_the_other(data)
        _refuse_taken_port(options.port)
        return _serve(data, options.port, address)


def _show_the_other(data: Path) -> int:
    """Wait until the demo that was first answers, then show its address."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
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
        except (OSError, OverflowError):
            raise CannotStart(
                f"Port {port} is taken or not allowed. Choose another: ./igum demo --port {port + 1}"
            ) from None


def _serve(data: Path, port: int, address: str) -> int:
    print("Igum, the demo region")
    open_site()
    with step("Texts in five languages"):
        compile_messages()
    with step("Files for the browser"):
        collect_files()
    load_demo_content()
    refresh_index()
    children: list[subprocess.Popen[bytes]] = []
    try:
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
        print("\nigum: stopping.")
        return 0
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(timeout=20)
        if is_embedded():
            embedded_cluster(data).stop()


def _child(words: list[str], log: Path) -> subprocess.Popen[bytes]:
    log.parent.mkdir(mode=0o700, exist_ok=True)
    with log.open("ab") as writing:
        return subprocess.Popen(
            [sys.executable, "-m", "igum", *words],
            stdin=subprocess.DEVNULL,
            stdout=writing,
            stderr=writing,
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )


def _end_with_parent() -> None:
    """Ask the kernel to end this child when the demo is killed (PR_SET_PDEATHSIG), so that no port stays taken."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


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
