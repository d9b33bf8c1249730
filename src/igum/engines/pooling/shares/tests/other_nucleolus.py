"""A second computation of the nucleolus that shares nothing with the first but SciPy.

Maschler's scheme over all coalitions at once: the smallest worst excess; then, for each coalition that pays it, another
programme asks whether it could pay less while nobody pays more than the worst: those that cannot are fixed. No
dual values, no row generation, no elimination.
"""

import numpy as np
from scipy.optimize import linprog

from igum.engines.pooling.shares.games import CostGame

CLOSE = 1e-7


def nucleolus_of_all(game: CostGame, *, per_capita: bool = False) -> list[float]:
    """Shares by the order of towns."""
    towns = len(game.towns)
    rows = np.array([[mask >> bit & 1 for bit in range(towns)] for mask in range(1, 1 << towns)], dtype=float)
    costs = np.array([game.cost_of(mask) for mask in range(1, 1 << towns)], dtype=float)
    weights = rows.sum(axis=1) if per_capita else np.ones(len(rows))
    fixed = {len(rows) - 1: float(game.total)}
    while np.linalg.matrix_rank(rows[list(fixed)]) < towns:
        rank = np.linalg.matrix_rank(rows[list(fixed)])
        free = [
            row for row in range(len(rows)) if row not in fixed and np.linalg.matrix_rank(rows[[*fixed, row]]) > rank
        ]
        equal = np.hstack((rows[list(fixed)], np.zeros((len(fixed), 1))))
        upper = np.hstack((rows[free], -weights[free, None]))
        values = list(fixed.values())
        answer = _least([0.0] * towns + [1.0], upper, costs[free], equal, values)
        level = answer[-1]
        paid = costs[free] + level * weights[free]
        for place, row in enumerate(free):
            if rows[row] @ answer[:-1] > paid[place] - CLOSE:
                lowest = _least(rows[row], rows[free], paid + CLOSE / 10, equal[:, :-1], values)
                if rows[row] @ lowest > paid[place] - CLOSE * 10:
                    fixed[row] = paid[place]
    return list(np.linalg.lstsq(rows[list(fixed)], np.array(list(fixed.values())), rcond=None)[0])


def _least(objective, upper, most, equal, values):
    answer = linprog(objective, upper, most, equal, values, bounds=(None, None), method="highs-ipm")
    assert answer.status == 0, answer.message
    return answer.x
