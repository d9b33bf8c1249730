"""Letters whose keeping has ended: that one was written, and when, stays; whom it was for and what it said does not."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from igum.core.access import require
from igum.core.actor import Actor
from igum.messages import access
from igum.messages.models import UNSENT, Message

# How long the words of a letter stay once it went out or shall not: long enough for a question about it.
LETTERS_KEPT = timedelta(days=365)
NOTHING = "–"  # a letter is never without words


@transaction.atomic
def erase_messages(*, actor: Actor, about_kind: str, about_ids: Collection[object], at: datetime) -> int:
    """Take the names, contacts and words out of all letters about some things. How many; those erased before not again.

    A letter that still waited shall not go out any more.

    Raises:
        PermissionDenied: somebody other than the program asks.
    """
    require(access.may_hand_over(actor))
    letters = Message.objects.about(about_kind, *about_ids).filter(region_id=actor.here).exclude(body=NOTHING)
    letters.filter(sent_at=None, withdrawn_at=None).update(withdrawn_at=at)
    return letters.update(recipient_name=NOTHING, phone="", email="", subject="", body=NOTHING)


@transaction.atomic
def erase_old_messages(*, actor: Actor, at: datetime) -> int:
    """The same for every letter that went out, or was withdrawn, a year ago, and that nobody sent in a year. How many.

    Raises:
        PermissionDenied: somebody other than the program asks.
    """
    require(access.may_hand_over(actor))
    ended = Message.objects.annotate(ended_at=Coalesce("sent_at", "withdrawn_at"))
    past = Q(ended_at__lte=at - LETTERS_KEPT) | Q(ended_at=None, written_at__lte=at - LETTERS_KEPT)
    ids = list(ended.filter(past, region_id=actor.here).exclude(body=NOTHING).values_list("pk", flat=True))
    Message.objects.filter(UNSENT, pk__in=ids).update(withdrawn_at=at)
    erased = {"recipient_name": NOTHING, "phone": "", "email": "", "subject": "", "body": NOTHING}
    return Message.objects.filter(pk__in=ids).update(**erased)
