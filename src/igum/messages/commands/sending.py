"""Sending by itself, in two steps with the provider between them.

The first step commits that a letter is in a channel's hands; only then is the provider asked; the
second step notes the answer. A process that dies between them leaves a letter that nobody hands over
a second time, unless the provider drops what it has had before.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.messages import access
from igum.messages.channels.installed import channel
from igum.messages.channels.protocol import Outcome, Outgoing, Result
from igum.messages.models import Message, MessageQuerySet
from igum.messages.quiet_hours import quiet_hours_of
from igum.messages.rules.quiet import is_quiet, next_allowed
from igum.messages.rules.states import (
    ATTEMPT_LASTS,
    UNCLEAR,
    ChannelCode,
    Failure,
    is_remembered,
    next_attempt,
)
from igum.places import queries as places


@dataclass(frozen=True, slots=True)
class Taken:
    """A letter in a channel's hands: no other sender takes it."""

    message_id: UUID
    channel: str
    letter: Outgoing


@transaction.atomic
def take_due(*, actor: Actor, at: datetime, without: frozenset[str] = frozenset()) -> Taken | None:
    """Take the letter that has been due longest; None when none is. Letters that another sender holds are passed over.

    Args:
        actor: the program, in one region.
        at: now.
        without: channels that are not to be tried now, because they just did not answer.

    Raises:
        PermissionDenied: somebody else than the program.
    """
    require(access.may_hand_over(actor))
    due = _due(actor, at).exclude(channel__in=without).order_by("due_at", "pk")
    while (message := due.select_for_update(skip_locked=True).first()) is not None:
        used = channel(message.channel)
        if used is None:
            message.failed_at = at
            _settle(actor, message, Failure.NOT_SET_UP, at)
        elif message.handed_at and not (used.repeats_safely and is_remembered(message.handed_at, at)):
            message.unsure_at = at
            _settle(actor, message, Failure.STOPPED, at)
        else:
            message.handed_at, message.attempts = at, message.attempts + 1
            message.save(update_fields=["handed_at", "attempts"])
            record(actor, "messages.message.handed", message, at=at, channel=message.channel, attempt=message.attempts)
            return Taken(message.pk, message.channel, _letter(message))
    return None


@transaction.atomic
def note_outcome(*, actor: Actor, message_id: UUID, outcome: Outcome, at: datetime) -> None:
    """Write down what a channel said of a letter. A letter that a person meanwhile marked stays marked.

    Raises:
        Message.DoesNotExist: there is none.
        PermissionDenied: somebody else than the program.
    """
    require(access.may_hand_over(actor))
    message = Message.objects.select_for_update(of=("self",)).get(region_id=actor.here, pk=message_id)
    message.handed_at = None
    message.failure = outcome.failure or ""
    if outcome.result is Result.SENT:
        if message.sent_at is None:
            message.sent_at, message.unsure_at, message.failed_at, message.withdrawn_at = at, None, None, None
    elif outcome.result is Result.UNSURE:
        message.unsure_at = at
    else:
        _try_later(message, outcome, at)
    message.save(update_fields=["handed_at", "failure", "sent_at", "unsure_at", "failed_at", "withdrawn_at", "due_at"])
    said = outcome.result.name.lower()
    record(actor, f"messages.message.{said}", message, at=at, channel=message.channel, failure=message.failure)


def _due(actor: Actor, at: datetime) -> MessageQuerySet:
    due = Message.objects.waiting().filter(region_id=actor.here, due_at__lte=at).exclude(channel=ChannelCode.BY_HAND)
    due = due.filter(Q(handed_at=None) | Q(handed_at__lt=at - ATTEMPT_LASTS))
    if not is_quiet(at, quiet_hours_of(_slug(actor.here), at)):
        return due
    # What has been handed over may have arrived: to ask whether it did does not wait for the morning.
    return due.filter(Q(urgent=True) | Q(handed_at__isnull=False) | Q(failure__in=UNCLEAR))


def _try_later(message: Message, outcome: Outcome, at: datetime) -> None:
    unclear = outcome.failure in UNCLEAR
    again = next_attempt(message.attempts, at, outcome.wait, unclear=unclear)
    if outcome.result is Result.LATER and again is not None:
        quiet = quiet_hours_of(_slug(message.region_id), at)
        message.due_at = again if message.urgent or unclear else next_allowed(again, quiet)
    elif unclear:
        message.unsure_at = at
    else:
        message.failed_at = at


def _settle(actor: Actor, message: Message, failure: Failure, at: datetime) -> None:
    """Note that this letter will not go out by itself: a person must look."""
    message.handed_at, message.failure = None, failure
    message.save(update_fields=["unsure_at", "failed_at", "handed_at", "failure"])
    record(actor, "messages.message.settled", message, at=at, channel=message.channel, failure=failure)


def _slug(region_id: int) -> str:
    return places.regions().get(pk=region_id).slug


def _letter(message: Message) -> Outgoing:
    return Outgoing(
        key=message.provider_key,
        recipient_name=message.recipient_name,
        phone=message.phone,
        email=message.email,
        language=message.language,
        subject=message.subject,
        body=message.body,
    )
