"""Slots: what an upper module shows inside a lower one, without the lower one knowing who is above.

A lower module declares ``CARDS: Slot[Card] = Slot("places.authority.cards", Card)`` with a
typed protocol; an upper one fills it in its ``apps.py`` with ``CARDS.fill(...)``.
"""

from collections.abc import Iterator
from typing import Generic, TypeVar

Filling = TypeVar("Filling")

_declared: dict[str, "Slot[object]"] = {}


class Slot(Generic[Filling]):
    """A named place that upper modules fill when the site starts, in the order of the installed modules."""

    def __init__(self, name: str, meaning: str) -> None:
        if name in _declared:
            raise ValueError(f"slot {name!r} is declared twice")
        self.name = name
        self.meaning = meaning
        self._fillings: dict[str, Filling] = {}
        _declared[name] = self  # type: ignore[assignment]  # the register only lists names and who fills them

    def fill(self, by: str, filling: Filling) -> None:
        """Put something in. ``by`` names the module; the same module filling again replaces its own."""
        self._fillings[by] = filling

    def __iter__(self) -> Iterator[Filling]:
        return iter(self._fillings.values())

    @property
    def filled_by(self) -> tuple[str, ...]:
        """The modules that filled this slot."""
        return tuple(self._fillings)


def declared_slots() -> tuple["Slot[object]", ...]:
    """Every slot there is, by name; what ``./igum check`` lists."""
    return tuple(_declared[name] for name in sorted(_declared))
