"""What some of the towns would pay among themselves: the cost game that ``shares`` divides."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace

from igum.engines.pooling.location.arcs import lay_out
from igum.engines.pooling.location.changes import only_towns
from igum.engines.pooling.location.formulation import formulate
from igum.engines.pooling.location.network import is_allowed, nobody
from igum.engines.pooling.location.plans import Plan
from igum.engines.pooling.location.services import Service
from igum.engines.pooling.location.solver import minimise


def as_served(service: Service, plan: Plan) -> Service:
    """The service for those alone whom a plan serves: whom it leaves out costs nobody anything."""
    served = Counter[int]()
    for seat in plan.seats:
        served[seat.party] += seat.people
    parties = tuple(replace(party, people=served[place]) for place, party in enumerate(service.parties))
    return replace(service, parties=parties)


def coalition_cost(service: Service, towns: Collection[str], without: int, seconds: float = 10.0) -> int:
    """The least that some towns would pay among themselves, in agorot.

    They serve whom it is worth serving, in their own sites; everybody else costs them ``without``: what a place
    elsewhere costs, or what doing without is held to cost. So every coalition has a cost, also one too small for a
    group, and with ``without`` high enough nobody is left out who can be served.

    Args:
        service: as all towns would have it.
        towns: the coalition.
        without: agorot for each person not served. >= 0.
        seconds: after which the cheapest plan found so far is taken.
    """
    own = only_towns(service, towns)
    people = sum(party.people for party in own.parties)
    layout = lay_out(own)
    network = layout.network
    best = nobody(network).cost(network) + without * people
    if not network.tail.size:
        return best
    program = formulate(network)
    worth = program.served.copy()
    worth[: network.tail.size] = without * network.load
    answer = minimise(program.cost - worth, program, seconds=seconds)
    if answer.values is not None and is_allowed(network, found := program.choice(network, answer.values)):
        best = min(best, found.cost(network) + without * (people - int(found.heads(network).sum())))
    return best


def costs_beside(service: Service, plan: Plan, without: int) -> Callable[[frozenset[int | str]], int]:
    """What each coalition would pay for those of its people whom a plan serves; all together pay what the plan costs.

    Args:
        service: what was planned.
        plan: what all towns do together.
        without: agorot for each of these people whom a coalition would not serve.
    """
    served = as_served(service, plan)
    everybody = {party.town for party in served.parties if party.people}

    def cost(coalition: frozenset[int | str]) -> int:
        towns = {str(town) for town in coalition}
        return plan.money.net if towns >= everybody else coalition_cost(served, towns, without)

    return cost
