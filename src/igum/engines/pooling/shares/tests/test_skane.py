"""The six towns of Skåne: known answers of every key, within 0.01 million."""

from fractions import Fraction

import pytest

from igum.engines.pooling.shares.accounts import account
from igum.engines.pooling.shares.keys import Basis, Key, divide
from igum.engines.pooling.shares.tests.makers import skane, skane_expected


@pytest.mark.parametrize("key", [Key.SHAPLEY, Key.SCRB, Key.NUCLEOLUS])
def test_each_town_pays_what_the_key_is_known_to_answer(key):
    """Counted in fractions: the figures were rounded to 0.01, those of the nucleolus add up to 0.01 too much."""
    game, expected = skane(), skane_expected()[key.value]

    exact, whole = divide(game, key).shares, account(game, key).shares

    apart = {town: abs(share / 100 - Fraction(str(expected[town]))) for town, share in exact.items()}
    assert max(apart.values()) < Fraction("0.0071")
    assert all(abs(share - round(expected[town] * 100)) <= 1 for town, share in whole.items())
    assert sum(exact.values()) == sum(whole.values()) == game.total


def test_three_towns_would_rather_leave_than_pay_by_the_shapley_value():
    found = account(skane(), Key.SHAPLEY).objections

    assert (found[0].towns, found[0].gain) == (("H", "K", "L"), 43)


@pytest.mark.parametrize(
    ("column", "key", "towns", "gain"),
    [("population", Key.POPULATION, "HKLM", 1856), ("demand", Key.USERS, "HKLM", 1059)],
)
def test_by_heads_or_by_demand_the_towns_in_the_middle_would_rather_leave(column, key, towns, gain):
    game = skane()
    weights = {town: round(share * 100) for town, share in skane_expected()[column].items()}

    found = account(game, key, Basis(population=weights, users=weights)).objections

    assert ("".join(found[0].towns), found[0].gain) == (towns, pytest.approx(gain, abs=1))


def test_nobody_objects_to_the_nucleolus():
    assert account(skane(), Key.NUCLEOLUS).keeps_everybody
