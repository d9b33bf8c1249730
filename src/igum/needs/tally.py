"""Searches of the directory, counted in the memory of the process that answers them, and written down now and then.

A search costs its page a lock and an addition. A thread of each serving process writes its counts down every few
minutes and once more when the process ends, so that a crash loses those few minutes and nothing else. What could
not be written stays and is tried again. Nothing is kept of a search but what ``Searched`` holds.
"""

import logging
from collections import Counter
from collections.abc import Mapping
from threading import Event, Lock

from django.db import DatabaseError, connection

from igum.core.actor import system_actor
from igum.core.tenancy import tenant_scope
from igum.directory.slots import Searched
from igum.needs import commands

MOST_KINDS = 20_000  # different things counted at once: more is an attack, and is not worth the memory
SECONDS_KEPT = 180.0

log = logging.getLogger(__name__)


class Tally:
    """Counts of one process, for threads that note and one that takes."""

    def __init__(self, most: int = MOST_KINDS) -> None:
        self._counts: Counter[Searched] = Counter()
        self._lock = Lock()
        self._most = most

    def add(self, searched: Searched, times: int = 1) -> None:
        """One more of this kind; a kind not met before is let go while too many are held."""
        with self._lock:
            if searched in self._counts or len(self._counts) < self._most:
                self._counts[searched] += times

    def take(self) -> Mapping[Searched, int]:
        """All counts so far, which are then gone from here."""
        with self._lock:
            taken, self._counts = self._counts, Counter()
        return taken


TALLY = Tally()


def note(searched: Searched) -> None:
    """Count a search of the directory."""
    TALLY.add(searched)


def write_down(tally: Tally = TALLY) -> int:
    """Write what was counted so far; how many searches that were. What the database did not take is kept."""
    taken, written = tally.take(), 0
    for region_id in sorted({searched.region_id for searched in taken}):
        counts = {searched: many for searched, many in taken.items() if searched.region_id == region_id}
        program = system_actor(region_id)
        try:
            with tenant_scope(program):
                commands.count_searches(actor=program, counts=counts)
            written += sum(counts.values())
        except DatabaseError:
            log.warning("Searches could not be counted now; they are counted later.", exc_info=True)
            for searched, many in counts.items():
                tally.add(searched, many)
    return written


def keep_writing(stop: Event, seconds: float = SECONDS_KEPT) -> None:
    """Write down every so often until told to stop, and then once more. For a thread of its own."""
    stopped = False
    while not stopped:
        stopped = stop.wait(seconds)
        try:
            write_down()
        except Exception:  # counting must never end with one bad moment
            log.exception("Searches were not counted.")
        finally:
            connection.close()  # rests until the next time
