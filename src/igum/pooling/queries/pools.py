"""Pools, plans and agreements that an actor may see."""

from django.db.models import F, Q, QuerySet

from igum.core.actor import Actor
from igum.pooling import access
from igum.pooling.models import Agreement, Hall, HallSwap, Plan, Pool, Solve


def pools_for(actor: Actor) -> QuerySet[Pool]:
    """All of the region for those who work for it; else those in which one's own town takes part."""
    found = Pool.objects.filter(region_id=actor.here).order_by("made_at", "pk")
    if not access.may_see_pools(actor):
        return found.none()
    return found if access.may_see_all(actor) else found.filter(_with(actor))


def plans_for(actor: Actor) -> QuerySet[Plan]:
    """Plans of those pools."""
    found = Plan.objects.filter(region_id=actor.here).select_related("pool")
    return found.filter(pool__in=pools_for(actor).values("pk"))


def solves_for(actor: Actor) -> QuerySet[Solve]:
    """Questions to the engine about those pools: the one that is worked on, then the newest."""
    newest = F("ended_at").desc(nulls_first=True)
    found = Solve.objects.filter(region_id=actor.here).select_related("pool").order_by(newest)
    return found.filter(pool__in=pools_for(actor).values("pk"))


def agreements_for(actor: Actor) -> QuerySet[Agreement]:
    """Agreements about those pools."""
    found = Agreement.objects.filter(region_id=actor.here).select_related("pool", "plan")
    return found.filter(pool__in=pools_for(actor).values("pk"))


def halls_for(actor: Actor) -> QuerySet[Hall]:
    """Halls of those pools."""
    found = Hall.objects.filter(region_id=actor.here).select_related("pool")
    return found.filter(pool__in=pools_for(actor).values("pk"))


def swaps_for(actor: Actor) -> QuerySet[HallSwap]:
    """Questions to swap turns of those halls."""
    found = HallSwap.objects.filter(region_id=actor.here).select_related("hall__pool", "gives", "takes")
    return found.filter(hall__in=halls_for(actor).values("pk"))


def _with(actor: Actor) -> Q:
    towns = access.towns_of(actor)
    return Q(authority_ids__overlap=list(towns)) if towns else Q(pk=None)
