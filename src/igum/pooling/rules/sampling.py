"""Who pays what among more towns than can be listed in all their groups: some groups are drawn and counted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from igum.engines.pooling.shares.accounts import Account, Limits, town_facts
from igum.engines.pooling.shares.core import Objection
from igum.engines.pooling.shares.games import CostGame, Mask
from igum.engines.pooling.shares.keys import Basis, Division, Key, divide
from igum.engines.pooling.shares.shapley import shapley_sampled

ABOUT = 600  # groups of towns to be drawn, whatever the number of towns: half of them are counted twice
SEED = 1
NEEDS_ALL = frozenset({Key.NUCLEOLUS, Key.PER_CAPITA_NUCLEOLUS})


@dataclass(frozen=True)
class Drawn:
    """Costs of some groups of towns, and what follows from them.

    Attributes:
        game: which answers for those groups, for each town alone, for all but one and for all.
        masks: the groups that were counted.
        shapley: the estimate, with half a 95% confidence interval for each town.
    """

    game: CostGame
    masks: tuple[Mask, ...]
    shapley: Division


def draw(game: CostGame, tell: Callable[[int, int], None]) -> Drawn:
    """Count each town alone, all but each, and some groups of each size. The same towns give the same draw.

    Args:
        game: of any number of towns.
        tell: told how many groups are counted, and of how many at most.
    """
    towns, known = len(game.towns), dict[Mask, int]()
    samples = max(2, ABOUT // towns**2)
    most = 2 * towns * (1 + towns * samples)

    def cost(coalition: frozenset[int | str]) -> int:
        mask = game.mask(coalition)
        known[mask] = game.cost_of(mask)
        tell(len(known), most)
        return known[mask]

    asked = CostGame(game.towns, cost)
    asked.alone(), asked.without_one(), asked.total
    found = shapley_sampled(asked, np.random.default_rng(SEED), samples)
    tell(most, most)
    return Drawn(asked, tuple(sorted(known)), Division(found.shares, found.within))


def drawn_as_data(drawn: Drawn) -> dict[str, Any]:
    """To be kept: costs by mask of the payers in order, and the estimate."""
    return {
        "payers": list(drawn.game.towns),
        "drawn": {str(mask): drawn.game.cost_of(mask) for mask in drawn.masks},
        "shapley": {str(town): str(share) for town, share in drawn.shapley.shares.items()},
        "within": {str(town): float(half) for town, half in drawn.shapley.within.items()},
    }


def drawn_of_data(data: Mapping[str, Any]) -> Drawn:
    """What was kept."""
    costs = {int(mask): int(cost) for mask, cost in data["drawn"].items()}
    game = CostGame(data["payers"], lambda coalition: costs[game.mask(coalition)])
    shares = {town: Fraction(data["shapley"][str(town)]) for town in game.towns}
    within = {town: float(data["within"][str(town)]) for town in game.towns}
    return Drawn(game, tuple(sorted(costs)), Division(shares, within))


def account_of_drawn(drawn: Drawn, key: Key, basis: Basis, limits: Limits) -> Account:
    """What each town pays by a key, in whole agorot that add up, and who of the groups counted would rather leave.

    Raises:
        ValueError: the key needs every group, the basis lacks a figure, or the limits cannot be kept.
    """
    if key in NEEDS_ALL:
        raise ValueError("this key needs the cost of every group of towns, and they are too many")
    game = drawn.game
    division = drawn.shapley if key is Key.SHAPLEY else divide(game, key, basis)
    towns = town_facts(game, division, limits)
    shares = {one.town: one.here for one in towns}
    objections = [
        Objection(names, here, game.cost_of(mask))
        for mask in drawn.masks
        for names in (game.names(mask),)
        for here in (sum(shares[town] for town in names),)
        if here - game.cost_of(mask) >= max(1, len(names))
    ]
    objections.sort(key=lambda one: (-one.gain, len(one.towns), tuple(map(game.towns.index, one.towns))))
    return Account(key, game.total, towns, tuple(objections))
