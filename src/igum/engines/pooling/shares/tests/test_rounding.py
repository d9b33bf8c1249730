"""Whole agorot."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igum.engines.pooling.shares.rounding import whole


@given(st.lists(st.fractions(-50, 50, max_denominator=30), min_size=1, max_size=8))
def test_rounded_shares_add_up_and_none_moves_by_an_agora(exact):
    exact.append(-sum(exact, Fraction(0)) + 100)
    shares = dict(enumerate(exact))

    rounded = whole(shares)

    assert sum(rounded.values()) == 100
    assert all(abs(rounded[town] - share) < 1 for town, share in shares.items())


def test_of_equal_remainders_the_smaller_code_pays():
    thirds = dict.fromkeys([7, 30, 400], Fraction(1, 3))

    assert whole(thirds) == {7: 1, 30: 0, 400: 0}


def test_what_does_not_add_up_is_refused():
    with pytest.raises(ValueError, match="whole agorot"):
        whole({"A": Fraction(1, 2)})
