"""Who pays what: one subject by the file's bands, and the payers of a whole round."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from igum.programmes.rules.programme import Band, Programme
from igum.programmes.rules.sharing import divide_cost
from igum.programmes.rules.subsidy import NONE, UNSURE, band_of

WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Pays:
    """What one subject would pay, before a committee has looked at it.

    Attributes:
        each: for what: a month, a meeting, or all of it.
        band: by which; None pays the whole price.
        agorot: of the price; None while an answer that decides it is missing.
        rest: what others bear of the price; with ``agorot`` it comes to the price.
    """

    each: str
    band: Band | None
    agorot: int | None
    rest: int


def pays_of(programme: Programme, facts: Mapping[str, Any]) -> Pays | None:
    """What somebody with these facts would pay; None where there is no price."""
    price = programme.cost.price if programme.cost else None
    if price is None:
        return None
    key = band_of(programme, facts)
    if key == UNSURE:
        return Pays(price.each, None, None, 0)
    band = None if key == NONE else next(one for one in bands_of(programme) if one.key == key)
    own, rest = divide_cost(price.agorot, [band.pays_percent, WHOLE - band.pays_percent] if band else [WHOLE, 0])
    return Pays(price.each, band, own, rest)


def bands_of(programme: Programme) -> tuple[Band, ...]:
    """The bands of a file, in their order."""
    return programme.cost.subsidy.bands if programme.cost and programme.cost.subsidy else ()
