"""Matching as an integer program, for quotas and for subjects that want several and cannot all be served.

Levels are made best one after another. How many are served, and who, is asked of groups of candidates that are alike
to the rules; only the points are asked of pairs, and there only of those that the linear relaxation leaves open.
"""

from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

import numpy as np
import scipy  # its parts are read when they are first used: half a second of every start
from numpy.typing import NDArray

from igum.engines.matching.greedy import greedily
from igum.engines.matching.outcomes import Gap, Level
from igum.engines.matching.problem import Problem

OPTIMAL, INFEASIBLE = 0, 2
NEARLY = 1e-6
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """Subjects against candidates, or against groups of candidates that are alike.

    Attributes:
        allowed: whether a subject may have any of the group.
        many: how many are in each group.
        room: how many subjects each one of the group may take.
        has: by quota, whether those of the group have the property.
    """

    allowed: NDArray[np.bool_]
    many: NDArray[np.int64]
    room: NDArray[np.int64]
    has: NDArray[np.bool_]


def solve(problem: Problem, seconds: float) -> tuple[NDArray[np.bool_], tuple[Gap, ...]]:
    """The best matches found, and the levels that were not proven best.

    Args:
        problem: what is to be matched.
        seconds: what the solver has for each question. After the first that it does not settle, who is served is not
            made better any more.
    """
    alike = np.vstack([problem.allowed, problem.has, problem.room[None, :]]).T
    _, first, group, many = np.unique(alike, axis=0, return_index=True, return_inverse=True, return_counts=True)
    sides = Sides(problem.allowed[:, first], many, problem.room[first], problem.has[:, first])
    who, gaps = _Serving(problem, sides, seconds).best()
    found = _one_by_one(who, group.ravel(), problem)
    if gaps:
        found = max(found, greedily(problem), key=lambda way: (way.any(axis=1).sum(), way.any(axis=1).tolist()))
        gaps = tuple(gap for gap in (_up_to(gap, found) for gap in gaps) if gap)
    served = found.sum(axis=1) > 0
    if not served.any():
        return found, gaps
    better, gap = _best_score(problem, served, found, seconds)
    return better, (*gaps, *([gap] if gap else []))


def _up_to(gap: Gap, found: NDArray[np.bool_]) -> Gap | None:
    """The gap as it is with what was found in another way; None if it is closed."""
    if gap.level is not Level.SERVED:
        return gap
    served = int(found.any(axis=1).sum())
    return replace(gap, found=served) if served < gap.at_most else None


def can_be_served(problem: Problem, row: int) -> bool:
    """Whether the subject could have all that it lacks if it were the only one."""
    columns = np.flatnonzero(problem.allowed[row])
    has = problem.has[:, columns].astype(np.float64)
    answer = scipy.optimize.milp(
        np.zeros(len(columns)),
        integrality=np.ones(len(columns)),
        bounds=scipy.optimize.Bounds(0, 1),
        constraints=[
            scipy.optimize.LinearConstraint(np.ones((1, len(columns))), problem.wants[row], problem.wants[row]),
            scipy.optimize.LinearConstraint(has, problem.least[:, row], np.inf),
        ],
    )
    return bool(answer.status == OPTIMAL)


class _Serving:
    """Who is served: as many as can be, and of these ways the one that serves whoever waits longest."""

    def __init__(self, problem: Problem, sides: Sides, seconds: float) -> None:
        self._problem, self._sides, self._seconds = problem, sides, seconds
        self._possible = problem.possible()
        self._size = len(problem.subjects)
        self._rows, self._groups = np.nonzero(sides.allowed & self._possible[:, None])
        self._pairs = len(self._rows)
        self._most = np.minimum(sides.many[self._groups], problem.wants[self._rows]).astype(np.float64)

    def best(self) -> tuple[NDArray[np.int64], tuple[Gap, ...]]:
        """How many of each group each subject has."""
        none = np.zeros(self._sides.allowed.shape, dtype=np.int64)
        if not self._possible.any():
            return none, ()
        # The weights are only a good guess at the order of waiting, and can never outweigh one more subject.
        weights = np.arange(self._size, 0, -1, dtype=np.float64)
        one_more = weights.sum() + 1
        answer = self._ask(one_more + weights)
        values = np.zeros(self._pairs + self._size) if answer.x is None else np.round(answer.x)
        served = values[self._pairs :] > 0
        if answer.status != OPTIMAL:
            at_most = int(self._possible.sum())
            if answer.mip_dual_bound is not None and isfinite(answer.mip_dual_bound):
                at_most = min(at_most, int(-answer.mip_dual_bound / one_more + NEARLY))
            gaps = [Gap(Level.SERVED, int(served.sum()), at_most)] if at_most > served.sum() else []
            return self._by_group(values), (*gaps, Gap(Level.WAITING, 0, self._size))
        return self._longest_waiting(values, served)

    def _longest_waiting(self, values: Numbers, served: NDArray[np.bool_]) -> tuple[NDArray[np.int64], tuple[Gap, ...]]:
        """Ask for the first in order who could be served instead of somebody after them, until nobody could."""
        settled = 0
        while True:
            left_out = np.flatnonzero(self._possible & ~served)
            left_out = left_out[left_out >= settled]
            if not len(left_out) or not served[left_out[0] :].any():
                return self._by_group(values), ()
            answer = self._ask_for_one_of(left_out, served)
            if answer.status == INFEASIBLE:
                return self._by_group(values), ()
            if answer.status != OPTIMAL:
                return self._by_group(values), (Gap(Level.WAITING, int(left_out[0]), self._size),)
            values = np.round(answer.x[: self._pairs + self._size])
            settled = int(left_out[np.argmax(answer.x[self._pairs + self._size :])]) + 1
            served = values[self._pairs :] > 0

    def _ask(self, worth: Numbers) -> Any:
        return scipy.optimize.milp(
            np.concatenate([np.zeros(self._pairs), -worth]),
            integrality=np.ones(self._pairs + self._size),
            bounds=scipy.optimize.Bounds(0, np.concatenate([self._most, self._possible.astype(np.float64)])),
            constraints=self._rules(),
            options={"time_limit": self._seconds, "mip_rel_gap": 0},
        )

    def _ask_for_one_of(self, left_out: NDArray[np.int64], served: NDArray[np.bool_]) -> Any:
        """As many served, one of those left out among them, and everybody who is served now and comes before that one.

        The further unknowns choose the one, and are worth more the earlier it comes.
        """
        pairs, size, many = self._pairs, self._size, len(left_out)
        before = np.flatnonzero(served[: left_out[-1]])
        keep = scipy.sparse.csr_array((left_out[None, :] > before[:, None]).astype(np.float64))
        who = _marks(before, size)
        chosen = _marks(left_out, size)
        one = scipy.sparse.csr_array(np.ones((1, many)))
        blank = scipy.sparse.csr_array((1, pairs))
        rules = self._rules()
        wide = [
            scipy.optimize.LinearConstraint(
                scipy.sparse.hstack([rules.A, scipy.sparse.csr_array((rules.A.shape[0], many))]), rules.lb, rules.ub
            )
        ]
        wide += [
            scipy.optimize.LinearConstraint(
                scipy.sparse.hstack(
                    [blank, scipy.sparse.csr_array(np.ones((1, size))), scipy.sparse.csr_array((1, many))]
                ),
                served.sum(),
                np.inf,
            ),
            scipy.optimize.LinearConstraint(
                scipy.sparse.hstack([scipy.sparse.csr_array((many, pairs)), chosen, -_marks(np.arange(many), many)]),
                0,
                np.inf,
            ),
            scipy.optimize.LinearConstraint(
                scipy.sparse.hstack([scipy.sparse.csr_array((len(before), pairs)), who, -keep]), 0, np.inf
            ),
            scipy.optimize.LinearConstraint(scipy.sparse.hstack([blank, scipy.sparse.csr_array((1, size)), one]), 1, 1),
        ]
        return scipy.optimize.milp(
            np.concatenate([np.zeros(pairs + size), -np.arange(many, 0, -1, dtype=np.float64)]),
            integrality=np.ones(pairs + size + many),
            bounds=scipy.optimize.Bounds(
                0, np.concatenate([self._most, self._possible.astype(np.float64), np.ones(many)])
            ),
            constraints=wide,
            options={"time_limit": self._seconds, "mip_rel_gap": 0},
        )

    def _rules(self) -> "scipy.optimize.LinearConstraint":
        """All that a subject wants or nothing; nobody more than they may; each quota."""
        has = self._sides.has[:, self._groups]
        needs = [self._problem.wants, *self._problem.least]
        counted = [np.ones(self._pairs), *has.astype(np.float64)]
        of_subjects = [
            scipy.sparse.hstack(
                [
                    scipy.sparse.csr_array(
                        (count, (self._rows, np.arange(self._pairs))), shape=(self._size, self._pairs)
                    ),
                    _minus(need),
                ]
            )
            for count, need in zip(counted, needs, strict=True)
        ]
        groups = len(self._sides.many)
        of_groups = scipy.sparse.csr_array(
            (np.ones(self._pairs), (self._groups, np.arange(self._pairs))), shape=(groups, self._pairs)
        )
        low = np.zeros(self._size * len(needs) + groups)
        high = np.concatenate(
            [np.zeros(self._size), np.full(self._size * (len(needs) - 1), np.inf), self._sides.many * self._sides.room]
        )
        low[self._size * len(needs) :] = -np.inf
        return scipy.optimize.LinearConstraint(
            scipy.sparse.vstack(
                [*of_subjects, scipy.sparse.hstack([of_groups, scipy.sparse.csr_array((groups, self._size))])]
            ).tocsr(),
            low,
            high,
        )

    def _by_group(self, values: Numbers) -> NDArray[np.int64]:
        who = np.zeros(self._sides.allowed.shape, dtype=np.int64)
        who[self._rows, self._groups] = values[: self._pairs].astype(np.int64)
        who[values[self._pairs :] == 0] = 0
        return who


def _one_by_one(who: NDArray[np.int64], group: NDArray[np.int64], problem: Problem) -> NDArray[np.bool_]:
    """Candidates out of groups: each group goes round, so that nobody has two more than another of their group."""
    found = np.zeros_like(problem.allowed)
    for number in range(who.shape[1]):
        members = np.flatnonzero(group == number)
        turn = 0
        for row in np.flatnonzero(who[:, number]):
            found[row, members[(turn + np.arange(who[row, number])) % len(members)]] = True
            turn += int(who[row, number])
    return found


def _best_score(
    problem: Problem, served: NDArray[np.bool_], found: NDArray[np.bool_], seconds: float
) -> tuple[NDArray[np.bool_], Gap | None]:
    """The most points for those served: the linear relaxation first, then whole numbers where it leaves a choice.

    A pair that would cost the relaxation more than what the answer is short of it is in no better answer, and is left
    out. At first that is all but the nearest pairs.
    """
    pairs = _Pairs(problem, served, seconds)
    relaxed = pairs.relaxed()
    score = int(problem.scores[found].sum())
    if relaxed.status != OPTIMAL:
        return found, Gap(Level.SCORE, score, pairs.most_points())
    bound = int(np.floor(-relaxed.fun + NEARLY))
    loss, near = relaxed.lower.marginals, 1.0
    while True:
        answer = pairs.whole(loss <= near + NEARLY)
        if answer.x is not None and int(np.round(-answer.fun)) > score:
            found = pairs.as_table(answer.x)
            score = int(problem.scores[found].sum())
        short = -relaxed.fun - score
        if answer.status not in (OPTIMAL, INFEASIBLE):
            return found, Gap(Level.SCORE, score, bound) if bound > score else None
        if short <= near or near >= loss.max(initial=0.0):
            return found, None
        near = max(4 * near, short if answer.status == OPTIMAL else 0.0)


class _Pairs:
    """The pairs of those served, with their points."""

    def __init__(self, problem: Problem, served: NDArray[np.bool_], seconds: float) -> None:
        self._problem, self._seconds = problem, seconds
        who = np.flatnonzero(served)
        self._rows, self._columns = np.nonzero(problem.allowed & served[:, None])
        self._points = problem.scores[self._rows, self._columns].astype(np.float64)
        place = np.full(len(served), -1)
        place[who] = np.arange(len(who))
        pairs = np.arange(len(self._rows))
        shape = (len(who), len(pairs))
        self._each = scipy.sparse.csr_array((np.ones(len(pairs)), (place[self._rows], pairs)), shape=shape)
        of_candidates = scipy.sparse.csr_array(
            (np.ones(len(pairs)), (self._columns, pairs)), shape=(len(problem.candidates), len(pairs))
        )
        quotas = [
            scipy.sparse.csr_array((has[self._columns].astype(np.float64), (place[self._rows], pairs)), shape=shape)
            for has in problem.has
        ]
        self._upper = scipy.sparse.vstack([of_candidates, *(-quota for quota in quotas)]).tocsr()
        self._most = np.concatenate([problem.room, *(-least[who] for least in problem.least)]).astype(np.float64)
        self._wants = problem.wants[who].astype(np.float64)

    def relaxed(self) -> Any:
        """The best if a match could be split."""
        return scipy.optimize.linprog(
            -self._points,
            A_eq=self._each,
            b_eq=self._wants,
            A_ub=self._upper,
            b_ub=self._most,
            bounds=(0, 1),
            method="highs-ds",
            options={"time_limit": self._seconds},
        )

    def whole(self, kept: NDArray[np.bool_]) -> Any:
        """The best of these pairs; the answer speaks of all."""
        answer = scipy.optimize.milp(
            -self._points[kept],
            integrality=np.ones(int(kept.sum())),
            bounds=scipy.optimize.Bounds(0, 1),
            constraints=[
                scipy.optimize.LinearConstraint(self._each[:, kept], self._wants, self._wants),
                scipy.optimize.LinearConstraint(self._upper[:, kept], -np.inf, self._most),
            ],
            options={"time_limit": self._seconds, "mip_rel_gap": 0},
        )
        if answer.x is not None:
            every = np.zeros(len(kept))
            every[kept] = answer.x
            answer.x = every
        return answer

    def as_table(self, values: Numbers) -> NDArray[np.bool_]:
        """Who goes with whom."""
        found = np.zeros_like(self._problem.allowed)
        taken = np.round(values) > 0
        found[self._rows[taken], self._columns[taken]] = True
        return found

    def most_points(self) -> int:
        """What there cannot be more of: everybody with the best they may have."""
        total = 0
        for row in np.unique(self._rows):
            mine = np.sort(self._points[self._rows == row])[::-1]
            total += int(mine[: int(self._problem.wants[row])].sum())
        return total


def _marks(where: NDArray[np.int64], width: int) -> "scipy.sparse.csr_array":
    return scipy.sparse.csr_array((np.ones(len(where)), (np.arange(len(where)), where)), shape=(len(where), width))


def _minus(need: NDArray[np.int64]) -> "scipy.sparse.csr_array":
    places = np.arange(len(need))
    return scipy.sparse.csr_array((-need.astype(np.float64), (places, places)), shape=(len(need), len(need)))
