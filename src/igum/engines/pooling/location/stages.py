"""Most people first, then the least cost, then the shortest way of the worst-off."""

from dataclasses import dataclass, replace
from threading import Thread

import numpy as np
from numpy.typing import NDArray

from igum.engines.pooling.location.effort import Effort, Goal, Progress, Status, Stopped, gap_between
from igum.engines.pooling.location.formulation import formulate
from igum.engines.pooling.location.network import Choice, Network, is_allowed, nobody
from igum.engines.pooling.location.plans import Stage
from igum.engines.pooling.location.solver import Answer, Row, minimise

SHARE_OF_TIME = {Goal.SERVED: 0.35, Goal.COST: 0.75, Goal.FARTHEST: 1.0}  # of what is left when the goal's turn comes
BEAT = 0.5  # seconds between two words of progress
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Chosen:
    """The best plan found, in numbers, and how good it is goal by goal."""

    choice: Choice
    stages: tuple[Stage, ...]


def choose(network: Network, effort: Effort, name: str = "") -> Chosen:
    """Better every goal in turn, as far as the effort goes.

    Args:
        network: what to choose from.
        effort: how long to try, and whom to tell.
        name: of the service, for progress.

    Returns:
        The best plan found; the one that serves nobody when none was. Everything it says was counted again in whole
        numbers, so it keeps every limit whatever the solver's tolerance.
    """
    return _Search(network, effort, name).run()


class _Search:
    """One network being planned: what is known so far, and the time that is left."""

    def __init__(self, network: Network, effort: Effort, name: str) -> None:
        self.network, self.effort, self.name = network, effort, name
        self.program = formulate(network)
        self.choice = nobody(network)
        self.stages: list[Stage] = []
        self.started = effort.clock()
        self.stopped = False

    def run(self) -> Chosen:
        if not self.network.everyone:
            self._serve()
        self._save()
        self._shorten()
        return Chosen(self.choice, tuple(self.stages))

    def _serve(self) -> None:
        answer = self._ask(Goal.SERVED, -self.program.served)
        everybody = int(self.network.people @ self.network.need)
        bound = min(everybody, np.floor(1e-6 - answer.bound)) if np.isfinite(answer.bound) else everybody
        self._take(answer)
        self._note(Goal.SERVED, self.choice.served(self.network), float(bound))
        if self.choice.served(self.network) == everybody:
            self.network = replace(self.network, everyone=True)
            self.program = formulate(self.network)

    def _save(self) -> None:
        served = self.choice.served(self.network)
        extra = () if self.network.everyone else (Row(-self.program.served, 0.5 - served),)
        answer = self._ask(Goal.COST, self.program.cost, extra=extra)
        self._take(answer)
        self._note(Goal.COST, self.choice.cost(self.network), max(answer.bound, -1e18), impossible=answer.impossible)

    def _shorten(self) -> None:
        """Forbid the longest ways, as long as a plan as good in all else is found without them."""
        network, program = self.network, self.program
        extra: tuple[Row, ...] = (Row(program.cost, self.choice.cost(network) + 0.5),)
        if not network.everyone:
            extra += (Row(-program.served, 0.5 - self.choice.served(network)),)
        bound = self._least_way()
        while (longest := self.choice.farthest(network)) > bound and self._left(Goal.FARTHEST) > 0:
            most = program.most.copy()
            most[: network.tail.size][network.minutes >= longest] = 0
            answer = self._ask(Goal.FARTHEST, np.zeros_like(program.cost), extra=extra, most=most)
            if answer.impossible:
                bound = longest
            elif not self._take(answer):
                break
        self._note(Goal.FARTHEST, self.choice.farthest(network), bound)

    def _least_way(self) -> int:
        """Minutes that somebody must go in any plan that serves everyone."""
        if not self.network.everyone or not self.network.tail.size:
            return 0
        nearest = np.full(self.network.people.size, np.iinfo(np.int64).max)
        np.minimum.at(nearest, self.network.tail, self.network.minutes)
        return int(nearest.max())

    def _left(self, goal: Goal) -> float:
        return (self.effort.seconds - (self.effort.clock() - self.started)) * SHARE_OF_TIME[goal]

    def _ask(self, goal: Goal, objective: Floats, *, extra: tuple[Row, ...] = (), most: Floats | None = None) -> Answer:
        seconds = self._left(goal)
        if not self.network.tail.size:  # nobody can go anywhere: there is nothing to choose
            return Answer(self.program.low, float(objective @ self.program.low), False)
        if self.stopped or seconds <= 0:
            return Answer(None, -np.inf, False)
        found: list[Answer] = []

        def work() -> None:
            found.append(
                minimise(objective, self.program, extra=extra, most=most, seconds=seconds, gap=self.effort.gap)
            )

        # In a thread of its own, because it lets nobody in before it ends. Stopped, it ends with its time.
        worker = Thread(target=work, daemon=True)
        worker.start()
        while worker.is_alive():
            worker.join(BEAT)
            self._tell(goal, -np.inf)
            if self.stopped:
                return Answer(None, -np.inf, False)
        return found[0]

    def _tell(self, goal: Goal, bound: float) -> None:
        value = self._value(goal)
        seconds = self.effort.clock() - self.started
        try:
            self.effort.tell(Progress(self.name, goal, value, bound, gap_between(value, bound), seconds))
        except Stopped:
            self.stopped = True

    def _value(self, goal: Goal) -> int:
        of = {Goal.SERVED: self.choice.served, Goal.COST: self.choice.cost, Goal.FARTHEST: self.choice.farthest}
        return of[goal](self.network)

    def _take(self, answer: Answer) -> bool:
        """Keep a better plan; answers whether it was one."""
        if answer.values is None:
            return False
        found = self.program.choice(self.network, answer.values)
        better = is_allowed(self.network, found) and self._rank(found) > self._rank(self.choice)
        if better:
            self.choice = found
        return better

    def _rank(self, choice: Choice) -> tuple[int, int, int]:
        return choice.served(self.network), -choice.cost(self.network), -choice.farthest(self.network)

    def _note(self, goal: Goal, value: int, bound: float, *, impossible: bool = False) -> None:
        proven = abs(value - bound) <= max(0.999 if goal is Goal.COST else 0.0, 1e-9 * abs(value))
        bound = float(value) if proven else bound
        gap = gap_between(value, bound)
        if impossible:
            status = Status.IMPOSSIBLE
        elif proven:
            status = Status.PROVEN
        elif gap <= self.effort.gap:
            status = Status.WITHIN_GAP
        else:
            status = Status.STOPPED if self.stopped else Status.TIME_UP
        self.stages.append(Stage(goal, value, bound, gap, status))
        self._tell(goal, bound)
