"""Who pays what for a plan: the cost game of the payers, and what each key is computed from."""

from collections import Counter
from collections.abc import Mapping

import numpy as np

from igum.engines.pooling.location.alone import as_served, costs_beside
from igum.engines.pooling.location.plans import Plan
from igum.engines.pooling.shares.accounts import Account, Limits, account
from igum.engines.pooling.shares.games import CostGame, Town
from igum.engines.pooling.shares.keys import Basis, Key
from igum.engines.pooling.shares.planned import Pooled
from igum.pooling.rules.document import PoolFile

MOST_LISTED = 9  # payers, of whom every coalition is planned: 511 of them


def users_of(pool: PoolFile, plan: Plan) -> dict[Town, int]:
    """People served by payer."""
    users = Counter[Town]()
    for seat in plan.seats:
        users[pool.payer(pool.service.parties[seat.party].town)] += seat.people
    return dict(users)


def game_of(pool: PoolFile, plan: Plan) -> CostGame:
    """What any of the payers would pay among themselves for those whom the plan serves, each with all its towns."""
    cost_of_towns = costs_beside(pool.service, plan, pool.without)

    def cost(coalition: frozenset[Town]) -> int:
        return cost_of_towns(frozenset(town for payer in coalition for town in pool.towns_of(str(payer))))

    return CostGame(users_of(pool, plan), cost)


def pooled_of(pool: PoolFile, plan: Plan, game: CostGame) -> Pooled:
    """The service behind the costs of a game, in which groups of the payers can be searched."""
    payers = [pool.towns_of(str(payer)) for payer in game.towns]
    return Pooled(as_served(pool.service, plan), payers, pool.without)


def basis_of(pool: PoolFile, users: Mapping[Town, int]) -> Basis:
    """What the keys are computed from. A payer has the residents of all its towns, and the cluster of any of them."""
    population, clusters = Counter[Town](), dict[Town, int]()
    for town in pool.clusters:
        clusters.setdefault(pool.payer(str(town)), pool.clusters[town])
    for town, residents in pool.population.items():
        population[pool.payer(str(town))] += residents
    return Basis(
        population=dict(population),
        users=dict(users),
        clusters=clusters,
        cluster_weights=pool.cluster_weights,
        chance=np.random.default_rng(1),
    )


def accounts_of(pool: PoolFile, plan: Plan, game: CostGame) -> dict[Key, Account]:
    """By every key of the pool that can be computed; one that lacks its figures is left out."""
    basis, found = basis_of(pool, users_of(pool, plan)), dict[Key, Account]()
    for key in pool.keys:
        try:
            found[key] = account(game, key, basis, limits_of(pool, game))
        except ValueError:
            continue
    return found


def limits_of(pool: PoolFile, game: CostGame) -> Limits:
    """The floors and caps of those who pay here."""
    return Limits(
        floors={town: pool.floors[town] for town in game.towns if town in pool.floors},
        caps={town: pool.caps[town] for town in game.towns if town in pool.caps},
    )


def few_enough(pool: PoolFile, plan: Plan) -> bool:
    """Whether every coalition of those who are served can be planned."""
    return 0 < len(users_of(pool, plan)) <= MOST_LISTED
