"""How long to try, how near the best is near enough, and whom to tell on the way."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class Goal(StrEnum):
    """What is being bettered. Each comes after the ones before it, and gives nothing of them away."""

    SERVED = "served"  # need met, more is better
    COST = "cost"  # agorot, less is better
    FARTHEST = "farthest"  # minutes of the worst-off, less is better


class Status(StrEnum):
    """How good the plan is known to be."""

    PROVEN = "proven"  # no plan is better
    WITHIN_GAP = "within gap"  # none is better by more than the gap that was asked for
    TIME_UP = "time is up"  # the gap says how much better a plan could be
    STOPPED = "stopped"  # by the caller; the gap says the same
    IMPOSSIBLE = "impossible"  # everyone must be served, and no plan does


class Stopped(Exception):
    """The caller wants no more: raised by ``Progress`` callbacks, caught by the planning."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the search is.

    Attributes:
        service: its name.
        goal: what is being bettered now.
        incumbent: of the best plan so far, in the goal's unit.
        bound: no plan is better than this.
        gap: how far they are apart, as a share of the incumbent.
        seconds: since the start.
    """

    service: str
    goal: Goal
    incumbent: float
    bound: float
    gap: float
    seconds: float


def quiet(progress: Progress) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Effort:
    """What a plan may cost to find.

    Attributes:
        seconds: for one service, over all goals. > 0.
        gap: how near the bound is near enough, as a share; of people served a hundredth of it; 0 asks for a proof.
        tell: called with each ``Progress``; it may raise ``Stopped``, and the best plan so far is the answer.
        clock: seconds that only grow; given by tests.
    """

    seconds: float = 60.0
    gap: float = 0.0
    tell: Callable[[Progress], None] = quiet
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)

    def __post_init__(self) -> None:
        if not 0 < self.seconds < 10**6:
            raise ValueError(f"seconds must be more than 0, not {self.seconds!r}")
        if not 0 <= self.gap < 1:
            raise ValueError(f"gap must be a share from 0 to below 1, not {self.gap!r}")


def gap_between(value: float, bound: float) -> float:
    """How far a plan may be from the best, as a share of its value; infinite beside a value of 0 that is no bound."""
    apart = abs(value - bound)
    if apart < 1e-9 * max(1.0, abs(bound)):
        return 0.0
    return apart / abs(value) if value else float("inf")
