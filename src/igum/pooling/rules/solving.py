"""Solving a pool: plans to choose from, then what every coalition would pay, then why each site is open."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from igum.engines.pooling.location.before import Before
from igum.engines.pooling.location.changes import only_towns
from igum.engines.pooling.location.effort import Effort
from igum.engines.pooling.location.planning import plan as plan_of
from igum.engines.pooling.location.plans import Plan
from igum.engines.pooling.location.proposals import Aim, propose
from igum.engines.pooling.location.reasons import why_site
from igum.engines.pooling.location.services import Service
from igum.pooling.rules.document import PoolFile
from igum.pooling.rules.paying import few_enough, game_of, pooled_of, users_of
from igum.pooling.rules.sampling import Drawn, draw, drawn_as_data, search
from igum.pooling.rules.stored import game_as_data, plan_as_data

SECONDS_TO_SEARCH = 60.0  # for each key that needs groups of payers to be searched
SECONDS_FOR_REASONS = 4.0  # for one site: enough to name what is lost without it


@dataclass(frozen=True, slots=True)
class Found:
    """One plan, and what it is good at; no aim for the answer to a what-if."""

    aim: str
    plan: Plan


def find_plans(pool: PoolFile, effort: Effort, *, several: bool, before: Before | None = None) -> list[Found]:
    """Plans that differ, or the one best plan, begun from the one before."""
    if not several:
        return [Found("", plan_of(pool.service, effort, before=before))]
    return [Found(Aim(each.aim).name.lower(), each.plan) for each in propose(pool.service, effort)]


def result_of(pool: PoolFile, plan: Plan) -> dict[str, Any]:
    """What is kept of a plan as soon as it is there."""
    return plan_as_data(pool.service, plan)


def costs_of(pool: PoolFile, plan: Plan, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """What every coalition of the payers would pay; some of them, drawn, where they are too many to list.

    Args:
        pool: what was planned.
        plan: what all do together.
        tell: told how many coalitions are counted, and of how many.
    """
    if not users_of(pool, plan):
        return {}
    game = game_of(pool, plan)
    if not few_enough(pool, plan):
        return drawn_as_data(drawn_of(pool, plan, tell))
    for mask in range(1, game.whole + 1):
        game.cost_of(mask)
        tell(mask, game.whole)
    return game_as_data(game)


def drawn_of(pool: PoolFile, plan: Plan, tell: Callable[[int, int], None]) -> Drawn:
    """Some groups of more payers than can be listed in all their groups, and the keys that need a search."""
    game = game_of(pool, plan)
    return search(draw(game, tell), pooled_of(pool, plan, game), pool.keys, SECONDS_TO_SEARCH)


def alone_of(pool: PoolFile, effort: Effort) -> dict[str, Any]:
    """What each payer would have by itself, in its own sites: people served, and their cost to it in agorot."""
    found = {}
    for payer in dict.fromkeys(pool.payer(town) for town in pool.service.towns):
        plan = plan_of(only_towns(pool.service, set(pool.towns_of(payer))), effort)
        found[payer] = {"people": plan.people, "cost": plan.money.net}
    return found


def reasons_of(service: Service, plan: Plan) -> dict[str, Any]:
    """For each open site, what is lost without it."""
    found = {}
    for name in plan.opened:
        why = why_site(service, plan, name, Effort(SECONDS_FOR_REASONS, 0.01))
        found[name] = {"fewer": why.fewer, "dearer": why.dearer, "farther": why.farther}
    return found
