"""Says what is being done, how far it is, and how long it took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Step:
    """One step of a longer work; ``self(done, total)`` shows how far it is."""

    def __init__(self, label: str) -> None:
        self.label = label
        self._shown = -1
        self.note = ""

    def __call__(self, done: int, total: int) -> None:
        """Show the share done, in whole per cents, on a terminal only."""
        share = 100 * done // max(total, 1)
        if share != self._shown and sys.stdout.isatty():
            self._shown = share
            print(f"\r  … {self.label} {share:3d} %", end="", flush=True)


@contextmanager
def step(label: str) -> Iterator[Step]:
    """Show one step while it runs, and its time when it is done."""
    shown = Step(label)
    began = time.perf_counter()
    if sys.stdout.isatty():
        print(f"  … {label}", end="", flush=True)
    try:
        yield shown
    except BaseException:
        print(f"\r  ✗ {label}", flush=True)
        raise
    seconds = time.perf_counter() - began
    end = f" ({shown.note})" if shown.note else ""
    print(f"{chr(13) if sys.stdout.isatty() else ''}  ✓ {label}{end}, {seconds:.1f} s", flush=True)
