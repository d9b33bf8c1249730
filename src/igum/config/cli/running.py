"""Which demo holds a data directory: at most one, known by a lock that ends with its process."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class RunningDemo:
    """A demo that holds this data directory now."""

    process: int
    address: str


def running_demo(data: Path) -> RunningDemo | None:
    """The demo that runs on this data directory; None when none does. The lock tells, not a number in a file."""
    mark = data / "demo.lock"
    if not mark.exists():
        return None
    with mark.open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)  # shared: two that ask must not take each other for it
        except BlockingIOError:
            written = lock.read()
        else:
            return None
    try:
        said = json.loads(written)
        return RunningDemo(int(said["process"]), str(said["address"]))
    except (ValueError, KeyError):
        return None  # its holder is just writing it


@contextmanager
def only_demo(data: Path, address: str) -> Iterator[bool]:
    """Hold the directory while inside; False when another demo does."""
    with (data / "demo.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        lock.seek(0)
        lock.truncate()
        json.dump({"process": os.getpid(), "address": address}, lock)
        lock.flush()
        yield True
