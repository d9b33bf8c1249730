"""How the authorities of a pool share a round: places kept and taken, and each one's part of a cost."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Sum

from igum.core.actor import Actor
from igum.places import queries as places
from igum.programmes import access
from igum.programmes.models import Cohort, Engagement, Offer
from igum.programmes.queries.files import programme_of
from igum.programmes.rules.programme import Payer
from igum.programmes.rules.sharing import divide_cost


@dataclass(frozen=True, slots=True)
class ShareOf:
    """One authority's part: places kept for it (None: not divided), taken and offered; its part of the cost."""

    authority: places.Authority
    places: int | None
    taken: int
    offered: int
    percent: float
    agorot: int | None


def pool_of(actor: Actor, cohort: Cohort, *, cost_agorot: int | None = None) -> tuple[ShareOf, ...]:
    """The shares of a round whose places and cost are pooled; none for another. Three queries, however many applied."""
    pool = programme_of(cohort.version).pool
    if pool is None or not access.may_screen(actor, cohort):
        return ()
    known = places.authorities_of().in_bulk([share.authority for share in pool.shares])
    standing = Engagement.objects.filter(cohort=cohort, ended_at=None)
    taken = dict(standing.values_list("locality__authority").order_by().annotate(units=Sum("units")))
    offers = Offer.objects.filter(cohort=cohort).unanswered().order_by()
    offered = dict(offers.values_list("application__locality__authority").annotate(units=Sum("units")))
    parts = divide_cost(cost_agorot, [share.percent for share in pool.shares]) if cost_agorot is not None else ()
    return tuple(
        ShareOf(
            authority=known[share.authority],
            places=share.places,
            taken=_of(taken, share.authority),
            offered=_of(offered, share.authority),
            percent=share.percent,
            agorot=parts[number] if parts else None,
        )
        for number, share in enumerate(pool.shares)
        if share.authority in known
    )


@dataclass(frozen=True, slots=True)
class PayerOf:
    """One of those who bear the cost of a round, and its part of a cost."""

    payer: Payer
    agorot: int | None


def payers_of(cohort: Cohort, *, cost_agorot: int | None = None) -> tuple[PayerOf, ...]:
    """Who bears the cost of a round by its file, for whoever may see the round; the parts add up to the cost."""
    cost = programme_of(cohort.version).cost
    payers = cost.payers if cost else ()
    parts = divide_cost(cost_agorot, [one.percent for one in payers]) if payers and cost_agorot is not None else ()
    return tuple(PayerOf(one, parts[number] if parts else None) for number, one in enumerate(payers))


def _of(units: Mapping[int | None, int], authority: int) -> int:
    return int(units.get(authority) or 0)
