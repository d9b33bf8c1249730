"""Questions about people. Fetching and being allowed are one act."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from igum.core.actor import Actor, PostHeld
from igum.core.models import AuditRow
from igum.people import access
from igum.people.models import Consent, Household, Post, Resident
from igum.people.models.consents import ConsentQuerySet
from igum.people.models.posts import PostQuerySet
from igum.people.models.residents import ResidentQuerySet
from igum.people.rules import OPENS_ROWS, Role

NOBODY = 0  # a key that no account has


def actor_of(user_id: int, *, region_id: int | None, at: datetime) -> Actor:
    """Who an account acts as: its posts that are valid today, in the region chosen or else the one of its oldest post.

    Runs under a tenant context of this account, in which its own posts of all regions are seen.
    """
    held = list(Post.objects.held_on(timezone.localdate(at)).filter(user_id=user_id).order_by("starts_on", "pk"))
    regions = [post.region_id for post in held]
    chosen = region_id if region_id in regions else next(iter(regions), None)
    return Actor(user_id=user_id, region_id=chosen, posts=tuple(map(_as_held, held)))


def _as_held(post: Post) -> PostHeld:
    return PostHeld(
        role=post.role,
        region_id=post.region_id,
        authority_id=post.authority_id,
        organization_id=None if post.organization_id is None else str(post.organization_id),
        reads_others=post.role in OPENS_ROWS,
    )


def posts_of_region(actor: Actor) -> PostQuerySet:
    """The posts an actor may know of: an administrator's all, those of one's authority, and one's own."""
    posts = Post.objects.select_related("user", "authority").filter(region_id=actor.here)
    if actor.holds(Role.ADMINISTRATOR, Role.REGION_DIRECTOR):
        return posts
    if actor.holds(Role.DEPARTMENT_MANAGER):
        return posts.filter(authority_id__in=actor.authority_ids) | posts.filter(user_id=actor.user_id or NOBODY)
    return posts.filter(user_id=actor.user_id or NOBODY)


def residents_for(actor: Actor) -> ResidentQuerySet:
    """The residents an actor may know. To show what is in a row, use the commands that leave a trace of reading it."""
    residents = Resident.objects.select_related("locality", "authority").filter(region_id=actor.here)
    known = access.authorities_known(actor)
    if known is None:
        return residents
    if known:
        return residents.filter(authority_id__in=known)
    return residents.filter(user_id=actor.user_id or NOBODY)


def households_for(actor: Actor) -> QuerySet[Household]:
    """The households of the residents an actor knows by office."""
    households = Household.objects.select_related("locality", "authority").filter(region_id=actor.here)
    known = access.authorities_known(actor)
    return households if known is None else households.filter(authority_id__in=known)


def consents_of(actor: Actor, resident_id: UUID) -> ConsentQuerySet:
    """What a resident agreed to, for whoever may know that resident; the newest first."""
    known = residents_for(actor).filter(pk=resident_id)
    return Consent.objects.filter(resident__in=known).order_by("-given_at")


def has_consented(actor: Actor, resident_id: UUID, *, purpose: str, recipient: str, at: datetime) -> bool:
    """Whether a consent to this purpose and this recipient holds at a moment."""
    return consents_of(actor, resident_id).in_force(at).filter(purpose=purpose, recipient=recipient).exists()


def trail_for(actor: Actor) -> QuerySet[AuditRow]:
    """The region's trail for its privacy officer; for a resident, what was done with their own record."""
    rows = AuditRow.objects.filter(region_id=actor.here).order_by("-number")
    if access.may_read_trail(actor):
        return rows
    own = [str(pk) for pk in Resident.objects.filter(user_id=actor.user_id or NOBODY).values_list("pk", flat=True)]
    return rows.filter(kind=Resident._meta.label_lower, object_id__in=own)
