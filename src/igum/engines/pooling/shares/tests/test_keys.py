"""The keys: what each asks of each town, and what theory promises of it."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igum.engines.pooling.shares.accounts import account
from igum.engines.pooling.shares.games import CostGame
from igum.engines.pooling.shares.keys import Basis, Key, divide
from igum.engines.pooling.shares.shapley import shapley, shapley_sampled
from igum.engines.pooling.shares.tests.makers import games, hall, random_game, renamed

FACTS = {"A": 7, "B": 1, "C": 2, "D": 5, "E": 3}
BASIS = Basis(
    population=FACTS, users=FACTS, clusters=FACTS, cluster_weights=dict.fromkeys(range(1, 11), Fraction(3, 7))
)


@given(games(), st.sampled_from(Key))
@settings(max_examples=60, deadline=None)
def test_shares_of_every_key_add_up_to_the_agora(game, key):
    assert sum(account(game, key, BASIS).shares.values()) == game.total


@given(games(), st.sampled_from(Key))
@settings(max_examples=40, deadline=None)
def test_the_order_in_which_towns_are_listed_changes_nothing(game, key):
    turned = CostGame(reversed(game.towns), game.cost)

    assert account(turned, key, BASIS) == account(game, key, BASIS)


@given(games(most=3), st.sampled_from([Key.EQUAL, Key.SCRB, Key.SHAPLEY]))
@settings(max_examples=30, deadline=None)
def test_other_codes_change_no_exact_share(game, key):
    names = dict(zip(game.towns, "RPQ", strict=False))

    after = divide(renamed(game, names), key).shares

    assert after == {names[town]: share for town, share in divide(game, key).shares.items()}


@pytest.mark.parametrize("key", [Key.EQUAL, Key.SCRB, Key.SHAPLEY, Key.NUCLEOLUS, Key.PER_CAPITA_NUCLEOLUS])
def test_towns_that_are_alike_pay_alike_but_for_the_last_agora(key):
    game = CostGame("ABC", lambda some: 1000 + 7 * len(some))

    shares = account(game, key).shares

    assert shares == {"A": 341, "B": 340, "C": 340}


@pytest.mark.parametrize("key", [Key.SHAPLEY, Key.NUCLEOLUS, Key.SCRB])
def test_a_town_that_adds_just_its_own_cost_pays_just_that(key):
    lone = CostGame("ABC", lambda some: (1000 if some & {"A", "B"} else 0) + (300 if "C" in some else 0))

    assert divide(lone, key).shares["C"] == 300


def test_nobody_pays_more_than_alone_by_keys_made_of_costs_when_sharing_only_saves():
    game = hall(9000, {"A": 100, "B": 2500, "C": 40})

    for key in (Key.SCRB, Key.SHAPLEY, Key.NUCLEOLUS, Key.PER_CAPITA_NUCLEOLUS):
        assert account(game, key).keeps_everybody


def test_by_ability_a_strong_town_pays_more_than_a_weak_one_of_the_same_size():
    game = hall(9000, {"A": 0, "B": 0})
    basis = Basis(population={"A": 10, "B": 10}, clusters={"A": 2, "B": 8}, cluster_weights={2: 1, 8: Fraction(7, 2)})

    assert account(game, Key.ABILITY, basis).shares == {"A": 2000, "B": 7000}


@pytest.mark.parametrize(
    ("key", "basis", "lacks"),
    [
        (Key.USERS, Basis(users={"A": 5}), "users must be given for every town, and lacks"),
        (Key.ABILITY, Basis(population=FACTS, clusters=FACTS, cluster_weights={7: 1}), r"lack \[1, 2\]"),
        (Key.POPULATION, Basis(population=dict.fromkeys("ABC", 0)), "some must be more than nothing"),
    ],
)
def test_a_key_says_what_it_lacks(key, basis, lacks):
    with pytest.raises(ValueError, match=lacks):
        divide(hall(9000, {"A": 0, "B": 0, "C": 0}), key, basis)


def test_scrb_divides_equally_what_nobody_gains_by():
    game = CostGame("AB", lambda some: 100 if len(some) == 1 else 250)

    assert divide(game, Key.SCRB).shares == {"A": 125, "B": 125}


@given(games(), games())
@settings(max_examples=30, deadline=None)
def test_shapley_of_two_services_together_is_the_sum_of_both(one, other):
    if one.towns != other.towns:
        return
    both = CostGame(one.towns, lambda some: one.cost(some) + other.cost(some))

    assert shapley(both) == {town: shapley(one)[town] + shapley(other)[town] for town in one.towns}


def test_a_sampled_shapley_value_of_few_towns_is_the_exact_one():
    game = random_game(4, "ABCDE")

    sampled = shapley_sampled(game, np.random.default_rng(1), samples=6)

    assert sampled.shares == shapley(game)
    assert set(sampled.within.values()) == {0.0}


def test_a_sampled_shapley_value_lies_within_its_interval_about_as_often_as_it_says():
    game = hall_of_many()
    exact, inside, runs = shapley(game), 0, 40

    for seed in range(runs):
        sampled = shapley_sampled(game, np.random.default_rng(seed), samples=8)
        inside += sum(abs(sampled.shares[town] - exact[town]) <= sampled.within[town] for town in game.towns)

    assert sum(sampled.shares.values()) == game.total
    assert inside / (runs * len(game.towns)) > 0.85


def test_a_coalition_that_is_drawn_serves_all_its_towns():
    game, towns, samples = CostGame(range(14), lambda some: len(some) ** 2), 14, 2

    asked = shapley_sampled(game, np.random.default_rng(1), samples).asked

    assert asked <= sum((size + 1) * -(-towns * samples // size) for size in range(1, towns + 1))


def test_a_town_whose_few_draws_agree_by_chance_is_not_called_sure():
    game = CostGame(
        range(10), lambda some: 70_000 * (len(some) > 3) + 9_001 * -(-sum(1 + one % 3 for one in some) // 7)
    )

    found = [shapley_sampled(game, np.random.default_rng(seed), samples=2).within for seed in range(10)]

    assert all(half > 0 for within in found for half in within.values())


def hall_of_many() -> CostGame:
    """Halls of 30 places each: whoever makes another one necessary adds its cost."""
    heads = dict(zip("ABCDEFGH", (5, 9, 14, 22, 7, 17, 11, 3), strict=True))
    return CostGame(heads, lambda some: 1000 * -(-sum(heads[town] for town in some) // 30))


def test_more_than_twelve_towns_need_a_chance_to_draw_from():
    with pytest.raises(ValueError, match="chance must be given"):
        divide(CostGame(range(13), len), Key.SHAPLEY)


def test_a_sampled_share_says_how_far_off_it_may_be():
    basis = Basis(chance=np.random.default_rng(2), samples=4)
    game = CostGame(range(13), lambda some: 1000 * -(-sum(5 + town for town in some) // 30))

    found = account(game, Key.SHAPLEY, basis)

    assert sum(found.shares.values()) == game.total
    assert all(facts.within > 0 for facts in found.towns)
