"""A service that towns could run together, as far as its cost is concerned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from igum.engines.pooling.shares.games import Town


@dataclass(frozen=True, slots=True)
class Site:
    """Where groups can be opened.

    Attributes:
        group_cost: of each group that is opened. Agorot.
        group_size: the most participants of a group.
        head_cost: by town, of one participant from there, travel and all; a town that is not named cannot come.
    """

    group_cost: int
    group_size: int
    head_cost: Mapping[Town, int]


@dataclass(frozen=True, slots=True)
class Service:
    """A service that towns could run together.

    Attributes:
        users: participants by town. >= 0.
        sites: where it could be given.
        without: by town, what it costs that one participant gets it elsewhere or not at all. Agorot.
    """

    users: Mapping[Town, int]
    sites: Sequence[Site]
    without: Mapping[Town, int]
