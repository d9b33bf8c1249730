"""One connected network, bettered goal by goal: what is known of it so far, and the time it has."""

import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from igum.engines.pooling.location.certain import certainties
from igum.engines.pooling.location.ease import FIRST, GUESS, OF_PART, WHOLE, Ease
from igum.engines.pooling.location.effort import Effort, Goal, gap_between
from igum.engines.pooling.location.filling import fill
from igum.engines.pooling.location.formulation import Limits, Program, formulate, without_idle_ties, without_ties
from igum.engines.pooling.location.lagrange import Bound, Terms
from igum.engines.pooling.location.narrowing import (
    bound_by,
    can_be_priced,
    least,
    lifted,
    needed,
    price,
    promising,
)
from igum.engines.pooling.location.neighbourhoods import ARCS, around, neighbourhoods
from igum.engines.pooling.location.network import Choice, Network, is_allowed, least_way, tidied
from igum.engines.pooling.location.rounding import tighten
from igum.engines.pooling.location.solver import Answer, Row, minimise, watched
from igum.engines.pooling.location.yielding import Draft, yielding

LARGE = 20_000  # arcs, from which prices are worth their time; where everyone must be served, and each by one site,
LARGE_FOR_ALL = 1500  # their bound is better than the program's, and they are so sooner
TIGHTENED = 0.1  # share of what is left, for one of the relaxations that show which rows count
FOR_PEOPLE = 0.01  # of the gap that is near enough for money: what is proven of the people makes money quick
WIDE = 3000  # arcs, from which a plan is bettered part by part before the solver sees all of it
ROOMY = 500  # arcs, from which the need that must be met may first be missed at a price
AT_FIRST = 0.2  # share of what is left for all of such a program at once; the rest is for its parts
WIDER = 2  # times as many arcs in one part, after a turn that bettered little
BETTERED = 1e-3  # of the cost, in one turn: less is little
AROUND = {Goal.SERVED: 0.2, Goal.COST: 0.4}  # share of a goal's time for that, at most
PRICED = 0.15  # share of a goal's time for prices, at most
NEARLY = 1e-4  # a whole number
AGORA = 0.999  # nearly one: costs are whole, so that what is less than one cheaper is not
NOTHING = Answer(None, -np.inf, False)
Floats = NDArray[np.float64]


class Search:
    """One network being planned.

    Attributes:
        choice: the best plan so far.
        bounds: of the goals so far; no plan as good for the goals before is better.
        until: when the goal's time is up, by the effort's clock.
        impossible: whether it was proven that no plan serves everyone.
        stopped: whether the caller wants no more.
        begun: whether it began from a plan made before.
        floor: no plan costs less, by what is known from before; nobody is paid for being served.
    """

    def __init__(
        self,
        network: Network,
        effort: Effort,
        tell: Callable[[Goal, float], bool],
        enough: float = 1.0,
        like: Choice | None = None,
    ) -> None:
        """``tell`` takes a goal and this network's bound, and answers whether to go on.

        With ``enough``, a share of the need met at best suffices where it is cheaper. ``like`` is a plan to begin from.
        """
        self.enough, self.must = enough, math.inf
        self.network, self.effort, self.tell = network, effort, tell
        self.program = formulate(network)
        self.choice = fill(network)
        self.bounds: dict[Goal, float] = {}
        self.prices: Floats | None = None
        self.until = self.floor = 0.0
        self.stopped = self.impossible = self.begun = False
        if like is not None:
            self._begin_from(like)

    def better(self, goal: Goal) -> None:
        """Better one goal as far as there is time; the goals before it give nothing away."""
        {Goal.SERVED: self._serve, Goal.COST: self._save, Goal.FARTHEST: self._shorten}[goal]()

    def accept(self, goal: Goal, apart: float) -> None:
        """Take the plan so far: it is known that none is better by more than so much."""
        self.bounds[goal] = self.value(goal) - apart
        if goal is Goal.SERVED:
            self._hold_served()
        if goal is Goal.COST:
            self._hold_need()

    def value(self, goal: Goal) -> int:
        """The best plan so far, in the goal's unit."""
        of = {Goal.SERVED: self.choice.served, Goal.COST: self.choice.cost, Goal.FARTHEST: self.choice.farthest}
        return of[goal](self.network)

    def is_proven(self, goal: Goal) -> bool:
        """Whether no plan is better for a goal: by less than one agora is not better."""
        near = AGORA if goal is Goal.COST else 0.0
        value = self.value(goal)
        return abs(value - self.bounds.get(goal, np.inf)) <= max(near, 1e-9 * abs(value))

    def _serve(self) -> None:
        network = self.network
        terms = Terms(
            -self.program.served[: network.tail.size], np.zeros(network.hall.size), np.zeros_like(network.kept, float)
        )
        bound = self._better(Goal.SERVED, -self.program.served, terms)
        everybody = int(network.people @ network.need)
        self.bounds[Goal.SERVED] = float(min(everybody, np.floor(1e-6 - max(bound, -1e18))))
        self._hold_served()

    def _hold_served(self) -> None:
        """From now on, so much need must be met."""
        network = self.network
        self.must = math.ceil(self.enough * self.choice.served(network) - 1e-9)
        if self.must == int(network.people @ network.need):
            self.network = replace(network, everyone=True)

    def _begin_from(self, like: Choice) -> None:
        """The plan itself where it still keeps every limit, or what is left of it, filled up again."""
        for found in (tidied(self.network, like), fill(self.network, like)):
            if is_allowed(self.network, found) and self._rank(found) > self._rank(self.choice):
                self.choice, self.begun = found, True

    def _save(self) -> None:
        network = self.network
        floats = (network.cost.astype(float), network.group_cost.astype(float), network.site_cost.astype(float))
        met, extra, relaxed = self._hold_need()
        terms = Terms(*floats, met=None if network.everyone else met)
        self._settle_heads()
        self.bounds[Goal.COST] = max(relaxed * (1 - 1e-9), self.floor)
        bound = max(self._better(Goal.COST, self.program.cost, terms, extra), relaxed * (1 - 1e-9))
        self.bounds[Goal.COST] = max(bound, self.floor)
        if self.enough < 1:
            self._serve_more()

    def _hold_need(self) -> tuple[int, tuple[Row, ...], float]:
        """Write the program of plans that meet as much need; answers the need, its row, and what it costs relaxed."""
        network, missing = self.network, None
        met = int(min(self.must, self.choice.served(network)))
        self.program = formulate(network)
        extra: tuple[Row, ...] = ()
        if not network.everyone:
            extra = (Row(-self.program.served, -met),)
            certain = certainties(network, self.program, met, self._left() * TIGHTENED)
            self.program, missing = certain.program(network, self.program), certain.missing
        found = tighten(network, self.program, met, extra, lambda: self._left() * TIGHTENED, missing)
        self.program, self.prices = found.program, found.prices if can_be_priced(network) else None
        return met, extra, found.cost

    def _serve_more(self) -> None:
        """Where enough sufficed: whom the same money serves besides."""
        self.must = math.inf
        same = (Row(self.program.cost, self.choice.cost(self.network)),)
        self._take(self._ask(Goal.COST, -self.program.served, extra=same))

    def _better(self, goal: Goal, objective: Floats, terms: Terms, extra: tuple[Row, ...] = ()) -> float:
        """The best plan for one goal, in one program or, where it is large, in ever smaller ones; answers the bound."""
        network, program = self.network, self.program
        if goal is Goal.COST and self.prices is not None and network.everyone and network.whole:
            return self._narrow(objective, terms, self.prices)
        large = LARGE_FOR_ALL if network.everyone and network.whole else LARGE
        if network.tail.size < large or not can_be_priced(network):
            if goal is Goal.COST and extra and network.tail.size >= ROOMY:
                return self._yield(extra[0])
            if goal is Goal.COST and self.begun:
                return self._challenge(objective, extra)
            self._look_around(goal, objective, extra)
            answer = self._ask(goal, objective, extra=extra)
            self._take(answer)
            self.impossible = self.impossible or answer.impossible
            return answer.bound
        sign = -1 if goal is Goal.SERVED else 1
        bound = self._price(goal, terms)
        self._take(
            self._ask(goal, objective, extra=extra, limits=promising(network, program, bound, self.choice), ease=FIRST)
        )
        limits = needed(network, program, bound, self.value(goal) * sign - 0.999) if self._is_plan() else None
        answer = self._ask(goal, objective, extra=extra, limits=limits)
        self._take(answer)
        best = self.value(goal) * sign if self._is_plan() else np.inf
        self.impossible = self.impossible or (answer.impossible and not self._is_plan())
        return max(bound.value, min(answer.bound, best))

    def _narrow(self, objective: Floats, terms: Terms, prices: Floats) -> float:
        """Ask for what the prices of the relaxation leave; answers the bound."""
        network, rows = self.network, without_idle_ties(self.program, prices)
        lighter, party = lifted(network, self.program, terms, prices)
        is_near = True

        def ask(limits: Limits, more: bool) -> Answer:
            nonlocal is_near
            answer = self._ask(Goal.COST, objective, limits=limits, ease=GUESS if more else WHOLE, program=rows)
            is_near = self._take(answer) and gap_between(self.value(Goal.COST), answer.bound) <= GUESS.near
            return answer

        def sharpen() -> Bound:
            nonlocal rows
            rows = without_ties(self.program)
            bound = self._price(Goal.COST, lighter, party)
            if not is_near:
                limits = promising(network, self.program, bound, self.choice)
                self._take(self._ask(Goal.COST, objective, limits=limits, ease=FIRST, program=rows))
            return bound

        bound, impossible = least(network, rows, bound_by(network, lighter, party), self._less, ask, sharpen)
        self.impossible = self.impossible or impossible
        value = self.value(Goal.COST) if self._is_plan() else np.inf
        return value if value - bound <= AGORA else bound

    def _price(self, goal: Goal, terms: Terms, party: Floats | None = None) -> Bound:
        """Better prices for a part of the time, and tell the bound meanwhile."""
        sign = -1 if goal is Goal.SERVED else 1
        start, patience = self._left(), self._left() * PRICED

        def go_on(bound: float) -> bool:
            self.bounds[goal] = sign * bound
            self.stopped = self.stopped or not self.tell(goal, sign * bound)
            return not self.stopped and start - self._left() < patience

        known = self.value(goal) * sign if self._is_plan() else None
        return price(self.network, terms, known, go_on, party)

    def _less(self) -> float:
        """What a plan must not exceed to be so much cheaper than the best so far that it matters; agorot are whole."""
        if not self._is_plan():
            return math.inf
        cost = self.choice.cost(self.network)
        return cost - max(0.9, self.effort.gap * cost * (1 - 1e-9))

    def _challenge(self, objective: Floats, extra: tuple[Row, ...]) -> float:
        """Ask for plans alone that are better than the one it began from, by so much that it matters."""
        less = self._less()
        answer = self._ask(Goal.COST, objective, extra=(*extra, Row(objective, less)))
        self._take(answer)
        return min(answer.bound, less)

    def _look_around(self, goal: Goal, objective: Floats, extra: tuple[Row, ...]) -> None:
        """Better a large plan a few sites at a time, until a whole turn betters nothing or its time is over."""
        if self.network.tail.size < WIDE or not self._is_plan():
            return
        end = self._left() * (1 - AROUND[goal])
        better = True
        while better:
            better = False
            for sites in neighbourhoods(self.network):
                if self._left() <= end or self.stopped:
                    return
                limits = around(self.network, self.program, self.choice, sites)
                better |= self._take(self._ask(goal, objective, extra=extra, limits=limits, ease=OF_PART))

    def _yield(self, row: Row) -> float:
        """Let need be missed at a price, so that plans are found, then better the draft a few sites at a time.

        Where the price finds nothing better, all that is left goes first to the same question without it. Answers the
        bound: no plan that meets as much need costs less. Agorot.
        """
        draft = Draft(self.network, yielding(self.network, self.program, row), self.choice)
        if self.begun:  # what is there is better than what all of it at once would find soon
            self._part_by_part(draft, self._left() * (1 - AT_FIRST))
        if self._left() > 0 and not self._is_near():
            known, ease = draft.weight, Ease(1.0 if self.begun else AT_FIRST)
            answer = self._ask(Goal.COST, draft.program.cost, program=draft.program, ease=ease)
            self._consider(draft, answer)
            self.bounds[Goal.COST] = max(answer.bound, self.bounds[Goal.COST])
            if draft.weight == known and not self._is_near():  # the price helped nothing
                answer = self._ask(Goal.COST, self.program.cost, extra=(row,))
                self._take(answer)
                draft.consider(self.choice)
                self.bounds[Goal.COST] = max(answer.bound, self.bounds[Goal.COST])
        self._part_by_part(draft, 0.0)
        if self._left() > 0 and not self.stopped and not self._is_near():
            self.bounds[Goal.COST] = max(self.bounds[Goal.COST], self._challenge(self.program.cost, (row,)))
        return self.bounds[Goal.COST]

    def _part_by_part(self, draft: Draft, end: float) -> None:
        """Better a draft until it is near enough, one part is all of it, or no more than so many seconds are left."""
        arcs, turn = ARCS, 0
        while arcs <= WIDER * self.network.tail.size:
            before = draft.weight
            for sites in neighbourhoods(self.network, arcs, turn):
                if self._left() <= end or self.stopped or self._is_near():
                    return
                program, limits = draft.program, around(self.network, draft.program, draft.choice, sites)
                self._consider(draft, self._ask(Goal.COST, program.cost, limits=limits, ease=OF_PART, program=program))
            if before - draft.weight < BETTERED * before:
                arcs *= WIDER
            draft.again(self.choice)
            turn += 1

    def _is_near(self) -> bool:
        bound = self.bounds[Goal.COST]
        return self.is_proven(Goal.COST) or gap_between(self.value(Goal.COST), bound) <= self.effort.gap

    def _consider(self, draft: Draft, answer: Answer) -> None:
        """Go on from a plan that weighs less; and keep it, where it misses nothing and is better."""
        if answer.values is None:
            return
        found = self.program.choice(self.network, self._in_heads(answer.values[: self.program.cost.size]))
        if is_allowed(self.network, found):
            draft.consider(found)
            if self._rank(found) > self._rank(self.choice):
                self.choice = found

    def _is_plan(self) -> bool:
        """Whether there is one yet: where everyone must be served, the plan that serves nobody is none."""
        return not self.network.everyone or self.choice.served(self.network) > 0

    def _settle_heads(self) -> None:
        """Ask for whole heads only where a row cuts through the plans.

        With groups given, heads flow through nested limits, and every corner is whole. A row that says "as good as the
        best" holds a side of that shape and its corners; one that says "as good as the best so far" cuts it open.
        """
        if not self.network.whole and (self.enough < 1 or not all(self.is_proven(goal) for goal in self.bounds)):
            self.program = replace(self.program, whole=np.ones_like(self.program.whole))

    def _shorten(self) -> None:
        """Forbid the longest ways, as long as a plan as good in all else is found without them."""
        self._settle_heads()
        network, program = self.network, self.program
        extra: tuple[Row, ...] = (Row(program.cost, self.choice.cost(network)),)
        if not network.everyone:
            extra += (Row(-program.served, -self.choice.served(network)),)
        bound = least_way(network)
        while (longest := self.choice.farthest(network)) > bound and self._left() > 0:
            most = program.most.copy()
            most[: network.tail.size][network.minutes >= longest] = 0
            limits = Limits(program.low, most)
            answer = self._ask(Goal.FARTHEST, np.zeros_like(program.cost), extra=extra, limits=limits)
            if answer.impossible:
                bound = longest
            elif not self._take(answer):
                break
        self.bounds[Goal.FARTHEST] = float(bound)

    def _left(self) -> float:
        return self.until - self.effort.clock()

    def _ask(
        self,
        goal: Goal,
        objective: Floats,
        *,
        extra: tuple[Row, ...] = (),
        limits: Limits | None = None,
        ease: Ease = WHOLE,
        program: Program | None = None,
    ) -> Answer:
        seconds = self._left() * ease.share
        if not self.network.tail.size:  # nobody can go anywhere: there is nothing to choose
            stuck = self.network.everyone and bool(self.network.people.any())
            return Answer(self.program.low, float(objective @ self.program.low), stuck)
        if self.stopped or seconds <= 0:
            return NOTHING
        gap = max(self.effort.gap * (FOR_PEOPLE if goal is Goal.SERVED else ease.gap), ease.near)

        def go_on() -> bool:
            self.stopped = self.stopped or not self.tell(goal, self.bounds.get(goal, -np.inf))
            return not self.stopped

        asked = partial(minimise, objective, program or self.program, extra, limits, seconds=seconds, gap=gap)
        return watched(asked, go_on) or NOTHING

    def _take(self, answer: Answer) -> bool:
        """Keep a better plan; answers whether it was one."""
        if answer.values is None:
            return False
        found = self.program.choice(self.network, self._in_heads(answer.values))
        better = is_allowed(self.network, found) and self._rank(found) > self._rank(self.choice)
        if better:
            self.choice = found
        return better

    def _in_heads(self, values: Floats) -> Floats:
        """The same groups, with whole heads: where the solver stopped between two whole plans of one weight."""
        arcs = self.network.tail.size
        if np.abs(values[:arcs] - np.rint(values[:arcs])).max(initial=0) < NEARLY:
            return values
        program, network = self.program, self.network
        low, most = program.low.copy(), program.most.copy()
        fixed = slice(arcs, arcs + network.hall.size + network.site_cost.size)
        low[fixed] = most[fixed] = np.rint(values[fixed])
        heads = replace(program, whole=np.ones_like(program.whole))
        served = float(program.served @ values)
        extra = () if network.everyone else (Row(-program.served, -round(served)),)
        answer = minimise(program.cost, heads, extra, Limits(low, most), seconds=max(self._left(), 1.0))
        return values if answer.values is None else answer.values

    def _rank(self, choice: Choice) -> tuple[float, int, int]:
        return min(choice.served(self.network), self.must), -choice.cost(self.network), -choice.farthest(self.network)
