"""A quick way of matching, for when there is no time: whoever waits longest takes the best that are left."""

import numpy as np
from numpy.typing import NDArray

from igum.engines.matching.problem import Problem


def greedily(problem: Problem) -> NDArray[np.bool_]:
    """Matches that keep every rule, found in one walk in the order of waiting. Usually a few short of the best."""
    found = np.zeros_like(problem.allowed)
    room = problem.room.copy()
    for row in np.flatnonzero(problem.possible()).tolist():
        able = np.flatnonzero(problem.allowed[row] & (room > 0))
        best = able[np.argsort(-problem.scores[row, able], kind="stable")].tolist()
        team = _team(problem, row, best)
        found[row, team] = True
        room[team] -= 1
    return found


def _team(problem: Problem, row: int, best: list[int]) -> list[int]:
    """Whom each quota needs, and then the best of the others; nobody, if that is more or fewer than is wanted."""
    team: list[int] = []
    for has, least in zip(problem.has, problem.least[:, row].tolist(), strict=True):
        lacking = least - sum(bool(has[column]) for column in team)
        having = [column for column in best if has[column] and column not in team]
        if lacking > len(having):
            return []
        team += having[: max(0, lacking)]
    wants = int(problem.wants[row])
    team += [column for column in best if column not in team][: max(0, wants - len(team))]
    return team if len(team) == wants else []
