"""The peer: the nucleolus with all coalitions written into each programme, as it is done where there are few towns."""

import numpy as np
from scipy.optimize import linprog

from igum.engines.pooling.shares.games import CostGame

CLOSE = 1e-9


def of_all_coalitions(game: CostGame) -> list[float]:
    """Stage by stage, each a programme of two to the n rows; those with a price in the dual are fixed."""
    towns = len(game.towns)
    masks = np.arange(1, 1 << towns)
    rows = (masks[:, None] >> np.arange(towns) & 1).astype(float)
    costs = game.table()[1:].astype(float)
    unit = max(1.0, float(np.abs(costs).max()) / 1000)
    fixed, values = [rows[-1]], [costs[-1] / unit]
    while np.linalg.matrix_rank(np.array(fixed)) < towns:
        settled = np.array(fixed)
        directions = np.linalg.svd(settled)[2][np.linalg.matrix_rank(settled) :]
        open_ = np.flatnonzero(np.abs(rows @ directions.T).max(axis=1) > CLOSE)
        answer = linprog(
            [0.0] * towns + [1.0],
            np.hstack((rows[open_], -np.ones((open_.size, 1)))),
            costs[open_] / unit,
            np.hstack((settled, np.zeros((len(fixed), 1)))),
            values,
            bounds=(None, None),
            method="highs-ds",
        )
        for place in np.flatnonzero(answer.ineqlin.marginals < -CLOSE):
            fixed.append(rows[open_[place]])
            values.append(costs[open_[place]] / unit + answer.x[-1])
    shares = np.linalg.lstsq(np.array(fixed), np.array(values), rcond=None)[0]
    return [float(share) for share in shares * unit]
