"""Small cells hidden, and as many others as it takes that nobody can work them out from the totals."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import isqrt, prod

import numpy as np
import scipy  # its parts are read when they are first used: half a second of every start
from numpy.typing import NDArray

HIDDEN = -1
MOST_CELLS = 5_000
# How much sooner a cell is hidden than a total of cells, and that than a total of totals.
DEARER = 20
NEARLY = 1e-6
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A table with its margins, as it may be shown.

    Each axis is one longer than in the counts: its last place is the total along it.

    Attributes:
        numbers: `HIDDEN` where a number may not be shown. What was hidden is not in it.
        small: cells and totals hidden because they are small.
        protects: cells and totals hidden so that the small ones cannot be worked out.
    """

    numbers: Counts
    small: NDArray[np.bool_]
    protects: NDArray[np.bool_]


def suppressed(counts: Counts, *, limit: int, show_zeros: bool = True) -> Shown:
    """Hide every count from 1 to under the limit, and as little else as protects them.

    Whoever has all that is shown, and knows that people are counted in whole numbers, can rule out for no small cell
    any number from 1 to the limit: there is a table that fits all that is shown and has the limit there, and one that
    has a 1. Such tables are found one after another, each hiding as little more as it must; so that what is hidden is
    enough, and not proven to be the least. A page must not tell small cells from those that protect them.

    All tables of the same people must be given as one table with more axes: two that are each safe may tell a third
    together. That a programme has nobody of some kind is not a secret, unless ``show_zeros`` is false: then zero is
    small too, and no number from 0 to the limit can be ruled out.

    Args:
        counts: people, by one axis or several. Whole numbers >= 0.
        limit: the smallest number that may be shown. >= 1.
        show_zeros: whether that there is nobody may be shown.

    Raises:
        ValueError: a count is negative, there is no axis, the limit is less than 1, or there are over five thousand
            cells and totals.
        TypeError: counts are not whole numbers.

    Source:
        Finding tables that fit (patterns of changes that keep every total shown) is the network method of J. Kelly,
        B. Golden, A. Assad, "Cell suppression: disclosure protection for sensitive tabular data", Networks 22, 1992,
        made general by integer programming. Named from memory; that hidden cells stay hidden is held in the tests.

    >>> towns_by_sex = np.array([[12, 9], [3, 20], [15, 18]])
    >>> suppressed(towns_by_sex, limit=5).numbers
    array([[-1, -1, 21],
           [-1, -1, 23],
           [15, 18, 33],
           [30, 47, 77]])
    """
    _check(counts, limit)
    table = _Table(counts)
    values = table.values
    least = 1 if show_zeros else 0
    small = (values >= least) & (values < limit)
    hidden = small.copy()
    unsafe = [(cell, goal) for cell in np.flatnonzero(small).tolist() for goal in (limit, least)]
    while unsafe:
        cell, goal = unsafe[0]
        other = table.fitting(cell, goal, hidden, fixed=values == 0 if show_zeros else np.zeros_like(hidden))
        hidden |= other != values
        unsafe = [(each, wanted) for each, wanted in unsafe if not _reaches(int(other[each]), wanted, limit)]
    shape = table.shape
    return Shown(
        numbers=np.where(hidden, HIDDEN, values).reshape(shape),
        small=small.reshape(shape),
        protects=(hidden & ~small).reshape(shape),
    )


def with_margins(counts: Counts) -> Counts:
    """The counts with the total along each axis at its end.

    >>> with_margins(np.array([[1, 2], [3, 4]]))
    array([[ 1,  2,  3],
           [ 3,  4,  7],
           [ 4,  6, 10]])
    """
    for axis in range(counts.ndim):
        counts = np.concatenate([counts, counts.sum(axis=axis, keepdims=True)], axis=axis)
    return counts


def margin_rules(shape: tuple[int, ...]) -> "scipy.sparse.csr_array":
    """What ties a table with margins together: a row for each total along one axis, which is the sum of its line.

    Args:
        shape: with margins.
    """
    numbers = np.arange(prod(shape)).reshape(shape)
    rows, columns, signs, row = [], [], [], 0
    for axis in range(len(shape)):
        for line in np.moveaxis(numbers, axis, -1).reshape(-1, shape[axis]).tolist():
            rows += [row] * len(line)
            columns += line
            signs += [1.0] * (len(line) - 1) + [-1.0]
            row += 1
    return scipy.sparse.csr_array((signs, (rows, columns)), shape=(row, numbers.size))


def _check(counts: Counts, limit: int) -> None:
    if counts.dtype.kind not in "iu":
        raise TypeError(f"counts must be whole numbers, not {counts.dtype}")
    if counts.ndim == 0:
        raise ValueError("counts must have an axis")
    if counts.size and counts.min() < 0:
        raise ValueError("counts must not be negative")
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    cells = prod(length + 1 for length in counts.shape)
    if cells > MOST_CELLS:
        raise ValueError(f"there must be at most {MOST_CELLS} cells and totals, not {cells}")


def _reaches(value: int, wanted: int, limit: int) -> bool:
    return value >= wanted if wanted == limit else value <= wanted


class _Table:
    """A table with margins as one row of numbers."""

    def __init__(self, counts: Counts) -> None:
        whole = with_margins(counts.astype(np.int64))
        self.shape = whole.shape
        self.values: Counts = whole.ravel()
        rules = margin_rules(self.shape)
        self._fits = scipy.optimize.LinearConstraint(scipy.sparse.hstack([rules, -rules]).tocsr(), 0, 0)
        self._worth = np.array([*self._worths()])

    def fitting(self, cell: int, goal: int, hidden: NDArray[np.bool_], *, fixed: NDArray[np.bool_]) -> Counts:
        """A table that has the goal in the cell, and differs from this one in what is hidden and little else.

        It always exists: what is added to a cell may be added to all its totals.

        Args:
            cell: where.
            goal: what shall be there.
            hidden: what may differ for nothing.
            fixed: what may not differ.
        """
        size = len(self.values)
        furthest = float(abs(goal - int(self.values[cell])))
        most = np.where(fixed, 0.0, furthest)
        least = np.where(fixed, 0.0, np.minimum(self.values, furthest))
        up, down = np.zeros(size), np.zeros(size)
        (up if goal > self.values[cell] else down)[cell] = furthest
        most[cell], least[cell] = up[cell], down[cell]
        # What is hidden costs next to nothing, so that no more of it moves than must.
        cost = np.where(hidden, 1e-3, self._worth)
        whole, split = np.ones(2 * size), np.zeros(2 * size)
        for kind in (split, whole):  # a best table of whole numbers is nearly always found without asking for it
            moved = scipy.optimize.milp(
                np.concatenate([cost, cost]),
                integrality=kind,
                bounds=scipy.optimize.Bounds(np.concatenate([up, down]), np.concatenate([most, least])),
                constraints=self._fits,
            ).x
            if np.abs(moved - np.round(moved)).max() < NEARLY:
                break
        steps = np.round(moved).astype(np.int64)
        other: Counts = self.values + steps[:size] - steps[size:]
        return other

    def _worths(self) -> Iterator[float]:
        for place, value in zip(product(*(range(length) for length in self.shape)), self.values.tolist(), strict=True):
            totals = sum(at == length - 1 for at, length in zip(place, self.shape, strict=True))
            yield float((1 + isqrt(value)) * DEARER**totals)
