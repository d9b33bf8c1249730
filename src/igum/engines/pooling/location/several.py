"""Several services, each planned on its own: they share no row, so that the best of all is the best of each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from igum.engines.pooling.location.effort import Effort
from igum.engines.pooling.location.planning import plan
from igum.engines.pooling.location.plans import Plan
from igum.engines.pooling.location.services import Service

FAIR_SHARES = 2  # of the time that is left, for one service: most take far less, and leave theirs to the rest


def plan_each(services: Sequence[Service], effort: Effort) -> Iterator[Plan]:
    """The plans, in order, each as soon as it is there.

    Args:
        services: what is asked.
        effort: for all of them together: what one leaves of its time, the others may use.
    """
    started = effort.clock()
    for number, service in enumerate(services):
        left = effort.seconds - (effort.clock() - started)
        share = min(FAIR_SHARES / (len(services) - number), 1.0)
        yield plan(service, replace(effort, seconds=max(left * share, 0.05)))
