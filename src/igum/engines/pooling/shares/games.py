"""What each group of towns would pay on its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Town = int | str
Coalition = frozenset[Town]
Mask = int
MOST_IN_A_TABLE = 20


def in_order(towns: Iterable[Town]) -> tuple[Town, ...]:
    """Towns by code: the one order in which ties are broken, whatever order they came in."""
    return tuple(sorted(towns, key=lambda town: (isinstance(town, str), town)))


class CostGame:
    """What each coalition of towns would pay alone, of which nothing is asked twice.

    The costs are of the municipal share, after what the state pays. What a coalition cannot run alone must have a
    price too: what its residents are then sent to, or what doing without is held to cost.

    Attributes:
        towns: by code. Bit ``k`` of a mask is the k-th of them.
        whole: the mask of all towns.

    >>> game = CostGame(["Birch", "Alder"], lambda coalition: 500_00 + 100_00 * len(coalition))
    >>> game.towns, game.cost({"Birch"}), game.total
    (('Alder', 'Birch'), 60000, 70000)
    """

    def __init__(self, towns: Iterable[Town], cost: Callable[[Coalition], int]) -> None:
        """Take the towns, and a function that answers a coalition's cost in whole agorot.

        Raises:
            ValueError: there is no town, or one stands twice.
        """
        listed = list(towns)
        self.towns = in_order(set(listed))
        if not listed or len(self.towns) < len(listed):
            raise ValueError(f"towns must be at least one, each once, not {listed}")
        self.whole: Mask = (1 << len(self.towns)) - 1
        self._cost = cost
        self._known: dict[Mask, int] = {0: 0}
        self._table: NDArray[np.int64] | None = None

    @classmethod
    def of_table(cls, costs: Mapping[Coalition, int]) -> "CostGame":
        """A game of which all is written down.

        Raises:
            ValueError: a coalition has no cost.

        >>> CostGame.of_table({frozenset("A"): 5, frozenset("B"): 6, frozenset("AB"): 8}).total
        8
        """
        towns = in_order(frozenset().union(*costs))
        missing = (1 << len(towns)) - 1 - len(costs.keys() - {frozenset()})
        if missing:
            raise ValueError(f"costs must name every coalition of {len(towns)} towns, and {missing} are missing")
        return cls(towns, costs.__getitem__)

    @classmethod
    def of_array(cls, towns: Iterable[Town], costs: NDArray[np.int64]) -> "CostGame":
        """A game whose costs were all computed at once, by mask of the towns in the order of their codes.

        Raises:
            ValueError: there are not two to the n costs, or that of nobody is not 0.
        """
        game = cls(towns, lambda coalition: int(costs[game.mask(coalition)]))
        if costs.shape != (game.whole + 1,) or costs[0]:
            raise ValueError(f"costs must be {game.whole + 1} numbers, the first of them 0, not of shape {costs.shape}")
        game._table = costs.astype(np.int64)
        return game

    @property
    def total(self) -> int:
        """What all towns together pay."""
        return self.cost_of(self.whole)

    def cost(self, coalition: Iterable[Town]) -> int:
        """What these towns would pay alone."""
        return self.cost_of(self.mask(coalition))

    def cost_of(self, mask: Mask) -> int:
        """What the towns of a mask would pay alone."""
        if mask not in self._known:
            cost = self._cost(self.coalition(mask))
            if isinstance(cost, bool) or not isinstance(cost, int):
                raise TypeError(f"the cost of {self.names(mask)} must be in whole agorot, not {cost!r}")
            self._known[mask] = cost
        return self._known[mask]

    def alone(self) -> tuple[int, ...]:
        """What each town would pay by itself, in the order of towns."""
        return tuple(self.cost_of(1 << town) for town in range(len(self.towns)))

    def without_one(self) -> tuple[int, ...]:
        """What all the others would pay without each town, in the order of towns."""
        return tuple(self.cost_of(self.whole ^ 1 << town) for town in range(len(self.towns)))

    def mask(self, coalition: Iterable[Town]) -> Mask:
        """The mask of a coalition."""
        return sum(1 << self.towns.index(town) for town in set(coalition))

    def names(self, mask: Mask) -> tuple[Town, ...]:
        """The towns of a mask, by code."""
        return tuple(town for bit, town in enumerate(self.towns) if mask >> bit & 1)

    def coalition(self, mask: Mask) -> Coalition:
        """The towns of a mask."""
        return frozenset(self.names(mask))

    def table(self) -> NDArray[np.int64]:
        """The costs of all masks. Shape (2**n,).

        Raises:
            ValueError: there are more than twenty towns: a million coalitions is all that is ever listed.
        """
        if len(self.towns) > MOST_IN_A_TABLE:
            raise ValueError(f"a table is for {MOST_IN_A_TABLE} towns or fewer, not {len(self.towns)}")
        if self._table is None:
            self._table = np.fromiter((self.cost_of(mask) for mask in range(self.whole + 1)), np.int64)
        return self._table


def sums(values: Sequence[Any] | NDArray[Any], dtype: Any = object) -> NDArray[Any]:
    """The sum of each mask's values. Shape (2**n,).

    >>> sums([5, 7], dtype=np.int64)
    array([ 0,  5,  7, 12])
    """
    total = np.zeros(1, dtype=dtype)
    for value in np.asarray(values, dtype=dtype):
        total = np.concatenate((total, total + value))
    return total


def sizes(towns: int) -> NDArray[np.int64]:
    """How many towns each mask has. Shape (2**n,)."""
    return sums([1] * towns, dtype=np.int64)
