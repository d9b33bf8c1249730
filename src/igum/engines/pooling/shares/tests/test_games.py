"""Games: what is asked for, and how often."""

import numpy as np
import pytest

from igum.engines.pooling.shares.games import CostGame


def test_no_cost_is_asked_for_twice():
    asked = []
    game = CostGame("AB", lambda some: asked.append(some) or 5)

    for _ in range(3):
        game.cost("AB"), game.table()

    assert len(asked) == len(set(asked)) == 3


def test_towns_stand_by_code_and_numbers_before_words():
    assert CostGame([30, 7, "B", "A"], len).towns == (7, 30, "A", "B")


@pytest.mark.parametrize("towns", ["", "AA"])
def test_each_town_is_there_once(towns):
    with pytest.raises(ValueError, match="each once"):
        CostGame(towns, len)


def test_a_cost_that_is_not_in_whole_agorot_is_refused():
    with pytest.raises(TypeError, match="whole agorot"):
        CostGame("A", lambda some: 0.5).cost("A")


def test_a_table_must_be_complete():
    with pytest.raises(ValueError, match="1 are missing"):
        CostGame.of_table({frozenset("A"): 5, frozenset("AB"): 7})


def test_an_array_of_costs_is_read_by_mask():
    game = CostGame.of_array("BA", np.array([0, 5, 7, 9]))

    assert (game.cost("A"), game.cost("B"), game.total) == (5, 7, 9)
