"""What a plan that was made before tells of another: where to begin, and how much better it cannot be."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from igum.engines.pooling.location.arcs import Layout, Offer
from igum.engines.pooling.location.components import Part
from igum.engines.pooling.location.effort import Goal, Status
from igum.engines.pooling.location.network import Choice, nobody
from igum.engines.pooling.location.plans import Plan
from igum.engines.pooling.location.services import Rules, Service


@dataclass(frozen=True, slots=True)
class Before:
    """A service as it was, and the plan that was found for it."""

    service: Service
    plan: Plan


@dataclass(frozen=True, eq=False, slots=True)
class Known:
    """The same in numbers of the service as it is now.

    Attributes:
        like: who went where, as far as the same people and groups are there; it may break limits that are new.
        bounds: of goals, where the plans of now are all plans of before.
        served, cost: of the plan before; the bound of each goal holds for plans as good for the goals before it.
    """

    like: Choice
    bounds: Mapping[Goal, float] = field(default_factory=dict)
    served: int = 0
    cost: int = 0

    def of_part(self, part: Part) -> Choice:
        """Who went where in one part of the network."""
        return Choice(self.like.units[part.arcs], self.like.groups[part.offers], self.like.opened[part.sites])


def known_from(before: Before, service: Service, layout: Layout) -> Known:
    """What a plan made before tells of a service, which may be the same, or changed by a what-if."""
    served, cost = (before.plan.stage(goal).value for goal in (Goal.SERVED, Goal.COST))
    return Known(_like(before, service, layout), _bounds(before, service), served, cost)


def _like(before: Before, service: Service, layout: Layout) -> Choice:
    network, plan = layout.network, before.plan
    names = {site.name: place for place, site in enumerate(service.sites)}
    offers = {offer: place for place, offer in enumerate(layout.offers)}
    party = {service.parties[place]: number for number, place in enumerate(layout.parties)}
    arcs = {
        (int(one), int(offer)): arc for arc, (one, offer) in enumerate(zip(network.tail, network.head, strict=True))
    }
    like = nobody(network)
    of_group = [
        offers.get(Offer(names.get(group.site, -1), group.slot, group.language, group.age, group.gender))
        for group in plan.groups
    ]
    for group, offer in zip(plan.groups, of_group, strict=True):
        if offer is not None:
            like.groups[offer] = group.groups
    for seat in plan.seats:
        number, offer = party.get(before.service.parties[seat.party]), of_group[seat.group]
        arc = None if number is None or offer is None else arcs.get((number, offer))
        if arc is not None:
            like.units[arc] = 1 if network.whole else seat.people
    return Choice(like.units, like.groups, np.isin([site.name for site in service.sites], plan.opened) | network.kept)


def _bounds(before: Before, service: Service) -> dict[Goal, float]:
    if not is_narrower(before.service, service):
        return {}
    found = {stage.goal: stage.bound for stage in before.plan.stages if stage.status is not Status.IMPOSSIBLE}
    same = Counter(before.service.parties) == Counter(service.parties)
    return {goal: bound for goal, bound in found.items() if same or goal is Goal.SERVED}


def is_narrower(before: Service, service: Service) -> bool:
    """Whether every plan of a service would also have been one before, at the same cost."""
    names = {site.name for site in service.sites}
    return (
        set(service.sites) <= set(before.sites)
        and not Counter(service.parties) - Counter(before.parties)
        and before.cofunding == service.cofunding
        and before.kept <= service.kept
        and before.closed & names <= service.closed
        and all(service.locked.get(town) == site for town, site in before.locked.items() if town in service.towns)
        and all(before.minutes.get(way) == minutes for way, minutes in service.minutes.items() if way[1] in names)
        and _are_narrower(before.rules, service.rules)
    )


def _are_narrower(before: Rules, rules: Rules) -> bool:
    unit = (before.group_cost, before.head_cost, before.way_cost, before.apart)
    return (
        (rules.group_cost, rules.head_cost, rules.way_cost, rules.apart) == unit
        and rules.least >= before.least
        and rules.most <= before.most
        and rules.minutes <= before.minutes
        and rules.whole_towns >= before.whole_towns
        and _at_most(rules.sites, before.sites)
        and _at_most(rules.budget, before.budget)
    )


def _at_most(limit: int | None, before: int | None) -> bool:
    return before is None or (limit is not None and limit <= before)
