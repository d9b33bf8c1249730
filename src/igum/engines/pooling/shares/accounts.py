"""What each town pays by a key, beside what it would pay alone, and who would rather leave."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from igum.engines.pooling.shares.bounds import bounded
from igum.engines.pooling.shares.core import Objection, objections
from igum.engines.pooling.shares.games import CostGame, Town
from igum.engines.pooling.shares.keys import Basis, Division, Key, divide
from igum.engines.pooling.shares.rounding import whole


@dataclass(frozen=True, slots=True)
class TownFacts:
    """What sharing means for one town, in agorot.

    Attributes:
        town: which.
        alone: what it would pay by itself.
        here: what it pays by the key.
        own: its separable cost: what the others would save without it. To take it in at less would burden them.
        within: half a 95% confidence interval of what it pays, where the key was sampled; else 0.
        floor: the least it was agreed to pay, if it pays just that although the key alone says less.
        cap: the most, if it pays just that although the key alone says more.
    """

    town: Town
    alone: int
    here: int
    own: int
    within: int = 0
    floor: int | None = None
    cap: int | None = None

    @property
    def saved(self) -> int:
        """What it saves by sharing: also what it loses if it leaves."""
        return self.alone - self.here

    @property
    def others_lose(self) -> int:
        """What the others pay more, all together, if it leaves. Below 0: they would save."""
        return self.here - self.own


@dataclass(frozen=True, slots=True)
class Account:
    """The cost of all towns under one key.

    Attributes:
        key: by what it is divided.
        total: what all pay, in agorot.
        towns: by code.
        objections: who would rather leave, who gains most first.
    """

    key: Key
    total: int
    towns: tuple[TownFacts, ...]
    objections: tuple[Objection, ...]

    @property
    def shares(self) -> dict[Town, int]:
        """What each town pays, in agorot."""
        return {facts.town: facts.here for facts in self.towns}

    @property
    def keeps_everybody(self) -> bool:
        """Whether nobody would rather leave: the division is in the core."""
        return not self.objections

    def of(self, town: Town) -> TownFacts:
        """The facts of one town."""
        return next(facts for facts in self.towns if facts.town == town)


@dataclass(frozen=True, slots=True)
class Limits:
    """Floors and caps that were agreed, in agorot by town."""

    floors: Mapping[Town, int] = field(default_factory=dict)
    caps: Mapping[Town, int] = field(default_factory=dict)


def account(game: CostGame, key: Key, basis: Basis | None = None, limits: Limits | None = None) -> Account:
    """What each town pays by a key, in whole agorot that add up, and who would rather leave.

    Raises:
        ValueError: the basis lacks what the key needs, or the limits cannot be kept.

    >>> game = CostGame.of_table({frozenset("A"): 60, frozenset("B"): 80, frozenset("AB"): 100})
    >>> found = account(game, Key.NUCLEOLUS)
    >>> found.shares, found.keeps_everybody, found.of("A").saved, found.of("A").others_lose
    ({'A': 40, 'B': 60}, True, 20, 20)
    """
    basis, limits = basis or Basis(), limits or Limits()
    towns = town_facts(game, divide(game, key, basis), limits)
    shares = {one.town: one.here for one in towns}
    return Account(key, game.total, towns, tuple(objections(game, shares, basis.separator)))


def town_facts(game: CostGame, division: Division, limits: Limits) -> tuple[TownFacts, ...]:
    """What each town pays by a division within its limits, in whole agorot that add up to the cost.

    Asks the game for the cost of all, of each alone, and of all but each; of no other group.

    Raises:
        ValueError: the limits cannot be kept.
    """
    held = bounded(division.shares, limits.floors, limits.caps)
    shares = whole(held)
    towns = []
    for town, alone, others in zip(game.towns, game.alone(), game.without_one(), strict=True):
        floor, cap = limits.floors.get(town), limits.caps.get(town)
        towns.append(
            TownFacts(
                town=town,
                alone=alone,
                here=shares[town],
                own=game.total - others,
                within=round(division.within.get(town, 0)),
                floor=floor if held[town] == floor and division.shares[town] < held[town] else None,
                cap=cap if held[town] == cap and division.shares[town] > held[town] else None,
            )
        )
    return tuple(towns)
