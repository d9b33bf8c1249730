"""Who joins others, on whom too much rests, and what is left if one leaves."""

from collections import deque
from dataclasses import dataclass

from igum.engines.network.networks import Network
from igum.engines.network.ties import Organization

OVER_CENTRAL = 0.25  # of the shortest ways between all others


def betweenness(network: Network) -> dict[Organization, float]:
    """On what share of the shortest ways between two others each organisation stands, from 0 to 1.

    Where there are several shortest ways between two, each counts in part. Ties count alike, whatever their intensity.

    Source:
        L. C. Freeman, "A Set of Measures of Centrality Based on Betweenness", Sociometry 40, 1977; U. Brandes, "A
        Faster Algorithm for Betweenness Centrality", Journal of Mathematical Sociology 25(2), 2001.

    >>> from igum.engines.network.ties import Intensity, Source, Standing, Tie
    >>> pairs = [("a", "b"), ("b", "c")]
    >>> ties = [Tie(*pair, Intensity.KNOW, Standing.CONFIRMED, (Source.WORK,)) for pair in pairs]
    >>> betweenness(Network.of("abc", ties))
    {'a': 0.0, 'b': 1.0, 'c': 0.0}
    """
    on_ways = dict.fromkeys(network.organizations, 0.0)
    for start in network.organizations:
        for each, share in _rests_on(network, start).items():
            on_ways[each] += share
    others = len(network.organizations) - 1
    pairs = others * (others - 1)
    return {each: share / pairs if pairs > 0 else 0.0 for each, share in on_ways.items()}


def _rests_on(network: Network, start: Organization) -> dict[Organization, float]:
    """For each organisation, how many of the shortest ways from the start go on through it."""
    steps, ways, order = {start: 0}, {start: 1}, [start]
    before: dict[Organization, list[Organization]] = {start: []}
    ahead = deque([start])
    while ahead:
        here = ahead.popleft()
        for near in sorted(network.neighbours[here]):
            if near not in steps:
                steps[near], ways[near], before[near] = steps[here] + 1, 0, []
                ahead.append(near)
                order.append(near)
            if steps[near] == steps[here] + 1:
                ways[near] += ways[here]
                before[near].append(here)
    rests = dict.fromkeys(order, 0.0)
    for each in reversed(order):
        for nearer in before[each]:
            rests[nearer] += ways[nearer] / ways[each] * (1 + rests[each])
    rests[start] = 0.0
    return rests


@dataclass(frozen=True, slots=True)
class Place:
    """Where one organisation stands in the network.

    Attributes:
        organization: which.
        degree: with how many it has a tie.
        betweenness: on what share of the shortest ways between others it stands.
        component: the number of its component, 0 for the largest.
        over_central: whether so much rests on it that its leaving, or its being busy, is felt by all.
    """

    organization: Organization
    degree: int
    betweenness: float
    component: int
    over_central: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """A network in figures.

    Attributes:
        places: by key of the organisation.
        density: the share of all pairs that have a tie.
        components: how many there are; one when everybody reaches everybody.
        isolated: who has no tie.
    """

    places: tuple[Place, ...]
    density: float
    components: int
    isolated: tuple[Organization, ...]

    def brokers(self, most: int = 5) -> tuple[Place, ...]:
        """Who stands on most ways between others, the most first; never one who stands on none."""
        ordered = sorted(self.places, key=lambda place: (-place.betweenness, place.organization))
        return tuple(place for place in ordered[:most] if place.betweenness > 0)


def summarise(network: Network, over_central: float = OVER_CENTRAL) -> Summary:
    """Degree, betweenness and component of each organisation, and the network in figures."""
    between = betweenness(network)
    of_component = {each: number for number, component in enumerate(network.components) for each in component}
    places = tuple(
        Place(
            organization=each,
            degree=len(network.neighbours[each]),
            betweenness=between[each],
            component=of_component[each],
            over_central=between[each] >= over_central,
        )
        for each in network.organizations
    )
    return Summary(places, network.density, len(network.components), network.isolated)


@dataclass(frozen=True, slots=True)
class Departure:
    """What is left of a network if one organisation leaves.

    Attributes:
        organization: who would leave.
        ties_lost: how many ties go with it.
        cut_off: those of its component that the largest rest of it would no longer reach, in groups, largest first.
        isolated: who would be left without any tie.
        pairs_parted: how many pairs of others could no longer reach each other.
        stands_in: who would stand on most ways between others then; None if nobody would.
    """

    organization: Organization
    ties_lost: int
    cut_off: tuple[tuple[Organization, ...], ...]
    isolated: tuple[Organization, ...]
    pairs_parted: int
    stands_in: Organization | None


def departure(network: Network, organization: Organization) -> Departure:
    """What if one organisation leaves.

    >>> from igum.engines.network.ties import Intensity, Source, Standing, Tie
    >>> pairs = [("a", "b"), ("b", "c"), ("c", "d")]
    >>> ties = [Tie(*pair, Intensity.KNOW, Standing.CONFIRMED, (Source.WORK,)) for pair in pairs]
    >>> found = departure(Network.of("abcd", ties), "b")
    >>> found.cut_off, found.isolated, found.pairs_parted
    ((('a',),), ('a',), 2)
    """
    rest = network.without(organization)
    component = set(network.steps_from(organization))
    parts = tuple(part for part in rest.components if component & set(part))
    reach = [len(part) for part in parts]
    brokers = summarise(rest).brokers(most=1)
    return Departure(
        organization=organization,
        ties_lost=len(network.ties) - len(rest.ties),
        cut_off=parts[1:],
        isolated=tuple(sorted(set(rest.isolated) - set(network.isolated))),
        pairs_parted=(sum(reach) ** 2 - sum(many**2 for many in reach)) // 2,
        stands_in=brokers[0].organization if brokers else None,
    )
