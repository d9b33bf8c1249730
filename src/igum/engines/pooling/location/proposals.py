"""Plans that differ: the most people, the least money, the shortest ways."""

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum

from igum.engines.pooling.location.changes import close_site, with_rules
from igum.engines.pooling.location.effort import Effort
from igum.engines.pooling.location.planning import plan as plan_of
from igum.engines.pooling.location.plans import Plan
from igum.engines.pooling.location.services import Service

APART = 0.1  # share of the people who sit elsewhere, from which plans differ
THRIFTY = 0.85  # of the need met at best, which a thrifty plan meets at least
CLOSER = 0.6  # of the longest way, in a plan of short ways


class Aim(StrEnum):
    """What a proposal is good at."""

    MOST_SERVED = "most served"
    CHEAPEST = "cheapest"  # for each person, and for nearly as many
    NEAREST = "nearest"
    ELSEWHERE = "elsewhere"  # nearly as good, without the site most used in the first


@dataclass(frozen=True, slots=True)
class Proposal:
    """One plan of several to choose from.

    Attributes:
        aim: what it is good at.
        plan: it.
        elsewhere: share of the people who do not sit at the same site as in the first proposal.
    """

    aim: Aim
    plan: Plan
    elsewhere: float


def propose(service: Service, effort: Effort | None = None) -> tuple[Proposal, ...]:
    """At most three plans, each of which seats at least a tenth of the people elsewhere than each other one.

    The first is the best plan. Fewer come where no other plan differs: one site in reach makes one plan.

    Args:
        service: what is asked.
        effort: for all of them together.
    """
    effort = effort or Effort()
    each = replace(effort, seconds=effort.seconds / 4)
    first = plan_of(service, each)
    found = [Proposal(Aim.MOST_SERVED, first, 0.0)]
    for aim in (Aim.CHEAPEST, Aim.NEAREST, Aim.ELSEWHERE):
        if len(found) < 3 and (plan := _plan_for(aim, service, first, each)) is not None:
            apart = [difference(service, plan, other.plan) for other in found]
            if min(apart) >= APART and _is_good_at(aim, plan, first):
                found.append(Proposal(aim, plan, apart[0]))
    return tuple(found)


def difference(service: Service, plan: Plan, other: Plan) -> float:
    """Share of the people served in either who do not sit at the same site in both; 0 where nobody is served."""
    here, there = _sites_of(plan), _sites_of(other)
    most = max(sum(here.values()), sum(there.values()))
    return 1 - sum((here & there).values()) / most if most else 0.0


def _is_good_at(aim: Aim, plan: Plan, first: Plan) -> bool:
    """Whether a plan has what the first has not, so that there is something to choose."""
    if aim is Aim.CHEAPEST:
        return plan.money.net < first.money.net
    return bool(plan.people) and (aim is not Aim.NEAREST or plan.farthest < first.farthest)


def _sites_of(plan: Plan) -> Counter[tuple[int, str]]:
    sites = Counter[tuple[int, str]]()
    for seat in plan.seats:
        sites[seat.party, plan.groups[seat.group].site] += seat.people
    return sites


def _plan_for(aim: Aim, service: Service, first: Plan, effort: Effort) -> Plan | None:
    if not first.people:
        return None
    match aim:
        case Aim.CHEAPEST:
            return plan_of(service, effort, enough=THRIFTY)
        case Aim.NEAREST:
            return plan_of(with_rules(service, minutes=int(first.farthest * CLOSER)), effort)
        case _:
            sites = Counter[str]()
            for seat in first.seats:
                sites[first.groups[seat.group].site] += seat.people
            names = [name for name, _ in sites.most_common() if name not in service.kept]
            return plan_of(close_site(service, names[0]), effort) if names else None
