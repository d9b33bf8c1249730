"""A round ends: nobody of its team sees its families any more, and from then on its keeping is counted."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.programmes import access
from igum.programmes.commands.places import locked_cohort
from igum.programmes.models import Cohort, Match, Offer, Session, TeamMember


class StillMeets(Refused):
    """Sessions of the round are still to come."""


@transaction.atomic
def close_cohort(*, actor: Actor, cohort_id: UUID, at: datetime) -> Cohort:
    """End a round: the terms of its team, its pairs and its open offers end. A second time, nothing changes.

    Whoever took part to the end has not left: that stays as it is, for the report. What was told is erased when the
    file's keeping, counted from now, has passed.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region.
        PermissionDenied: the actor does not run the programme.
        StillMeets: sessions are still to come.
    """
    cohort = locked_cohort(actor, cohort_id)
    require(access.may_decide(actor, cohort))
    if cohort.closed_at is not None:
        return cohort
    if Session.objects.held().filter(cohort=cohort, ends_at__gt=at).exists():
        raise StillMeets(_("Meetings of this round are still to come. Hold them or call them off, then close it."))
    cohort.closed_at = at
    cohort.save(update_fields=["closed_at"])
    serving = TeamMember.objects.filter(cohort=cohort).exclude(until_at__lte=at)
    terms = serving.update(until_at=Greatest(F("since_at"), at))
    Match.objects.standing(at).filter(engagement__cohort=cohort).update(ended_at=at)
    Offer.objects.filter(cohort=cohort).unanswered().update(ended_at=at)
    record(actor, "programmes.cohort.closed", cohort, at=at, terms=terms)
    return cohort
