"""A large hall over its weeks: hours by weight, and the hours that many wish for by rotation."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
import scipy  # its parts are read when they are first used

from igum.engines.schedule.turns import Sharer, Slot, Turn, check_turns


@dataclass(frozen=True, slots=True)
class Had:
    """What one authority had of the hall.

    Attributes:
        sharer: which.
        due: turns by its weight, exactly, with what it was owed before.
        turns: that it had.
        wished: of these, turns that it wished for.
    """

    sharer: str
    due: Fraction
    turns: int
    wished: int

    @property
    def owed(self) -> Fraction:
        """To be carried over to the next time; below 0 where it had too many."""
        return self.due - self.turns


@dataclass(frozen=True, slots=True)
class Fairness:
    """How far a calendar is from what the weights say.

    Attributes:
        had: by authority, in the order of their keys.
    """

    had: tuple[Had, ...]

    @property
    def furthest(self) -> Fraction:
        """The largest difference of an authority's turns from its share, in turns."""
        return max((abs(one.owed) for one in self.had), default=Fraction(0))

    @property
    def furthest_wished(self) -> Fraction:
        """The largest difference of an authority's wished turns from its part of all wished turns, in turns.

        The part is in proportion to the turns that each had of those who had any that they wished for.
        """
        counted = [one for one in self.had if one.wished]
        wished, turns = sum(one.wished for one in counted), sum(one.turns for one in counted)
        return max((abs(one.wished - Fraction(wished * one.turns, turns)) for one in counted), default=Fraction(0))


@dataclass(frozen=True, slots=True)
class HallCalendar:
    """Who has the hall when. ``empty`` are slots that nobody can use."""

    turns: tuple[Turn, ...]
    empty: tuple[str, ...]
    fairness: Fairness


@dataclass(slots=True)
class _Book:
    """What each authority is owed and had so far."""

    owed: dict[str, Fraction]
    wished: Counter[str] = field(default_factory=Counter)
    times: Counter[tuple[str, int, str]] = field(default_factory=Counter)


def share_hall(weeks: Sequence[Sequence[Slot]], sharers: Sequence[Sharer]) -> HallCalendar:
    """Give each hour of each week to one authority: as many to each as its weight says, the wished ones by rotation.

    A week's slots are divided by weight, together with what each was owed before, rounded so that they add up. Then
    authorities choose in turn, one slot at a time: first whoever had the fewest wished turns for its weight so far. It
    takes the slot to which it gives most points, of these the one for which the fewest others still wish, then the
    earliest. So of several who wish for one evening each has it in turn, and the heavier one more often. What nobody
    wishes for goes so that all together have times of the week that they had least often. A slot that is then still
    over goes to whoever is owed most of those who can use it: it is empty only where nobody can.

    Args:
        weeks: the slots of each week, each as long as the others: every slot counts as one turn.
        sharers: in any order; who cannot use a slot never has it, wish or no wish.

    Raises:
        ValueError: two slots of one hall overlap, a key stands twice, a wish is for no slot, or no weight is above 0.

    >>> from datetime import UTC, datetime, timedelta
    >>> sunday = datetime(2027, 1, 3, 15, tzinfo=UTC)
    >>> def week(number):
    ...     starts = [sunday + timedelta(days=7 * number, hours=2 * hour) for hour in range(2)]
    ...     return [Slot(f"{at:%d %b %H}", "hall", at, at + timedelta(hours=2)) for at in starts]
    >>> weeks = [week(0), week(1)]
    >>> wishes = {slot.key: 3 for slots in weeks for slot in slots[1:]}
    >>> both = [Sharer("Birch", 1, wishes), Sharer("Cedar", 1, wishes)]
    >>> [(turn.slot, turn.sharer) for turn in share_hall(weeks, both).turns]
    [('03 Jan 15', 'Cedar'), ('03 Jan 17', 'Birch'), ('10 Jan 15', 'Birch'), ('10 Jan 17', 'Cedar')]
    """
    sharing = sorted(sharers, key=lambda sharer: sharer.key)
    slots = [slot for week in weeks for slot in week]
    check_turns(slots, sharing)
    together = sum(sharer.weight for sharer in sharing)
    book = _Book({sharer.key: sharer.owed for sharer in sharing})
    given: dict[str, str] = {}
    for week in weeks:
        for sharer in sharing:
            book.owed[sharer.key] += Fraction(len(week) * sharer.weight, together)
        _share_week(sorted(week, key=lambda slot: (slot.starts_at, slot.hall)), sharing, book, given)
    due = {each.key: each.owed + Fraction(len(slots) * each.weight, together) for each in sharing}
    ordered = sorted(slots, key=lambda slot: (slot.starts_at, slot.hall))
    wishes = {sharer.key: sharer.wishes for sharer in sharing}
    return HallCalendar(
        turns=tuple(
            Turn(slot.key, given[slot.key], wishes[given[slot.key]].get(slot.key, 0), 0)
            for slot in ordered
            if slot.key in given
        ),
        empty=tuple(slot.key for slot in ordered if slot.key not in given),
        fairness=fairness_of(due, given, wishes),
    )


def fairness_of(
    due: Mapping[str, Fraction], given: Mapping[str, str], wishes: Mapping[str, Mapping[str, int]]
) -> Fairness:
    """How far slots given so are from what is due: also after towns have swapped.

    Args:
        due: turns by authority.
        given: whose each slot is.
        wishes: by authority, the points of the slots that it wished for.
    """
    turns, wished = Counter(given.values()), Counter[str]()
    for slot, sharer in given.items():
        wished[sharer] += bool(wishes.get(sharer, {}).get(slot))
    return Fairness(tuple(Had(key, due[key], turns[key], wished[key]) for key in sorted(due)))


def _share_week(slots: Sequence[Slot], sharers: Sequence[Sharer], book: _Book, given: dict[str, str]) -> None:
    left = {slot.key: slot for slot in slots}
    many = _whole_turns(sharers, book.owed, len(slots))
    while wishing := [one for one in sharers if many[one.key] and _wished(one, left)]:
        chosen = min(wishing, key=lambda one: (_had_of_wishes(one, book), -book.owed[one.key], one.key))
        many[chosen.key] -= 1
        _give(_best(chosen, sharers, left), chosen, left, book, given)
    for slot, chosen in _least_used(list(left.values()), [one for one in sharers for _ in range(many[one.key])], book):
        _give(slot, chosen, left, book, given)
    for slot in list(left.values()):
        able = [one for one in sharers if one.weight and slot.key not in one.cannot]
        if able:
            _give(slot, min(able, key=lambda one: (-book.owed[one.key], one.key)), left, book, given)


def _give(slot: Slot, sharer: Sharer, left: dict[str, Slot], book: _Book, given: dict[str, str]) -> None:
    del left[slot.key]
    given[slot.key] = sharer.key
    book.owed[sharer.key] -= 1
    book.wished[sharer.key] += slot.key in sharer.wishes
    book.times[_time(sharer, slot)] += 1


def _whole_turns(sharers: Sequence[Sharer], owed: Mapping[str, Fraction], slots: int) -> dict[str, int]:
    """Whole turns of a week that add up to its slots, one after the other to whoever is owed most."""
    many = dict.fromkeys((sharer.key for sharer in sharers), 0)
    weighty = [sharer.key for sharer in sharers if sharer.weight]
    for _ in range(slots):
        many[min(weighty, key=lambda key: (many[key] - owed[key], key))] += 1
    return many


def _wished(sharer: Sharer, left: Mapping[str, Slot]) -> list[str]:
    return [key for key in left if key in sharer.wishes and key not in sharer.cannot]


def _had_of_wishes(sharer: Sharer, book: _Book) -> Fraction:
    return Fraction(book.wished[sharer.key], sharer.weight)


def _best(sharer: Sharer, sharers: Iterable[Sharer], left: Mapping[str, Slot]) -> Slot:
    others = Counter(key for one in sharers if one is not sharer for key in one.wishes)
    best = min(_wished(sharer, left), key=lambda key: (-sharer.wishes[key], others[key], left[key].starts_at, key))
    return left[best]


def _least_used(slots: Sequence[Slot], places: Sequence[Sharer], book: _Book) -> list[tuple[Slot, Sharer]]:
    """Slots that nobody wishes for, so that all together have times of the week that they had least often."""
    if not slots or not places:
        return []
    often = [[book.times[_time(one, slot)] for one in places] for slot in slots]
    can = [[slot.key not in one.cannot for one in places] for slot in slots]
    unused = 1 + sum(map(max, often))
    rows, columns = scipy.optimize.linear_sum_assignment(np.where(can, often, unused * len(slots)))
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return [(slots[row], places[column]) for row, column in pairs if can[row][column]]


def _time(sharer: Sharer, slot: Slot) -> tuple[str, int, str]:
    """The time of the week, as the clock of the slot's own zone says."""
    return sharer.key, slot.starts_at.weekday(), f"{slot.starts_at:%H:%M}"
