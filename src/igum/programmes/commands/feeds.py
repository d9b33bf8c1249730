"""Secret addresses of calendars: made, renewed and ended by whoever they belong to."""

from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.links import hash_of
from igum.programmes import access, queries
from igum.programmes.models import CalendarFeed


class NothingToFollow(Refused):
    """Whoever has no sessions has nothing to put into a calendar."""


@transaction.atomic
def make_feed(*, actor: Actor, secret: str, language: str, at: datetime) -> CalendarFeed:
    """Make a secret address of the actor's own calendar; one made before stops working.

    An actor with a secret link makes it for those who take part by that link, whoever is signed in.

    Raises:
        PermissionDenied: nobody is signed in, and there is no link.
        NothingToFollow: the actor neither takes part, nor serves, nor runs a programme.
    """
    require(access.may_have_feed(actor))
    if not queries.has_calendar(actor, at=at):
        raise NothingToFollow(_("There are no sessions to put into your calendar. Come back once you take part."))
    feed = CalendarFeed(
        id=uuid4(),
        region_id=actor.here,
        user_id=None if actor.link else actor.user_id,
        link_hash=actor.link,
        secret_hash=hash_of(secret),
        language=language,
        made_at=at,
    )
    _end(actor, at=at)
    try:
        with transaction.atomic():
            feed.save(force_insert=True)
    except IntegrityError:  # the first one of all was made in two tabs at once: the later one stands
        _end(actor, at=at)
        feed.save(force_insert=True)
    record(actor, "programmes.feed.made", feed, at=at)
    return feed


@transaction.atomic
def end_feed(*, actor: Actor, at: datetime) -> None:
    """End the secret address of the actor's own calendar: from now on it opens nothing. A second time, nothing happens.

    Raises:
        PermissionDenied: nobody is signed in, and there is no link.
    """
    require(access.may_have_feed(actor))
    _end(actor, at=at)


def _end(actor: Actor, *, at: datetime) -> None:
    feed = queries.feeds_of(actor).select_for_update(of=("self",)).first()
    if feed is not None:
        feed.ended_at = at
        feed.save(update_fields=["ended_at"])
        record(actor, "programmes.feed.ended", feed, at=at)
