"""Who would rather leave, and whether anything could keep everybody."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.optimize import linprog

from igum.engines.pooling.shares.core import find_core, objections
from igum.engines.pooling.shares.games import CostGame
from igum.engines.pooling.shares.nucleolus import nucleolus
from igum.engines.pooling.shares.tests.makers import games, hall, random_game


def test_the_coalition_that_gains_most_comes_first():
    game = hall(100, {"A": 10, "B": 10, "C": 10})

    found = objections(game, {"A": 5, "B": 112, "C": 13})

    assert [(each.towns, each.gain) for each in found] == [(("B", "C"), 5), (("B",), 2)]


def test_what_rounding_alone_brings_about_is_no_objection():
    game = CostGame("ABC", lambda some: {1: 100, 2: 133, 3: 200}[len(some)])

    assert objections(game, {"A": 67, "B": 67, "C": 66}) == []


@given(games(least=2))
@settings(max_examples=40, deadline=None)
def test_the_core_is_empty_just_when_a_balanced_collection_is_cheaper(game):
    core = find_core(game)

    weights = {town: sum(weight for towns, weight in core.balanced if town in towns) for town in game.towns}
    assert set(weights.values()) == {Fraction(1)}
    assert core.is_empty == (core.apart < game.total)
    assert core.is_empty == (dearest_without_objection(game) < game.total - 1e-6)


def dearest_without_objection(game: CostGame) -> float:
    """The most that can be collected while no coalition pays more than alone, by one programme over all of them."""
    masks = range(1, game.whole + 1)
    rows = np.array([[mask >> bit & 1 for bit in range(len(game.towns))] for mask in masks])
    answer = linprog([-1] * len(game.towns), rows, [game.cost_of(mask) for mask in masks], bounds=(None, None))
    return -answer.fun


def test_a_town_alone_has_a_core():
    assert not find_core(CostGame("A", lambda some: 5)).is_empty


@pytest.mark.parametrize("seed", range(10))
def test_the_level_is_the_first_of_the_nucleolus(seed):
    game = random_game(seed, "ABCDE")

    assert find_core(game).level == nucleolus(game).levels[0].excess
