"""A report shows no cell under the limit, nor lets it be worked out from the totals."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import Bounds, LinearConstraint, milp

from igum.engines.outcomes.suppression import HIDDEN, margin_rules, suppressed, with_margins

LIMIT = 5


def what_fits(shown, cell, sign, *, whole):
    """The least number (or the greatest) that fits in a cell with all that is shown, as an attacker finds it."""
    numbers = shown.numbers.ravel()
    known = numbers != HIDDEN
    lowest, highest = np.where(known, numbers, 0), np.where(known, numbers, 10_000)
    wanted = np.zeros(numbers.size)
    wanted[cell] = sign
    answer = milp(
        wanted,
        integrality=np.full(numbers.size, int(whole)),
        bounds=Bounds(lowest, highest),
        constraints=LinearConstraint(margin_rules(shown.numbers.shape), 0, 0),
    )
    return round(sign * answer.fun, 6)


def bounds(shown, *, whole=False):
    """By small cell, between what an attacker can put it."""
    cells = np.flatnonzero(shown.small)
    return [(what_fits(shown, cell, 1, whole=whole), what_fits(shown, cell, -1, whole=whole)) for cell in cells]


tables = st.one_of(
    *(
        arrays(np.int64, shape, elements=st.sampled_from([0, 1, 2, 4, 5, 7, 12, 40]))
        for shape in ((4,), (2, 2), (3, 4), (2, 3, 2))
    )
)


@given(tables)
@settings(max_examples=30, deadline=None)
@example(np.array([[3, 0], [0, 4]]))
@example(np.array([[0, 3], [4, 40]]))
def test_any_number_from_one_to_the_limit_fits_each_small_cell(counts):
    shown = suppressed(counts, limit=LIMIT)

    for low, high in bounds(shown):
        assert low <= 1
        assert high >= LIMIT


@given(arrays(np.int64, (2, 2, 3), elements=st.sampled_from([0, 1, 3, 5, 9])))
@settings(max_examples=6, deadline=None)
def test_who_knows_that_people_are_whole_knows_no_more(counts):
    shown = suppressed(counts, limit=LIMIT)

    assert all(low <= 1 and high >= LIMIT for low, high in bounds(shown, whole=True))


@given(tables)
@settings(max_examples=20, deadline=None)
def test_nothing_that_is_shown_is_small_or_wrong(counts):
    shown = suppressed(counts, limit=LIMIT)

    true = with_margins(counts)
    seen = shown.numbers != HIDDEN
    assert (shown.numbers[seen] == true[seen]).all()
    assert ((true[seen] == 0) | (true[seen] >= LIMIT)).all()
    assert (shown.small == ((true > 0) & (true < LIMIT))).all()
    assert not (shown.protects & (shown.small | (true == 0) | seen)).any()


@given(arrays(np.int64, (3, 3), elements=st.sampled_from([0, 0, 2, 6, 20])))
@settings(max_examples=8, deadline=None)
def test_if_zeros_are_hidden_no_number_up_to_the_limit_can_be_ruled_out(counts):
    shown = suppressed(counts, limit=LIMIT, show_zeros=False)

    assert all(low == 0 and high >= LIMIT for low, high in bounds(shown))
    assert not (shown.numbers == 0).any()


class TestKnownAnswers:
    def test_a_table_without_small_cells_is_shown_whole(self):
        counts = np.array([[5, 9], [0, 12]])

        assert (suppressed(counts, limit=5).numbers == with_margins(counts)).all()

    def test_one_small_cell_of_a_row_takes_another_with_it(self):
        shown = suppressed(np.array([3, 20, 8, 40]), limit=5)

        assert shown.numbers.tolist() == [HIDDEN, 20, HIDDEN, 40, 71]

    def test_a_total_under_the_limit_is_hidden_like_a_cell(self):
        shown = suppressed(np.array([1, 2]), limit=5)

        assert (shown.numbers == HIDDEN).all()

    def test_two_small_cells_whose_sum_tells_too_much_take_a_third(self):
        shown = suppressed(np.array([1, 1, 30, 6]), limit=5)

        assert shown.numbers.tolist() == [HIDDEN, HIDDEN, 30, HIDDEN, 38]

    def test_where_nothing_else_can_protect_the_total_is_hidden(self):
        shown = suppressed(np.array([3, 0, 0]), limit=5)

        assert shown.numbers.tolist() == [HIDDEN, 0, 0, HIDDEN]

    def test_totals_are_hidden_last(self):
        shown = suppressed(np.array([[3, 30, 30], [30, 30, 30], [30, 30, 30]]), limit=5)

        assert shown.protects[:3, :3].sum() == 3
        assert not shown.protects[3].any()

    def test_nobody_at_all_is_a_table_too(self):
        assert suppressed(np.zeros((2, 0), dtype=np.int64), limit=5).numbers.tolist() == [[0], [0], [0]]

    def test_a_limit_of_one_hides_nothing(self):
        assert suppressed(np.array([1, 0, 2]), limit=1).numbers.tolist() == [1, 0, 2, 3]


@pytest.mark.parametrize(
    ("counts", "limit", "error", "refusal"),
    [
        (np.array([-1]), 5, ValueError, "must not be negative"),
        (np.array([1]), 0, ValueError, "limit must be at least 1"),
        (np.array(3), 5, ValueError, "must have an axis"),
        (np.array([1.5]), 5, TypeError, "whole numbers"),
        (np.array([True]), 5, TypeError, "whole numbers"),
        (np.zeros((100, 100), dtype=np.int64), 5, ValueError, "at most 5000"),
    ],
)
def test_what_is_no_table_of_people_is_refused(counts, limit, error, refusal):
    with pytest.raises(error, match=refusal):
        suppressed(counts, limit=limit)
