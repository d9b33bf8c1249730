"""Floors and caps: what a town pays at the least and at the most, whatever the key says."""

from collections.abc import Mapping
from fractions import Fraction

from igum.engines.pooling.shares.games import Town
from igum.engines.pooling.shares.rounding import Exact

NOTHING: Mapping[Town, int] = {}


def bounded(shares: Exact, floors: Mapping[Town, int] = NOTHING, caps: Mapping[Town, int] = NOTHING) -> Exact:
    """Keep each share between its floor and its cap; the others pay what that adds, in proportion to the key.

    All shares are multiplied by one number and then held to their bounds; the number is the one by which they add up
    to the cost again. There is one answer, whatever the order of towns, and who is at no bound keeps its proportion
    to the others who are at none.

    Args:
        shares: by a key, not rounded. A town that pays nothing, or less, by the key pays its floor.
        floors: the least a town pays, in agorot; 0 where none is given.
        caps: the most a town pays, in agorot; no limit where none is given.

    Raises:
        ValueError: a floor is above its cap, the floors are more than the cost, or the caps leave some of it unpaid.

    >>> by_key = {"A": Fraction(60), "B": Fraction(30), "C": Fraction(10)}
    >>> {town: str(share) for town, share in bounded(by_key, floors={"C": 20}, caps={"A": 50}).items()}
    {'A': '50', 'B': '30', 'C': '20'}
    """
    if not floors and not caps:
        return shares
    total = sum(shares.values(), Fraction(0))
    least = {town: Fraction(floors.get(town, 0)) for town in shares}
    _check(shares, least, caps, total)
    low, high = Fraction(0), None
    for turn in sorted(_turns(shares, least, caps)):
        if sum(_held(shares, least, caps, turn).values()) <= total:
            low = turn
        else:
            high = turn
            break
    at_low = _held(shares, least, caps, low)
    missing = total - sum(at_low.values())
    if not missing:
        return at_low
    beyond = _held(shares, least, caps, high if high is not None else low + 1)
    moving = sum((share for town, share in shares.items() if beyond[town] > at_low[town]), Fraction(0))
    return {
        town: at_low[town] + (missing * share / moving if beyond[town] > at_low[town] else 0)
        for town, share in shares.items()
    }


def _check(shares: Exact, least: Exact, caps: Mapping[Town, int], total: Fraction) -> None:
    crossed = [town for town in shares if town in caps and caps[town] < least[town]]
    if crossed:
        raise ValueError(f"floors must not be above caps, and are for {crossed}")
    if sum(least.values()) > total:
        floors_together = sum(least.values())
        raise ValueError(f"floors must not be more than the cost of {total} agorot, and add up to {floors_together}")
    payers = [town for town in shares if shares[town] > 0]
    if all(town in caps for town in payers):
        most = sum(Fraction(caps[town]) if shares[town] > 0 else least[town] for town in shares)
        if most < total:
            raise ValueError(f"caps must not leave the cost unpaid: together they allow {most} of {total} agorot")


def _turns(shares: Exact, least: Exact, caps: Mapping[Town, int]) -> set[Fraction]:
    """The numbers at which a share leaves its floor or reaches its cap."""
    turns = {Fraction(0)}
    for town, share in shares.items():
        if share > 0:
            turns.add(least[town] / share)
            turns.update([caps[town] / share] if town in caps else [])
    return turns


def _held(shares: Exact, least: Exact, caps: Mapping[Town, int], times: Fraction) -> dict[Town, Fraction]:
    """Each share so many times, held to its bounds."""
    held = {town: max(least[town], share * times if share > 0 else Fraction(0)) for town, share in shares.items()}
    return {town: min(share, Fraction(caps[town])) if town in caps else share for town, share in held.items()}
