"""The parts of a running demo, forked from a process that has loaded everything, so that a start imports once."""

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing.context import ForkProcess
from pathlib import Path

from django.db import connections

from igum.config.logs import open_log

SECONDS_TO_END = 15
END_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
RESET = (signal.SIGTERM, signal.SIGHUP)


def start_part(work: Callable[[], object], log: Path) -> ForkProcess:
    """Start a part in a session of its own, so that a Ctrl-C in the terminal reaches us and not it."""
    connections.close_all()  # a connection must not be shared by two processes
    gc.freeze()  # what is loaded stays shared memory
    sys.stdout.flush()
    part = multiprocessing.get_context("fork").Process(target=_be, args=(work, log, os.getpid()))
    part.start()
    return part


def end_parts(parts: Sequence[ForkProcess]) -> None:
    """Ask them to finish what they do, then insist."""
    for part in parts:
        part.terminate()
    deadline = time.monotonic() + SECONDS_TO_END
    for part in parts:
        part.join(max(deadline - time.monotonic(), 0.1))
        if part.is_alive() and part.pid is not None:
            os.killpg(part.pid, signal.SIGKILL)
            part.join()


def _be(work: Callable[[], object], log: Path, parent: int) -> None:
    os.setsid()
    # Ask the kernel to end us when the demo is killed, so that no port stays taken.
    ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGTERM)
    if os.getppid() != parent:
        return  # it was killed before we asked
    for number in RESET:
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with open_log(log) as writing:
        os.dup2(writing.fileno(), sys.stdout.fileno())
        os.dup2(writing.fileno(), sys.stderr.fileno())
    work()
