"""From a service to its network: every group that could meet, and every party that could join it."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import product

import numpy as np

from igum.engines.pooling.location.network import Grant, Network
from igum.engines.pooling.location.services import Party, Service, Site


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of group that could meet: where, when, for whom."""

    site: int
    slot: str
    language: str
    age: str
    gender: str


@dataclass(frozen=True, eq=False, slots=True)
class Layout:
    """A network, and what its numbers stand for.

    Attributes:
        network: in numbers.
        parties: place of each of its parties among the service's; who can join nothing is not in the network.
        offers: what each of its offers is.
    """

    network: Network
    parties: tuple[int, ...]
    offers: tuple[Offer, ...]


def reach(service: Service, town: str) -> dict[int, int]:
    """Minutes to each site that a town may use, by the site's place: open to it and not too far."""
    locked = service.locked.get(town)
    return {
        place: service.minutes[town, site.name]
        for place, site in enumerate(service.sites)
        if site.name not in service.closed
        and (locked is None or locked == site.name)
        and service.minutes.get((town, site.name), service.rules.minutes + 1) <= service.rules.minutes
    }


def kinds_of(party: Party, site: Site, apart: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Groups that a party could join at a site, by language, age and gender; "" where groups are not apart by it."""
    languages: tuple[str, ...] = ("",)
    if "language" in apart and party.languages:
        languages = tuple(one for one in party.languages if site.languages is None or one in site.languages)
    return [
        (language, party.age if "age" in apart else "", party.gender if "gender" in apart else "")
        for language in languages
    ]


def lay_out(service: Service) -> Layout:
    """Every offer that at least one party could join, with its arcs."""
    offers: dict[Offer, int] = {}
    arcs: list[tuple[int, int, int]] = []
    parties: list[int] = []
    near = {town: reach(service, town) for town in service.towns}
    for place, party in enumerate(service.parties):
        joins = [
            (offer, minutes) for site, minutes in near[party.town].items() for offer in _offers(service, party, site)
        ]
        if party.people and joins:
            arcs.extend((len(parties), offers.setdefault(offer, len(offers)), minutes) for offer, minutes in joins)
            parties.append(place)
    return Layout(_network(service, tuple(parties), tuple(offers), arcs), tuple(parties), tuple(offers))


def _offers(service: Service, party: Party, place: int) -> list[Offer]:
    site = service.sites[place]
    if not (site.seats and site.rooms):
        return []
    slots = [slot for slot in site.slots if party.free is None or slot in party.free]
    return [Offer(place, slot, *kind) for slot, kind in product(slots, kinds_of(party, site, service.rules.apart))]


def _network(
    service: Service, parties: tuple[int, ...], offers: tuple[Offer, ...], arcs: list[tuple[int, int, int]]
) -> Network:
    rules, sites = service.rules, service.sites
    halls: dict[tuple[int, str], int] = {}
    hall = [halls.setdefault((offer.site, offer.slot), len(halls)) for offer in offers]
    towns = {town: number for number, town in enumerate(service.towns)}
    people = [service.parties[place].people for place in parties]
    tail, head, minutes = (list(column) for column in zip(*arcs, strict=True)) if arcs else ([], [], [])
    open_cofunding = [one for one in service.cofunding if one.ceiling is None]
    whole = rules.whole_towns

    def arc_cost(party: int, way: int) -> int:
        town = service.parties[parties[party]].town
        each = (
            rules.head_cost
            + rules.way_cost * way
            - sum(
                one.share(rules.head_cost, "head", town) + one.share(rules.way_cost * way, "way", town)
                for one in open_cofunding
            )
        )
        return each * people[party] if whole else each

    joined: dict[int, int] = defaultdict(int)
    for party, offer in zip(tail, head, strict=True):
        joined[offer] += people[party]
    room = [sites[offer.site] for offer in offers]
    return Network(
        people=_whole(people),
        need=_whole([service.parties[place].need for place in parties]),
        town=_whole([towns[service.parties[place].town] for place in parties]),
        tail=_whole(tail),
        head=_whole(head),
        cost=_whole([arc_cost(party, way) for party, way in zip(tail, minutes, strict=True)]),
        minutes=_whole(minutes),
        hall=_whole(hall),
        least=np.full(len(offers), rules.least, dtype=np.int64),
        most=_whole([min(rules.most, site.seats) for site in room]),
        groups=_whole([min(site.rooms, joined[number] // rules.least) for number, site in enumerate(room)]),
        group_cost=_whole([_net(service, rules.group_cost, "group", site.town) for site in room]),
        site=_whole([site for site, _ in halls]),
        seats=_whole([sites[site].seats for site, _ in halls]),
        rooms=_whole([sites[site].rooms for site, _ in halls]),
        site_cost=_whole([_net(service, site.cost, "site", site.town) for site in sites]),
        kept=np.array([site.name in service.kept for site in sites], dtype=np.bool_),
        whole=whole,
        sites_most=rules.sites,
        budget=rules.budget,
        grants=tuple(_grant(service, number, parties, tail, minutes, room) for number in _with_ceiling(service)),
    )


def _net(service: Service, amount: int, kind: str, town: str) -> int:
    return amount - sum(one.share(amount, kind, town) for one in service.cofunding if one.ceiling is None)


def _with_ceiling(service: Service) -> list[int]:
    return [number for number, one in enumerate(service.cofunding) if one.ceiling is not None]


def _grant(
    service: Service, number: int, parties: tuple[int, ...], tail: list[int], minutes: list[int], room: list[Site]
) -> Grant:
    one, rules = service.cofunding[number], service.rules
    arcs = []
    for party, way in zip(tail, minutes, strict=True):
        who = service.parties[parties[party]]
        each = one.share(rules.head_cost, "head", who.town) + one.share(rules.way_cost * way, "way", who.town)
        arcs.append(each * (who.people if rules.whole_towns else 1))
    return Grant(
        arc=_whole(arcs),
        offer=_whole([one.share(rules.group_cost, "group", site.town) for site in room]),
        site=_whole([one.share(site.cost, "site", site.town) for site in service.sites]),
        ceiling=one.ceiling or 0,
    )


def _whole(values: list[int]) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)
