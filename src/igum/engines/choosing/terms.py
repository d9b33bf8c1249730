"""What choosing starts from: the candidates, and the places with their reserves and ceilings."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

Group = str | int | bool
Wanted = Group | Collection[Group]


class Decision(StrEnum):
    """What a person has decided about a candidate. No computation undoes it."""

    CHOSEN = "chosen"
    DECLINED = "declined"


class TieBreak(StrEnum):
    """What parts candidates of one score."""

    APPLIED_AT = "applied_at"
    LOT = "lot"


class Passing(StrEnum):
    """Whether a smaller candidate may pass a larger one for whom too few places are left."""

    STRICT = "strict"  # nobody passes: places may stay empty
    FILL = "fill"  # whoever fits may pass: no place stays empty that somebody could take


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who applied: a person, a family, a class, a settlement.

    Attributes:
        key: names the candidate in the lot and in the result; unique, and best published (a case number, not a name).
        score: exact; never a float, so that equal is equal everywhere.
        applied_at: an aware moment.
        units: places it takes, all or none. >= 1.
        eligible: None when a fact is missing; such a candidate is never chosen.
        groups: what it belongs to, e.g. ``{"town": 1139, "instrument": "oud"}``.
        holds: names of the conditions that are true of it, worked out by the caller (for reserves that name one).
        decision: what a person decided, if one did.
    """

    key: str
    score: int | Fraction
    applied_at: datetime
    units: int = 1
    eligible: bool | None = True
    groups: Mapping[str, Group] = field(default_factory=dict)
    holds: frozenset[str] = frozenset()
    decision: Decision | None = None

    def __post_init__(self) -> None:
        if isinstance(self.score, bool) or not isinstance(self.score, int | Fraction):
            raise TypeError(f"score of {self.key} must be a whole number or a Fraction, not {self.score!r}")
        if self.applied_at.tzinfo is None:
            raise ValueError(f"applied_at of {self.key} must be an aware moment")
        if self.units < 1:
            raise ValueError(f"units of {self.key} must be at least 1, not {self.units}")


@dataclass(frozen=True, slots=True)
class Reserve:
    """Places that go first to those who fit: a minimum guarantee, not a limit.

    Attributes:
        name: unique among the reserves.
        places: how many. >= 0.
        where: groups a candidate must have (a value, or any of several), or the name of a condition it must hold.
        released: whether places that nobody who fits can take go to everybody; if not, they stay empty.
    """

    name: str
    places: int
    where: Mapping[str, Wanted] | str
    released: bool = True

    def fits(self, candidate: Candidate) -> bool:
        """Whether the candidate may take a place of this reserve.

        >>> at = datetime.fromisoformat("2026-09-01T08:00:00+03:00")
        >>> strings = Reserve("strings", 2, {"instrument": ("oud", "qanun")})
        >>> strings.fits(Candidate("a", 5, at, groups={"instrument": "oud"}))
        True
        """
        if isinstance(self.where, str):
            return self.where in candidate.holds
        return all(_is(candidate.groups.get(group), wanted) for group, wanted in self.where.items())


@dataclass(frozen=True, slots=True)
class Rule:
    """How candidates are put in order and let in.

    Attributes:
        seed: what the lot is drawn from; published.
        ties: what parts equal scores; the lot is always last.
        passing: whether a smaller candidate may pass a larger one that does not fit in what is left.
        longest_waiting: how many may wait; None for no limit.
    """

    seed: str
    ties: tuple[TieBreak, ...] = (TieBreak.APPLIED_AT, TieBreak.LOT)
    passing: Passing = Passing.FILL
    longest_waiting: int | None = None

    def __post_init__(self) -> None:
        if "\n" in self.seed:
            raise ValueError("seed must be one line")


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most places that candidates of one value of a group may take together, e.g. ten for each town."""

    by: str
    places: int


@dataclass(frozen=True, slots=True)
class Places:
    """All there is to give.

    Attributes:
        total: places in all, the reserved ones among them. >= 0.
        reserved: may overlap: one candidate may fit several.
        ceilings: bind in the order of candidates, and before reserves.

    Raises:
        ValueError: a number is negative, a name stands twice, or more is reserved than there is.
    """

    total: int
    reserved: tuple[Reserve, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()

    def __post_init__(self) -> None:
        reserved = [reserve.places for reserve in self.reserved]
        for number in (self.total, *reserved, *(ceiling.places for ceiling in self.ceilings)):
            if number < 0:
                raise ValueError(f"places must not be negative, and are {number}")
        _once("reserve", (reserve.name for reserve in self.reserved))
        _once("ceiling by", (ceiling.by for ceiling in self.ceilings))
        if sum(reserved) > self.total:
            raise ValueError(f"reserved places ({sum(reserved)}) must not be more than all places ({self.total})")


def _is(value: Group | None, wanted: Wanted) -> bool:
    if isinstance(wanted, str | int):
        return value == wanted
    return value in wanted


def _once(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"{what} {name!r} stands twice")
        seen.add(name)
