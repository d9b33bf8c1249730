"""A row of need that may be broken at a price: plans are found at once, and what they miss is made up for part by part.

"As many as can be served" leaves so few plans that a solver may look for one of them until its time is over. With a
price on what is missed every plan is one, the bound stays true, and at a high price nothing is missed in the end.
"""

from dataclasses import replace

import numpy as np
import scipy  # its parts are read when they are first used

from igum.engines.pooling.location.formulation import Program
from igum.engines.pooling.location.network import Choice, Network
from igum.engines.pooling.location.solver import Row

DEARER = 3.0  # each turn, where need is still missed
SCALE = 1e3  # of the row's largest entry: the solver's tolerances are absolute


def price_of_need(network: Network) -> float:
    """Agorot for a unit of need that is missed: about what a group and a site for one person alone would cost."""
    dearest = (items.max(initial=0) for items in (network.cost, network.group_cost, network.site_cost))
    return float(max(sum(int(one) for one in dearest), 1))


def yielding(network: Network, program: Program, row: Row) -> Program:
    """The program with one column more, of need that is missed, and the row in which it stands.

    Every plan that keeps the row is in it and costs the same, so that its bound is theirs too, whatever the price.

    Args:
        network: what is chosen from.
        program: its rows.
        row: ``weights @ x <= most``, of weights that are minus the need met and a ``most`` that is minus the need.
    """
    scale = max(float(np.abs(row.weights).max(initial=0)) / SCALE, 1e-12)
    weights = scipy.sparse.csr_array(np.append(row.weights, -1.0)[np.newaxis] / scale)
    rest = scipy.sparse.csr_array((program.matrix.shape[0], 1))
    return replace(
        program,
        matrix=scipy.sparse.vstack([scipy.sparse.hstack([program.matrix, rest]), weights], format="csr"),
        lower=np.append(program.lower, -np.inf),
        upper=np.append(program.upper, row.most / scale),
        low=np.append(program.low, 0.0),
        most=np.append(program.most, max(-row.most, 0.0)),
        whole=np.append(program.whole, np.uint8(0)),
        cost=np.append(program.cost, price_of_need(network)),
        served=np.append(program.served, 0.0),
    )


class Draft:
    """The plan that weighs least so far, when missed need is paid for.

    Attributes:
        choice: that plan.
        program: in which it is bettered.
        weight: its cost, and the price of what it misses. Agorot.
    """

    def __init__(self, network: Network, program: Program, choice: Choice) -> None:
        self.network, self.program, self.choice = network, program, choice
        self.weight = self._weight(choice)

    def consider(self, choice: Choice) -> None:
        """Take another plan where it weighs less."""
        weight = self._weight(choice)
        if weight < self.weight:
            self.choice, self.weight = choice, weight

    def again(self, known: Choice) -> None:
        """Before another turn: where need is still missed, it becomes dearer, and a plan that misses none may lead."""
        if self._missed(self.choice):
            price = np.where(np.arange(self.program.cost.size) < self.program.cost.size - 1, 1.0, DEARER)
            self.program = replace(self.program, cost=self.program.cost * price)
            self.weight = self._weight(self.choice)
            self.consider(known)

    def _missed(self, choice: Choice) -> float:
        return max(float(self.program.most[-1]) - choice.served(self.network), 0.0)

    def _weight(self, choice: Choice) -> float:
        return choice.cost(self.network) + float(self.program.cost[-1]) * self._missed(choice)
