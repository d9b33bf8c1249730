"""Reserved places as a matching: how many of them a set of candidates can fill, moving those already seated.

Which reserves a candidate fits is a bit mask. Candidates of one mask are alike here, so that ten thousand of them are
a few numbers, and a search for a free place never visits a reserve twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Mask = int


@dataclass(frozen=True, slots=True)
class _Step:
    """Somebody of a mask sits down on a reserve, having left the reserve of the step after, if there is one."""

    reserve: int
    mask: Mask


class Seating:
    """Candidates on reserved places, as many as can be.

    How many places a set of candidates can fill is the rank of a transversal matroid: whom one adds first does not
    change how many are filled in the end, and who cannot add to them now never will.
    """

    def __init__(self, places: Sequence[int]) -> None:
        self.filled = 0
        self._free = list(places)
        self._seated: list[dict[Mask, int]] = [{} for _ in places]
        self._onward = [0 for _ in places]  # the reserves that somebody seated here fits, as a mask
        self._hopeless: set[Mask] = set()
        self._moves: list[tuple[list[_Step], int]] = []
        self._newly_hopeless: Mask | None = None

    def open(self, places: Sequence[int]) -> None:
        """Add places to each reserve."""
        self._free = [free + more for free, more in zip(self._free, places, strict=True)]
        self._hopeless.clear()

    def close(self, mask: Mask) -> None:
        """Keep every free place that the mask could reach as it is, for somebody who waits for it."""
        for reserve in self._search(mask, stop_at_free=False):
            self._free[reserve] = 0

    def seat(self, mask: Mask, units: int) -> int:
        """Fill up to so many reserved places with candidates of the mask, and say how many were filled."""
        self._moves, self._newly_hopeless = [], None
        gained = 0
        while gained < units and mask not in self._hopeless:
            path = self._path(mask)
            if not path:
                self._hopeless.add(mask)
                self._newly_hopeless = mask
                break
            many = min([units - gained, self._free[path[-1].reserve], *self._who_can_move(path)])
            self._move(path, many)
            self._moves.append((path, many))
            gained += many
        self.filled += gained
        return gained

    def unseat(self) -> None:
        """Undo the last seating."""
        for path, many in reversed(self._moves):
            self._move(path, -many)
            self.filled -= many
        if self._newly_hopeless is not None:
            self._hopeless.discard(self._newly_hopeless)
        self._moves, self._newly_hopeless = [], None

    def held_by(self, mask: Mask) -> dict[int, int]:
        """Places that candidates of the mask hold, by reserve."""
        return {reserve: seated[mask] for reserve, seated in enumerate(self._seated) if mask in seated}

    def _search(self, mask: Mask, *, stop_at_free: bool = True) -> dict[int, int]:
        """The reserves that the mask reaches by moving others on, each with the one it was reached from (-1: none)."""
        reached_from = dict.fromkeys(_bits(mask), -1)
        seen, waiting = mask, list(reached_from)
        for reserve in waiting:
            if stop_at_free and self._free[reserve]:
                return {**reached_from, -1: reserve}
            further = _bits(self._onward[reserve] & ~seen)
            seen |= self._onward[reserve]
            reached_from.update(dict.fromkeys(further, reserve))
            waiting.extend(further)
        return reached_from

    def _path(self, mask: Mask) -> list[_Step]:
        """The mask sits down first; each further step is somebody moving on; the last reserve has a free place."""
        reached_from = self._search(mask)
        if -1 not in reached_from:
            return []
        reserves = [reached_from[-1]]
        while (before := reached_from[reserves[-1]]) != -1:
            reserves.append(before)
        reserves.reverse()
        movers = [self._somebody(left, entered) for left, entered in pairwise(reserves)]
        return [_Step(reserve, mover) for reserve, mover in zip(reserves, [mask, *movers], strict=True)]

    def _somebody(self, left: int, entered: int) -> Mask:
        return next(mask for mask in self._seated[left] if mask >> entered & 1)

    def _who_can_move(self, path: list[_Step]) -> list[int]:
        return [self._seated[left.reserve][entered.mask] for left, entered in pairwise(path)]

    def _move(self, path: list[_Step], many: int) -> None:
        self._free[path[-1].reserve] -= many
        for step in path:
            self._add(step.reserve, step.mask, many)
        for left, entered in pairwise(path):
            self._add(left.reserve, entered.mask, -many)

    def _add(self, reserve: int, mask: Mask, many: int) -> None:
        seated = self._seated[reserve]
        seated[mask] = seated.get(mask, 0) + many
        self._onward[reserve] |= mask
        if not seated[mask]:
            del seated[mask]
            self._onward[reserve] = 0
            for other in seated:
                self._onward[reserve] |= other


def _bits(mask: Mask) -> list[int]:
    return [bit for bit in range(mask.bit_length()) if mask >> bit & 1]
