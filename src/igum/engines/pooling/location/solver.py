"""One goal of one program, by the HiGHS that comes with SciPy.

``highspy`` would take a first plan and tell its progress, and is no faster. Of its releases 1.11 to 1.14 live in one
process with OR-Tools, which other parts of the house need, and 1.15 does not; SciPy's own HiGHS always does.
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread

import numpy as np
import scipy  # its parts are read when they are first used
from numpy.typing import NDArray

from igum.engines.pooling.location.formulation import Limits, Program

Floats = NDArray[np.float64]
SOLVED, TIME_UP, NONE = 0, 1, 2
BEAT = 0.5  # seconds between two words of progress


@dataclass(frozen=True, eq=False, slots=True)
class Row:
    """One more row: ``weights @ x <= most``."""

    weights: Floats
    most: float


@dataclass(frozen=True, eq=False, slots=True)
class Answer:
    """What the solver found.

    Attributes:
        values: of the variables, or None when it found none.
        bound: no values give less; minus infinity when it knows nothing.
        impossible: it proved that there are none.
    """

    values: Floats | None
    bound: float
    impossible: bool


@dataclass(frozen=True, eq=False, slots=True)
class Relaxed:
    """The least of an objective between whole numbers too.

    Attributes:
        values: of the variables. Shape (variables,).
        prices: what one more on the side of a row that holds adds to the least. Shape (rows,), extra ones last.
            None where they were not asked for.
    """

    values: Floats
    prices: Floats | None


def minimise(
    objective: Floats,
    program: Program,
    extra: tuple[Row, ...] = (),
    limits: Limits | None = None,
    *,
    seconds: float,
    gap: float = 0.0,
) -> Answer:
    """The least of an objective over a program.

    Args:
        objective: weight of each variable. Shape (variables,).
        program: the rows.
        extra: rows beside them.
        limits: bounds of the variables instead of the program's.
        seconds: when to end. > 0.
        gap: relative gap at which to end.
    """
    matrix, lower, upper = _with_rows(program, extra)
    scale = max(float(np.abs(objective).max(initial=0)), 1.0) / 1e4  # the solver's tolerances are absolute
    result = scipy.optimize.milp(
        objective / scale,
        integrality=program.whole,
        bounds=scipy.optimize.Bounds(*((limits.low, limits.most) if limits else (program.low, program.most))),
        constraints=scipy.optimize.LinearConstraint(matrix, lower, upper),
        options={"time_limit": max(seconds, 0.05), "mip_rel_gap": gap},
    )
    bound = result.mip_dual_bound
    if result.status == NONE:
        return Answer(None, float("inf"), True)
    if result.status == SOLVED and bound is None:  # no whole numbers were asked for
        bound = result.fun
    return Answer(result.x, -float("inf") if bound is None else float(bound) * scale, False)


def watched(solve: Callable[[], Answer], go_on: Callable[[], bool]) -> Answer | None:
    """Solve in a thread of its own, because the solver lets nobody in before it ends.

    ``go_on`` is asked now and then; None when it said no. The thread then ends with its time.
    """
    found: Future[Answer] = Future()

    def work() -> None:
        try:
            found.set_result(solve())
        except BaseException as problem:
            found.set_exception(problem)

    worker = Thread(target=work, daemon=True)
    worker.start()
    while worker.is_alive():
        worker.join(BEAT)
        if not go_on():
            return None
    return found.result()


def relax(objective: Floats, program: Program, extra: tuple[Row, ...] = (), *, seconds: float) -> Relaxed | None:
    """The least of an objective when no variable must be whole; None when time is up first."""
    matrix, lower, upper = _with_rows(program, extra)
    result = scipy.optimize.milp(
        objective / max(float(np.abs(objective).max(initial=0)), 1.0),
        bounds=scipy.optimize.Bounds(program.low, program.most),
        constraints=scipy.optimize.LinearConstraint(matrix, lower, upper),
        options={"time_limit": max(seconds, 0.05)},
    )
    return Relaxed(result.x, None) if result.status == SOLVED else None


def relax_and_price(
    objective: Floats, program: Program, extra: tuple[Row, ...] = (), *, seconds: float
) -> Relaxed | None:
    """The same, with the prices of its rows, which take a little longer to ask for."""
    matrix, lower, upper = _with_rows(program, extra)
    scale = max(float(np.abs(objective).max(initial=0)), 1.0)
    same = lower == upper
    above, below = np.isfinite(upper) & ~same, np.isfinite(lower) & ~same
    result = scipy.optimize.linprog(
        objective / scale,
        A_ub=scipy.sparse.vstack([matrix[above], -matrix[below]], format="csr"),
        b_ub=np.concatenate([upper[above], -lower[below]]),
        A_eq=matrix[same],
        b_eq=upper[same],
        bounds=np.column_stack([program.low, program.most]),
        options={"time_limit": max(seconds, 0.05)},
    )
    if result.status != SOLVED:
        return None
    prices = np.zeros(upper.size)
    prices[same] = result.eqlin.marginals
    prices[above] += result.ineqlin.marginals[: above.sum()]
    prices[below] -= result.ineqlin.marginals[above.sum() :]
    return Relaxed(result.x, prices * scale)


def _with_rows(program: Program, extra: tuple[Row, ...]) -> tuple["scipy.sparse.csr_array", Floats, Floats]:
    if not extra:
        return program.matrix, program.lower, program.upper
    scales = [max(float(np.abs(row.weights).max(initial=0)) / 1e3, 1e-12) for row in extra]
    weights = scipy.sparse.csr_array(np.array([row.weights / scale for row, scale in zip(extra, scales, strict=True)]))
    most = np.array([row.most / scale for row, scale in zip(extra, scales, strict=True)])
    lower = np.concatenate([program.lower, np.full(len(extra), -np.inf)])
    return scipy.sparse.vstack([program.matrix, weights], format="csr"), lower, np.concatenate([program.upper, most])
