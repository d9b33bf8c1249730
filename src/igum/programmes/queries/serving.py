"""What an actor may see of cohorts that live: as one who runs them, as one of the team, as a subject by its link."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from igum.core.actor import Actor
from igum.core.tenancy import tenant_scope
from igum.places import queries as places
from igum.programmes import access
from igum.programmes.models import Engagement, Match, Session, TeamMember
from igum.programmes.models.sessions import SessionQuerySet


def memberships_of(actor: Actor, *, at: datetime) -> QuerySet[TeamMember]:
    """The roles in cohorts that the actor serves in at a moment."""
    own = TeamMember.objects.filter(region_id=actor.here, user_id=actor.user_id or 0)
    return own.serving(at).select_related("cohort__programme", "cohort__version")


def serves_somewhere(actor: Actor) -> bool:
    """Whether the actor is in any team whose term has no end yet."""
    own = TeamMember.objects.filter(region_id=actor.here, user_id=actor.user_id or 0, until_at=None)
    return actor.is_known and own.exists()


def serves_at_home(actor: Actor) -> bool:
    """The same for whoever is signed in; an account without a post is asked for where the installation is at home."""
    if not actor.is_known or actor.region_id is not None:
        return serves_somewhere(actor)
    home = places.regions().filter(slug=settings.IGUM_REGION).first()
    if home is None:
        return False
    at_home = replace(actor, region_id=home.pk)
    with tenant_scope(at_home):
        return serves_somewhere(at_home)


def engagements_for(actor: Actor, *, at: datetime) -> QuerySet[Engagement]:
    """Those who take part that an actor may see.

    All of a programme whose applications the actor screens; of cohorts the actor leads, all; as a member of the team,
    those the actor is matched with and both agreed, as long as they take part; by a secret link, its own.
    """
    found = Engagement.objects.filter(region_id=actor.here).select_related("cohort__programme", "locality")
    if access.screens_the_region(actor):
        return found
    seen = Q(authority_id__in=access.screened_authorities(actor))
    if actor.user_id is not None:
        serving = memberships_of(actor, at=at)
        matched = Match.objects.agreed(at).filter(user_id=actor.user_id)
        seen |= Q(cohort_id__in=serving.filter(leads=True).order_by().values("cohort_id"))
        of_mine = Q(pk__in=matched.values("engagement_id"), cohort_id__in=serving.order_by().values("cohort_id"))
        seen |= of_mine & Q(ended_at=None)
    if actor.link:
        seen |= Q(application__link_hash=actor.link)
    return found.filter(seen)


def sessions_for(actor: Actor, *, at: datetime) -> SessionQuerySet:
    """The sessions of cohorts that an actor screens, serves in, or takes part in by a secret link."""
    found = Session.objects.filter(region_id=actor.here).select_related(
        "cohort__programme", "cohort__version", "room", "led_by"
    )
    if access.screens_the_region(actor):
        return found
    seen = Q(authority_id__in=access.screened_authorities(actor))
    if actor.is_known:
        seen |= Q(cohort_id__in=memberships_of(actor, at=at).order_by().values("cohort_id"))
    if actor.link:
        own = Engagement.objects.filter(application__link_hash=actor.link)
        seen |= Q(cohort_id__in=own.values("cohort_id"))
    return found.filter(seen)
