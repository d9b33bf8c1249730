"""What a plan starts from: one service, the people of each town who need it, and the sites that could hold it."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

MOST_PEOPLE = 10**7
MOST_AGOROT = 10**12
MOST_MINUTES = 10**4
MOST_NEED = 1000
KINDS = ("language", "age", "gender")


@dataclass(frozen=True, slots=True)
class Party:
    """People of one town who are alike for this service.

    Attributes:
        town: where they live.
        people: how many. >= 0.
        languages: in any of which they can take part; empty where language does not matter.
        age: their age group, as the service names it; empty where it does not matter.
        gender: as the service names it; empty where it does not matter.
        free: slots of the week in which they can come; None for any.
        need: the weight of serving one of them, 1 to 1,000; the same for all where nobody's need is greater.
    """

    town: str
    people: int
    languages: tuple[str, ...] = ()
    age: str = ""
    gender: str = ""
    free: frozenset[str] | None = None
    need: int = 1

    def __post_init__(self) -> None:
        _name("town of a party", self.town)
        _whole(f"people of {self.town}", self.people, 0, MOST_PEOPLE)
        _whole(f"need of {self.town}", self.need, 1, MOST_NEED)


@dataclass(frozen=True, slots=True)
class Site:
    """A place that could hold groups.

    Attributes:
        name: unique among the sites of the service.
        town: where it stands; its host's rates of co-funding hold for what is paid by site and group.
        slots: hours of the week in which it is free, by name.
        seats: people it holds at once, over all its rooms. >= 0.
        rooms: groups it holds at once. >= 0.
        cost: agorot for opening it for this service, for the plan's term. >= 0.
        languages: in which groups can be led there; None for any.
    """

    name: str
    town: str
    slots: tuple[str, ...]
    seats: int
    rooms: int = 1
    cost: int = 0
    languages: frozenset[str] | None = None

    def __post_init__(self) -> None:
        _name("name of a site", self.name)
        _name(f"town of {self.name}", self.town)
        _whole(f"seats of {self.name}", self.seats, 0, MOST_PEOPLE)
        _whole(f"rooms of {self.name}", self.rooms, 0, 1000)
        _whole(f"cost of {self.name}", self.cost, 0, MOST_AGOROT)
        _unique(f"slots of {self.name}", self.slots)


@dataclass(frozen=True, slots=True)
class Cofunding:
    """What somebody else pays of the cost: a ministry by its rates, a foundation up to its ceiling.

    Of every item (a head, a group, a site, a way) the share is rounded down to the agora.

    Attributes:
        name: who pays.
        rate: share of what it covers, 0 to 1, exact.
        rates: by town, where it differs (a ministry's by socio-economic cluster): of heads and ways by the town people
            live in, of groups and sites by the town of the site.
        covers: any of "head", "group", "site", "way".
        ceiling: the most it pays for this service, agorot; None for no ceiling.
        source: where the rate is written.
    """

    name: str
    rate: Fraction
    rates: Mapping[str, Fraction] = field(default_factory=dict)
    covers: frozenset[str] = frozenset({"head", "group", "site"})
    ceiling: int | None = None
    source: str = ""

    def __post_init__(self) -> None:
        _name("name of a co-funding", self.name)
        for rate in (self.rate, *self.rates.values()):
            if not isinstance(rate, Fraction | int) or not 0 <= rate <= 1:
                raise ValueError(f"rate of {self.name} must be a Fraction from 0 to 1, not {rate!r}")
        if not self.covers <= {"head", "group", "site", "way"}:
            raise ValueError(f"covers of {self.name} may hold head, group, site and way, not {sorted(self.covers)}")
        if self.ceiling is not None:
            _whole(f"ceiling of {self.name}", self.ceiling, 0, MOST_AGOROT)

    def share(self, amount: int, kind: str, town: str) -> int:
        """Agorot it pays of one item of a kind, rounded down."""
        return math.floor(amount * Fraction(self.rates.get(town, self.rate))) if kind in self.covers else 0


@dataclass(frozen=True, slots=True)
class Rules:
    """How the service is held.

    Attributes:
        least: people in a group at least. >= 1.
        most: people in a group at most. >= least.
        minutes: the longest way a person may be asked to go, one way.
        group_cost: agorot for a group (its leader), for the plan's term.
        head_cost: agorot for each person served.
        way_cost: agorot for each person and minute of way (a bus).
        whole_towns: whether a town may not be split: everybody of it who is served goes to one site, and each party
            goes there whole or not at all.
        apart: kinds by which groups are apart, any of "language", "age", "gender".
        sites: how many sites may open at most; None for any number.
        budget: the most that the towns may pay together, agorot after co-funding; None for no budget.
    """

    least: int = 1
    most: int = 1000
    minutes: int = 60
    group_cost: int = 0
    head_cost: int = 0
    way_cost: int = 0
    whole_towns: bool = False
    apart: tuple[str, ...] = ("language",)
    sites: int | None = None
    budget: int | None = None

    def __post_init__(self) -> None:
        _whole("least", self.least, 1, MOST_PEOPLE)
        _whole("most", self.most, self.least, MOST_PEOPLE)
        _whole("minutes", self.minutes, 0, MOST_MINUTES)
        for name in ("group_cost", "head_cost", "way_cost"):
            _whole(name, getattr(self, name), 0, MOST_AGOROT)
        if self.sites is not None:
            _whole("sites", self.sites, 0, 10**6)
        if self.budget is not None:
            _whole("budget", self.budget, 0, MOST_AGOROT)
        if set(self.apart) - set(KINDS):
            raise ValueError(f"apart may hold {', '.join(KINDS)}, not {', '.join(self.apart)}")


@dataclass(frozen=True, slots=True)
class Service:
    """One service that towns may hold together.

    Attributes:
        name: of the service.
        parties: who needs it, in any order.
        sites: where it could be held.
        minutes: of way from a town to a site, by (town, site name); a pair that is missing cannot be gone.
        rules: how it is held.
        cofunding: who pays a part.
        kept: names of sites that open whatever happens.
        closed: names of sites that may not open.
        locked: site name by town: the town's people go there or nowhere.

    Raises:
        ValueError: a name is not unique or not known, or a number is out of its range; it names the argument.
    """

    name: str
    parties: tuple[Party, ...]
    sites: tuple[Site, ...]
    minutes: Mapping[tuple[str, str], int]
    rules: Rules = field(default_factory=Rules)
    cofunding: tuple[Cofunding, ...] = ()
    kept: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    locked: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _name("name", self.name)
        names = [site.name for site in self.sites]
        _unique("sites", names)
        _unique("cofunding", [one.name for one in self.cofunding])
        _known("kept", self.kept, names)
        _known("closed", self.closed, names)
        _known("locked", self.locked.values(), names)
        if both := sorted(self.kept & self.closed):
            raise ValueError(f"kept and closed both hold {both[0]}")
        if self.rules.sites is not None and len(self.kept) > self.rules.sites:
            raise ValueError(f"sites must be at least {len(self.kept)}, as many as are kept, not {self.rules.sites}")
        for (town, site), minutes in self.minutes.items():
            _whole(f"minutes from {town} to {site}", minutes, 0, MOST_MINUTES)

    @property
    def towns(self) -> tuple[str, ...]:
        """Towns with people, in the order they first come."""
        return tuple(dict.fromkeys(party.town for party in self.parties))

    def site(self, name: str) -> Site:
        """The site of a name.

        Raises:
            ValueError: there is none.
        """
        for site in self.sites:
            if site.name == name:
                return site
        raise ValueError(f"there is no site {name}")


def _name(argument: str, value: object) -> None:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{argument} must be a name, not {value!r}")


def _whole(argument: str, value: object, least: int, most: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ValueError(f"{argument} must be a whole number from {least:,} to {most:,}, not {value!r}")


def _unique(argument: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"{argument} holds {name} twice")
        seen.add(name)


def _known(argument: str, names: Iterable[str], known: Iterable[str]) -> None:
    for name in sorted(set(names) - set(known)):
        raise ValueError(f"{argument} names a site {name} that is not among the sites")
