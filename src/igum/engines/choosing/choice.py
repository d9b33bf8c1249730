"""Who is chosen, who waits, and who is offered a place that has come free."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from igum.engines.choosing.order import in_order
from igum.engines.choosing.outcomes import Outcome, Reason, ReserveUse, Result, Seat
from igum.engines.choosing.reasons import Filled, answers_of
from igum.engines.choosing.room import Room, firm_places, mask_of, most_filled
from igum.engines.choosing.seating import Mask, Seating
from igum.engines.choosing.terms import Candidate, Decision, Passing, Places, Rule


class Standing(StrEnum):
    """Where a candidate stands once offers have gone out."""

    HOLDS = "holds"  # accepted: has its places
    OFFERED = "offered"  # an open offer: its places are kept for it
    GONE = "gone"  # declined, cancelled, or let the offer expire: not offered again


def choose(candidates: Iterable[Candidate], places: Places, rule: Rule) -> Result:
    """Fill the places: as many reserved ones as can be filled by who fits them, and then the best by order.

    When each candidate takes one place and there is no ceiling, of all ways to fill the places those that fill the most
    reserved ones are kept (then the most of those that would otherwise stay empty), and of these the one whose first
    candidate comes first, whose second comes first, and so on. It is the only one in which nobody is left out while a
    place stays empty that was open to them, and nobody who stands before another is left out for them unless a reserve
    would be filled less. A candidate never loses by a better score, nor anybody by one more general place.

    A reserve is a minimum guarantee: who would get in anyway counts for it too. A candidate who fits several counts
    for one. Candidates who take several places are taken whole or not at all, in order: nobody loses a general place to
    a later family of whom only a part fits the reserve, nor to sizes that would add up better, so that a reserve may be
    filled a little less than it could be. Ceilings bind in order too, and before reserves.

    What people decided comes first: whom they chose is in, even beyond the places (``places_over`` says by how many),
    whom they declined is out. Who is not known to be eligible is listed apart and never chosen.

    Args:
        candidates: in any order: the answer does not depend on it.
        places: all there is to give.
        rule: how to order and let in.

    Raises:
        ValueError: two candidates have one key.

    Source:
        T. Sönmez, M. B. Yenmez, "Affirmative Action in India via Vertical, Horizontal, and Overlapping Reservations",
        Econometrica 90(3), 2022 (the meritorious horizontal choice rule); P. Pathak, T. Sönmez, M. U. Ünver,
        M. B. Yenmez, "Fair Allocation of Vaccines, Ventilators and Antiviral Treatments", Management Science, 2023
        (smart reserves). Both named from memory; that the answer is best is checked against all ways in the tests.

    >>> from datetime import UTC, datetime
    >>> from igum.engines.choosing.terms import Reserve
    >>> at = datetime(2026, 9, 1, tzinfo=UTC)
    >>> names = {"Amal": ("oud", 9), "Ben": ("cello", 8), "Carmel": ("cello", 7), "Dana": ("oud", 5)}
    >>> players = [Candidate(who, score, at, groups={"plays": plays}) for who, (plays, score) in names.items()]
    >>> result = choose(players, Places(3, (Reserve("oud", 2, {"plays": "oud"}),)), Rule(seed="2026-09-10"))
    >>> [(answer.candidate.key, answer.seats[0].reserve) for answer in result.chosen]
    [('Amal', 'oud'), ('Ben', None), ('Dana', 'oud')]
    >>> [(reason.because.value, dict(reason.facts)) for reason in result.waiting[0].reasons]
    [('below_last_chosen', {'score': 7, 'last_score': 8}), ('places_went_to_reserves', {'reserves': ('oud',)})]
    """
    ordered = in_order(candidates, rule)
    masks = {candidate.key: mask_of(candidate, places) for candidate in ordered}
    forced = [candidate for candidate in ordered if candidate.decision is Decision.CHOSEN]
    able = [candidate for candidate in ordered if candidate.decision is None and candidate.eligible]

    chosen, refused = _fill(forced, able, masks, places, rule.passing)
    inside = [candidate for candidate in ordered if candidate.key in chosen]
    seats, uses = _seat(inside, masks, places)
    taken = sum(candidate.units for candidate in inside)
    names = {mask: _names(mask, places) for mask in set(masks.values())}
    fits = {key: names[mask] for key, mask in masks.items()}
    answers = answers_of(ordered, Filled(seats, refused, fits, uses), rule)
    by_outcome = {outcome: tuple(each for each in answers if each.outcome is outcome) for outcome in Outcome}
    return Result(
        chosen=by_outcome[Outcome.CHOSEN],
        waiting=by_outcome[Outcome.WAITING],
        not_chosen=by_outcome[Outcome.NOT_CHOSEN],
        needs_information=by_outcome[Outcome.NEEDS_INFORMATION],
        reserves=uses,
        places_left=max(0, places.total - taken),
        places_over=max(0, taken - places.total),
    )


def promote(
    candidates: Iterable[Candidate], places: Places, rule: Rule, standing: Mapping[str, Standing]
) -> tuple[Candidate, ...]:
    """Who is to be offered a place now, in order.

    Whoever holds places or has an open offer keeps them, so that no place is offered twice; whoever is gone is not
    offered again; the others are chosen among as at first. A place that came free on a reserve therefore goes to the
    next who fits it, a family is offered all its places or none, and nobody is offered anything while more are in than
    there are places, except whom a person chose.

    Args:
        candidates: all who applied, those who stand somewhere among them.
        places: all there is, not only what came free.
        rule: the one they were chosen by.
        standing: by key, for whoever has been offered a place before.

    Raises:
        ValueError: somebody stands somewhere who is not among the candidates.

    >>> from datetime import UTC, datetime
    >>> at = datetime(2026, 9, 1, tzinfo=UTC)
    >>> families = [Candidate("Adi", 9, at), Candidate("Bar", 8, at, units=3), Candidate("Gil", 7, at)]
    >>> now = {"Adi": Standing.GONE}
    >>> [family.key for family in promote(families, Places(3), Rule(seed="s"), now)]
    ['Bar']
    >>> promote(families, Places(3), Rule(seed="s"), now | {"Bar": Standing.OFFERED})
    ()
    """
    listed = list(candidates)
    unknown = sorted(standing.keys() - {candidate.key for candidate in listed})
    if unknown:
        raise ValueError(f"standing must be of candidates only, and has {', '.join(unknown)}")
    decided = {Standing.HOLDS: Decision.CHOSEN, Standing.OFFERED: Decision.CHOSEN, Standing.GONE: Decision.DECLINED}
    settled = [
        replace(candidate, decision=decided[standing[candidate.key]]) if candidate.key in standing else candidate
        for candidate in listed
    ]
    result = choose(settled, places, rule)
    return tuple(answer.candidate for answer in result.chosen if answer.candidate.key not in standing)


def _fill(
    forced: Sequence[Candidate],
    able: Sequence[Candidate],
    masks: Mapping[str, Mask],
    places: Places,
    passing: Passing,
) -> tuple[set[str], dict[str, Reason]]:
    """Two walks in order: the first keeps what reserves can need, the second gives what they could not fill."""
    pool = [(masks[candidate.key], candidate.units) for candidate in (*forced, *able)]
    reachable = most_filled(pool, [reserve.places for reserve in places.reserved])
    first = Room(places, passing, kept=reachable - most_filled(pool, firm_places(places)))
    second = Room(places, passing, kept=None)
    for candidate in forced:
        first.let_in(candidate, masks[candidate.key])
    inside = [*forced, *(candidate for candidate in able if first.try_in(candidate, masks[candidate.key]))]
    chosen = {candidate.key for candidate in inside}
    for candidate in inside:
        second.let_in(candidate, masks[candidate.key])
    for candidate in able:
        if candidate.key not in chosen and second.try_in(candidate, masks[candidate.key]):
            chosen.add(candidate.key)
    return chosen, second.refused


def _seat(
    inside: Sequence[Candidate], masks: Mapping[str, Mask], places: Places
) -> tuple[dict[str, tuple[Seat, ...]], tuple[ReserveUse, ...]]:
    """Who sits where: first the reserves that would stay empty, and each by those who need it most, the last in order.

    Candidates of one mask are alike to the matching, which says only how many of them sit on each reserve.
    """
    seating = Seating(firm_places(places))
    gained = {candidate.key: seating.seat(masks[candidate.key], candidate.units) for candidate in reversed(inside)}
    seating.open([reserve.places if reserve.released else 0 for reserve in places.reserved])
    for candidate in reversed(inside):
        gained[candidate.key] += seating.seat(masks[candidate.key], candidate.units - gained[candidate.key])

    held = {mask: seating.held_by(mask) for mask in set(masks.values())}
    seats = {}
    for candidate in inside:
        mine = _take(held[masks[candidate.key]], gained[candidate.key])
        named = [Seat(places.reserved[reserve].name, many) for reserve, many in mine]
        general = candidate.units - gained[candidate.key]
        seats[candidate.key] = (*named, *([Seat(None, general)] if general else []))
    filled: Counter[str | None] = Counter()
    for seat in (seat for sitting in seats.values() for seat in sitting):
        filled[seat.reserve] += seat.places
    uses = [ReserveUse(each.name, each.places, filled[each.name], each.released) for each in places.reserved]
    return seats, tuple(uses)


def _take(held: dict[int, int], units: int) -> list[tuple[int, int]]:
    """Take so many places out of those held, reserve by reserve."""
    taken = []
    for reserve in sorted(held):
        many = min(units, held[reserve])
        if many:
            held[reserve] -= many
            units -= many
            taken.append((reserve, many))
    return taken


def _names(mask: Mask, places: Places) -> tuple[str, ...]:
    return tuple(reserve.name for bit, reserve in enumerate(places.reserved) if mask >> bit & 1)
