"""Several orders of the same things made one."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

Thing = TypeVar("Thing", bound=Hashable)
DAMPING = 60


def fuse(
    rankings: Sequence[Iterable[Thing]], weights: Sequence[float] | None = None, damping: float = DAMPING
) -> list[tuple[Thing, float]]:
    """Things by the sum of weight / (damping + place) over the rankings they stand in, best first.

    Reciprocal-rank fusion needs no scores that can be compared, only orders. Ties keep the order of first mention.

    Args:
        rankings: each an order of things, best first, nothing twice.
        weights: how much each ranking counts; all alike if not given.
        damping: how little the first places stand out; 60 in the source, less for short rankings.

    Raises:
        ValueError: there is not one weight for each ranking.

    Source:
        G. Cormack, C. Clarke, S. Buettcher, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank
        Learning Methods", SIGIR 2009.

    >>> [thing for thing, _ in fuse([["a", "b", "c"], ["b", "c"]])]
    ['b', 'c', 'a']
    """
    shares = weights if weights is not None else [1.0] * len(rankings)
    if len(shares) != len(rankings):
        raise ValueError(f"weights must be one for each of {len(rankings)} rankings, not {len(shares)}")
    scores: dict[Thing, float] = {}
    for ranking, share in zip(rankings, shares, strict=True):
        for place, thing in enumerate(ranking, start=1):
            scores[thing] = scores.get(thing, 0.0) + share / (damping + place)
    return sorted(scores.items(), key=lambda scored: -scored[1])
