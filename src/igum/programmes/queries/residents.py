"""Whose record an application or a place is tied to, for those who may know both."""

from uuid import UUID

from django.db.models import QuerySet

from igum.core.actor import Actor
from igum.people import queries as people
from igum.programmes.models import Engagement
from igum.programmes.queries.applications import applications_for


def engagements_of(actor: Actor, resident_id: UUID) -> QuerySet[Engagement]:
    """Where a resident takes or took part: of the programmes an actor screens, for a resident they may know.

    What was registered twice and merged since counts for the one person. A programme that the actor does not screen
    is not among them, nor is anything said of there being one.
    """
    records = people.records_of(actor, resident_id).values("pk")
    seen = Engagement.objects.filter(resident__in=records, application__in=applications_for(actor).values("pk"))
    return seen.select_related("cohort__programme").order_by("-began_at")
