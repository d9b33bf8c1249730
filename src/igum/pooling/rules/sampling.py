"""Who pays what among more towns than can be listed in all their groups: some groups are drawn and counted."""

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import numpy as np

from igum.engines.pooling.shares.accounts import Account, Limits, town_facts
from igum.engines.pooling.shares.core import Objection
from igum.engines.pooling.shares.games import CostGame, Mask, Town
from igum.engines.pooling.shares.keys import Basis, Division, Key, divide
from igum.engines.pooling.shares.nucleolus import nucleolus
from igum.engines.pooling.shares.planned import Leaving, Pooled
from igum.engines.pooling.shares.shapley import shapley_sampled

ABOUT = 600  # groups of towns to be drawn, as far as each town can be drawn twice in each size
SEED = 1
SEARCHED = frozenset({Key.NUCLEOLUS, Key.PER_CAPITA_NUCLEOLUS})
SURE = 100.0  # agorot: a solver's last digit, of costs of millions


@dataclass(frozen=True, slots=True)
class Searched:
    """A nucleolus for which groups were searched, not listed.

    Attributes:
        shares: by town; add up to the cost.
        within: agorot by which a group that nobody counted could have more reason to leave than the division knows of;
            infinite where the time to search was over.
    """

    shares: Mapping[Town, Fraction]
    within: float

    @property
    def is_sure(self) -> bool:
        """Whether the solver proved that no group was forgotten."""
        return self.within <= SURE


@dataclass(frozen=True)
class Drawn:
    """Costs of some groups of towns, and what follows from them.

    Attributes:
        game: which answers for those groups, for each town alone, for all but one and for all.
        masks: the groups that were counted.
        shapley: the estimate, with half a 95% confidence interval for each town.
        searched: by key, a nucleolus and how sure it is.
    """

    game: CostGame
    masks: tuple[Mask, ...]
    shapley: Division
    searched: Mapping[Key, Searched] = field(default_factory=dict)


def draw(game: CostGame, tell: Callable[[int, int], None]) -> Drawn:
    """Count each town alone, all but each, and some groups of each size. The same towns give the same draw.

    Args:
        game: of any number of towns.
        tell: told how many groups are counted, and of how many at most.
    """
    towns, known = len(game.towns), dict[Mask, int]()
    samples = max(2, ABOUT // towns**2)
    drawn = sum((size + 1) * math.ceil(towns * samples / size) for size in range(1, towns + 1))
    most = 2 * towns + drawn

    def cost(coalition: frozenset[int | str]) -> int:
        mask = game.mask(coalition)
        known[mask] = game.cost_of(mask)
        tell(min(len(known), most), most)
        return known[mask]

    asked = CostGame(game.towns, cost)
    asked.alone(), asked.without_one(), asked.total
    found = shapley_sampled(asked, np.random.default_rng(SEED), samples)
    tell(most, most)
    return Drawn(asked, tuple(sorted(known)), Division(found.shares, found.within))


def search(drawn: Drawn, pooled: Pooled, keys: Collection[Key], seconds: float) -> Drawn:
    """The same with those of the keys for which groups must be searched; what is found is counted too.

    Args:
        drawn: groups that are counted.
        pooled: the service behind their costs.
        keys: of the pool.
        seconds: for each key; over, the division is that of the groups counted so far, and says so.
    """
    masks, found = set(drawn.masks), dict[Key, Searched]()
    for key in (key for key in keys if key in SEARCHED):
        leaving = Leaving(drawn.game, pooled, sorted(masks), seconds=seconds)
        shares = nucleolus(drawn.game, leaving, per_capita=key is Key.PER_CAPITA_NUCLEOLUS).shares
        found[key] = Searched(shares, leaving.within)
        masks.update(leaving.counted)
    return replace(drawn, masks=tuple(sorted(masks)), searched=found)


def drawn_as_data(drawn: Drawn) -> dict[str, Any]:
    """To be kept: costs by mask of the payers in order, and the estimate."""
    return {
        "payers": list(drawn.game.towns),
        "drawn": {str(mask): drawn.game.cost_of(mask) for mask in drawn.masks},
        "shapley": {str(town): str(share) for town, share in drawn.shapley.shares.items()},
        "within": {str(town): float(half) for town, half in drawn.shapley.within.items()},
        "searched": {str(key): _as_data(found) for key, found in drawn.searched.items()},
    }


def _as_data(found: Searched) -> dict[str, Any]:
    within = found.within if math.isfinite(found.within) else None  # JSON knows no infinity
    return {"shares": {str(town): str(share) for town, share in found.shares.items()}, "within": within}


def drawn_of_data(data: Mapping[str, Any]) -> Drawn:
    """What was kept."""
    costs = {int(mask): int(cost) for mask, cost in data["drawn"].items()}
    game = CostGame(data["payers"], lambda coalition: costs[game.mask(coalition)])
    shares = {town: Fraction(data["shapley"][str(town)]) for town in game.towns}
    within = {town: float(data["within"][str(town)]) for town in game.towns}
    searched = {
        Key(key): Searched(
            {town: Fraction(found["shares"][str(town)]) for town in game.towns},
            math.inf if found["within"] is None else float(found["within"]),
        )
        for key, found in data.get("searched", {}).items()  # plans of before have none
    }
    return Drawn(game, tuple(sorted(costs)), Division(shares, within), searched)


def account_of_drawn(drawn: Drawn, key: Key, basis: Basis, limits: Limits) -> Account:
    """What each town pays by a key, in whole agorot that add up, and who of the groups counted would rather leave.

    Raises:
        ValueError: the key was not searched, the basis lacks a figure, or the limits cannot be kept.
    """
    game = drawn.game
    division = _division(drawn, key, basis)
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


def _division(drawn: Drawn, key: Key, basis: Basis) -> Division:
    if key is Key.SHAPLEY:
        return drawn.shapley
    if key not in SEARCHED:
        return divide(drawn.game, key, basis)
    if key not in drawn.searched:
        raise ValueError("this key needs groups of towns to be searched, and they were not")
    return Division(dict(drawn.searched[key].shares))
