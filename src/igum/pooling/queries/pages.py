"""What the page of a plan shows, from the kept numbers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from igum.engines.pooling.location.plans import Group
from igum.engines.pooling.shares.accounts import Account
from igum.engines.pooling.shares.keys import Key
from igum.engines.pooling.shares.words import NOBODY_OBJECTS, Sentence, explain, keeps, objects
from igum.places import queries as places
from igum.pooling.models import Plan
from igum.pooling.queries.costs import Sharing
from igum.pooling.rules.document import PoolFile


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site that opens: who comes, in which groups, and what is lost without it."""

    name: str
    town: str
    people: int
    groups: tuple[Group, ...]
    payers: tuple[str, ...]
    why: Mapping[str, int] | None


@dataclass(frozen=True, slots=True)
class PayerRow:
    """One authority in a plan.

    Attributes:
        code: of the authority.
        people: who need the service.
        served: of them here.
        alone: of them by itself.
        alone_cost: agorot for those whom the plan serves, by itself; None where it is not counted.
        shares: agorot by key, in the order of the page's keys.
    """

    code: str
    people: int
    served: int
    alone: int | None
    alone_cost: int | None
    shares: tuple[tuple[Key, int], ...]

    @property
    def missing(self) -> int:
        """Not served."""
        return self.people - self.served


@dataclass(frozen=True, slots=True)
class Missing:
    """People of a town who are not served, and the reason's code."""

    town: str
    people: int
    reason: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One key: who would rather leave, worst first; none where it keeps everybody."""

    account: Account
    objection: Sentence | None
    objecting: int


@dataclass(frozen=True, slots=True)
class Flow:
    """People who go from a town to a site's town."""

    start: str
    end: str
    people: int


@dataclass(frozen=True, slots=True)
class PlanPage:
    """All that one plan's page shows."""

    kept: Plan
    sharing: Sharing
    sites: tuple[SiteRow, ...]
    payers: tuple[PayerRow, ...]
    missing: tuple[Missing, ...]
    judged: tuple[Judged, ...]
    core: Sentence | None
    flows: tuple[Flow, ...]


def plan_page(kept: Plan) -> PlanPage:
    """Read a plan back and lay it out."""
    sharing = Sharing.of(kept)
    return PlanPage(
        kept=kept,
        sharing=sharing,
        sites=tuple(_sites(sharing, kept.reasons)),
        payers=tuple(_payers(sharing, kept.alone)),
        missing=tuple(_missing(sharing)),
        judged=tuple(map(_judged, sharing.accounts.values())),
        core=keeps(sharing.core) if sharing.core else None,
        flows=tuple(_flows(sharing)),
    )


def told(sharing: Sharing, key: Key, payer: str) -> list[Sentence]:
    """What one town is told under one key; nothing where the key is not counted or the town pays nothing."""
    account = sharing.accounts.get(key)
    if account is None or payer not in account.shares:
        return []
    # Of groups that nobody counted nothing is said.
    return [one for one in explain(account, payer) if sharing.drawn is None or one.message != NOBODY_OBJECTS]


def place_names(region_id: int) -> tuple[dict[str, str], dict[str, str]]:
    """Names of a region's localities and authorities, by code, in the language of the page. Two queries."""
    towns = {str(one.pk): one.name for one in places.localities_of(region_id=region_id)}
    return towns, {str(one.pk): one.name for one in places.authorities_of(region_id)}


def points(region_id: int) -> dict[str, tuple[float, float]]:
    """Latitude and longitude of a region's localities, by code."""
    found = places.localities_of(region_id=region_id).values_list("pk", "latitude", "longitude")
    return {str(pk): (latitude, longitude) for pk, latitude, longitude in found}


def people_by_payer(pool: PoolFile) -> dict[str, int]:
    """Who need the service, by who pays, the most first."""
    people = Counter[str]()
    for party in pool.service.parties:
        people[pool.payer(party.town)] += party.people
    return dict(people.most_common())


def _sites(sharing: Sharing, reasons: Mapping[str, Mapping[str, int]]) -> Iterable[SiteRow]:
    pool, plan = sharing.pool, sharing.plan
    for name in plan.opened:
        groups = [place for place, group in enumerate(plan.groups) if group.site == name]
        seats = [seat for seat in plan.seats if seat.group in groups]
        payers = dict.fromkeys(pool.payer(pool.service.parties[seat.party].town) for seat in seats)
        yield SiteRow(
            name=name,
            town=pool.service.site(name).town,
            people=sum(seat.people for seat in seats),
            groups=tuple(plan.groups[place] for place in groups),
            payers=tuple(payers),
            why=reasons.get(name),
        )


def _payers(sharing: Sharing, alone: Mapping[str, Mapping[str, int]]) -> Iterable[PayerRow]:
    pool, served = sharing.pool, Counter[str]()
    for seat in sharing.plan.seats:
        served[pool.payer(pool.service.parties[seat.party].town)] += seat.people
    accounts = sharing.accounts
    for code, people in people_by_payer(pool).items():
        takes_part = bool(served[code]) and sharing.game is not None
        yield PayerRow(
            code=code,
            people=people,
            served=served[code],
            alone=alone[code]["people"] if code in alone else None,
            alone_cost=sharing.game.cost({code}) if takes_part and sharing.game else None,
            shares=tuple((key, found.of(code).here if takes_part else 0) for key, found in accounts.items()),
        )


def _missing(sharing: Sharing) -> Iterable[Missing]:
    found = defaultdict[tuple[str, str], int](int)
    for one in sharing.plan.left_out:
        found[one.party.town, str(one.reason)] += one.people
    return (Missing(town, people, reason) for (town, reason), people in found.items())


def _judged(account: Account) -> Judged:
    first = objects(account.objections[0]) if account.objections else None
    return Judged(account, first, len(account.objections))


def _flows(sharing: Sharing) -> Iterable[Flow]:
    service, plan = sharing.pool.service, sharing.plan
    found = Counter[tuple[str, str]]()
    for seat in plan.seats:
        start, end = service.parties[seat.party].town, service.site(plan.groups[seat.group].site).town
        found[start, end] += seat.people
    return (Flow(start, end, people) for (start, end), people in found.most_common())
