"""What if: the same service with one thing changed, to be planned anew."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from igum.engines.pooling.location.services import Service, Site


def keep_site(service: Service, name: str) -> Service:
    """The site opens whatever happens."""
    return replace(service, kept=service.kept | {service.site(name).name}, closed=service.closed - {name})


def close_site(service: Service, name: str) -> Service:
    """The site may not open."""
    return replace(service, closed=service.closed | {service.site(name).name}, kept=service.kept - {name})


def add_site(service: Service, site: Site, minutes: dict[str, int]) -> Service:
    """One more site, with the minutes to it by town."""
    ways = {(town, site.name): way for town, way in minutes.items()}
    return replace(service, sites=(*service.sites, site), minutes={**service.minutes, **ways})


def drop_town(service: Service, town: str) -> Service:
    """The service without a town's people and its sites, as when it leaves.

    Raises:
        ValueError: the town has neither.
    """
    if town not in service.towns and town not in {site.town for site in service.sites}:
        raise ValueError(f"there is no town {town}")
    return only_towns(service, {*service.towns, *(site.town for site in service.sites)} - {town})


def only_towns(service: Service, towns: Collection[str]) -> Service:
    """The service as some towns would have it among themselves, in their own sites."""
    sites = tuple(site for site in service.sites if site.town in towns)
    names = {site.name for site in sites}
    return replace(
        service,
        parties=tuple(party for party in service.parties if party.town in towns),
        sites=sites,
        minutes={(town, site): way for (town, site), way in service.minutes.items() if site in names},
        kept=service.kept & names,
        closed=service.closed & names,
        locked={town: site for town, site in service.locked.items() if town in towns and site in names},
    )


def with_rules(service: Service, **rules: Any) -> Service:
    """Other rules, such as a smaller least group: ``with_rules(service, least=6)``."""
    return replace(service, rules=replace(service.rules, **rules))


def lock_town(service: Service, town: str, site: str) -> Service:
    """The town's people go to one site or nowhere.

    Raises:
        ValueError: there is no such town, or no such site.
    """
    if town not in service.towns:
        raise ValueError(f"there is no town {town}")
    return replace(service, locked={**service.locked, town: service.site(site).name})
