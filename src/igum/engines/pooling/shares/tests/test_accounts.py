"""What a mayor is told: the figures, and the sentences made of them."""

import pytest

from igum.engines.pooling.shares.accounts import Limits, account
from igum.engines.pooling.shares.core import find_core
from igum.engines.pooling.shares.games import CostGame
from igum.engines.pooling.shares.keys import Basis, Key
from igum.engines.pooling.shares.tests.makers import hall
from igum.engines.pooling.shares.words import BY_KEY, explain, keeps, objects

BASIS = Basis(population={"Alder": 9000, "Birch": 1000})


def small_hall() -> CostGame:
    return hall(1000_00, {"Alder": 100_00, "Birch": 200_00})


def said(account, town):
    return [str(sentence) for sentence in explain(account, town)]


def test_a_town_that_saves_is_told_what_it_would_lose():
    assert said(account(small_hall(), Key.SHAPLEY), "Birch") == [
        "Each town pays what it adds to the cost, averaged over all orders of joining.",
        "Alone Birch would pay ₪1,200.00; together with the others it pays ₪700.00 and saves ₪500.00.",
        "No town and no group of towns would pay less by leaving.",
        "If Birch leaves, it loses ₪500.00, and the others pay ₪500.00 more.",
    ]


def test_a_town_that_pays_more_than_alone_is_told_that_it_would_rather_leave():
    assert said(account(small_hall(), Key.POPULATION, BASIS), "Alder")[1:] == [
        "Alone Alder would pay ₪1,100.00; here it pays ₪1,170.00, which is ₪70.00 more than alone.",
        "Alder would pay ₪1,100.00 by themselves and pay ₪1,170.00 here: leaving saves them ₪70.00.",
        "If Alder leaves, it saves ₪70.00, and the others pay ₪1,070.00 more.",
    ]


def test_a_cap_that_binds_is_said():
    limits = Limits(caps={"Alder": 1100_00})

    found = account(small_hall(), Key.POPULATION, BASIS, limits)

    assert found.shares == {"Alder": 1100_00, "Birch": 200_00}
    assert "By the key it would pay more; the agreement says at most ₪1,100.00." in said(found, "Alder")


def test_a_floor_that_binds_is_said():
    limits = Limits(floors={"Birch": 250_00})

    found = account(small_hall(), Key.POPULATION, BASIS, limits)

    assert "By the key it would pay less; the agreement says at least ₪250.00." in said(found, "Birch")


def test_a_town_that_brings_in_less_than_it_costs_is_told_that_the_others_would_save():
    game = CostGame("AB", lambda some: {0: 0, 1: 100, 2: 400}[len(some)])

    assert said(account(game, Key.EQUAL), "A")[-1] == ("If A leaves, it saves ₪1.00, and the others save ₪1.00.")


def test_what_a_town_loses_and_what_the_others_lose_is_what_sharing_saves_by_it():
    game = small_hall()

    for key in (Key.EQUAL, Key.SHAPLEY, Key.NUCLEOLUS):
        for facts in account(game, key).towns:
            apart = game.cost({facts.town}) + game.cost(set(game.towns) - {facts.town})
            assert facts.saved + facts.others_lose == apart - game.total


def test_an_empty_core_is_said_with_what_smaller_groups_would_pay():
    game = CostGame("ABC", lambda some: {1: 60_00, 2: 80_00, 3: 150_00}[len(some)])

    assert str(keeps(find_core(game))) == (
        "Whatever the key, some group of towns would pay less by leaving: "
        "in smaller groups all would pay ₪120.00, together they pay ₪150.00."
    )
    assert str(keeps(find_core(small_hall()))) == (
        "There is a way to share the cost that no town and no group of towns would leave."
    )


def test_several_who_would_rather_leave_are_named():
    found = account(CostGame("ABC", lambda some: {1: 60, 2: 80, 3: 150}[len(some)]), Key.EQUAL)

    assert str(objects(found.objections[0])) == (
        "A, B would pay ₪0.80 by themselves and pay ₪1.00 here: leaving saves them ₪0.20."
    )


@pytest.mark.parametrize("key", Key)
def test_every_key_is_said_in_a_sentence(key):
    assert BY_KEY[key].endswith(".")
