"""Several services, each planned on its own: they share no row, so that the best of all is the best of each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from igum.engines.pooling.location.effort import Effort
from igum.engines.pooling.location.planning import plan
from igum.engines.pooling.location.plans import Plan
from igum.engines.pooling.location.services import Service

AT_ONCE = 4  # one service may take this part of the time that is left, though more services wait


def plan_each(services: Sequence[Service], effort: Effort) -> Iterator[Plan]:
    """The plans, in order, each as soon as it is there.

    Args:
        services: what is asked.
        effort: for all of them together: what one leaves of its time, the others may use.
    """
    started = effort.clock()
    for number, service in enumerate(services):
        left = effort.seconds - (effort.clock() - started)
        waiting = min(len(services) - number, AT_ONCE)
        yield plan(service, replace(effort, seconds=max(left / waiting, 0.05)))
