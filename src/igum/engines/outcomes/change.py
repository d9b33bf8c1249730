"""The change from the start to the end, with an interval where there are enough people, and without where not."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite, sqrt
from statistics import fmean, median, stdev

import numpy as np
import scipy  # its parts are read when they are first used: half a second of every start

Pair = tuple[float | None, float | None]
RESAMPLES = 9_999


class Better(StrEnum):
    """Which direction is meant."""

    UP = "up"
    DOWN = "down"


class Method(StrEnum):
    """How the interval was worked out."""

    PAIRED_T = "paired_t"
    PAIRED_BOOTSTRAP = "paired_bootstrap"  # of the mean change, bias-corrected and accelerated


class Verdict(StrEnum):
    """What may be said in words."""

    TOO_FEW = "too_few"  # fewer people than it takes: tell what was seen of them, and conclude nothing
    BETTER = "better"  # the whole interval is on the side that is meant
    WORSE = "worse"  # the whole interval is on the other side
    NOT_CLEAR = "not_clear"  # the interval holds no change, too


@dataclass(frozen=True, slots=True)
class Change:
    """What changed, in the unit that was measured.

    The counts of people are cells of a table like others: hide the small ones before they are shown.

    Attributes:
        people: with both values.
        incomplete: without one of them; left out, which may favour either side.
        before: the mean at the start, of those with both; None of nobody.
        after: the mean at the end.
        mean: of the changes.
        middle: the median of the changes.
        interval: in which the mean change is, at the level; None for too few.
        level: how often such intervals are right in the long run.
        method: of the interval, if there is one.
        improved: people who changed for the better.
        same: people who did not change.
        worsened: people who changed for the worse.
        reached: whether the mean change is at least the target, in the direction that is meant; None without a target.
    """

    people: int
    incomplete: int
    before: float | None
    after: float | None
    mean: float | None
    middle: float | None
    interval: tuple[float, float] | None
    level: float
    method: Method | None
    improved: int
    same: int
    worsened: int
    reached: bool | None
    verdict: Verdict


def change_of(
    pairs: Sequence[Pair],
    *,
    better: Better,
    least: int,
    target: float | None = None,
    level: float = 0.95,
    chance: np.random.Generator | None = None,
) -> Change:
    """How people changed from the start to the end, and how sure that is.

    Each person is held against themselves. The interval is Student's for the mean of the changes, which is good for few
    people if their changes lie about evenly round the mean; or, if a generator of chance is given, that of a bootstrap,
    which needs more people and minds no shape. Nothing here says that the programme caused it.

    Args:
        pairs: one for each person; None for what was not measured.
        better: the direction that is meant.
        least: how many people it takes for an interval. >= 2.
        target: the mean change that is meant to be reached, with its sign.
        level: between 0 and 1.
        chance: for a bootstrap; the same generator gives the same answer.

    Raises:
        ValueError: ``least`` or ``level`` is out of bounds, a value is not finite, or the target goes the other way.

    Source:
        Student, "The probable error of a mean", Biometrika 6, 1908; B. Efron, "Better bootstrap confidence intervals",
        Journal of the American Statistical Association 82, 1987; both are held against SciPy's.

    >>> debts = [(1.2, 0.9), (0.8, 0.8), (1.5, 1.0), (0.9, None), (1.1, 0.7), (1.0, 0.8)]
    >>> found = change_of(debts, better=Better.DOWN, least=5, target=-0.25)
    >>> found.people, round(found.mean, 2), [round(end, 2) for end in found.interval], found.method.value
    (5, -0.28, [-0.52, -0.04], 'paired_t')
    >>> found.improved, found.same, found.reached, found.verdict.value
    (4, 1, True, 'better')
    """
    _check(pairs, better, least, target, level)
    whole = [(before, after) for before, after in pairs if before is not None and after is not None]
    changes = [float(after) - float(before) for before, after in whole]
    sign = 1 if better is Better.UP else -1
    mean = fmean(changes) if changes else None
    enough = len(changes) >= least
    interval = (_bootstrapped(changes, level, chance) if chance else _students(changes, level)) if enough else None
    return Change(
        people=len(whole),
        incomplete=len(pairs) - len(whole),
        before=fmean(before for before, _ in whole) if whole else None,
        after=fmean(after for _, after in whole) if whole else None,
        mean=mean,
        middle=median(changes) if changes else None,
        interval=interval,
        level=level,
        method=None if interval is None else Method.PAIRED_BOOTSTRAP if chance else Method.PAIRED_T,
        improved=sum(sign * each > 0 for each in changes),
        same=sum(each == 0 for each in changes),
        worsened=sum(sign * each < 0 for each in changes),
        reached=None if target is None or mean is None else sign * mean >= sign * target,
        verdict=_verdict(interval, sign),
    )


def _check(pairs: Sequence[Pair], better: Better, least: int, target: float | None, level: float) -> None:
    if least < 2:
        raise ValueError(f"least must be at least 2, not {least}")
    if not 0 < level < 1:
        raise ValueError(f"level must be between 0 and 1, not {level}")
    if any(value is not None and not isfinite(value) for pair in pairs for value in pair):
        raise ValueError("every value must be finite, or None")
    if target is not None and (not isfinite(target) or (target < 0) is (better is Better.UP)):
        raise ValueError(f"target must be a change {better}, not {target}")


def _students(changes: Sequence[float], level: float) -> tuple[float, float]:
    half = float(scipy.special.stdtrit(len(changes) - 1, (1 + level) / 2)) * stdev(changes) / sqrt(len(changes))
    return fmean(changes) - half, fmean(changes) + half


def _bootstrapped(changes: Sequence[float], level: float, chance: np.random.Generator) -> tuple[float, float]:
    """Efron's BCa for a mean: the percentiles of drawn means, shifted by their bias and by how the spread leans."""
    if len(set(changes)) == 1:  # whatever is drawn, all are the same
        return changes[0], changes[0]
    values = np.array(changes)
    mean, apart = values.mean(), values - values.mean()
    means = values[chance.integers(0, values.size, (RESAMPLES, values.size))].mean(axis=1)
    bias = scipy.special.ndtri(((means < mean).mean() + (means <= mean).mean()) / 2)
    leaning = (apart**3).sum() / (6 * (apart**2).sum() ** 1.5)
    ends = bias + scipy.special.ndtri(np.array([(1 - level) / 2, (1 + level) / 2]))
    low, high = np.quantile(means, scipy.special.ndtr(bias + ends / (1 - leaning * ends)))
    return float(low), float(high)


def _verdict(interval: tuple[float, float] | None, sign: int) -> Verdict:
    if interval is None:
        return Verdict.TOO_FEW
    low, high = sorted(sign * end for end in interval)
    if low > 0:
        return Verdict.BETTER
    return Verdict.WORSE if high < 0 else Verdict.NOT_CLEAR
