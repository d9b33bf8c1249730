"""Reads a pool from YAML: a service, its towns, its sites and the ways between them. Faults know their line.

The same reader for a file at the terminal and for a pool of the site.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache, partial
from itertools import product
from typing import Any, TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from igum.engines.pooling.location.services import MOST_MINUTES, Cofunding, Party, Rules, Service, Site
from igum.engines.pooling.shares.games import Town
from igum.engines.pooling.shares.keys import Key
from igum.pooling.rules import values
from igum.pooling.rules.bounds import PoolFault, refuse_beyond, shown

Made = TypeVar("Made")
MOST_BYTES = 1024 * 1024
MOST_TOWNS, MOST_SITES = 1_000, 500
UNSAID = Rules()
MOST_RESIDENTS, LOWEST_CLUSTER, HIGHEST_CLUSTER = 10**9, 1, 10
ITEMS = ("head", "group", "site", "way")  # of a cost, of which a co-funding pays
TOP = ("service", "rules", "towns", "sites", "minutes", "cofunding", "sharing", "kept", "closed", "locked",
       "words")  # fmt: skip
RULES = ("least", "most", "minutes", "group_cost", "head_cost", "way_cost", "whole_towns", "apart", "sites", "budget")
TOWN = ("population", "cluster", "payer", "parties")
PARTY = ("people", "languages", "age", "gender", "free", "need")
SITE = ("town", "slots", "seats", "rooms", "cost", "languages")
FUNDING = ("name", "rate", "rates", "covers", "ceiling", "source")
SHARING = ("keys", "without", "cluster_weights", "floors", "caps", "source")


@dataclass(frozen=True, slots=True)
class PoolFile:
    """What a file asks.

    Attributes:
        service: to be planned.
        population: residents by town, where they are given.
        clusters: socio-economic cluster by town, where it is given.
        cluster_weights: what a resident of a cluster counts for.
        keys: by which the cost is to be divided.
        without: agorot for each person whom a coalition would not serve.
        payers: who pays for a town, where it is not the town itself: the council of several villages.
        between: minutes of way between two towns.
        floors, caps: the least and the most that a payer pays, agorot.
        source: where the sharing is decided or written.
        words: names of the file as they are said in other languages, by language.
    """

    service: Service
    population: Mapping[Town, int] = field(default_factory=dict)
    clusters: Mapping[Town, int] = field(default_factory=dict)
    cluster_weights: Mapping[int, Fraction] = field(default_factory=dict)
    keys: tuple[Key, ...] = ()
    without: int = 0
    payers: Mapping[str, str] = field(default_factory=dict)
    between: Mapping[tuple[str, str], int] = field(default_factory=dict)
    floors: Mapping[Town, int] = field(default_factory=dict)
    caps: Mapping[Town, int] = field(default_factory=dict)
    source: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def payer(self, town: str) -> str:
        """Who pays for the people of a town."""
        return self.payers.get(town, town)

    def towns_of(self, payer: str) -> tuple[str, ...]:
        """The towns that one pays for: those with people, and those where a site stands."""
        towns = dict.fromkeys((*self.service.towns, *(site.town for site in self.service.sites)))
        return tuple(town for town in towns if self.payer(town) == payer)


def read_pool(content: bytes) -> PoolFile:
    """Read a file's bytes. What was read once is known: a pool's pages read its document each time.

    Raises:
        PoolFault: something in it cannot be understood.
    """
    return _read(content)


@lru_cache(maxsize=64)
def _read(content: bytes) -> PoolFile:
    if len(content) > MOST_BYTES:
        raise PoolFault(1, "The file is larger than 1 MB.", "Leave out what is no part of the pool.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        line = content[: trouble.start].count(b"\n") + 1
        raise PoolFault(line, "A sign here is not UTF-8.", "Save the file again as UTF-8.") from None
    return _pool(_parsed(text))


def _parsed(text: str) -> CommentedMap:
    try:
        refuse_beyond(text)
        data = YAML(typ="rt").load(text)
    except MarkedYAMLError as trouble:
        mark = trouble.problem_mark or trouble.context_mark
        cause = f"This is not YAML: {trouble.problem or 'it cannot be read'}."
        raise PoolFault(mark.line + 1 if mark else 1, cause, "Mend the line, or the one above it.") from None
    except (YAMLError, ValueError, RecursionError, AssertionError, OverflowError):
        raise PoolFault(1, "This is not YAML.", "Begin with the example in docs/reference/pool-file.md.") from None
    if not isinstance(data, CommentedMap):
        raise PoolFault(1, "The file must hold names with values.", "Begin with service: and its name.")
    return data


def _pool(data: CommentedMap) -> PoolFile:
    values.only(data, TOP, "the file")
    for name in ("service", "towns", "sites", "minutes"):
        if name not in data:
            raise PoolFault(1, f"The file has no {name}.", f"Add {name}: at the beginning of a line.")
    if not isinstance(data["service"], str) or not data["service"].strip():
        raise PoolFault(values.line(data, "service"), "The service has no name.", "Write service: and its name.")
    towns = values.counted(data, "towns", MOST_TOWNS)
    values.only_words(towns, "town")
    for name in towns:
        values.only(values.named(towns, name), TOWN, f"the town {name}")
    sites = _sites(values.counted(data, "sites", MOST_SITES), towns)
    _refuse_strangers(data, towns, sites)
    parties = tuple(party for name in towns for party in _parties(towns, name))
    service = _made(data, "service", lambda: Service(
        name=data["service"],
        parties=parties,
        sites=sites,
        minutes=_ways(values.named(data, "minutes"), towns, sites),
        rules=_rules(data),
        cofunding=_cofunding(data, towns),
        kept=frozenset(values.names(data, "kept")),
        closed=frozenset(values.names(data, "closed")),
        locked={str(town): str(site) for town, site in values.named(data, "locked").items()},
    ))  # fmt: skip
    sharing, words = values.named(data, "sharing"), values.named(data, "words")
    values.only(sharing, SHARING, "sharing")
    payers = {name: _payer(towns, name) for name in towns if "payer" in values.named(towns, name)}
    floors, caps = (_bounds(sharing, name, {payers.get(town, town) for town in towns}) for name in ("floors", "caps"))
    weights = values.named(sharing, "cluster_weights")
    return PoolFile(
        service=service,
        population=_figures(towns, "population", 0, MOST_RESIDENTS),
        clusters=_figures(towns, "cluster", LOWEST_CLUSTER, HIGHEST_CLUSTER),
        cluster_weights={_cluster(weights, name): values.share(weights, name, most=100) for name in weights},
        keys=tuple(dict.fromkeys(_key(sharing, name) for name in values.names(sharing, "keys"))),
        without=values.money(sharing, "without", 0),
        payers=payers,
        between=_between(values.named(data, "minutes"), towns),
        floors=floors,
        caps=caps,
        source=values.text(sharing, "source"),
        words={str(name): _said(words, name) for name in words},
    )  # fmt: skip


def _parties(towns: CommentedMap, name: str) -> Iterable[Party]:
    town = values.named(towns, name)
    for party in values.maps(town, "parties"):
        values.only(party, PARTY, f"a party of {name}")
        if "people" not in party:
            raise PoolFault(values.line(party), f"A party of {name} has no people.", "Write people: and how many.")
        free = frozenset(values.names(party, "free")) if "free" in party else None
        yield _made(party, "people", partial(_party, name, party, free))


def _party(town: str, party: CommentedMap, free: frozenset[str] | None) -> Party:
    return Party(
        town=town,
        people=values.number(party, "people", 0),
        languages=tuple(values.names(party, "languages")),
        age=values.text(party, "age"),
        gender=values.text(party, "gender"),
        free=free,
        need=values.number(party, "need", 1),
    )


def _sites(sites: CommentedMap, towns: CommentedMap) -> tuple[Site, ...]:
    found = []
    values.only_words(sites, "site")
    for name in sites:
        site = values.named(sites, name)
        values.only(site, SITE, f"the site {name}")
        for needed in ("town", "slots", "seats"):
            if needed not in site:
                raise PoolFault(
                    values.line(sites, name), f"The site {name} has no {needed}.", f"Add {needed}: below it."
                )
        values.text(site, "town")
        if site["town"] not in towns:
            cause = f"The site {name} stands in {site['town']}, which is not among the towns."
            raise PoolFault(
                values.line(site, "town"), cause, "Correct the name, or add the town, with no people if need be."
            )
        languages = frozenset(values.names(site, "languages")) if "languages" in site else None
        found.append(_made(sites, name, partial(_site, str(name), site, languages)))
    return tuple(found)


def _site(name: str, site: CommentedMap, languages: frozenset[str] | None) -> Site:
    return Site(
        name=name,
        town=str(site["town"]),
        slots=tuple(values.names(site, "slots")),
        seats=values.number(site, "seats", 0),
        rooms=values.number(site, "rooms", 1),
        cost=values.money(site, "cost", 0),
        languages=languages,
    )


def _ways(minutes: CommentedMap, towns: CommentedMap, sites: tuple[Site, ...]) -> dict[tuple[str, str], int]:
    """To sites; 0 inside a town."""
    between = _between(minutes, towns)
    return {
        (town, site.name): 0 if town == site.town else between[town, site.town]
        for town, site in product(map(str, towns), sites)
        if town == site.town or (town, site.town) in between
    }


def _between(minutes: CommentedMap, towns: CommentedMap) -> dict[tuple[str, str], int]:
    """Between towns, both ways alike."""
    between: dict[tuple[str, str], int] = {}
    for start in minutes:
        for end in values.named(minutes, start):
            for town in (start, end):
                if town not in towns:
                    where = values.line(minutes, start) if town == start else values.line(minutes[start], end)
                    raise PoolFault(where, f"{town} is not among the towns.", "Correct the name, or add the town.")
            way = values.number(minutes[start], end, 0)
            if not 0 <= way <= (MOST_MINUTES if start != end else 0):
                cause = f"From {start} to {end} is {way} minutes."
                remedy = f"Write 0 to {MOST_MINUTES:,}, and nothing from a town to itself."
                raise PoolFault(values.line(minutes[start], end), cause, remedy)
            if between.setdefault((end, start), way) != way:
                cause = f"From {start} to {end} is {way} minutes here and {between[end, start]} elsewhere."
                raise PoolFault(values.line(minutes[start], end), cause, "Write it once: it holds in both directions.")
            between[start, end] = way
    return between


def _rules(data: CommentedMap) -> Rules:
    rules = values.named(data, "rules")
    values.only(rules, RULES, "rules")
    given: dict[str, Any] = {name: values.number(rules, name, 0) for name in ("least", "most", "minutes", "sites")
                             if name in rules}  # fmt: skip
    given |= {name: values.money(rules, name, 0) for name in ("group_cost", "head_cost", "way_cost", "budget")
              if name in rules}  # fmt: skip
    if "whole_towns" in rules:
        if not isinstance(rules["whole_towns"], bool):
            raise PoolFault(
                values.line(rules, "whole_towns"), "whole_towns must be true or false.", "Write true or false."
            )
        given["whole_towns"] = rules["whole_towns"]
    if "apart" in rules:
        given["apart"] = tuple(values.names(rules, "apart"))
    if given.get("least", UNSAID.least) > given.get("most", UNSAID.most):
        cause = "The smallest group (least) is larger than the largest (most)."
        raise PoolFault(values.line(rules, "least" if "least" in rules else "most"), cause, "Correct one of them.")
    return _made(data, "rules", lambda: Rules(**given))


def _cofunding(data: CommentedMap, towns: CommentedMap) -> tuple[Cofunding, ...]:
    found: list[Cofunding] = []
    for one in values.maps(data, "cofunding"):
        values.only(one, FUNDING, "a co-funding")
        if "name" not in one or not {"rate", "rates"} & set(one):
            raise PoolFault(
                values.line(one), "A co-funding needs a name and a rate.", "Write rate: 75% below its name."
            )
        rates = values.named(one, "rates")
        values.among(rates, towns, "towns")
        given: dict[str, Any] = {"covers": frozenset(values.names(one, "covers"))} if "covers" in one else {}
        found.append(_made(one, "name", partial(_one_cofunding, one, rates, given)))
        if found[-1].name in {other.name for other in found[:-1]}:
            cause = f"There are two co-fundings called {found[-1].name}."
            raise PoolFault(values.line(one, "name"), cause, "Write its rates in one of them, or another name.")
        _refuse_more_than_all(found, one, towns)
    return tuple(found)


def _refuse_more_than_all(found: list[Cofunding], one: CommentedMap, towns: CommentedMap) -> None:
    """Of what one person, group, site or way costs nobody pays more than all: the towns would earn by it."""
    for item, town in product(ITEMS, towns):
        paid = sum((each.rates.get(town, each.rate) for each in found if item in each.covers), Fraction(0))
        if paid > 1:
            cause = f"Together the co-fundings pay {float(100 * paid):.4g}% of what a {item} in {town} costs."
            raise PoolFault(values.line(one, "name"), cause, "Lower a rate, or take it out of what one covers.")


def _one_cofunding(one: CommentedMap, rates: CommentedMap, given: Mapping[str, Any]) -> Cofunding:
    return Cofunding(
        name=values.text(one, "name"),
        rate=values.share(one, "rate") if "rate" in one else Fraction(0),
        rates={str(town): values.share(rates, town) for town in rates},
        ceiling=values.money(one, "ceiling", 0) if "ceiling" in one else None,
        source=values.text(one, "source"),
        **given,
    )


def _made(where: CommentedMap, name: str, make: Callable[[], Made]) -> Made:
    """Build a part of the service; what it refuses, it refuses at its line."""
    try:
        return make()
    except (ValueError, TypeError) as problem:
        raise PoolFault(values.line(where, name), f"{problem}.", "Correct the value.") from None


def _figures(towns: CommentedMap, name: str, least: int, most: int) -> dict[Town, int]:
    found: dict[Town, int] = {}
    for town in towns:
        if name in values.named(towns, town):
            found[town] = values.number(towns[town], name, 0)
            if not least <= found[town] <= most:
                cause = f"{name} of {town} is {found[town]}."
                raise PoolFault(values.line(towns[town], name), cause, f"Write {least:,} to {most:,}.")
    return found


def _payer(towns: CommentedMap, name: str) -> str:
    payer = values.text(towns[name], "payer")
    if not payer.strip():
        cause = f"The payer of {name} has no name."
        raise PoolFault(values.line(towns[name], "payer"), cause, "Write its name, or leave payer out.")
    return payer


def _bounds(sharing: CommentedMap, name: str, payers: Collection[str]) -> dict[Town, int]:
    bounds = values.named(sharing, name)
    values.among(bounds, payers, "payers")
    return {str(payer): values.money(bounds, payer, 0) for payer in bounds}


def _said(words: CommentedMap, name: object) -> dict[str, str]:
    said = values.named(words, name)
    return {str(code): values.text(said, code) for code in said}


def _refuse_strangers(data: CommentedMap, towns: CommentedMap, sites: tuple[Site, ...]) -> None:
    """What is kept, closed or locked must be there: a misspelt name would change nothing, and nobody would see it."""
    known, locked = {site.name for site in sites}, values.named(data, "locked")
    values.among(locked, towns, "towns")
    asked = [(data, each, site) for each in ("kept", "closed") for site in values.names(data, each)]
    asked += [(locked, str(town), values.text(locked, town)) for town in locked]
    for where, name, site in asked:
        if site not in known:
            cause = f"{shown(site)} is not among the sites."
            raise PoolFault(values.line(where, name), cause, "Correct the name, or add the site.")
    if both := sorted({*values.names(data, "kept")} & {*values.names(data, "closed")}):
        raise PoolFault(values.line(data, "kept"), f"{both[0]} is kept and closed.", "Take it out of one of them.")


def _key(sharing: CommentedMap, name: str) -> Key:
    try:
        return Key(name)
    except ValueError:
        cause = f"There is no key {name}."
        raise PoolFault(values.line(sharing, "keys"), cause, f"Choose from {', '.join(Key)}.") from None


def _cluster(weights: CommentedMap, name: object) -> int:
    if not isinstance(name, int) or isinstance(name, bool):
        raise PoolFault(
            values.line(weights, name), f"{shown(name)} is not a cluster.", "Write its number, from 1 to 10."
        )
    return int(name)
