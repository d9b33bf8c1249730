"""What each town could run alone, and what it has together with the others: over all pools of a region."""

from dataclasses import dataclass

from igum.core.actor import Actor
from igum.places import queries as places
from igum.pooling.models import Plan, Pool
from igum.pooling.queries.costs import served_by_town
from igum.pooling.queries.pools import plans_for


@dataclass(frozen=True, slots=True)
class Cell:
    """One service for one town: people served by itself and together with the others."""

    alone: int
    together: int


@dataclass(frozen=True, slots=True)
class TownLine:
    """One town over all services; None where it takes no part."""

    town: str
    cells: tuple[Cell | None, ...]

    @property
    def alone(self) -> int:
        """Services that it could run by itself."""
        return sum(1 for cell in self.cells if cell and cell.alone)

    @property
    def together(self) -> int:
        """Services that it has with the others."""
        return sum(1 for cell in self.cells if cell and cell.together)


@dataclass(frozen=True, slots=True)
class Together:
    """The table, and how many authorities the region has here and by other sources."""

    pools: tuple[Pool, ...]
    lines: tuple[TownLine, ...]
    authorities: int
    elsewhere: tuple[int, ...]


def together(actor: Actor) -> Together:
    """By the first plan of each pool that the actor sees."""
    first: dict[object, Plan] = {}
    for plan in plans_for(actor).filter(pool__closed_at=None).defer("costs", "reasons").order_by("number"):
        if plan.alone:
            first.setdefault(plan.pool_id, plan)
    plans = sorted(first.values(), key=lambda plan: (plan.pool.made_at, str(plan.pool_id)))
    served = [served_by_town(plan) for plan in plans]
    lines = []
    authorities = list(places.authorities_of(actor.here))
    for authority in authorities:
        code = str(authority.pk)
        cells = [
            Cell(plan.alone[code]["people"], here.get(code, 0)) if code in plan.alone else None
            for plan, here in zip(plans, served, strict=True)
        ]
        lines.append(TownLine(authority.name, tuple(cells)))
    region = places.regions().get(pk=actor.here)
    return Together(
        pools=tuple(plan.pool for plan in plans),
        lines=tuple(lines),
        authorities=len(authorities),
        elsewhere=tuple(map(int, region.counts_elsewhere)),
    )
