"""Counts beside a total that is known: nobody works out the small ones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igum.engines.outcomes.beside import beside_total

LIMIT = 5


def room(counts, shown):
    """By hidden count, between what those who know the total and the numbers shown can put it."""
    hidden = [place for place, number in enumerate(shown) if number is None]
    together = sum(counts) - sum(number or 0 for number in shown)
    # A nought is shown wherever anything is: then the hidden are known to be one at least.
    least = 0 if len(hidden) == len(counts) else 1
    return {place: (least, together - least * (len(hidden) - 1)) for place in hidden}


@given(st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 11, 40]), max_size=6))
@settings(max_examples=150, deadline=None)
def test_any_number_from_one_to_the_limit_fits_each_small_count(counts):
    shown = beside_total(counts, limit=LIMIT)

    bounds = room(counts, shown)
    for place, count in enumerate(counts):
        if 0 < count < LIMIT:
            assert shown[place] is None
            if sum(counts) >= LIMIT:
                low, high = bounds[place]
                assert low <= 1
                assert high >= LIMIT
        elif shown[place] is not None:
            assert shown[place] == count


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([7, 5, 0], (7, 5, 0)),
        ([11, 1], (None, None)),
        ([3, 4, 20], (None, None, 20)),
        ([1, 1, 20, 6], (None, None, 20, None)),
        ([3, 1, 0], (None, None, None)),
        ([], ()),
    ],
)
def test_as_little_is_hidden_as_leaves_room(counts, shown):
    assert beside_total(counts, limit=LIMIT) == shown


@pytest.mark.parametrize(("counts", "limit"), [([-1], 5), ([1], 0)])
def test_what_cannot_be_counted_is_refused(counts, limit):
    with pytest.raises(ValueError, match="limit must be at least 1"):
        beside_total(counts, limit=limit)
