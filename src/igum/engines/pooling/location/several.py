"""Several services, each planned on its own: they share no row, so that the best of all is the best of each."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, replace
from typing import Any

from igum.engines.pooling.location.before import Before
from igum.engines.pooling.location.effort import Effort, Status
from igum.engines.pooling.location.planning import plan
from igum.engines.pooling.location.plans import Plan
from igum.engines.pooling.location.services import Service

FIRST_ROUND = 0.5  # of all the time: most services are done within it, and leave the rest to the hard ones
FAIR_SHARES = 2  # of what is left of that round, for one service at most
LEAST_SECONDS = 0.05
DONE = {Status.PROVEN, Status.WITHIN_GAP, Status.IMPOSSIBLE}


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan of one of the services.

    Attributes:
        place: of the service among them.
        plan: the best one so far.
        seconds: that this turn took, by the effort's clock.
    """

    place: int
    plan: Plan
    seconds: float


def plan_each(
    services: Sequence[Service], effort: Effort, executor: Executor | None = None, at_once: int = 1
) -> Iterator[Planned]:
    """The plans as they are found: one of every service, then better ones of those that needed longer.

    Args:
        services: what is asked.
        effort: for all of them together: what one leaves of its time, the others may use.
        executor: who plans them, such as a pool of processes, to which services and effort can be sent; by default
            they are planned here, in their order.
        at_once: how many it plans at a time.

    Yields:
        What each turn found; the last plan of a place is its best.
    """
    rounds = _Rounds(services, effort, executor or _Here(), at_once if executor else 1)
    yield from rounds.first()
    yield from rounds.second()


class _Rounds:
    """The services, and what is left of the time."""

    def __init__(self, services: Sequence[Service], effort: Effort, executor: Executor, at_once: int) -> None:
        self.services, self.effort, self.executor, self.at_once = services, effort, executor, at_once
        self.best: dict[int, Plan] = {}
        self.end = effort.clock() + effort.seconds

    def first(self) -> Iterator[Planned]:
        """A plan of every service, none with much more than its share of the time."""
        end = self.end - self.effort.seconds * (1 - FIRST_ROUND)
        for found in self._planned(range(len(self.services)), end, FAIR_SHARES):
            self.best[found.place] = found.plan
            yield found

    def second(self) -> Iterator[Planned]:
        """Those that are not done: what is nearly there first, so that the hardest gets what is left.

        Those of which the longest way alone is not settled come behind them.
        """
        near, gaps = self.effort.gap, {place: found.gap for place, found in self.best.items()}
        hard = [place for place, found in self.best.items() if found.status not in DONE]
        for found in self._planned(sorted(hard, key=lambda place: (gaps[place] <= near, gaps[place])), self.end, 1):
            if found.plan.gap < self.best[found.place].gap or found.plan.status in DONE:
                yield found

    def _planned(self, places: Sequence[int], end: float, shares: float) -> Iterator[Planned]:
        waiting, running = deque(places), set[Future[Planned]]()
        while waiting or running:
            while waiting and len(running) < self.at_once:
                left, turns = end - self.effort.clock(), len(waiting) + len(running)
                place = waiting.popleft()
                if left <= 0 and place in self.best:
                    continue
                seconds = max(left * min(shares * self.at_once / turns, 1.0), LEAST_SECONDS)
                running.add(self._send(place, seconds))
            done, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (one.result() for one in done)

    def _send(self, place: int, seconds: float) -> Future[Planned]:
        service, known = self.services[place], self.best.get(place)
        before = Before(service, known) if known else None
        return self.executor.submit(_plan, place, service, replace(self.effort, seconds=seconds), before)


def _plan(place: int, service: Service, effort: Effort, before: Before | None) -> Planned:
    started = effort.clock()
    return Planned(place, plan(service, effort, before=before), effort.clock() - started)


class _Here(Executor):
    """Does at once, and here, what it is given."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """What was done."""
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done
