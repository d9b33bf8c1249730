"""Why a plan is as it is: facts for sentences, each from planning again with one thing changed."""

from dataclasses import dataclass

from igum.engines.pooling.location.arcs import lay_out
from igum.engines.pooling.location.changes import close_site, drop_town, only_towns
from igum.engines.pooling.location.effort import Effort
from igum.engines.pooling.location.planning import plan as plan_of
from igum.engines.pooling.location.plans import Plan
from igum.engines.pooling.location.services import Service


@dataclass(frozen=True, slots=True)
class WhySite:
    """What is lost without a site that a plan opens.

    Attributes:
        site: its name.
        people: who come to it now.
        towns: where they come from.
        fewer: people served less without it. Below 0 where others of greater need would be served instead.
        dearer: agorot that the towns would pay more; below 0 where they would pay less, for fewer people.
        farther: minutes by which the longest way would be longer.
    """

    site: str
    people: int
    towns: tuple[str, ...]
    fewer: int
    dearer: int
    farther: int


@dataclass(frozen=True, slots=True)
class TownPlace:
    """Where people of a party go.

    Attributes:
        party: its place among the service's parties.
        people: how many go there.
        site, slot, language: of the group they join.
        with_towns: the other towns in that group.
        minutes: of way.
        nearest: the nearest site that they could use at all.
        nearest_minutes: of way to it.
        nearest_is_open: whether it is open in this plan.
    """

    party: int
    people: int
    site: str
    slot: str
    language: str
    with_towns: tuple[str, ...]
    minutes: int
    nearest: str
    nearest_minutes: int
    nearest_is_open: bool


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a town has here and alone, and what the others have without it.

    Attributes:
        town: which.
        here: people of it served by the plan.
        alone: people of it that it would serve by itself, in its own sites.
        alone_cost: what it would pay for them. Agorot.
        others: people of the other towns served by the plan.
        others_fewer: of these, how many fewer would be served without the town.
        others_cost: what the others would pay together without it. Agorot.
    """

    town: str
    here: int
    alone: int
    alone_cost: int
    others: int
    others_fewer: int
    others_cost: int


def why_site(service: Service, plan: Plan, site: str, effort: Effort | None = None) -> WhySite:
    """What a site is for.

    Raises:
        ValueError: there is no such site.
    """
    without = plan_of(close_site(service, site), effort or Effort())
    here = [seat for seat in plan.seats if plan.groups[seat.group].site == site]
    return WhySite(
        site=site,
        people=sum(seat.people for seat in here),
        towns=tuple(dict.fromkeys(service.parties[seat.party].town for seat in here)),
        fewer=plan.people - without.people,
        dearer=without.money.net - plan.money.net,
        farther=without.farthest - plan.farthest,
    )


def places_of(service: Service, plan: Plan, town: str) -> list[TownPlace]:
    """Where the people of a town go, with whom, and which site would have been nearer."""
    layout = lay_out(service)
    network = layout.network
    found = []
    for seat in plan.seats:
        if service.parties[seat.party].town != town:
            continue
        group = plan.groups[seat.group]
        own = network.tail == layout.parties.index(seat.party)
        arc = min(own.nonzero()[0], key=lambda one: (int(network.minutes[one]), int(one)))
        nearest = service.sites[int(network.offer_site[network.head[arc]])].name
        together = (service.parties[other.party].town for other in plan.seats if other.group == seat.group)
        minutes = int(network.minutes[arc])
        found.append(
            TownPlace(
                party=seat.party,
                people=seat.people,
                site=group.site,
                slot=group.slot,
                language=group.language,
                with_towns=tuple(dict.fromkeys(other for other in together if other != town)),
                minutes=seat.minutes,
                nearest=group.site if minutes == seat.minutes else nearest,
                nearest_minutes=minutes,
                nearest_is_open=nearest in plan.opened,
            )
        )
    return found


def if_town_leaves(service: Service, plan: Plan, town: str, effort: Effort | None = None) -> Leaving:
    """What a town and the others have apart.

    Raises:
        ValueError: there is no such town.
    """
    effort = effort or Effort()
    others = plan_of(drop_town(service, town), effort)
    alone = plan_of(only_towns(service, {town}), effort)
    here = sum(seat.people for seat in plan.seats if service.parties[seat.party].town == town)
    return Leaving(
        town=town,
        here=here,
        alone=alone.people,
        alone_cost=alone.money.net,
        others=plan.people - here,
        others_fewer=plan.people - here - others.people,
        others_cost=others.money.net,
    )
