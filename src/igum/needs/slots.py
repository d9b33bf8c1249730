"""What modules above tell needs: whom they keep waiting, and who works with whom in what they do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from igum.core.actor import Actor
from igum.core.slots import Slot


@dataclass(frozen=True, slots=True)
class Demand:
    """People who ask for something and do not get it, as a module above counts them.

    Whose need it is, and which where that is not known, is said by whoever writes it down.

    Attributes:
        key: by which the module above knows it again.
        source: where it is known from, by the codes of ``Need.Source``.
        title: what they wait for, the same whoever looks: by it the need is known to be written down already.
        authority_id: where they live; None for the region.
        localities: how many by town. Never fewer than the module above may show.
        note: how they were counted.
        term: the code of the need in the directory, where it is known.
        confidence: how sure the number is, by the codes of ``Need.Confidence``.
    """

    key: str
    source: str
    title: str
    authority_id: int | None
    localities: tuple[tuple[int, int], ...]
    note: str
    term: str = ""
    confidence: str = "high"


class TellsDemand(Protocol):
    """Says who waits."""

    def __call__(self, actor: Actor) -> Iterable[Demand]:
        """What the actor may know of it."""
        ...


@dataclass(frozen=True, slots=True)
class Work:
    """What work has shown of two organisations in a year.

    Attributes:
        one: one of them.
        other: the other one.
        intensity: 1 know, 2 cooperate (pass people on), 3 coordinate (act together), 4 integrate (share a service).
        year: of the work.
        emergency: whether it was in an emergency.
    """

    one: UUID
    other: UUID
    intensity: int
    year: int
    emergency: bool = False


class TellsWork(Protocol):
    """Says who worked with whom: referrals, shared programmes, pools."""

    def __call__(self, actor: Actor) -> Iterable[Work]:
        """What the actor may know of it."""
        ...


DEMAND: Slot[TellsDemand] = Slot("needs.demand", "Says who waits for a service, as demand from elsewhere")
WORK: Slot[TellsWork] = Slot("needs.work", "Says which organisations worked together, as ties of the network")
