"""Floors and caps."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from igum.engines.pooling.shares.bounds import bounded
from igum.engines.pooling.shares.rounding import whole

numbers = st.lists(st.integers(0, 50), min_size=3, max_size=3)


@given(st.lists(st.integers(1, 40), min_size=3, max_size=3), numbers, numbers)
def test_every_share_is_within_its_bounds_and_all_add_up(weights, floors, over):
    total, shares = sum(weights), dict(zip("ABC", map(Fraction, weights), strict=True))
    least = dict(zip("ABC", floors, strict=True))
    most = {town: least[town] + more for town, more in zip("ABC", over, strict=True)}
    assume(sum(floors) <= total <= sum(most.values()))

    held = bounded(shares, least, most)

    assert sum(held.values()) == total
    assert all(least[town] <= held[town] <= most[town] for town in held)
    free = [town for town in held if least[town] < held[town] < most[town]]
    assert len({held[town] / shares[town] for town in free}) <= 1
    assert all(least[town] <= share <= most[town] for town, share in whole(held).items())


def test_nothing_changes_when_no_bound_binds():
    shares = {"A": Fraction(60), "B": Fraction(40)}

    assert bounded(shares, floors={"A": 10}, caps={"A": 70, "B": 70}) == shares


@pytest.mark.parametrize(
    ("floors", "caps", "says"),
    [
        ({"A": 30}, {"A": 20}, "above caps"),
        ({"A": 90, "B": 20}, {}, "more than the cost"),
        ({}, {"A": 50, "B": 49}, "allow 99 of 100"),
    ],
)
def test_limits_that_cannot_be_kept_are_refused(floors, caps, says):
    with pytest.raises(ValueError, match=says):
        bounded({"A": Fraction(60), "B": Fraction(40)}, floors, caps)
