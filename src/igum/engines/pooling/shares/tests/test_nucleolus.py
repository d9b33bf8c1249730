"""The nucleolus: known answers, another computation, and what theory promises of it."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igum.engines.pooling.shares import levels
from igum.engines.pooling.shares.core import objections
from igum.engines.pooling.shares.games import CostGame
from igum.engines.pooling.shares.levels import Table
from igum.engines.pooling.shares.nucleolus import nucleolus
from igum.engines.pooling.shares.rounding import whole
from igum.engines.pooling.shares.tests.makers import game_with_a_core, games, location_games, random_game, renamed
from igum.engines.pooling.shares.tests.other_nucleolus import nucleolus_of_all


@pytest.mark.parametrize(
    ("estate", "awards"),
    [(100, ("100/3", "100/3", "100/3")), (200, ("50", "75", "75")), (300, ("50", "100", "150"))],
)
def test_divides_as_the_mishna_does_between_three_widows(estate, awards):
    """Ketubot 93a, as R. Aumann and M. Maschler read it (Journal of Economic Theory 36, 1985)."""
    claims = {"1": 100, "2": 200, "3": 300}
    game = CostGame(claims, lambda some: min(estate, sum(claims[widow] for widow in some)))

    assert list(nucleolus(game).shares.values()) == [Fraction(award) for award in awards]


@pytest.mark.parametrize("batch", range(8))
def test_agrees_with_another_computation(batch):
    for seed in range(batch * 25, batch * 25 + 25):
        game, per_capita = random_game(seed, "ABCD" if seed % 3 else "ABC"), seed % 5 == 0

        shares = nucleolus(game, per_capita=per_capita).shares

        expected = nucleolus_of_all(game, per_capita=per_capita)
        assert [float(share) for share in shares.values()] == pytest.approx(expected, abs=1e-4), seed


@given(games(most=5))
@settings(max_examples=40, deadline=None)
def test_is_proven_for_any_costs(game):
    found = nucleolus(game)

    assert found.proven
    assert sum(found.shares.values()) == game.total


@given(location_games())
@settings(max_examples=25, deadline=None)
def test_is_in_the_core_whenever_the_core_is_not_empty(game):
    """Schmeidler 1969."""
    found = nucleolus(game)

    worst = max(
        sum(found.shares[town] for town in game.coalition(mask)) - game.cost_of(mask) for mask in range(1, game.whole)
    )
    assert worst == found.levels[0].excess
    if worst <= 0:
        assert all(found.shares[town] <= game.cost({town}) for town in game.towns)


@pytest.mark.parametrize("seed", range(6))
def test_nobody_pays_more_than_alone_when_the_core_is_not_empty(seed):
    """That it is not empty is known by how the game is made: the shares that it hides keep everybody."""
    game, hidden = game_with_a_core(seed, "ABCDE")
    assert not objections(game, hidden)

    shares = nucleolus(game).shares

    assert all(shares[town] <= game.cost({town}) for town in game.towns)
    assert not objections(game, whole(shares))


@given(games(), st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_other_names_change_nothing(game, chance):
    new = list("PQRST"[: len(game.towns)])
    chance.shuffle(new)
    names = dict(zip(game.towns, new, strict=True))

    shares = nucleolus(game).shares
    after = nucleolus(renamed(game, names)).shares

    assert {names[town]: share for town, share in shares.items()} == after


@given(games(), st.integers(-20, 20))
@settings(max_examples=15, deadline=None)
def test_a_cost_that_is_one_town_s_own_is_paid_by_it(game, own):
    first = game.towns[0]
    dearer = CostGame(game.towns, lambda some: game.cost(some) + (own if first in some else 0))

    before, after = nucleolus(game).shares, nucleolus(dearer).shares

    assert after == {town: share + (own if town == first else 0) for town, share in before.items()}


def test_the_slow_programme_in_fractions_finds_the_same(monkeypatch):
    monkeypatch.setattr(levels, "solve", lambda columns, right: None)

    for seed in range(4):
        game = random_game(seed, "ABCD")

        assert [float(share) for share in nucleolus(game).shares.values()] == pytest.approx(
            nucleolus_of_all(game), abs=1e-4
        )


def test_a_coalition_that_a_separator_forgot_is_found_in_the_end(monkeypatch):
    game = random_game(3, "ABCDE")
    exact = nucleolus(game).shares
    sight = [[], [], []]
    seen = Table.violated
    monkeypatch.setattr(Table, "violated", lambda self, question: sight.pop() if sight else seen(self, question))

    assert nucleolus(game).shares == exact


def test_a_town_alone_pays_all():
    assert nucleolus(CostGame("A", lambda some: 700)).shares == {"A": 700}


def test_more_than_twenty_towns_are_not_listed():
    game = CostGame(range(21), len)

    with pytest.raises(ValueError, match="20 towns or fewer"):
        nucleolus(game)
