"""A demo's first start, ended again and again by an unlucky person: made once for a run, and copied."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MADE = ROOT / ".igum" / "made-demo"
SECONDS_TO_START = SECONDS_TO_END = 400  # a busy machine is slow, not wrong
SERVES = "Ctrl-C"  # in the last line that a start says
# How often and how an unlucky person ends a first start: with PostgreSQL half made, tables half made, content half in.
UNLUCKY = [("PostgreSQL", signal.SIGKILL), ("Tables", signal.SIGINT), ("Places", signal.SIGTERM)]
UNLUCKY += [("Needs", signal.SIGKILL), ("The demo region", signal.SIGKILL)]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as knock:
        knock.bind(("127.0.0.1", 0))
        return int(knock.getsockname()[1])


@dataclass
class Demo:
    """A demo that was started on a data folder, with a home folder of its own."""

    data: Path
    port: int = field(default_factory=free_port)
    said: str = ""  # when it started last

    def __post_init__(self) -> None:
        self.home = self.data.parent / "home"
        self.home.mkdir(exist_ok=True)
        self.process = self.start()

    def start(self, *words: str) -> subprocess.Popen[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("IGUM_", "DATABASE_"))}
        chosen = words or ("demo", "--port", str(self.port))
        return subprocess.Popen(
            [sys.executable, "-u", "-m", "igum", *chosen, "--data", str(self.data)],
            cwd=ROOT,
            env={**kept, "HOME": str(self.home)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def until(self, *words: str) -> str:
        """Read what it says until one of these words. Returns all of it."""
        said = ""
        assert self.process.stdout
        for line in self.process.stdout:
            said += line
            if any(word in line for word in words):
                return said
        self.process.communicate(timeout=SECONDS_TO_END)  # or a later test is blamed for the open pipe
        pytest.fail(f"The demo ended before it said {words!r}: {said}")

    def end(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        self.process.communicate(timeout=SECONDS_TO_END)
        return self.process.returncode

    def leftovers(self) -> list[str]:
        """What still runs on this data folder or holds its port, once it had time to end."""
        deadline = time.monotonic() + SECONDS_TO_END
        while (found := self._running()) and time.monotonic() < deadline:
            time.sleep(0.1)
        return found

    def _running(self) -> list[str]:
        found = [words for words in command_lines() if str(self.data) in words]
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", self.port)) == 0:
                found.append(f"port {self.port}")
        return found


def command_lines() -> Iterator[str]:
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if process.name != str(os.getpid()):
            yield words


def copy_of_the_demo(data: Path) -> None:
    """A data folder with the whole demo, in which nobody has been. It has been made by a first start with bad luck."""
    half = data.with_name(f"{data.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    shutil.copytree(_made(), half, symlinks=True)
    half.rename(data)


def _made() -> Path:
    """The folder that all copies of a run are of; the first to ask makes it, others wait."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    mark = MADE / "run"
    MADE.mkdir(parents=True, exist_ok=True)
    with (MADE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not mark.exists() or mark.read_text() != run:
            shutil.rmtree(MADE / "data", ignore_errors=True)
            _start_with_bad_luck(MADE / "data")
            mark.write_text(run)
    return MADE / "data"


def _start_with_bad_luck(data: Path) -> None:
    step_before = "Igum, the demo region"
    for step, how in UNLUCKY:
        demo = Demo(data)
        demo.until(step_before, SERVES)  # a step that a quick machine finished in an earlier start is not done again
        time.sleep(0.4)  # in the middle of the step that follows
        demo.end(how)
        assert demo.leftovers() == [], f"after {how.name} in {step}"
        step_before = f"✓ {step}"
    demo = Demo(data)
    demo.until(SERVES)
    assert demo.end(signal.SIGTERM) == 0
    assert demo.leftovers() == []
