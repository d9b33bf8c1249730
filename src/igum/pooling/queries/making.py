"""What a pool's document takes from the places: localities, who pays for them, and the ways between them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import ceil
from typing import Any

from igum.core.actor import Actor
from igum.needs import queries as needs
from igum.needs.queries import NeedRow
from igum.places import queries as places
from igum.pooling.rules.making import TownFacts

Parties = Mapping[str, Iterable[Mapping[str, Any]]]


def town_facts(actor: Actor, parties: Parties, hosts: Iterable[str]) -> list[TownFacts]:
    """The localities of the region in which somebody needs the service or a site could be; by code.

    An authority's residents are divided among those of its localities that take part, so that they add up to its own.
    """
    wanted = {code for code in {*parties, *hosts} if code.isdigit()}
    found = places.localities_of(region_id=actor.here).filter(pk__in=wanted, authority__isnull=False)
    towns = {str(one.pk): one for one in found}
    living = {code: (one.population or 0) for code, one in towns.items()}
    together: dict[int, int] = {}
    for code, one in towns.items():
        together[one.authority_id or 0] = together.get(one.authority_id or 0, 0) + living[code]
    facts = []
    for code, one in sorted(towns.items()):
        authority = one.authority
        residents = living[code]
        if authority is not None and authority.population and together[authority.pk]:
            residents = round(authority.population * living[code] / together[authority.pk])
        facts.append(
            TownFacts(
                code=code,
                payer=str(one.authority_id),
                residents=residents,
                cluster=authority.socio_economic_cluster if authority else None,
                parties=tuple(parties.get(code, ())),
            )
        )
    return facts


def ways_between(codes: Iterable[str]) -> dict[tuple[str, str], int]:
    """Minutes between localities, rounded up; the way there as long as the way back."""
    listed = sorted(codes)
    matrix = places.travel_matrix([int(code) for code in listed])
    return {
        (start, end): ceil(max(float(matrix[row, column]), float(matrix[column, row])))
        for row, start in enumerate(listed)
        for column, end in enumerate(listed)
        if start < end
    }


def seats_of_authorities(actor: Actor) -> list[tuple[str, str, str]]:
    """The largest locality of each authority with residents: its code, the authority's code and name."""
    largest: dict[int, tuple[str, str, str]] = {}
    for town in places.localities_of(region_id=actor.here).exclude(authority__kind="industrial_council"):
        if town.authority is not None and town.authority.pk not in largest:
            largest[town.authority.pk] = (str(town.pk), str(town.authority.pk), town.authority.name)
    return list(largest.values())


def parties_of_needs(actor: Actor, need_ids: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Who need a service by what is known of their needs, by locality; alike ones together."""
    wanted, people = set(need_ids), Counter[tuple[str, str]]()
    for one in open_needs(actor):
        if str(one.id) in wanted:
            for size in one.sizes:
                people[str(size.locality_id), size.language or ""] += size.people
    parties: dict[str, list[dict[str, Any]]] = {}
    for (town, language), count in sorted(people.items()):
        languages = {"languages": [language]} if language else {}
        parties.setdefault(town, []).append({"people": count, **languages})
    return {town: each for town, each in parties.items() if any(one["people"] for one in each)}


def open_needs(actor: Actor) -> list[NeedRow]:
    """Needs of the region that no pool takes up yet."""
    return needs.needs_of(actor, actor.here)
