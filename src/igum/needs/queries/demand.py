"""Who waits elsewhere for what is lacking, as other parts of the platform count it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from igum.core.actor import Actor
from igum.directory import queries as directory
from igum.needs import access
from igum.needs.models import Need
from igum.needs.queries.asked import refused, searched_for
from igum.needs.slots import DEMAND, Demand
from igum.places import queries as places


@dataclass(frozen=True, slots=True)
class DemandRow:
    """People of one authority who wait for something, with the names of their towns."""

    demand: Demand
    title: str
    authority: str
    towns: tuple[tuple[str, int], ...]

    @property
    def people(self) -> int:
        """How many in all towns."""
        return sum(people for _town, people in self.towns)


def demands_of(actor: Actor, *, at: datetime) -> list[Demand]:
    """What the actor could write down as a need and nobody has yet: who waits, was turned away, or searched in vain."""
    on = timezone.localdate(at)
    told = [*(one for tells in DEMAND for one in tells(actor)), *refused(actor, on=on), *searched_for(actor, on=on)]
    found = [one for one in told if access.may_add_need(actor, one.authority_id)]
    open_ones = Need.objects.filter(region_id=actor.here, state=Need.State.OPEN)
    written = set(open_ones.values_list("source", "title", "authority_id"))
    return [one for one in found if (one.source, one.title, one.authority_id) not in written]


def demand_rows(actor: Actor, *, at: datetime) -> list[DemandRow]:
    """The same, with names in the language of the page."""
    found = demands_of(actor, at=at)
    if not found:
        return []
    towns = {town.pk: town.name for town in places.localities_of(region_id=actor.here)}
    terms = {term.pk: term.name for term in directory.terms_of_needs({one.term for one in found if one.term})}
    authorities = {one.pk: one.name for one in places.authorities_of(actor.here)}
    return [
        DemandRow(
            one,
            terms.get(one.term, one.title),
            authorities.get(one.authority_id or 0, ""),
            tuple((towns.get(town, str(town)), people) for town, people in one.localities),
        )
        for one in found
    ]
