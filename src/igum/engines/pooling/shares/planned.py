"""Who would rather leave a planned service: of groups that were counted, then of all, by a program that chooses one.

What a group would pay is a plan of its own. Beyond some nine payers not all of their groups can be planned, and need
not be: the group that pays most above its own cost is the optimum of one location program more, in which each payer
is in or out, its people are served only when it is in, and its sites open only then.
"""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy  # its parts are read when they are first used
from numpy.typing import NDArray

from igum.engines.pooling.location.arcs import Layout, lay_out
from igum.engines.pooling.location.formulation import Program, formulate
from igum.engines.pooling.location.services import Service
from igum.engines.pooling.location.solver import NONE
from igum.engines.pooling.shares.games import CostGame, Mask
from igum.engines.pooling.shares.levels import Question
from igum.engines.pooling.shares.sites import unsettled_by

Floats = NDArray[np.float64]
HALF = 0.5
LEAST = 0.5  # agorot: a smaller excess is not money
ROUGHLY = 0.3  # of the worst excess: found far sooner, and as good to go on with
AT_ONCE = 8  # counted groups handed over in one round
LONGEST = 0.25  # share of what is left, for one program


@dataclass(frozen=True, slots=True)
class Pooled:
    """A service and who pays for whom.

    Attributes:
        service: with those people alone who are served.
        payers: the towns of each payer, in the order of the game's towns.
        without: agorot for each person whom a group would not serve.
    """

    service: Service
    payers: Sequence[Sequence[str]]
    without: int


class Leaving:
    """Finds groups of payers that pay more above their own cost than a level allows, and says how surely.

    Attributes:
        counted: the groups whose costs it knows, by mask; those it found are among them.
        within: agorot by which a group that was not found could still pay more than was said: 0 where the solver
            proved that there is none, infinite where its time was over before it could say anything.
    """

    def __init__(
        self,
        game: CostGame,
        pooled: Pooled,
        counted: Sequence[Mask] = (),
        *,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take the game, the service behind it, groups that were counted already, and how long to search in all."""
        self.game, self.counted, self.within = game, dict.fromkeys(counted), 0.0
        self._search, self._clock, self._end = _Search(pooled), clock, clock() + seconds

    def violated(self, question: Question) -> list[Mask]:
        """Groups that pay more than the level; nothing only when no counted one does and the search found no other."""
        known = self._of_counted(question)
        if known:
            return known
        for gap in (ROUGHLY, 0.0):
            seconds = (self._end - self._clock()) * (LONGEST if gap else 1.0)
            mask, bound = self._search.worst(question, gap, seconds) if seconds > 0 else (0, -math.inf)
            if mask and self._excess(question, mask) > self._tolerance(question):
                self.counted[mask] = None
                return [mask]
        self.within = max(self.within, 0.0 if -bound <= self._tolerance(question) else -bound)
        return []

    def _of_counted(self, question: Question) -> list[Mask]:
        open_ = [mask for mask in self.counted if mask and self._moves(question, mask)]
        ranked = sorted((-self._excess(question, mask), mask) for mask in open_)[:AT_ONCE]
        return [mask for excess, mask in ranked if -excess > self._tolerance(question)]

    def _moves(self, question: Question, mask: Mask) -> bool:
        bits = self._bits(mask)
        return any(sum(direction[bit] for bit in bits) for direction in question.directions)

    def _excess(self, question: Question, mask: Mask) -> float:
        """What the group pays above its own cost and above what the level allows."""
        bits = self._bits(mask)
        allowed = question.level * (len(bits) if question.per_capita else 1)
        return sum(float(question.shares[bit]) for bit in bits) - self.game.cost_of(mask) - allowed

    def _bits(self, mask: Mask) -> list[int]:
        return [bit for bit in range(len(self.game.towns)) if mask >> bit & 1]

    def _tolerance(self, question: Question) -> float:
        return max(question.tolerance, LEAST)


class _Search:
    """Columns: which payers are in, then those of the location program, then a pair of switches for each direction."""

    def __init__(self, pooled: Pooled) -> None:
        self._pooled = pooled
        self._layout = lay_out(replace(pooled.service, locked={}))
        self._program = formulate(self._layout.network)
        self._owner = {town: place for place, towns in enumerate(pooled.payers) for town in towns}
        network = self._layout.network
        self._cost = self._program.cost.copy()
        self._cost[: network.tail.size] -= pooled.without * network.load
        self._doing_without = np.zeros(len(pooled.payers))
        for party in pooled.service.parties:
            if party.town in self._owner:
                self._doing_without[self._owner[party.town]] += pooled.without * party.people
        self._rows = self._write()

    def worst(self, question: Question, gap: float, seconds: float) -> tuple[Mask, float]:
        """The unsettled group that pays most above its cost and the level, and minus the most it can be. 0 for none."""
        payers, extra = len(self._pooled.payers), 2 * len(question.directions)
        width = payers + self._program.cost.size
        allowed = question.level if question.per_capita else 0.0
        objective = np.concatenate([self._doing_without - question.shares + allowed, self._cost, np.zeros(extra)])
        kept = payers + self._first_site()
        low = np.concatenate([np.zeros(payers), self._program.low, np.zeros(extra)])
        low[kept : kept + len(self._pooled.service.sites)] = 0.0  # a kept site opens when its payer is in
        most = np.concatenate([np.ones(payers), self._program.most, np.ones(extra)])
        whole = np.concatenate([np.ones(payers), self._program.whole, np.ones(extra)])
        matrix, lower, upper = self._rows
        wide = scipy.sparse.hstack([matrix, scipy.sparse.csr_array((matrix.shape[0], extra))], format="csr")
        answer = scipy.optimize.milp(
            objective / 100,
            integrality=whole,
            bounds=scipy.optimize.Bounds(low, most),
            constraints=[
                scipy.optimize.LinearConstraint(wide, lower, upper),
                unsettled_by(question.directions, payers, width),
            ],
            options={"mip_rel_gap": gap, "time_limit": max(seconds, 0.05)},
        )
        if answer.status == NONE:
            return 0, 0.0
        level = 0.0 if question.per_capita else question.level
        bound = -math.inf if answer.mip_dual_bound is None else float(answer.mip_dual_bound) * 100 + level
        if answer.x is None:
            return 0, bound
        return sum(1 << bit for bit in range(payers) if answer.x[bit] > HALF), bound

    def _first_site(self) -> int:
        network = self._layout.network
        return int(network.tail.size + network.hall.size)

    def _write(self) -> tuple["scipy.sparse.csr_array", Floats, Floats]:
        layout, program, payers = self._layout, self._program, len(self._pooled.payers)
        parties = layout.network.people.size
        upper, sides = program.upper.copy(), np.zeros((program.matrix.shape[0], payers))
        for party, place in enumerate(layout.parties):  # their rows come first: served at most when the payer is in
            owner = self._owner.get(self._pooled.service.parties[place].town)
            if owner is not None:
                sides[party, owner] = -upper[party]
            upper[party] = 0.0
        more, lower, most = self._of_sites(program)
        locked, free = self._of_locks(layout)
        matrix = scipy.sparse.vstack(
            [scipy.sparse.hstack([scipy.sparse.csr_array(sides), program.matrix]), more, locked], format="csr"
        )
        below = np.concatenate([program.lower, lower, np.full(free.size, -np.inf)])
        below[:parties] = -np.inf
        return matrix, below, np.concatenate([upper, most, free])

    def _of_sites(self, program: Program) -> tuple["scipy.sparse.coo_array", Floats, Floats]:
        """A site opens only when its payer is in; one that is kept opens then."""
        payers, sites = len(self._pooled.payers), self._pooled.service.sites
        entries = []
        for place, site in enumerate(sites):
            entries.append((place, payers + self._first_site() + place, 1.0))
            if (owner := self._owner.get(site.town)) is not None:
                entries.append((place, owner, -1.0))
        kept = np.array([site.name in self._pooled.service.kept for site in sites], dtype=np.bool_)
        rows = _matrix(entries, len(sites), payers + program.cost.size)
        return rows, np.where(kept, 0.0, -np.inf), np.zeros(len(sites))

    def _of_locks(self, layout: Layout) -> tuple["scipy.sparse.coo_array", Floats]:
        """A town that is locked to a site goes elsewhere only when the site's payer is out."""
        service, payers, network = self._pooled.service, len(self._pooled.payers), layout.network
        entries, most = [], list[float]()
        for arc, (party, offer) in enumerate(zip(network.tail, network.head, strict=True)):
            locked = service.locked.get(service.parties[layout.parties[party]].town)
            if locked is None or service.sites[layout.offers[offer].site].name == locked:
                continue
            owner, units = self._owner.get(service.site(locked).town), float(self._program.most[arc])
            if owner is not None:
                entries += [(len(most), payers + arc, 1.0), (len(most), owner, units)]
                most.append(units)
        return _matrix(entries, len(most), payers + self._program.cost.size), np.array(most)


def _matrix(entries: Sequence[tuple[int, int, float]], height: int, width: int) -> "scipy.sparse.coo_array":
    rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
    return scipy.sparse.coo_array((values, (rows, columns)), shape=(height, width))
