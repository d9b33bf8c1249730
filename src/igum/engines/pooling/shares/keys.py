"""The keys: by what the cost of all is divided among the towns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

import numpy as np

from igum.engines.pooling.shares.games import CostGame, Town
from igum.engines.pooling.shares.levels import Separator
from igum.engines.pooling.shares.nucleolus import nucleolus
from igum.engines.pooling.shares.rounding import in_proportion
from igum.engines.pooling.shares.shapley import EXACT_TOWNS, shapley, shapley_sampled

Weights = Mapping[Town, int | Fraction]
Number = TypeVar("Number", int, int | Fraction)


class Key(StrEnum):
    """By what the cost is divided."""

    EQUAL = "equal"
    POPULATION = "population"
    USERS = "users"
    ABILITY = "ability"  # to pay: residents weighted by socio-economic cluster
    SCRB = "scrb"  # separable costs, remaining benefits
    SHAPLEY = "shapley"
    NUCLEOLUS = "nucleolus"
    PER_CAPITA_NUCLEOLUS = "per_capita_nucleolus"


@dataclass(frozen=True, slots=True)
class Basis:
    """What keys are computed from, beside the costs. What is not given, its keys cannot be asked for.

    Attributes:
        population: residents by town.
        users: participants by town.
        clusters: the socio-economic cluster of each town.
        cluster_weights: what a resident of each cluster counts for: a decision, so data with its source.
        separator: finds forgotten coalitions, for games too large to list.
        chance: what coalitions are drawn from, for a Shapley value of more than twelve towns.
        samples: how many of each size then.
    """

    population: Weights = field(default_factory=dict)
    users: Weights = field(default_factory=dict)
    clusters: Mapping[Town, int] = field(default_factory=dict)
    cluster_weights: Mapping[int, int | Fraction] = field(default_factory=dict)
    separator: Separator | None = None
    chance: np.random.Generator | None = None
    samples: int = 30


@dataclass(frozen=True, slots=True)
class Division:
    """What each town pays by a key, before rounding.

    Attributes:
        shares: by town; add up to the cost.
        within: by town, half a 95% confidence interval in agorot, where the key was sampled; else empty.
    """

    shares: dict[Town, Fraction]
    within: Mapping[Town, float] = field(default_factory=dict)


def divide(game: CostGame, key: Key, basis: Basis | None = None) -> Division:
    """The cost of all towns divided by a key, exactly.

    Raises:
        ValueError: the basis lacks what the key needs for some town.

    >>> game = CostGame("AB", lambda coalition: 900 + 100 * len(coalition))
    >>> divide(game, Key.POPULATION, Basis(population={"A": 1000, "B": 9000})).shares
    {'A': Fraction(110, 1), 'B': Fraction(990, 1)}
    """
    basis = basis or Basis()
    match key:
        case Key.SHAPLEY:
            return _shapley(game, basis)
        case Key.NUCLEOLUS | Key.PER_CAPITA_NUCLEOLUS:
            per_capita = key is Key.PER_CAPITA_NUCLEOLUS
            return Division(nucleolus(game, basis.separator, per_capita=per_capita).shares)
        case Key.SCRB:
            return Division(scrb(game))
        case _:
            return Division(in_proportion(game.total, _weights(game, key, basis)))


def scrb(game: CostGame) -> dict[Town, Fraction]:
    """Each town pays what would be saved without it, and of the rest in proportion to what it still gains.

    The separable cost of a town is the cost of all less the cost of all others; its remaining benefit is its cost
    alone less its separable cost, nothing at the least. When nobody gains anything the rest is divided equally.

    >>> game = CostGame.of_table({frozenset("A"): 6, frozenset("B"): 8, frozenset("AB"): 10})
    >>> scrb(game)
    {'A': Fraction(4, 1), 'B': Fraction(6, 1)}
    """
    separable = [game.total - others for others in game.without_one()]
    gains = [max(0, alone - own) for alone, own in zip(game.alone(), separable, strict=True)]
    weights = dict(zip(game.towns, gains if any(gains) else [1] * len(gains), strict=True))
    rest = in_proportion(game.total - sum(separable), weights)
    return {town: own + rest[town] for town, own in zip(game.towns, separable, strict=True)}


def _shapley(game: CostGame, basis: Basis) -> Division:
    if len(game.towns) <= EXACT_TOWNS:
        return Division(shapley(game))
    if basis.chance is None:
        raise ValueError(f"chance must be given for a Shapley value of more than {EXACT_TOWNS} towns")
    sampled = shapley_sampled(game, basis.chance, basis.samples)
    return Division(sampled.shares, sampled.within)


def _weights(game: CostGame, key: Key, basis: Basis) -> Weights:
    if key is Key.EQUAL:
        return dict.fromkeys(game.towns, 1)
    if key is Key.ABILITY:
        residents = _of_each(game, "population", basis.population)
        clusters = _of_each(game, "clusters", basis.clusters)
        unweighted = sorted(set(clusters.values()) - basis.cluster_weights.keys())
        if unweighted:
            raise ValueError(f"cluster_weights must have every cluster, and lack {unweighted}")
        return {town: residents[town] * Fraction(basis.cluster_weights[clusters[town]]) for town in game.towns}
    return _of_each(game, key.value, basis.population if key is Key.POPULATION else basis.users)


def _of_each(game: CostGame, what: str, numbers: Mapping[Town, Number]) -> dict[Town, Number]:
    missing = [town for town in game.towns if town not in numbers]
    if missing:
        raise ValueError(f"{what} must be given for every town, and lacks {missing}")
    return {town: numbers[town] for town in game.towns}
