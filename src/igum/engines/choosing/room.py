"""The room that is left while candidates are walked through in order."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from igum.engines.choosing.outcomes import Because, Fact, Reason
from igum.engines.choosing.seating import Mask, Seating
from igum.engines.choosing.terms import Candidate, Group, Passing, Places


def mask_of(candidate: Candidate, places: Places) -> Mask:
    """Which reserves the candidate fits, a bit for each."""
    mask = 0
    for bit, reserve in enumerate(places.reserved):
        if reserve.fits(candidate):
            mask |= 1 << bit
    return mask


def most_filled(masks: Iterable[tuple[Mask, int]], capacities: Sequence[int]) -> int:
    """How many places of these capacities could be filled by so many units of each mask."""
    units: Counter[Mask] = Counter()
    for mask, many in masks:
        units[mask] += many
    seating = Seating(capacities)
    return sum(seating.seat(mask, many) for mask, many in units.items())


def firm_places(places: Places) -> list[int]:
    """Places of each reserve that stay empty when nobody fits; none for a reserve that is released."""
    return [0 if reserve.released else reserve.places for reserve in places.reserved]


@dataclass
class Room:
    """Places taken so far, and by what right each further one may be.

    A candidate's place is *on a reserve* when it lets one more reserved place be filled by who fits it, else *open*.
    Open places must leave room for what the reserves still keep.

    Attributes:
        places: all there is.
        passing: whether the smaller may pass the larger.
        kept: released reserved places that must stay free for who fits them; None keeps only those filled already.
    """

    places: Places
    passing: Passing
    kept: int | None
    used: int = 0
    refused: dict[str, Reason] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._seating = Seating([reserve.places for reserve in self.places.reserved])
        self._firm = Seating(firm_places(self.places))
        self._firm_places = sum(firm_places(self.places))
        self._open = 0
        self._by_group: Counter[tuple[str, Group]] = Counter()
        self._ahead: dict[tuple[str, Group], int] = {}
        self._larger_waits = 0

    def let_in(self, candidate: Candidate, mask: Mask) -> None:
        """Take the candidate in, whatever is left."""
        gained = self._seating.seat(mask, candidate.units)
        self._count(candidate, mask, gained)

    def try_in(self, candidate: Candidate, mask: Mask) -> bool:
        """Take the candidate in with all it needs, or with nothing and a reason."""
        refusal = self._ceiling_refuses(candidate) or self._room_refuses(candidate, mask)
        if refusal:
            self.refused[candidate.key] = refusal
        return refusal is None

    def _room_refuses(self, candidate: Candidate, mask: Mask) -> Reason | None:
        left = self.places.total - self.used
        if candidate.units > self.places.total:
            return Reason(Because.MORE_THAN_ALL_PLACES, {"units": candidate.units, "total": self.places.total})
        if candidate.units <= left and self._seats(candidate, mask):
            return None
        if candidate.units <= left and candidate.units < self._larger_waits:
            return Reason(Because.BEHIND_A_LARGER, {"units_ahead": self._larger_waits})
        if self.passing is Passing.STRICT and candidate.units > 1:
            self._seating.close(mask)
            self._larger_waits = max(self._larger_waits, candidate.units)
        return Reason(Because.TOO_FEW_PLACES_LEFT, {"units": candidate.units, "left": left})

    def _seats(self, candidate: Candidate, mask: Mask) -> bool:
        gained = self._seating.seat(mask, candidate.units)
        if gained < candidate.units and not self._open_for(candidate, mask, gained):
            self._seating.unseat()
            return False
        self._count(candidate, mask, gained)
        return True

    def _open_for(self, candidate: Candidate, mask: Mask, gained: int) -> bool:
        """Whether the units that no reserve takes find open places."""
        if self._larger_waits:
            return False
        kept = self.kept
        if kept is None:
            firm = self._firm.filled + self._firm.seat(mask, gained)
            self._firm.unseat()
            kept = self._seating.filled - firm
        return self._open + candidate.units - gained <= self.places.total - self._firm_places - kept

    def _count(self, candidate: Candidate, mask: Mask, gained: int) -> None:
        self.used += candidate.units
        self._open += candidate.units - gained
        self._firm.seat(mask, gained)
        for ceiling in self.places.ceilings:
            if ceiling.by in candidate.groups:
                self._by_group[ceiling.by, candidate.groups[ceiling.by]] += candidate.units

    def _ceiling_refuses(self, candidate: Candidate) -> Reason | None:
        for ceiling in self.places.ceilings:
            if ceiling.by not in candidate.groups:
                continue
            group = (ceiling.by, candidate.groups[ceiling.by])
            if group in self._ahead:
                return Reason(Because.BEHIND_A_LARGER, {"units_ahead": self._ahead[group]})
            if self._by_group[group] + candidate.units > ceiling.places:
                if self.passing is Passing.STRICT and self._by_group[group] < ceiling.places >= candidate.units:
                    self._ahead[group] = candidate.units
                facts: dict[str, Fact] = {"by": ceiling.by, "value": str(group[1]), "places": ceiling.places}
                return Reason(Because.CEILING_REACHED, facts)
        return None
