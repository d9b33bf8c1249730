"""Several services, each planned on its own: they share no row, so that the best of all is the best of each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from igum.engines.pooling.location.effort import Effort, Status
from igum.engines.pooling.location.planning import plan
from igum.engines.pooling.location.plans import Plan
from igum.engines.pooling.location.services import Service

FIRST_ROUND = 0.5  # of all the time: most services are done within it, and leave the rest to the hard ones
FAIR_SHARES = 2  # of what is left of that round, for one service at most
LEAST_SECONDS = 0.05
DONE = {Status.PROVEN, Status.WITHIN_GAP, Status.IMPOSSIBLE}


def plan_each(services: Sequence[Service], effort: Effort) -> Iterator[tuple[int, Plan]]:
    """The plans as they are found: one of every service, in order, then better ones of those that needed longer.

    Args:
        services: what is asked.
        effort: for all of them together: what one leaves of its time, the others may use.

    Yields:
        The service's place and its plan; the last plan of a place is its best.
    """
    started = effort.clock()
    hard: list[tuple[float, int]] = []
    best: dict[int, Plan] = {}

    def until(seconds: float, share: float) -> Effort:
        left = seconds - (effort.clock() - started)
        return replace(effort, seconds=max(left * min(share, 1.0), LEAST_SECONDS))

    for place, service in enumerate(services):
        best[place] = plan(service, until(effort.seconds * FIRST_ROUND, FAIR_SHARES / (len(services) - place)))
        yield place, best[place]
        if best[place].status not in DONE:
            hard.append((best[place].gap, place))
    hard.sort()  # what is nearly there first, so that the hardest gets what is left
    for number, (gap, place) in enumerate(hard):
        if effort.clock() - started >= effort.seconds:
            return
        again = plan(services[place], until(effort.seconds, 1 / (len(hard) - number)))
        if again.gap < gap or again.status in DONE:
            yield place, again
