"""What people do with letters in the outbox: mark as sent, take the mark back, ask to send again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record, record_each
from igum.core.errors import Refused
from igum.messages import access, queries
from igum.messages.models import Message
from igum.messages.quiet_hours import quiet_hours_of
from igum.messages.rules.quiet import due_at
from igum.messages.rules.states import ChannelCode, was_cut_off
from igum.places import queries as places

MOST_AT_ONCE = 200


class AlreadySent(Refused):
    """Somebody, or a channel, sent the letter before; or it was withdrawn."""


class IsBeingSent(Refused):
    """A channel is sending the letter at this moment."""


class NotMarked(Refused):
    """There is no mark of a person on this letter to take back."""


class NothingToRepeat(Refused):
    """The letter did not fail, so there is nothing to send again."""


class TooMany(Refused):
    """More letters at once than anybody can have looked at."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What a mark on many letters did: how many it marked, and how many were not waiting any more."""

    marked: int
    left: int


@transaction.atomic
def mark_sent_by_hand(*, actor: Actor, message_id: UUID, at: datetime) -> None:
    """Note that the actor sent this letter.

    Raises:
        Message.DoesNotExist: there is none that the actor may read.
        PermissionDenied: the actor does not send it.
        AlreadySent: it was sent or withdrawn before.
        IsBeingSent: a channel is at it.
    """
    message = _locked(actor, message_id)
    if message.sent_at:
        raise AlreadySent(_("This letter was marked as sent already. Reload the page to see by whom."))
    if message.withdrawn_at:
        raise AlreadySent(_("This letter was withdrawn and should not go out. If it did, call the recipient."))
    if _is_under_way(message, at):
        raise IsBeingSent(
            _("This letter is being sent by itself right now. Reload the page in a minute to see what became of it.")
        )

    message.sent_at, message.sent_by_id = at, actor.user_id
    message.save(update_fields=["sent_at", "sent_by"])
    record(actor, "messages.message.marked_sent", message, at=at)


@transaction.atomic
def mark_many_sent_by_hand(*, actor: Actor, message_ids: Sequence[UUID], at: datetime) -> Marked:
    """Note that the actor sent these letters. Those that are no longer waiting stay as they are, and are counted.

    Raises:
        PermissionDenied: the actor does not send one of them; none is marked.
        AlreadySent: none of them is waiting.
        TooMany: more than two hundred at once.
    """
    wanted = list(dict.fromkeys(message_ids))
    if len(wanted) > MOST_AT_ONCE:
        raise TooMany(_("Mark at most %(count)s letters at once.") % {"count": MOST_AT_ONCE})
    # In one order, so that two hands with the same letters never wait for each other in a circle.
    letters = queries.messages_for(actor).filter(pk__in=wanted).order_by("pk").select_for_update(of=("self",))
    marked: list[Message] = []
    for message in letters:
        require(access.may_send_message(actor, message))
        if message.sent_at is None and message.withdrawn_at is None and not _is_under_way(message, at):
            message.sent_at, message.sent_by_id = at, actor.user_id
            marked.append(message)
    if not marked:
        raise AlreadySent(_("None of these letters is waiting any more. Reload the page to see the others."))

    Message.objects.bulk_update(marked, ["sent_at", "sent_by"])
    record_each(actor, "messages.message.marked_sent", marked, at=at)
    return Marked(len(marked), len(wanted) - len(marked))


@transaction.atomic
def undo_mark(*, actor: Actor, message_id: UUID, at: datetime) -> None:
    """Take back the note that a person sent this letter: it stands where it stood before.

    Raises:
        Message.DoesNotExist: there is none that the actor may read.
        PermissionDenied: the actor does not send it.
        NotMarked: it is not marked, or a channel sent it.
    """
    message = _locked(actor, message_id)
    if message.sent_at is None:
        raise NotMarked(_("This letter is not marked as sent. Reload the page to see where it stands."))
    if not message.sent_by_hand:
        raise NotMarked(_("This letter went out by itself. What has gone out cannot be called back."))

    message.sent_at = message.sent_by = None
    message.save(update_fields=["sent_at", "sent_by"])
    record(actor, "messages.message.unmarked", message, at=at)


@transaction.atomic
def send_again(*, actor: Actor, message_id: UUID, at: datetime) -> None:
    """Let a letter that failed, or that perhaps went out and did not arrive, wait once more.

    Raises:
        Message.DoesNotExist: there is none that the actor may read.
        PermissionDenied: the actor does not send it.
        NothingToRepeat: it neither failed nor is in doubt.
    """
    message = _locked(actor, message_id)
    if message.sent_at or message.withdrawn_at or not (message.failed_at or message.unsure_at):
        raise NothingToRepeat(_("This letter did not fail, so there is nothing to send again."))

    message.failed_at = message.unsure_at = message.handed_at = None
    message.failure, message.attempts, message.again_at = "", 0, at
    quiet = quiet_hours_of(places.regions().get(pk=message.region_id).slug, at)
    by_hand = message.channel == ChannelCode.BY_HAND
    message.due_at = due_at(at, quiet, by_hand=by_hand, urgent=message.urgent)
    message.save(update_fields=["failed_at", "unsure_at", "handed_at", "failure", "attempts", "again_at", "due_at"])
    record(actor, "messages.message.sent_again", message, at=at)


def _locked(actor: Actor, message_id: UUID) -> Message:
    message = queries.messages_for(actor).select_for_update(of=("self",)).get(pk=message_id)
    require(access.may_send_message(actor, message))
    return message


def _is_under_way(message: Message, at: datetime) -> bool:
    return message.handed_at is not None and not was_cut_off(message.handed_at, at)
