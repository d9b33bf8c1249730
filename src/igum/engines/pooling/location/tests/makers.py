"""Small services to plan."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from igum.engines.pooling.location.services import Party, Rules, Service, Site


def make_service(
    people: Mapping[str, int],
    sites: Mapping[str, int],
    ways: Mapping[tuple[str, str], int] | None = None,
    **rules: Any,
) -> Service:
    """Towns with so many people, and sites (each in the town of its name) with so many seats, 10 minutes apart."""
    near = {(town, site): 0 if town == site else 10 for town in people for site in sites}
    return Service(
        name="swimming",
        parties=tuple(Party(town, count) for town, count in people.items()),
        sites=tuple(Site(name, name, ("Sunday",), seats) for name, seats in sites.items()),
        minutes=near | dict(ways or {}),
        rules=Rules(**rules),
    )


def with_site_costs(service: Service, **costs: int) -> Service:
    """The same service, opening a site for so many agorot."""
    return replace(service, sites=tuple(replace(site, cost=costs.get(site.name, site.cost)) for site in service.sites))
