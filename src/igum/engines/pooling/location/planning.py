"""Plans of services: each alone, or several that share a budget."""

from collections import Counter
from dataclasses import replace

import numpy as np

from igum.engines.pooling.location.arcs import Layout, lay_out
from igum.engines.pooling.location.before import Before, known_from
from igum.engines.pooling.location.effort import Effort, quiet
from igum.engines.pooling.location.left_out import left_out
from igum.engines.pooling.location.network import Choice
from igum.engines.pooling.location.plans import Group, Money, Plan, Seat
from igum.engines.pooling.location.services import Service
from igum.engines.pooling.location.stages import Chosen, choose


def plan(service: Service, effort: Effort | None = None, *, enough: float = 1.0, before: Before | None = None) -> Plan:
    """The plan that serves most people (weighed by need), of those the cheapest, of those with the shortest way.

    Args:
        service: what is asked.
        effort: how long to try, and whom to tell.
        enough: share of the need met at best that suffices where it is cheaper; 1 gives nobody away for money.
        before: a plan of the same service, or of one that differs a little: the search begins from it, and where
            nothing better is possible any more it ends at once.

    Returns:
        The plan, with the bound, gap and status of each goal, and who is left out and why.

    Source:
        Single-source capacitated location with minimum loads; where towns may be split, multi-source. For the model:
        Z. Svitkina, "Lower-bounded facility location", ACM Transactions on Algorithms 6 (2010).
    """
    layout = lay_out(service)
    effort = effort or Effort()
    known = known_from(before, service, layout) if before else None
    chosen = choose(layout.network, effort, service.name, enough=enough, known=known)
    groups, seats = _meetings(layout, chosen.choice)
    return Plan(
        service=service.name,
        opened=tuple(site.name for site, is_open in zip(service.sites, chosen.choice.opened, strict=True) if is_open),
        groups=_named(service, layout, groups),
        seats=seats,
        left_out=left_out(service, layout, chosen.choice, _without_budget(layout, chosen, effort)),
        money=money(service, layout, chosen.choice),
        stages=chosen.stages,
    )


def _without_budget(layout: Layout, chosen: Chosen, effort: Effort) -> Choice | None:
    """Whom more money would serve, where money is short; good enough to name a reason."""
    network = layout.network
    if network.budget is None or chosen.choice.served(network) == int(network.people @ network.need):
        return None
    richer = replace(network, budget=None)
    return choose(richer, replace(effort, seconds=max(effort.seconds / 4, 0.1), gap=0.01, tell=quiet)).choice


def _meetings(layout: Layout, choice: Choice) -> tuple[dict[int, tuple[int, int]], tuple[Seat, ...]]:
    """Groups and people by offer that meets, and who sits there."""
    network, heads = layout.network, choice.heads(layout.network)
    people = Counter[int]()
    for arc in np.flatnonzero(heads):
        people[int(network.head[arc])] += int(heads[arc])
    meeting = {offer: (int(choice.groups[offer]), people[offer]) for offer in sorted(people)}
    place = {offer: number for number, offer in enumerate(meeting)}
    seats = tuple(
        Seat(
            layout.parties[network.tail[arc]], place[int(network.head[arc])], int(heads[arc]), int(network.minutes[arc])
        )
        for arc in np.flatnonzero(heads)
    )
    return meeting, seats


def _named(service: Service, layout: Layout, meeting: dict[int, tuple[int, int]]) -> tuple[Group, ...]:
    return tuple(
        Group(
            service.sites[layout.offers[offer].site].name,
            layout.offers[offer].slot,
            layout.offers[offer].language,
            layout.offers[offer].age,
            layout.offers[offer].gender,
            groups,
            people,
        )
        for offer, (groups, people) in meeting.items()
    )


def money(service: Service, layout: Layout, choice: Choice) -> Money:
    """What a choice costs, item by item, before and after co-funding; counted anew, in agorot."""
    rules, network, heads = service.rules, layout.network, choice.heads(layout.network)
    sums = Counter[str]()
    funded = Counter[str]({one.name: 0 for one in service.cofunding})

    def pay(kind: str, amount: int, town: str, times: int = 1) -> None:
        sums[kind] += amount * times
        for one in service.cofunding:
            funded[one.name] += one.share(amount, kind, town) * times

    for site, is_open in zip(service.sites, choice.opened, strict=True):
        pay("site", site.cost if is_open else 0, site.town)
    for offer, groups in enumerate(choice.groups):
        pay("group", rules.group_cost, service.sites[layout.offers[offer].site].town, int(groups))
    for arc in np.flatnonzero(heads):
        town = service.parties[layout.parties[network.tail[arc]]].town
        pay("head", rules.head_cost, town, int(heads[arc]))
        pay("way", rules.way_cost * int(network.minutes[arc]), town, int(heads[arc]))
    for one in service.cofunding:
        if one.ceiling is not None:
            funded[one.name] = min(funded[one.name], one.ceiling)
    return Money(sums["site"], sums["group"], sums["head"], sums["way"], tuple(funded.items()))
