"""Reading letters: a deed that leaves a trace, one row for each letter shown."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record_read
from igum.messages import access, queries
from igum.messages.models import Message
from igum.messages.queries import Filters, Place


@dataclass(frozen=True, slots=True)
class OutboxPage:
    """Letters of one page, and where the next page begins."""

    messages: list[Message]
    next: Place | None


@transaction.atomic
def read_outbox(*, actor: Actor, filters: Filters, after: Place | None, at: datetime) -> OutboxPage:
    """One page of the outbox.

    Raises:
        PermissionDenied: the actor sends no letters anywhere in the region.
    """
    require(access.may_open_outbox(actor))
    messages, following = queries.page_of_outbox(actor, filters, after)
    record_read(actor, "messages.message.read", messages, at=at)
    return OutboxPage(messages, following)


@transaction.atomic
def read_message(*, actor: Actor, message_id: UUID, at: datetime) -> Message:
    """One letter.

    Raises:
        Message.DoesNotExist: there is none that the actor may read.
    """
    message = queries.messages_for(actor).select_related("sent_by", "authority").get(pk=message_id)
    record_read(actor, "messages.message.read", [message], at=at)
    return message
