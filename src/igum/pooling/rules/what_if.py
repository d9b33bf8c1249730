"""What if: a pool with something fixed, forbidden, added, dropped or set otherwise, to be planned anew."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial, reduce
from typing import Any

from igum.engines.pooling.location.changes import (
    add_site,
    close_site,
    drop_town,
    keep_site,
    lock_town,
    with_rules,
)
from igum.engines.pooling.location.services import Service, Site
from igum.pooling.rules.document import PoolFile

RULES = ("least", "most", "minutes", "sites", "budget")
MOST_ADDED = 5


class CannotChange(Exception):
    """The pool cannot be changed so; in the words of what is wrong."""


@dataclass(frozen=True, slots=True)
class NewSite:
    """A site that is thought of. ``cost`` in agorot; its hours are those that any site of the pool has."""

    name: str
    town: str
    seats: int
    cost: int


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What is changed. Nothing by default.

    Attributes:
        kept, closed: names of sites that open whatever happens, or may not.
        locked: site by town: its people go there or nowhere.
        dropped: payers who do not take part, with all their towns and sites.
        rules: other figures for least, most, minutes, sites, budget.
        added: sites that are thought of.
    """

    kept: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    locked: Mapping[str, str] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    rules: Mapping[str, int] = field(default_factory=dict)
    added: tuple[NewSite, ...] = ()

    @property
    def changes_something(self) -> bool:
        """Whether anything is changed at all."""
        return any((self.kept, self.closed, self.locked, self.dropped, self.rules, self.added))

    def as_data(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "kept": list(self.kept),
            "closed": list(self.closed),
            "locked": dict(self.locked),
            "dropped": list(self.dropped),
            "rules": dict(self.rules),
            "added": [{"name": one.name, "town": one.town, "seats": one.seats, "cost": one.cost} for one in self.added],
        }

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> "WhatIf":
        """As it was kept."""
        return cls(
            kept=tuple(data.get("kept", ())),
            closed=tuple(data.get("closed", ())),
            locked=dict(data.get("locked", {})),
            dropped=tuple(data.get("dropped", ())),
            rules=dict(data.get("rules", {})),
            added=tuple(NewSite(**one) for one in data.get("added", ())),
        )


def changed(pool: PoolFile, what_if: WhatIf) -> PoolFile:
    """The pool as it would be.

    Raises:
        CannotChange: a site or town is not in the pool, or a figure is out of its range.
    """
    try:
        return replace(pool, service=_changed(pool, what_if))
    except ValueError as problem:
        raise CannotChange(str(problem)) from problem


def _changed(pool: PoolFile, what_if: WhatIf) -> Service:
    if len(what_if.added) > MOST_ADDED:
        raise ValueError(f"added may hold {MOST_ADDED} sites at most")
    if unknown := sorted(set(what_if.rules) - set(RULES)):
        raise ValueError(f"rules may not hold {unknown[0]}")
    service = reduce(partial(_with_site, pool), what_if.added, pool.service)
    service = reduce(keep_site, what_if.kept, service)
    service = reduce(close_site, what_if.closed, service)
    service = reduce(lambda one, lock: lock_town(one, *lock), what_if.locked.items(), service)
    service = reduce(partial(_without, pool), what_if.dropped, service)
    return with_rules(service, **what_if.rules)


def _without(pool: PoolFile, service: Service, payer: str) -> Service:
    towns = pool.towns_of(payer)
    if not towns:
        raise ValueError(f"there is no town of {payer}")
    return reduce(drop_town, towns, service)


def _with_site(pool: PoolFile, service: Service, new: NewSite) -> Service:
    towns = {*service.towns, *(site.town for site in service.sites)}
    if new.town not in towns:
        raise ValueError(f"there is no town {new.town}")
    slots = tuple(dict.fromkeys(slot for site in service.sites for slot in site.slots))
    minutes = {new.town: 0} | {start: way for (start, end), way in pool.between.items() if end == new.town}
    minutes |= {end: way for (start, end), way in pool.between.items() if start == new.town}
    site = Site(name=new.name, town=new.town, slots=slots, seats=new.seats, cost=new.cost)
    return add_site(service, site, minutes)
