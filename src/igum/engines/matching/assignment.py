"""Matching as a pure assignment: places to fill on one side, places to give on the other, and nothing else to mind."""

import numpy as np
import scipy  # its parts are read when they are first used: half a second of every start
from numpy.typing import NDArray

from igum.engines.matching.problem import Problem

UNREACHABLE = np.iinfo(np.int64).max // 4


def assign(problem: Problem) -> NDArray[np.bool_] | None:
    """The best matches, or None if it is not a pure assignment.

    It is one when no quota binds and each subject lacks one candidate at most, or when everybody can be served and no
    candidate takes more than one subject. Then the sets of subjects that can be served together are a matroid, so that
    whoever comes first in the order of waiting is in if they can be, and no more could be served in any other way. Of
    matches with equal points, the first subject has the first candidate by key that it can have, then the second.

    Source:
        J. Edmonds, "Matroids and the greedy algorithm", Mathematical Programming 1, 1971. Named from memory; the answer
        is checked against all ways in the tests.
    """
    possible = problem.possible()
    if (problem.least[:, possible] > 0).any():
        return None
    one_each = bool((problem.wants[possible] <= 1).all())
    if not one_each and (problem.room > 1).any():
        return None
    rows = np.repeat(np.arange(len(problem.subjects)), np.where(possible, problem.wants, 0))
    columns = np.repeat(np.arange(len(problem.candidates)), np.minimum(problem.room, len(rows)))
    allowed = problem.allowed[np.ix_(rows, columns)]
    served = _served(allowed)
    if not one_each and len(served) < len(rows):
        return None
    found = np.zeros_like(problem.allowed)
    if len(served):
        profit = problem.scores[np.ix_(rows[served], columns)]
        taken = _best(profit, allowed[served])
        found[rows[served], columns[taken]] = True
    return found


def _served(allowed: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The rows that are served: the first that can be, then the next that can be beside it, and so on.

    In a matroid that is the heaviest set by any weights that fall along the order.
    """
    weights = np.arange(len(allowed), 0, -1, dtype=np.float64)
    rows, columns = scipy.optimize.linear_sum_assignment(np.where(allowed, weights[:, None], 0.0), maximize=True)
    served: NDArray[np.int64] = rows[allowed[rows, columns]]
    return served


def _best(profit: NDArray[np.int64], allowed: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The column of each row, for the most profit together and then by the order of rows and columns."""
    cost = np.where(allowed, -profit.astype(np.float64), np.inf)
    _, columns = scipy.optimize.linear_sum_assignment(cost)
    return _first_of_equal(np.where(allowed, -profit, UNREACHABLE), columns.astype(np.int64))


def _first_of_equal(cost: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of all assignments as cheap as this one, that whose first row has the first column it can, then the second row.

    An assignment is as cheap if and only if it uses tight pairs only, and leaves no column empty that has a price.
    """
    prices = _prices(cost, columns)
    rows = np.arange(len(columns))
    tight = cost - prices == (cost[rows, columns] - prices[columns])[:, None]
    holder = np.full(cost.shape[1], -1, dtype=np.int64)
    holder[columns] = rows
    for row in rows.tolist():
        _take_first(row, tight, holder, columns, free_to_leave=bool(prices[columns[row]] == 0))
        tight[row] = False  # what this row has is settled
    return columns


def _prices(cost: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.int64]:
    """How much cheaper all would be with one more place of each column, as a number that is not above zero."""
    rows = np.arange(len(columns))
    moving = cost - cost[rows, columns][:, None]  # what it costs that a row moves from its column to another
    prices = np.zeros(cost.shape[1], dtype=np.int64)
    while True:
        cheaper = np.minimum(prices, (prices[columns][:, None] + moving).min(axis=0))
        if (cheaper == prices).all():
            return prices
        prices = cheaper


def _take_first(
    row: int, tight: NDArray[np.bool_], holder: NDArray[np.int64], columns: NDArray[np.int64], *, free_to_leave: bool
) -> None:
    """Give the row the first column that others can be moved out of, moving them."""
    mine = columns[row]
    open_columns = np.zeros(len(holder), dtype=np.bool_)
    open_columns[mine] = True
    if free_to_leave:
        open_columns |= holder < 0
    moves_to = np.full(len(holder), -1, dtype=np.int64)
    fresh = np.flatnonzero(open_columns)
    can_move = np.ones(len(tight), dtype=np.bool_)
    can_move[: row + 1] = False
    while len(fresh):
        movers = np.flatnonzero(can_move & tight[:, fresh].any(axis=1))
        can_move[movers] = False
        left = columns[movers]
        moves_to[left] = fresh[tight[np.ix_(movers, fresh)].argmax(axis=1)]
        movers_open = ~open_columns[left]
        fresh = left[movers_open]
        open_columns[fresh] = True
    wanted = int(np.flatnonzero(tight[row] & open_columns)[0])
    column, mover = wanted, row
    holder[mine] = -1
    while column != mine:
        moved, holder[column] = holder[column], mover
        columns[mover] = column
        if moved < 0:
            return
        mover, column = int(moved), int(moves_to[column])
    holder[mine] = mover
    columns[mover] = mine
