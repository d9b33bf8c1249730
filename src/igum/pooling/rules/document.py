"""Reads a pool from YAML: a service, its towns, its sites and the ways between them. Faults know their line.

The same reader for a file at the terminal and for a pool of the site.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache, partial
from itertools import product
from typing import Any, TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from igum.engines.pooling.location.services import Cofunding, Party, Rules, Service, Site
from igum.engines.pooling.shares.games import Town
from igum.engines.pooling.shares.keys import Key
from igum.pooling.rules.bounds import PoolFault, refuse_beyond, shown

Made = TypeVar("Made")
MOST_BYTES = 1024 * 1024
MOST_TOWNS, MOST_SITES = 1_000, 500
MOST_SHEKELS = 10**10
SHARE = re.compile(r"\d{1,9}(\.\d{1,9})?%?|\d{1,9}/\d{1,9}")
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
    _only(data, TOP, "the file")
    for name in ("service", "towns", "sites", "minutes"):
        if name not in data:
            raise PoolFault(1, f"The file has no {name}.", f"Add {name}: at the beginning of a line.")
    towns = _counted(data, "towns", MOST_TOWNS)
    for name in towns:
        _only(_map(towns, name), TOWN, f"the town {name}")
    sites = _sites(_counted(data, "sites", MOST_SITES), towns)
    parties = tuple(party for name in towns for party in _parties(towns, name))
    service = _made(data, "service", lambda: Service(
        name=data["service"],
        parties=parties,
        sites=sites,
        minutes=_ways(_map(data, "minutes"), towns, sites),
        rules=_rules(data),
        cofunding=_cofunding(data),
        kept=frozenset(_names(data, "kept")),
        closed=frozenset(_names(data, "closed")),
        locked={str(town): str(site) for town, site in _map(data, "locked").items()},
    ))  # fmt: skip
    sharing = _map(data, "sharing")
    _only(sharing, SHARING, "sharing")
    floors, caps, words = _map(sharing, "floors"), _map(sharing, "caps"), _map(data, "words")
    weights = _map(sharing, "cluster_weights")
    return PoolFile(
        service=service,
        population=_figures(towns, "population"),
        clusters=_figures(towns, "cluster"),
        cluster_weights={_cluster(weights, name): _share(weights, name, most=100) for name in weights},
        keys=tuple(_key(sharing, name) for name in _names(sharing, "keys")),
        without=_money(sharing, "without", 0),
        payers={str(name): str(towns[name]["payer"]) for name in towns if "payer" in _map(towns, name)},
        between=_between(_map(data, "minutes"), towns),
        floors={str(name): _money(floors, name, 0) for name in floors},
        caps={str(name): _money(caps, name, 0) for name in caps},
        source=_text(sharing, "source"),
        words={str(name): {str(code): _text(_map(words, name), code) for code in _map(words, name)} for name in words},
    )  # fmt: skip


def _parties(towns: CommentedMap, name: str) -> Iterable[Party]:
    town = _map(towns, name)
    for party in _maps(town, "parties"):
        _only(party, PARTY, f"a party of {name}")
        if "people" not in party:
            raise PoolFault(_line(party), f"A party of {name} has no people.", "Write people: and how many.")
        free = frozenset(_names(party, "free")) if "free" in party else None
        yield _made(party, "people", partial(_party, name, party, free))


def _party(town: str, party: CommentedMap, free: frozenset[str] | None) -> Party:
    return Party(
        town=town,
        people=_number(party, "people", 0),
        languages=tuple(_names(party, "languages")),
        age=str(party.get("age", "")),
        gender=str(party.get("gender", "")),
        free=free,
        need=_number(party, "need", 1),
    )


def _sites(sites: CommentedMap, towns: CommentedMap) -> tuple[Site, ...]:
    found = []
    for name in sites:
        site = _map(sites, name)
        _only(site, SITE, f"the site {name}")
        for needed in ("town", "slots", "seats"):
            if needed not in site:
                raise PoolFault(_line(sites, name), f"The site {name} has no {needed}.", f"Add {needed}: below it.")
        _text(site, "town")
        if site["town"] not in towns:
            cause = f"The site {name} stands in {site['town']}, which is not among the towns."
            raise PoolFault(_line(site, "town"), cause, "Correct the name, or add the town, with no people if need be.")
        languages = frozenset(_names(site, "languages")) if "languages" in site else None
        found.append(_made(sites, name, partial(_site, str(name), site, languages)))
    return tuple(found)


def _site(name: str, site: CommentedMap, languages: frozenset[str] | None) -> Site:
    return Site(
        name=name,
        town=str(site["town"]),
        slots=tuple(_names(site, "slots")),
        seats=_number(site, "seats", 0),
        rooms=_number(site, "rooms", 1),
        cost=_money(site, "cost", 0),
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
        for end in _map(minutes, start):
            for town in (start, end):
                if town not in towns:
                    where = _line(minutes, start) if town == start else _line(minutes[start], end)
                    raise PoolFault(where, f"{town} is not among the towns.", "Correct the name, or add the town.")
            way = _number(minutes[start], end, 0)
            if between.setdefault((end, start), way) != way:
                cause = f"From {start} to {end} is {way} minutes here and {between[end, start]} elsewhere."
                raise PoolFault(_line(minutes[start], end), cause, "Write it once: it holds in both directions.")
            between[start, end] = way
    return between


def _rules(data: CommentedMap) -> Rules:
    rules = _map(data, "rules")
    _only(rules, RULES, "rules")
    given: dict[str, Any] = {name: _number(rules, name, 0) for name in ("least", "most", "minutes", "sites")
                             if name in rules}  # fmt: skip
    given |= {name: _money(rules, name, 0) for name in ("group_cost", "head_cost", "way_cost", "budget")
              if name in rules}  # fmt: skip
    if "whole_towns" in rules:
        if not isinstance(rules["whole_towns"], bool):
            raise PoolFault(_line(rules, "whole_towns"), "whole_towns must be true or false.", "Write true or false.")
        given["whole_towns"] = rules["whole_towns"]
    if "apart" in rules:
        given["apart"] = tuple(_names(rules, "apart"))
    return _made(data, "rules", lambda: Rules(**given))


def _cofunding(data: CommentedMap) -> tuple[Cofunding, ...]:
    found = []
    for one in _maps(data, "cofunding"):
        _only(one, FUNDING, "a co-funding")
        if "name" not in one or not {"rate", "rates"} & set(one):
            raise PoolFault(_line(one), "A co-funding needs a name and a rate.", "Write rate: 75% below its name.")
        rates = _map(one, "rates")
        given: dict[str, Any] = {"covers": frozenset(_names(one, "covers"))} if "covers" in one else {}
        found.append(_made(one, "name", partial(_one_cofunding, one, rates, given)))
    return tuple(found)


def _one_cofunding(one: CommentedMap, rates: CommentedMap, given: Mapping[str, Any]) -> Cofunding:
    return Cofunding(
        name=str(one["name"]),
        rate=_share(one, "rate") if "rate" in one else Fraction(0),
        rates={str(town): _share(rates, town) for town in rates},
        ceiling=_money(one, "ceiling", 0) if "ceiling" in one else None,
        source=_text(one, "source"),
        **given,
    )


def _made(where: CommentedMap, name: str, make: Callable[[], Made]) -> Made:
    """Build a part of the service; what it refuses, it refuses at its line."""
    try:
        return make()
    except (ValueError, TypeError) as problem:
        raise PoolFault(_line(where, name), f"{problem}.", "Correct the value.") from None


def _figures(towns: CommentedMap, name: str) -> dict[Town, int]:
    return {str(town): _number(towns[town], name, 0) for town in towns if name in _map(towns, town)}


def _key(sharing: CommentedMap, name: str) -> Key:
    try:
        return Key(name)
    except ValueError:
        cause = f"There is no key {name}."
        raise PoolFault(_line(sharing, "keys"), cause, f"Choose from {', '.join(Key)}.") from None


def _line(where: Any, name: object = None) -> int:
    try:
        return int((where.lc.line if name is None else where.lc.key(name)[0]) + 1)
    except (AttributeError, KeyError, TypeError):
        return int(getattr(getattr(where, "lc", None), "line", None) or 0) + 1


def _only(where: CommentedMap, names: Iterable[str], what: str) -> None:
    for name in where:
        if name not in names:
            raise PoolFault(_line(where, name), f"{name} has no meaning in {what}.", f"Use {', '.join(names)}.")


def _map(where: CommentedMap, name: object) -> CommentedMap:
    found = where.get(name)
    if found is None:
        return CommentedMap()
    if not isinstance(found, CommentedMap):
        raise PoolFault(_line(where, name), f"{name} must hold names with values.", "Write them below it, indented.")
    return found


def _counted(where: CommentedMap, name: str, most: int) -> CommentedMap:
    found = _map(where, name)
    if len(found) > most:
        raise PoolFault(_line(where, name), f"There are more than {most:,} {name}.", "Plan a part of them.")
    return found


def _text(where: CommentedMap, name: object) -> str:
    found = where.get(name, "")
    if isinstance(found, Mapping | list):
        raise PoolFault(_line(where, name), f"{name} must be words.", "Write them in one line.")
    return "" if found is None else str(found)


def _cluster(weights: CommentedMap, name: object) -> int:
    if not isinstance(name, int) or isinstance(name, bool):
        raise PoolFault(_line(weights, name), f"{shown(name)} is not a cluster.", "Write its number, from 1 to 10.")
    return int(name)


def _maps(where: CommentedMap, name: str) -> list[CommentedMap]:
    found = where.get(name) or CommentedSeq()
    if not isinstance(found, CommentedSeq) or not all(isinstance(one, CommentedMap) for one in found):
        raise PoolFault(_line(where, name), f"{name} must be a list.", "Begin each entry below it with a dash.")
    return list(found)


def _names(where: CommentedMap, name: str) -> list[str]:
    found = where.get(name)
    if found is None:
        return []
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise PoolFault(_line(where, name), f"{name} must be a list of names.", f"Write {name}: [one, two].")
    return [str(one) for one in found]


def _number(where: CommentedMap, name: object, default: int) -> int:
    value = where.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > MOST_SHEKELS:
        raise PoolFault(_line(where, name), f"{name} must be a whole number, not {shown(value)}.", "Write only digits.")
    return int(value)


def _money(where: CommentedMap, name: str, default: int) -> int:
    """Shekels in the file, with at most two decimals; agorot from here on."""
    value = where.get(name, default)
    try:
        shekels = Decimal(str(value))
        agorot = shekels * 100 if isinstance(value, int | float | str) and 0 <= shekels <= MOST_SHEKELS else Decimal(-1)
        if isinstance(value, bool) or agorot != agorot.to_integral_value() or agorot < 0:
            raise InvalidOperation
    except (ArithmeticError, ValueError):
        cause = f"{name} must be shekels, not {shown(value)}."
        raise PoolFault(_line(where, name), cause, "Write a number such as 1200 or 99.90.") from None
    return int(agorot)


def _share(where: CommentedMap, name: object, most: int = 1) -> Fraction:
    value = str(where[name])
    try:
        if not SHARE.fullmatch(value):
            raise ValueError(value)
        share = Fraction(value.removesuffix("%")) / (100 if value.endswith("%") else 1)
        if not 0 <= share <= most:
            raise ValueError(value)
    except (ValueError, ZeroDivisionError):
        cause = f"{name} must be a share, not {shown(value)}."
        raise PoolFault(_line(where, name), cause, "Write a share such as 75%, 0.75 or 3/4.") from None
    return share
