"""Whose turn it is: a hall that serves several authorities, each by its weight, its wishes and its own holidays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from itertools import pairwise

import numpy as np
import scipy  # its parts are read when they are first used: half a second of every start
from numpy.typing import NDArray

MOST_SLOTS, MOST_POINTS = 500, 100  # so that all costs together are exact as floats
FURTHEST = 15


@dataclass(frozen=True, slots=True)
class Slot:
    """A time in a hall that one authority may have."""

    key: str
    hall: str
    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None:
            raise ValueError(f"{self.key} must start and end at aware moments")
        if self.ends_at <= self.starts_at:
            raise ValueError(f"{self.key} must end after it starts")


@dataclass(frozen=True, slots=True)
class Sharer:
    """An authority that shares the hall.

    Attributes:
        key: unique; parts those who are due equally.
        weight: its share, beside those of the others: children, or money paid in. >= 0.
        wishes: points by slot, from 1 to 100; no points for the others.
        cannot: slots that it cannot use, such as those on its holidays.
        owed: turns that it was short of the last time (negative: had too many).
    """

    key: str
    weight: int
    wishes: Mapping[str, int] = field(default_factory=dict)
    cannot: frozenset[str] = frozenset()
    owed: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        if self.weight < 0:
            raise ValueError(f"weight of {self.key} must not be negative, and is {self.weight}")
        if any(not 1 <= points <= MOST_POINTS for points in self.wishes.values()):
            raise ValueError(f"wishes of {self.key} must be from 1 to {MOST_POINTS} points")


@dataclass(frozen=True, slots=True)
class Turn:
    """A slot that an authority has.

    Attributes:
        wished: the points it gave the slot.
        early_or_late: by how many slots it is outside the stretch in which this turn was due.
    """

    slot: str
    sharer: str
    wished: int
    early_or_late: int


@dataclass(frozen=True, slots=True)
class Turns:
    """Who has which slot.

    Attributes:
        turns: by time.
        empty: slots that nobody who is due any more can use.
        due: by authority, its exact share of the slots, with what it was owed.
        owed: by authority, its share less what it had: to be carried over to the next time.
    """

    turns: tuple[Turn, ...]
    empty: tuple[str, ...]
    due: Mapping[str, Fraction]
    owed: Mapping[str, Fraction]


def take_turns(slots: Sequence[Slot], sharers: Sequence[Sharer]) -> Turns:
    """Give each slot to one authority, as many to each as its weight says, evenly through the time.

    An authority's share is in proportion to its weight, with what it was owed from the last time. It has that many
    turns, rounded down or up, and those with the largest remainder are rounded up; so that over the years each has its
    share. Its turns are due in stretches: one of five turns has its first in the first fifth of the slots, and so on.

    As many slots are used as can be; then turns are as little outside their stretches as can be, all together; then
    wishes have as many points as can be; then turns are near the middles of their stretches. What is still equal goes
    by time and key. A slot that an authority cannot use is never its own. Where holidays leave a slot to nobody who is
    due, it goes to whoever is owed most and can use it.

    Args:
        slots: in any order, at most five hundred: a longer time goes in parts, with what is owed carried over.
        sharers: in any order.

    Raises:
        ValueError: two slots of one hall overlap, a key stands twice, a wish is for no slot, or no weight is above 0.

    >>> from datetime import UTC, timedelta
    >>> monday = datetime(2027, 1, 4, 15, tzinfo=UTC)
    >>> weeks = [monday + timedelta(days=7 * number) for number in range(4)]
    >>> slots = [Slot(f"{at:%d %b}", "hall", at, at + timedelta(hours=3)) for at in weeks]
    >>> town, village = Sharer("Karmiel", 30), Sharer("Yanuh", 10, wishes={"18 Jan": 5})
    >>> [(turn.slot, turn.sharer) for turn in take_turns(slots, [town, village]).turns]
    [('04 Jan', 'Karmiel'), ('11 Jan', 'Karmiel'), ('18 Jan', 'Yanuh'), ('25 Jan', 'Karmiel')]
    """
    ordered = sorted(slots, key=lambda slot: (slot.starts_at, slot.hall, slot.key))
    sharing = sorted(sharers, key=lambda sharer: sharer.key)
    _require_few(ordered)
    check_turns(ordered, sharing)
    weight = sum(sharer.weight for sharer in sharing)
    due = {each.key: Fraction(len(ordered) * each.weight, weight) + each.owed for each in sharing}
    many = _rounded(due, len(ordered))
    given = _assigned(ordered, sharing, [many[sharer.key] for sharer in sharing])
    _give_the_rest(given, ordered, sharing, due)
    turns = tuple(_turns(given, ordered, sharing))
    had = {sharer.key: sum(turn.sharer == sharer.key for turn in turns) for sharer in sharing}
    return Turns(
        turns=turns,
        empty=tuple(slot.key for number, slot in enumerate(ordered) if number not in given),
        due=due,
        owed={key: share - had[key] for key, share in due.items()},
    )


def check_turns(slots: Sequence[Slot], sharers: Sequence[Sharer]) -> None:
    """Refuse what nobody can share.

    Raises:
        ValueError: two slots of one hall overlap, a key stands twice, a wish is for no slot, or no weight is above 0.
    """
    if not any(sharer.weight for sharer in sharers):
        raise ValueError("somebody must have a weight above 0")
    known = {slot.key for slot in slots}
    _once(sorted(slot.key for slot in slots))
    _once(sorted(sharer.key for sharer in sharers))
    for sharer in sharers:
        if unknown := sorted(sharer.wishes.keys() - known):
            raise ValueError(f"{sharer.key} wishes for {unknown[0]}, and there is no such slot")
    by_hall = sorted(slots, key=lambda slot: (slot.hall, slot.starts_at))
    for one, other in pairwise(by_hall):
        if one.hall == other.hall and other.starts_at < one.ends_at:
            raise ValueError(f"{one.key} and {other.key} overlap in {one.hall}")


def _require_few(slots: Sequence[Slot]) -> None:
    if len(slots) > MOST_SLOTS:
        raise ValueError(f"slots must be at most {MOST_SLOTS}, not {len(slots)}")


def _once(keys: Sequence[str]) -> None:
    for one, other in pairwise(keys):
        if one == other:
            raise ValueError(f"{one} stands twice")


def _rounded(due: Mapping[str, Fraction], slots: int) -> dict[str, int]:
    """Whole turns that add up to the slots: shares rounded down, then one more for the largest remainders.

    Who had more than it was due before may have less than nothing due: it has none, and the others fewer.
    """
    many = {key: max(0, share.numerator // share.denominator) for key, share in due.items()}
    while sum(many.values()) != slots:
        step = 1 if sum(many.values()) < slots else -1
        able = [key for key in many if step > 0 or many[key]]
        chosen = min(able, key=lambda key: (-step * (due[key] - many[key]), key))
        many[chosen] += step
    return many


def _assigned(slots: Sequence[Slot], sharers: Sequence[Sharer], many: Sequence[int]) -> dict[int, tuple[int, int]]:
    """By slot, whose it is and which of its turns."""
    places = [(sharer, turn) for sharer, turns in enumerate(many) for turn in range(turns)]
    can = np.array([[slot.key not in sharer.cannot for sharer in sharers] for slot in slots], dtype=np.bool_)
    wishes = np.array([[sharer.wishes.get(slot.key, 0) for sharer in sharers] for slot in slots], dtype=np.int64)
    if not places:
        return {}
    # A point costs more than all distances from the middle together, a step outside a stretch more than all points, and
    # an unused slot more than all steps.
    a_point = FURTHEST * len(slots) + 1
    a_step = a_point * MOST_POINTS * len(slots) + a_point
    unused = a_step * len(slots) ** 2
    cost = np.empty((len(slots), len(places)))
    for column, (sharer, turn) in enumerate(places):
        steps = _outside(len(slots), many[sharer], turn)
        middling = _from_middle(len(slots), many[sharer], turn)
        cost[:, column] = np.where(can[:, sharer], a_step * steps - a_point * wishes[:, sharer] + middling, unused)
    rows, columns = scipy.optimize.linear_sum_assignment(cost)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return {row: places[column] for row, column in pairs if can[row, places[column][0]]}


def _outside(slots: int, many: int, turn: int) -> NDArray[np.int64]:
    """For each slot, how far it is from the stretch in which this turn is due."""
    first, last = _stretch(slots, many, turn)
    numbers = np.arange(slots)
    return np.maximum(0, np.maximum(first - numbers, numbers - last))


def _from_middle(slots: int, many: int, turn: int) -> NDArray[np.int64]:
    """For each slot, how far it is from the middle of the stretch: 0 in the middle, fifteen at its ends and beyond."""
    first, last = _stretch(slots, many, turn)
    twice = np.abs(2 * np.arange(slots) - first - last)
    distance: NDArray[np.int64] = np.minimum(FURTHEST, FURTHEST * twice // max(1, last - first))
    return distance


def _stretch(slots: int, many: int, turn: int) -> tuple[int, int]:
    return turn * slots // many, -(-(turn + 1) * slots // many) - 1


def _give_the_rest(
    given: dict[int, tuple[int, int]], slots: Sequence[Slot], sharers: Sequence[Sharer], due: Mapping[str, Fraction]
) -> None:
    """Slots that nobody who was due can use, to whoever is owed most of those who can."""
    had = [sum(sharer == number for sharer, _ in given.values()) for number in range(len(sharers))]
    for number, slot in enumerate(slots):
        able = [place for place, sharer in enumerate(sharers) if sharer.weight and slot.key not in sharer.cannot]
        if number not in given and able:
            chosen = min(able, key=lambda place: (had[place] - due[sharers[place].key], place))
            given[number] = (chosen, had[chosen])
            had[chosen] += 1


def _turns(given: Mapping[int, tuple[int, int]], slots: Sequence[Slot], sharers: Sequence[Sharer]) -> list[Turn]:
    many = [sum(sharer == number for sharer, _ in given.values()) for number in range(len(sharers))]
    turns, so_far = [], [0] * len(sharers)
    for number in sorted(given):
        place = given[number][0]
        sharer, slot = sharers[place], slots[number]
        steps = int(_outside(len(slots), many[place], so_far[place])[number])
        so_far[place] += 1
        turns.append(Turn(slot.key, sharer.key, sharer.wishes.get(slot.key, 0), steps))
    return turns
