"""Alerts about those who stay away, for whoever may see them."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from igum.core.access import Decision
from igum.core.actor import Actor
from igum.programmes import access
from igum.programmes.models import AbsenceAlert, Cohort
from igum.programmes.queries.leading import own_memberships
from igum.programmes.queries.serving import memberships_of


def absence_alerts_for(actor: Actor, *, at: datetime) -> QuerySet[AbsenceAlert]:
    """The alerts of cohorts that an actor screens or leads."""
    found = AbsenceAlert.objects.filter(region_id=actor.here).select_related("cohort__programme", "engagement")
    if access.screens_the_region(actor):
        return found
    seen = Q(authority_id__in=access.screened_authorities(actor))
    if actor.is_known:
        leading = memberships_of(actor, at=at).filter(leads=True)
        seen |= Q(cohort_id__in=leading.order_by().values("cohort_id"))
    return found.filter(seen)


def open_alerts_of(actor: Actor, cohort_id: UUID, *, at: datetime) -> QuerySet[AbsenceAlert]:
    """Those of one cohort that nobody has seen to, the longest first."""
    found = absence_alerts_for(actor, at=at).filter(cohort_id=cohort_id, closed_at=None, engagement__ended_at=None)
    return found.order_by("-in_a_row", "raised_at", "pk")


def may_arrange_cohort(actor: Actor, cohort: Cohort, *, at: datetime) -> Decision:
    """Whether an actor moves and adds sessions of a cohort, and sees to its alerts."""
    return access.may_arrange(actor, cohort, own_memberships(actor, cohort.pk, at=at))
