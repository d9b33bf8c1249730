"""What all plans that meet so much need have in common: who is served in each of them, and what none of them uses.

The prices of one relaxation tell how much of the need is lost at least by leaving somebody out, or by a group in the
wrong place. Where that is more than a plan may lose, it is settled before the search for the least cost begins.
"""

from dataclasses import dataclass, replace

import numpy as np
import scipy  # its parts are read when they are first used
from numpy.typing import NDArray

from igum.engines.pooling.location.formulation import Program
from igum.engines.pooling.location.network import Network
from igum.engines.pooling.location.patterns import with_patterns

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
SAFE = 1e-9  # of the bound: far above what adding up loses, far below one person
LEAST_PRICE = 1e-6
ASIDE = 1e-4  # of a head


@dataclass(frozen=True, eq=False, slots=True)
class Certain:
    """What holds of every plan in question.

    Attributes:
        missing: heads of each party that are not served, at most. Shape (parties,).
        low, most: bounds of the program's variables. Shape (variables,).
    """

    missing: Numbers
    low: Floats
    most: Floats

    def program(self, network: Network, program: Program) -> Program:
        """The program with all of it written into its rows and bounds."""
        lower, parties = program.lower.copy(), network.people.size  # whose rows come first
        served = (self.missing < network.people) if network.whole else network.people - self.missing
        lower[:parties] = np.maximum(lower[:parties], served)
        return replace(program, lower=lower, low=self.low, most=self.most)


def certainties(network: Network, program: Program, met: int, seconds: float) -> Certain:
    """What is settled as soon as so much need must be met.

    Args:
        network: what to choose from; not everybody must be served.
        program: its rows.
        met: need that every plan in question meets.
        seconds: for the relaxation; where they are too few, nothing is certain.

    Source:
        Reduced cost fixing, here for rows and columns: G. Dantzig, R. Fulkerson and S. Johnson, "Solution of a
        large-scale traveling-salesman problem", Operations Research 2 (1954). Any prices serve, however roughly the
        solver found them, because the bound is added up from them anew.
    """
    relaxation = with_patterns(network, program) if network.whole else program
    prices = _prices(relaxation, network.people.size, seconds)
    if prices is None:
        return Certain(network.people.copy(), program.low.copy(), program.most.copy())
    high, low = prices
    worth = relaxation.served - relaxation.matrix.T @ (high - low)
    bound = _weighed(high, relaxation.upper) - _weighed(low, relaxation.lower)
    bound += float(np.maximum(worth * relaxation.low, worth * relaxation.most).sum())
    spare = max(bound - met + SAFE * max(abs(bound), 1.0), 0.0)
    left = _steps(spare, high[: network.people.size])
    if network.whole:
        left = np.where(left < 1, 0, network.people)
    missing = np.minimum(left, network.people).astype(np.int64)
    return Certain(missing, *_bounds(network, program, worth[: program.cost.size], spare))


def _bounds(network: Network, program: Program, worth: Floats, spare: float) -> tuple[Floats, Floats]:
    """How far each variable may be from the bound at which it is worth most; what is granted is left alone."""
    steps = _steps(spare, np.abs(worth))
    counted = np.arange(worth.size) < worth.size - len(network.grants)
    most = np.where(counted & (worth < 0), np.minimum(program.most, program.low + steps), program.most)
    low = np.where(counted & (worth > 0), np.maximum(program.low, program.most - steps), program.low)
    return low, most


def _steps(spare: float, prices: Floats) -> Floats:
    """How many whole steps a plan can afford at each price."""
    return np.where(prices > LEAST_PRICE, np.floor(spare / np.maximum(prices, LEAST_PRICE)), np.inf)


def _prices(program: Program, parties: int, seconds: float) -> tuple[Floats, Floats] | None:
    """What each row's upper and lower side is worth, in need; None when time is up first.

    Every side but the parties' own is moved out a little, so that of sides that would do alike theirs is priced.
    """
    if seconds <= 0:
        return None
    above, below = np.isfinite(program.upper), np.isfinite(program.lower)
    matrix = scipy.sparse.csr_array(program.matrix)
    upper = program.upper + np.where(np.arange(program.upper.size) < parties, 0.0, ASIDE)
    found = scipy.optimize.linprog(
        -program.served / max(float(program.served.max(initial=0)), 1.0),
        A_ub=scipy.sparse.vstack([matrix[above], -matrix[below]], format="csr"),
        b_ub=np.concatenate([upper[above], -program.lower[below]]),
        bounds=np.column_stack([program.low, program.most + ASIDE]),
        options={"time_limit": seconds},
    )
    if found.status != 0:
        return None
    value = np.maximum(-found.ineqlin.marginals * max(float(program.served.max(initial=0)), 1.0), 0.0)
    high, low = np.zeros(program.upper.size), np.zeros(program.upper.size)
    high[above], low[below] = value[: above.sum()], value[above.sum() :]
    return high, low


def _weighed(prices: Floats, sides: Floats) -> float:
    return float(prices @ np.where(prices > 0, sides, 0.0))
