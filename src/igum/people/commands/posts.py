"""Giving and ending posts."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.people import access
from igum.people.models import Post, User
from igum.people.models.posts import PostQuerySet
from igum.people.rules import REACHES, Role, reach_of
from igum.places import queries as places


class DoesNotFit(Refused):
    """The role is not one that is held in such a place, or the dates do not run forwards."""


class AlreadyHeld(Refused):
    """The person holds this role in this place in that time already."""


class AlreadyEnded(Refused):
    """The post ended before."""


class LastAdministrator(Refused):
    """Without this post nobody could give posts in the region."""


class AlreadyAdministered(Refused):
    """The region has an administrator, who gives all further posts."""


class NotAnAddress(Refused):
    """What was typed is no e-mail address."""


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post to be given: who, what, where in the actor's region, and when."""

    user_id: int
    role: Role
    starts_on: date
    ends_on: date | None = None
    authority_id: int | None = None
    organization_id: UUID | None = None


@transaction.atomic
def give_post(*, actor: Actor, new: NewPost, at: datetime) -> Post:
    """Give a person a role in the actor's region, one of its authorities, or an organisation.

    Raises:
        User.DoesNotExist: there is no such account.
        PermissionDenied: the actor may not give this role here, or would give it to themselves.
        DoesNotFit: the role, the place and the dates do not go together.
        AlreadyHeld: the person holds it already.
    """
    # The account's row is the lock: two givers of the same post come one after the other.
    user = User.objects.select_for_update(no_key=True).get(pk=new.user_id)
    post = Post(
        user=user,
        role=new.role,
        region_id=actor.here,
        authority_id=new.authority_id,
        organization_id=new.organization_id,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
    )
    require(access.may_give_post(actor, post))
    _refuse_misfit(post)
    if _overlapping(post):
        raise AlreadyHeld(_("This person already holds this post in that time. End it first, or choose other dates."))

    post.save()
    record(actor, "people.post.given", post, at=at, role=post.role, user=post.user_id)
    return post


@transaction.atomic
def end_post(*, actor: Actor, post_id: int, ends_on: date, at: datetime) -> None:
    """Let a post end; ``ends_on`` is the first day on which it is no longer held.

    Raises:
        Post.DoesNotExist: there is no such post in the actor's region.
        PermissionDenied: the actor may not end it.
        AlreadyEnded: it ended before.
        DoesNotFit: it would end before it starts, or later than it does now.
        LastAdministrator: the region would be left without an administrator.
    """
    post = Post.objects.select_for_update().get(pk=post_id)
    require(access.may_end_post(actor, post))
    if post.ends_on is not None and post.ends_on <= timezone.localdate(at):
        raise AlreadyEnded(_("This post has ended already. There is nothing left to do."))
    if ends_on < post.starts_on:
        raise DoesNotFit(_("A post cannot end before it starts. Choose a later day."))
    if post.ends_on is not None and ends_on > post.ends_on:
        raise DoesNotFit(_("This post ends earlier than that already. Give it anew for the time after."))
    if post.role == Role.ADMINISTRATOR and not _is_administered_without(post, ends_on):
        raise LastAdministrator(_("The region would be left without an administrator. Give the post to another first."))

    post.ends_on = ends_on
    post.save(update_fields=["ends_on"])
    record(actor, "people.post.ended", post, at=at, role=post.role, user=post.user_id)


@transaction.atomic
def appoint_first_administrator(*, actor: Actor, email: str, at: datetime) -> Post:
    """Give a region its first administrator, and make the account when there is none yet.

    Every post is given by somebody who holds one, so the first must come from outside: from
    whoever runs the installation, at its terminal, as ``system_actor(region_id)``. It works once a
    region; afterwards posts come from its administrators, on the site, with their names in the trail.
    The new account has no password: its owner sets one by "forgotten password", or comes by municipal sign-in.

    Raises:
        PermissionDenied: the actor is not the program at the terminal.
        AlreadyAdministered: the region has an administrator.
        NotAnAddress: no letter can be sent there, so nobody could ever enter the account.
    """
    require(access.may_appoint_first_administrator(actor))
    try:
        validate_email(email.strip())
    except ValidationError:
        raise NotAnAddress(_("This is not an e-mail address. Compare it with how they write it.")) from None
    _lock_administration(actor.here)
    today = timezone.localdate(at)
    if _administrators_of(actor.here).held_on(today).exists():
        raise AlreadyAdministered(_("This region has an administrator already. Ask them to give the post on the site."))

    user = User.objects.filter(email=email.strip().lower()).first() or User.objects.create_user(email)
    post = Post.objects.create(user=user, role=Role.ADMINISTRATOR, region_id=actor.here, starts_on=today)
    record(actor, "people.post.given", post, at=at, role=post.role, user=post.user_id)
    return post


def _refuse_misfit(post: Post) -> None:
    reach = reach_of(post.authority_id, post.organization_id)
    if post.authority_id is not None and post.organization_id is not None:
        raise DoesNotFit(_("A post is held in an authority or in an organisation, not in both. Choose one."))
    if reach not in REACHES[Role(post.role)]:
        raise DoesNotFit(
            _("The post of %(role)s is not held in %(place)s. Choose another place for it.")
            % {"role": post.get_role_display(), "place": reach.label}
        )
    if post.ends_on is not None and post.ends_on <= post.starts_on:
        raise DoesNotFit(_("A post must last at least one day. Choose a later end, or none."))
    within = places.authorities_of(post.region_id)
    if post.authority_id is not None and not within.filter(pk=post.authority_id).exists():
        raise DoesNotFit(_("This authority is not in your region. Choose one of the region's authorities."))


def _overlapping(post: Post) -> bool:
    same = Post.objects.filter(
        user=post.user,
        role=post.role,
        region=post.region_id,
        authority=post.authority_id,
        organization_id=post.organization_id,
    ).exclude(ends_on__lte=post.starts_on)
    return (same if post.ends_on is None else same.filter(starts_on__lt=post.ends_on)).exists()


def _lock_administration(region_id: int) -> None:
    """Two hands at the same region's administrators wait for each other: neither can end the other's post unseen."""
    places.regions().select_for_update(no_key=True).get(pk=region_id)


def _administrators_of(region_id: int) -> PostQuerySet:
    return Post.objects.filter(region_id=region_id, role=Role.ADMINISTRATOR)


def _is_administered_without(post: Post, day: date) -> bool:
    _lock_administration(post.region_id)
    return _administrators_of(post.region_id).held_on(day).filter(ends_on=None).exclude(pk=post.pk).exists()
