"""The order of candidates, and the lot that parts those whom nothing else parts."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256

from igum.engines.choosing.terms import Candidate, Rule, TieBreak

OrderKey = tuple[object, ...]


@lru_cache(maxsize=65536)
def lot(seed: str, key: str) -> str:
    r"""The candidate's lot: SHA-256 of the seed, a line feed and the key, in hexadecimal. The smallest comes first.

    Anyone can recompute it: ``printf '%s\n%s' SEED KEY | sha256sum``. It depends on nothing but the two texts, so that
    neither the order of the list nor the hour of the draw can be used to favour anybody. Publish the seed only after
    the last application, or take one that nobody could know before: whoever chooses seed and keys chooses the lot.

    >>> lot("Igum 2026-09-10", "A-17")[:12]
    'edc921ac2699'
    """
    return sha256(f"{seed}\n{key}".encode()).hexdigest()


def in_order(candidates: Iterable[Candidate], rule: Rule) -> tuple[Candidate, ...]:
    """Candidates from first to last: highest score, then each tie-break, then always the lot.

    Raises:
        ValueError: two candidates have the same key.

    >>> from datetime import UTC, datetime
    >>> early, late = datetime(2026, 8, 1, tzinfo=UTC), datetime(2026, 8, 2, tzinfo=UTC)
    >>> listed = [Candidate("b", 7, late), Candidate("a", 7, early), Candidate("c", 9, late)]
    >>> [candidate.key for candidate in in_order(listed, Rule(seed="s"))]
    ['c', 'a', 'b']
    """
    listed = list(candidates)
    if len({candidate.key for candidate in listed}) != len(listed):
        raise ValueError("each candidate must have a key of its own")

    by_time = TieBreak.APPLIED_AT in before_the_lot(rule.ties)

    def place(candidate: Candidate) -> OrderKey:
        applied_at = (candidate.applied_at,) if by_time else ()
        return (-candidate.score, *applied_at, lot(rule.seed, candidate.key), candidate.key)

    return tuple(sorted(listed, key=place))


def before_the_lot(ties: Sequence[TieBreak]) -> Sequence[TieBreak]:
    """The tie-breaks that can part anybody: the lot leaves nothing to those after it."""
    return ties[: ties.index(TieBreak.LOT)] if TieBreak.LOT in ties else ties
