"""Money for each, to the agora, that adds up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igum.engines.outcomes.costs import shared_out, unit_cost

payers = st.dictionaries(st.sampled_from(["council", "ministry", "families", "fund"]), st.integers(0, 10**9))


@given(payers, st.integers(1, 10_000))
def test_what_each_payer_paid_for_a_person_adds_up_to_what_a_person_cost(paid, people):
    cost = unit_cost(paid, people)

    assert sum(cost.by_payer.values()) == cost.agorot
    assert abs(cost.agorot - cost.exact) <= 0.5
    assert cost.exact * people == sum(paid.values())
    assert all(abs(cost.by_payer[payer] * people - paid[payer]) <= 2 * people for payer in paid)


@given(payers.filter(lambda weights: sum(weights.values())), st.integers(0, 10**12))
def test_shares_add_up_and_are_within_an_agora_of_exact(weights, agorot):
    shares = shared_out(agorot, weights)

    whole = sum(weights.values())
    assert sum(shares.values()) == agorot
    assert all(abs(shares[key] * whole - agorot * weights[key]) < whole for key in weights)


def test_half_an_agora_is_rounded_up():
    assert unit_cost({"council": 5}, 2).agorot == 3


def test_for_nobody_there_is_no_unit_cost():
    assert unit_cost({"council": 500}, 0) is None


def test_a_programme_that_cost_nothing_cost_nothing_each():
    assert unit_cost({"council": 0}, 7).by_payer == {"council": 0}


@pytest.mark.parametrize(
    ("ask", "refusal"),
    [
        (lambda: unit_cost({"council": -1}, 3), "council must not be negative"),
        (lambda: unit_cost({"council": 1}, -3), "many must not be negative"),
        (lambda: unit_cost({"council": -1}, 0), "council must not be negative"),
        (lambda: shared_out(-1, {"council": 1}), "agorot must not be negative"),
        (lambda: shared_out(1, {"council": 0}), "weight above 0"),
        (lambda: shared_out(1, {}), "weight above 0"),
    ],
)
def test_money_that_cannot_be_is_refused(ask, refusal):
    with pytest.raises(ValueError, match=refusal):
        ask()
