"""Keys among more towns than can be listed in all their groups."""

import json
import math
from dataclasses import replace
from fractions import Fraction

import pytest

from igum.engines.pooling.location.effort import Effort
from igum.engines.pooling.shares.accounts import Limits
from igum.engines.pooling.shares.games import CostGame
from igum.engines.pooling.shares.keys import Key
from igum.engines.pooling.shares.shapley import shapley
from igum.pooling.models import Plan
from igum.pooling.queries.costs import CannotShare, Sharing
from igum.pooling.queries.pages import told
from igum.pooling.rules import sampling, solving
from igum.pooling.rules.document import read_pool
from igum.pooling.rules.paying import basis_of
from igum.pooling.rules.sampling import Searched, account_of_drawn, draw, drawn_as_data, drawn_of_data
from igum.pooling.rules.solving import costs_of, find_plans, result_of

TOWNS = [f"t{number:02}" for number in range(10)]
LISTED = "".join(
    f"  {town}: {{population: {900 + place}, parties: [{{people: {1 + place % 3}}}]}}\n"
    for place, town in enumerate(TOWNS)
)
SOURCE = f"""
service: Day centre
rules: {{least: 4, most: 30, minutes: 30, group_cost: 90001, head_cost: 300}}
towns:
{LISTED}
sites:
  hall: {{town: t00, slots: [sunday], seats: 40, cost: 10000}}
minutes: {{t00: {{{", ".join(f"{town}: 10" for town in TOWNS[1:])}}}}}
sharing: {{keys: [equal, users, scrb, shapley, nucleolus], without: 9000, source: decision 7}}
"""


def fixed_and_each(coalition):
    """A hall, and what each town's people cost."""
    return 70_000 * (len(coalition) > 3) + sum(1000 + 370 * int(town[1:]) for town in coalition)


def test_the_estimate_adds_up_and_is_as_near_the_exact_value_as_it_says():
    game = CostGame(TOWNS, fixed_and_each)

    found, exact = draw(game, lambda counted, of: None), shapley(game)

    assert sum(found.shapley.shares.values()) == game.total
    assert len(found.masks) < game.whole
    for town in TOWNS:
        assert abs(found.shapley.shares[town] - exact[town]) <= Fraction(3 * found.shapley.within[town]) + 1


def test_what_is_kept_of_a_draw_is_read_back_to_the_agora():
    found = draw(CostGame(TOWNS, fixed_and_each), lambda counted, of: None)

    again = drawn_of_data(json.loads(json.dumps(drawn_as_data(found))))

    assert again.shapley == found.shapley
    assert [again.game.cost_of(mask) for mask in again.masks] == [found.game.cost_of(mask) for mask in found.masks]


@pytest.fixture(scope="module")
def sharing():
    """A plan of ten towns as the job keeps it."""
    pool = read_pool(SOURCE.encode())
    plan = find_plans(pool, Effort(20.0), several=False)[0].plan
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sampling, "ABOUT", 200)  # two of each size
        patch.setattr(solving, "SECONDS_TO_SEARCH", 3600.0)  # however slow the machine
        costs = costs_of(pool, plan, lambda counted, of: None)
    return Sharing.of(Plan(source=SOURCE, changes={}, result=result_of(pool, plan), costs=costs))


def test_ten_towns_see_their_shares_by_every_key(sharing):
    assert list(sharing.accounts) == [Key.EQUAL, Key.USERS, Key.SCRB, Key.SHAPLEY, Key.NUCLEOLUS]
    assert {sum(one.shares.values()) for one in sharing.accounts.values()} == {sharing.plan.money.net}
    assert sharing.core is None


def test_a_town_is_told_how_sure_its_share_is_and_nothing_of_groups_that_nobody_counted(sharing):
    sentences = [str(one) for one in told(sharing, Key.SHAPLEY, TOWNS[0])]

    assert any("nineteen times in twenty" in one for one in sentences)
    assert not any("no group of towns" in one for one in sentences)


def test_an_agreement_by_an_estimated_key_keeps_its_bounds_and_adds_up(sharing):
    shares = sharing.in_agreement(Key.SHAPLEY, caps={TOWNS[0]: 100_000}).shares

    assert shares[TOWNS[0]] <= 100_000
    assert sum(shares.values()) == sharing.plan.money.net
    with pytest.raises(CannotShare):
        sharing.by(Key.PER_CAPITA_NUCLEOLUS)


def test_of_more_towns_than_are_listed_all_groups_are_searched_for_the_nucleolus(sharing):
    found = sharing.drawn.searched[Key.NUCLEOLUS]

    assert found.is_sure
    assert sum(found.shares.values()) == sharing.plan.money.net
    assert not sharing.accounts[Key.NUCLEOLUS].objections


def test_a_nucleolus_of_which_nobody_is_sure_says_so_and_is_kept_as_such():
    drawn = draw(CostGame(TOWNS, fixed_and_each), lambda counted, of: None)
    unsure = replace(drawn, searched={Key.NUCLEOLUS: Searched(drawn.shapley.shares, math.inf)})

    again = drawn_of_data(json.loads(json.dumps(drawn_as_data(unsure))))

    assert again.searched == unsure.searched
    assert not again.searched[Key.NUCLEOLUS].is_sure


def test_of_the_groups_counted_those_that_pay_more_than_alone_object():
    drawn = draw(CostGame(TOWNS, lambda some: 1000 * len(some) ** 2), lambda counted, of: None)
    pool = read_pool(SOURCE.encode())

    account = account_of_drawn(drawn, Key.EQUAL, basis_of(pool, dict.fromkeys(TOWNS, 1)), Limits())

    assert account.objections
    assert all(one.gain >= len(one.towns) for one in account.objections)
