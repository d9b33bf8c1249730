"""Questions about people. Fetching and being allowed are one act."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from igum.core.actor import Actor, PostHeld
from igum.core.models import AuditRow
from igum.people import access
from igum.people.models import Consent, Household, Post, Resident, User
from igum.people.models.consents import ConsentQuerySet
from igum.people.models.residents import ResidentQuerySet
from igum.people.rules import OPENS_ROWS

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


def holders_of(actor: Actor, roles: Collection[str], *, authority_id: int | None, at: datetime) -> list[User]:
    """Who holds one of these posts in an authority on that day; when nobody does, or with None, over the whole region.

    For the program, which writes to them.
    """
    held = Post.objects.held_on(timezone.localdate(at)).filter(
        region_id=actor.here, role__in=roles, organization_id=None, user__is_active=True
    )
    posts = list(held.filter(Q(authority_id=authority_id) | Q(authority=None)).select_related("user").order_by("pk"))
    nearest = [post for post in posts if post.authority_id == authority_id] or posts
    return list({post.user_id: post.user for post in nearest}.values())


def organizations_of(actor: Actor, user_ids: Collection[int]) -> dict[int, set[UUID]]:
    """For which organisations of the region accounts hold or held a post. For the program, which names no account."""
    held = Post.objects.filter(region_id=actor.here, user_id__in=user_ids, organization_id__isnull=False)
    found: dict[int, set[UUID]] = {}
    for user_id, organization_id in held.values_list("user_id", "organization_id"):
        if organization_id is not None:
            found.setdefault(user_id, set()).add(organization_id)
    return found


def residents_for(actor: Actor) -> ResidentQuerySet:
    """The residents an actor may know. To show what is in a row, use the commands that leave a trace of reading it."""
    residents = Resident.objects.standing().select_related("locality", "authority").filter(region_id=actor.here)
    known = access.authorities_known(actor)
    if known is None:
        return residents
    # Everybody knows themselves, also whoever knows the residents of another authority by office.
    return residents.filter(Q(authority_id__in=known) | Q(user_id=actor.user_id or NOBODY))


def records_of(actor: Actor, resident_id: UUID) -> ResidentQuerySet:
    """A resident's record and those that were merged into it: whatever points to one of them concerns that person."""
    known = residents_for(actor).filter(pk=resident_id).values("pk")
    return Resident.objects.filter(Q(pk__in=known) | Q(merged_into__in=known))


def households_for(actor: Actor) -> QuerySet[Household]:
    """The households of the residents an actor knows by office."""
    households = Household.objects.select_related("locality", "authority").filter(region_id=actor.here)
    known = access.authorities_known(actor)
    return households if known is None else households.filter(authority_id__in=known)


def consents_of(actor: Actor, resident_id: UUID) -> ConsentQuerySet:
    """What a resident agreed to, for whoever may know that resident; the newest first."""
    return Consent.objects.filter(resident__in=records_of(actor, resident_id).values("pk")).order_by("-given_at")


def consents_about(actor: Actor, kind: str, *ids: UUID) -> ConsentQuerySet:
    """What was agreed to with something, the newest first: for the program, which shows it to who holds the link."""
    found = Consent.objects.filter(region_id=actor.here, about_kind=kind, about_id__in=[str(one) for one in ids])
    return found.order_by("-given_at") if access.may_keep_consents(actor) else found.none()


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
