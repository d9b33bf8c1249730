"""What a round cost, who paid it, and what that is for each person and each outcome: whole agorot that add up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from igum.engines.outcomes.costs import shared_out, unit_cost
from igum.programmes.rules.programme import Programme
from igum.programmes.rules.sharing import divide_cost

# The payer whose part the authorities of a pool divide among them. In a pool without payers they divide all of it.
AUTHORITIES = "authorities"


@dataclass(frozen=True, slots=True)
class Each:
    """Money for each person, or for each who is better off, and each part of it by who paid; the parts add up."""

    agorot: int
    parts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a round cost.

    Attributes:
        agorot: all of it.
        parts: by who paid: ``payer.KEY``, or ``authority.CODE``. They add up to all of it; empty where nobody is named.
        person: for each who took part; None where they may not be told.
        better_off: by outcome, for each who improved; only where they may be told and somebody did.
        residents: by authority, its own part for each of its own residents; only where they may be told.
    """

    agorot: int
    parts: Mapping[str, int]
    person: Each | None = None
    better_off: Mapping[str, Each] = field(default_factory=dict)
    residents: Mapping[str, int] = field(default_factory=dict)


def cost_of(
    programme: Programme,
    agorot: int,
    *,
    took_part: int | None,
    improved: Mapping[str, int | None],
    homes: Mapping[str, int | None],
) -> Cost:
    """A cost by who paid it, and for each of those whose number is shown.

    Numbers of people are None where they are not: those who took part, improved by outcome, and by the code of the
    authority they live in.

    Raises:
        ValueError: the cost is negative.
    """
    parts = parts_of(programme, agorot)
    authorities = {key.partition(".")[2]: part for key, part in parts.items() if key.startswith("authority.")}
    return Cost(
        agorot,
        parts,
        person=_each(agorot, parts, took_part),
        better_off={key: each for key, many in improved.items() if (each := _each(agorot, parts, many))},
        residents={
            code: cost.agorot
            for code, part in authorities.items()
            if (many := homes.get(code)) and (cost := unit_cost({code: part}, many))
        },
    )


def parts_of(programme: Programme, agorot: int) -> dict[str, int]:
    """A cost by payer, the authorities' part by authority.

    Raises:
        ValueError: the cost is negative.
    """
    payers = programme.cost.payers if programme.cost else ()
    shares = programme.pool.shares if programme.pool else ()
    whole = {payer.key: payer.percent for payer in payers} or ({AUTHORITIES: 100.0} if shares else {})
    if agorot < 0:
        raise ValueError("agorot must not be negative")
    if not whole:
        return {}
    found: dict[str, int] = {}
    for key, part in zip(whole, divide_cost(agorot, list(whole.values())), strict=True):
        if key == AUTHORITIES and shares:
            divided = divide_cost(part, [share.percent for share in shares])
            found |= {f"authority.{share.authority}": each for share, each in zip(shares, divided, strict=True)}
        else:
            found[f"payer.{key}"] = part
    return found


def _each(agorot: int, parts: Mapping[str, int], many: int | None) -> Each | None:
    cost = unit_cost({"all": agorot}, many) if many else None
    return Each(cost.agorot, shared_out(cost.agorot, parts) if any(parts.values()) else dict(parts)) if cost else None
