"""Most people first, then the least cost, then the shortest way of the worst-off."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from igum.engines.pooling.location.before import Known
from igum.engines.pooling.location.components import all_of, parts_of, together
from igum.engines.pooling.location.effort import Effort, Goal, Progress, Status, Stopped, gap_between
from igum.engines.pooling.location.network import Choice, Network
from igum.engines.pooling.location.plans import Stage
from igum.engines.pooling.location.search import Search

# Of what is left when the goal's turn comes.
SHARE_OF_TIME = {Goal.SERVED: 0.35, Goal.COST: 0.8, Goal.FARTHEST: 1.0}

ACCEPTED = 0.1  # of all seconds, for writing down what is known from before

AT_ONCE = 0.5  # of the time of all parts, for one: small ones rarely need it, and leave it to the rest


@dataclass(frozen=True, eq=False, slots=True)
class Chosen:
    """The best plan found, in numbers, and how good it is goal by goal."""

    choice: Choice
    stages: tuple[Stage, ...]


def choose(
    network: Network, effort: Effort, name: str = "", *, enough: float = 1.0, known: Known | None = None
) -> Chosen:
    """Better every goal in turn, as far as the effort goes.

    Parts of the network that share no town and no site are planned on their own.

    Args:
        network: what to choose from.
        effort: how long to try, and whom to tell.
        name: of the service, for progress.
        enough: share of the need met at best that suffices where it is cheaper; 1 gives nobody away for money.
        known: from a plan made before.

    Returns:
        The best plan found; the one that serves nobody when none was. Everything it says was counted again in whole
        numbers, so it keeps every limit whatever the solver's tolerance.
    """
    return _Stages(network, effort, name, enough, known).run()


class _Stages:
    """The parts of a network, and the time they share."""

    def __init__(self, network: Network, effort: Effort, name: str, enough: float, known: Known | None) -> None:
        self.network, self.effort, self.name, self.known = network, effort, name, known
        self.parts = parts_of(network) if enough == 1 else [all_of(network)]
        likes = [known.of_part(part) if known else None for part in self.parts]
        self.searches = [
            Search(part.network, effort, self._tell, enough, like) for part, like in zip(self.parts, likes, strict=True)
        ]
        self.started = effort.clock()
        self.stopped, self.floor = False, 0.0

    def run(self) -> Chosen:
        goals = [goal for goal in Goal if not (goal is Goal.SERVED and self.network.everyone)]
        stages = [self._stage(goal) for goal in goals]
        if stages[0].goal is Goal.SERVED and stages[0].value > (
            served := sum(search.value(Goal.SERVED) for search in self.searches)
        ):  # enough are
            gap = gap_between(served, stages[0].bound)
            stages[0] = replace(stages[0], value=served, gap=gap, status=Status.WITHIN_GAP)
        return Chosen(together(self.network, self.parts, [one.choice for one in self.searches]), tuple(stages))

    def _stage(self, goal: Goal) -> Stage:
        now = self.effort.clock()
        if self.known and self._is_good_enough(goal, self.known):
            return self._accept(goal, self.known.bounds[goal])
        if goal is Goal.COST:
            self._take_floor()
        one_way = goal is Goal.COST and np.unique(self.network.minutes).size < 2
        share = 1.0 if one_way else SHARE_OF_TIME[goal]
        end = now + (self.effort.seconds - (now - self.started)) * share
        waiting = sorted(self.searches, key=lambda one: -one.value(goal)) if goal is Goal.FARTHEST else self.searches
        sizes = [max(search.network.tail.size, 1) for search in waiting]
        for number, search in enumerate(waiting):
            if goal is Goal.FARTHEST and self._bound(goal) >= search.value(goal):
                break  # the worst-off lives elsewhere, and cannot go less far
            now = self.effort.clock()
            search.until = now + (end - now) * max(sizes[number] / sum(sizes[number:]), AT_ONCE)
            search.stopped = self.stopped
            search.better(goal)
            self._tell(goal, search.bounds[goal])
        return self._judge(goal)

    def _take_floor(self) -> None:
        """No plan that serves as many costs less than it was known to cost before."""
        if self.known and Goal.COST in self.known.bounds and self._total(Goal.SERVED) >= self.known.served:
            self.floor = max(self.known.bounds[Goal.COST], 0.0)
            if len(self.searches) == 1 and self.searches[0].enough == 1:
                self.searches[0].floor = self.floor

    def _is_good_enough(self, goal: Goal, known: Known) -> bool:
        """Whether it is known from before that nothing is better, or not by much, than the plan it began from."""
        if goal not in known.bounds or self.searches[0].enough < 1:
            return False
        value, bound = self._total(goal), known.bounds[goal]
        match goal:
            case Goal.SERVED:
                return value >= bound
            case Goal.COST:
                return self._total(Goal.SERVED) == known.served and gap_between(value, bound) <= self.effort.gap
            case _:
                as_good = (self._total(Goal.SERVED), self._total(Goal.COST)) == (known.served, known.cost)
                return as_good and value <= bound

    def _accept(self, goal: Goal, bound: float) -> Stage:
        apart = self._total(goal) - bound
        for search in self.searches:
            search.until = self.effort.clock() + self.effort.seconds * ACCEPTED
            search.accept(goal, apart if goal is not Goal.FARTHEST else 0.0)
            apart = 0.0  # of all parts together, so that one of them carries it
        return self._judge(goal)

    def _total(self, goal: Goal) -> float:
        return self._sum(goal, [one.value(goal) for one in self.searches])

    def _sum(self, goal: Goal, values: Sequence[float]) -> float:
        return max(values, default=0.0) if goal is Goal.FARTHEST else sum(values)

    def _judge(self, goal: Goal) -> Stage:
        value = int(self._sum(goal, [search.value(goal) for search in self.searches]))
        if goal is Goal.FARTHEST:
            proven = self._bound(goal) >= value
        else:
            proven = all(search.is_proven(goal) for search in self.searches)
        bound = float(value) if proven else self._bound(goal)
        gap = gap_between(value, bound)
        if any(search.impossible for search in self.searches):
            status = Status.IMPOSSIBLE
        elif proven:
            status = Status.PROVEN
        elif gap <= self.effort.gap:
            status = Status.WITHIN_GAP
        else:
            status = Status.STOPPED if self.stopped else Status.TIME_UP
        return Stage(goal, value, bound, gap, status)

    def _bound(self, goal: Goal) -> float:
        """Of all parts together; a part that has not come to the goal yet promises nothing."""
        nothing = {Goal.SERVED: np.inf, Goal.COST: 0.0, Goal.FARTHEST: 0.0}[goal]
        bounds = [search.bounds.get(goal, nothing) for search in self.searches]
        least = self.floor if goal is Goal.COST and self.searches[0].enough == 1 else -1e18
        return float(np.clip(self._sum(goal, bounds), least, 1e18))

    def _tell(self, goal: Goal, _of_a_part: float) -> bool:
        """Tell how far all parts are together; answers whether the caller wants more."""
        value, bound = self._sum(goal, [search.value(goal) for search in self.searches]), self._bound(goal)
        seconds = self.effort.clock() - self.started
        try:
            self.effort.tell(Progress(self.name, goal, value, bound, gap_between(value, bound), seconds))
        except Stopped:
            self.stopped = True
        return not self.stopped
