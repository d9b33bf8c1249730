"""What choosing answers: an outcome for each candidate, and why, as codes with facts that a page puts in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from igum.engines.choosing.terms import Candidate

Fact = int | Fraction | str | tuple[str, ...]


class Outcome(StrEnum):
    """What became of a candidate."""

    CHOSEN = "chosen"
    WAITING = "waiting"
    NOT_CHOSEN = "not_chosen"
    NEEDS_INFORMATION = "needs_information"


class Because(StrEnum):
    """Why. The facts that each code comes with stand behind it."""

    CHOSEN_BY_PERSON = "chosen_by_person"
    GENERAL_PLACE = "general_place"  # places, score
    RESERVED_PLACE = "reserved_place"  # reserve, places, score
    TIE_BY_APPLIED_AT = "tie_by_applied_at"  # score; reserve, if the tie was on one
    TIE_BY_LOT = "tie_by_lot"  # the same; lot; lot_across: of the one next to the line on its other side
    BELOW_LAST_CHOSEN = "below_last_chosen"  # score, last_score: on a general place
    BELOW_LAST_ON_RESERVE = "below_last_on_reserve"  # reserve, score, last_score
    PLACES_WENT_TO_RESERVES = "places_went_to_reserves"  # reserves
    PLACES_KEPT_EMPTY = "places_kept_empty"  # reserves, places
    TOO_FEW_PLACES_LEFT = "too_few_places_left"  # units, left
    BEHIND_A_LARGER = "behind_a_larger"  # units_ahead
    CEILING_REACHED = "ceiling_reached"  # by, value, places
    MORE_THAN_ALL_PLACES = "more_than_all_places"  # units, total
    WAITING_LIST_FULL = "waiting_list_full"  # longest
    DECLINED_BY_PERSON = "declined_by_person"
    NOT_ELIGIBLE = "not_eligible"
    ELIGIBILITY_UNKNOWN = "eligibility_unknown"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, and what it speaks of."""

    because: Because
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Seat:
    """Places of one kind that a candidate takes; no reserve means a general place."""

    reserve: str | None
    places: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one candidate.

    Attributes:
        position: its place in the order of all who may be chosen, from 1; None for who may not.
        waiting_position: its place on the waiting list, from 1.
        seats: what it takes, empty unless chosen. A family may take places of several kinds.
        lot: published with the seed.
    """

    candidate: Candidate
    outcome: Outcome
    position: int | None
    waiting_position: int | None
    seats: tuple[Seat, ...]
    lot: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ReserveUse:
    """How far the places of one reserve were filled by those who fit it; the rest is released or stays empty."""

    name: str
    places: int
    filled: int
    released: bool


@dataclass(frozen=True, slots=True)
class Result:
    """Who is chosen, who waits and why.

    Attributes:
        chosen: in order.
        waiting: in order: the waiting list.
        not_chosen: those a person declined, who are not eligible, or for whom the waiting list is full.
        needs_information: those whose eligibility is unknown, in the order they would have.
        reserves: one for each reserve.
        places_left: places that nobody took.
        places_over: places that people's decisions gave beyond what there is. Never hidden, never undone here.
    """

    chosen: tuple[Answer, ...]
    waiting: tuple[Answer, ...]
    not_chosen: tuple[Answer, ...]
    needs_information: tuple[Answer, ...]
    reserves: tuple[ReserveUse, ...]
    places_left: int
    places_over: int

    def answers(self) -> dict[str, Answer]:
        """Every candidate's answer by its key."""
        groups = (self.chosen, self.waiting, self.not_chosen, self.needs_information)
        return {answer.candidate.key: answer for group in groups for answer in group}
