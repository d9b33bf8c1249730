"""Why a subject goes with a candidate, and why another goes with nobody."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from igum.engines.matching.integer import can_be_served
from igum.engines.matching.outcomes import Because, Fact, Reason
from igum.engines.matching.problem import Problem
from igum.engines.matching.terms import Terms


class Reasons:
    """Reasons about one problem and what was found for it."""

    def __init__(self, terms: Terms, problem: Problem, found: NDArray[np.bool_]) -> None:
        self._terms, self._problem, self._found = terms, problem, found
        self._left = problem.room - found.sum(axis=0)
        self._last_taker = (found * np.arange(1, len(found) + 1)[:, None]).max(axis=0, initial=0) - 1

    def rank(self, row: int, column: int) -> int:
        """The place of a candidate among those that the rules let the subject have; equal ones share the best place."""
        scores = self._problem.scores[row]
        return 1 + int((scores[self._could(row)] > scores[column]).sum())

    def of_match(self, row: int, column: int) -> Iterator[Reason]:
        """Why these two."""
        problem = self._problem
        if problem.stays[row, column]:
            yield Reason(Because.STAYS, {})
        yield from self._by_the_table(int(problem.rows[row]), int(problem.columns[column]))
        if problem.meets[row, column] and not problem.declined[row, column]:
            facts: dict[str, Fact] = {"rank": self.rank(row, column), "of": int(self._could(row).sum())}
            yield Reason(Because.RANK, {**facts, "score": int(problem.scores[row, column])})
        for number, quota in enumerate(self._terms.quotas):
            if problem.has[number, column] and (quota.subjects is None or problem.subjects[row].key in quota.subjects):
                yield Reason(Because.COUNTS_FOR, {"rule": quota.key})

    def _by_the_table(self, row: int, column: int) -> Iterator[Reason]:
        met = {key: bool(truths[row, column]) for key, truths in self._terms.table.must.items()}
        for because, wanted in ((Because.MEETS, True), (Because.BREAKS, False)):
            rules = tuple(key for key, truth in met.items() if truth is wanted)
            if rules:
                yield Reason(because, {"rules": rules})
        for key, points_of in self._terms.table.prefer.items():
            if points := int(points_of[row, column]):
                yield Reason(Because.POINTS, {"rule": key, "points": points})

    def of_unmatched(self, row: int) -> Iterator[Reason]:
        """Why nobody, the deciding reason first."""
        too_few = list(self._too_few(row)) or list(self._quotas_fail(row))
        yield from too_few or self._taken(row)

    def _could(self, row: int) -> NDArray[np.bool_]:
        could: NDArray[np.bool_] = self._problem.meets[row] & ~self._problem.declined[row]
        return could

    def _too_few(self, row: int) -> Iterator[Reason]:
        problem = self._problem
        could, wants = self._could(row) & ~problem.stays[row], int(problem.wants[row])
        allowed = int(could.sum())
        if int(problem.allowed[row].sum()) >= wants:
            return
        if allowed >= wants:
            yield Reason(Because.FULL, {"candidates": int((could & (problem.room == 0)).sum())})
            return
        if allowed:
            yield Reason(Because.TOO_FEW_ALLOWED, {"allowed": allowed, "wants": wants})
        else:
            yield Reason(Because.NOBODY_ALLOWED, {"candidates": len(problem.candidates)})
        for key, truths in self._terms.table.must.items():
            if fails := int((~truths[problem.rows[row]]).sum()):
                yield Reason(Because.FAILS, {"rule": key, "candidates": fails})
        if declined := int((problem.meets[row] & problem.declined[row]).sum()):
            yield Reason(Because.DECLINED, {"candidates": declined})
        if full := int((could & (problem.room == 0)).sum()):
            yield Reason(Because.FULL, {"candidates": full})

    def _quotas_fail(self, row: int) -> Iterator[Reason]:
        problem, together = self._problem, []
        for number, quota in enumerate(self._terms.quotas):
            least = int(problem.least[number, row])
            there = int((problem.allowed[row] & problem.has[number]).sum())
            if least > min(there, problem.wants[row]):
                yield Reason(Because.QUOTA_CANNOT_BE_MET, {"rule": quota.key, "least": least, "there": there})
            elif least:
                together.append(quota.key)
        if len(together) > 1 and not can_be_served(problem, row):
            yield Reason(Because.QUOTAS_CANNOT_BE_MET_TOGETHER, {"rules": tuple(together)})

    def _taken(self, row: int) -> Iterator[Reason]:
        """Who could go with it goes with others; of a quota it is told where that is what binds."""
        problem = self._problem
        free = problem.allowed[row] & (self._left > 0)
        binding: dict[str, Fact] = {}
        among = problem.allowed[row]
        for number, quota in enumerate(self._terms.quotas):
            if int((free & problem.has[number]).sum()) < problem.least[number, row]:
                binding, among = {"rule": quota.key}, among & problem.has[number]
                break
        taken = among & ~free
        later = int((taken & (self._last_taker > row)).sum())
        facts: dict[str, Fact] = {"allowed": int(among.sum()), "left": int((among & free).sum()), **binding}
        if later:
            yield Reason(Because.TAKEN_SO_MORE_ARE_SERVED, {**facts, "by_shorter_waiting": later})
        else:
            yield Reason(Because.TAKEN_BY_LONGER_WAITING, facts)
