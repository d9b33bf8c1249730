"""Questions about letters. Fetching and being allowed are one act."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from igum.core.actor import Actor
from igum.messages import access
from igum.messages.models import Message, MessageQuerySet
from igum.messages.rules.states import State
from igum.messages.slots import ABOUT, Subject

PAGE = 25
NOBODY = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of the outbox ends: the next one begins after this letter."""

    about_kind: str
    written_at: datetime
    pk: UUID


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the outbox is shown: letters in one state, perhaps only those the actor wrote or sent."""

    state: State = State.WAITING
    mine: bool = False


def messages_for(actor: Actor) -> MessageQuerySet:
    """The letters an actor may read. To show what is in them, use the commands that leave a trace of it."""
    messages = Message.objects.filter(region_id=actor.here)
    served = access.authorities_written_for(actor)
    return messages if served is None else messages.filter(authority_id__in=served)


def messages_about(actor: Actor, kind: str, *ids: object) -> MessageQuerySet:
    """The letters about certain things, the oldest first: what a page about the thing shows of its letters."""
    return messages_for(actor).about(kind, *ids).order_by("written_at", "pk")


def page_of_outbox(actor: Actor, filters: Filters, after: Place | None) -> tuple[list[Message], Place | None]:
    """One page of letters by what they are about, and where the next one begins; None after the last."""
    letters = (
        _filtered(actor, filters).select_related("sent_by", "authority").order_by("about_kind", "written_at", "pk")
    )
    if after is not None:
        # Written out, not as a row comparison: each part may use the index under row-level security.
        same = Q(about_kind=after.about_kind)
        letters = letters.filter(
            Q(about_kind__gt=after.about_kind)
            | same & Q(written_at__gt=after.written_at)
            | same & Q(written_at=after.written_at, pk__gt=after.pk)
        )
    found = list(letters[: PAGE + 1])
    if len(found) <= PAGE:
        return found, None
    last = found[PAGE - 1]
    return found[:PAGE], Place(last.about_kind, last.written_at, last.pk)


def count_by_state(actor: Actor) -> dict[State, int]:
    """How many letters an actor has in each state that a person acts on. One query."""
    counted = messages_for(actor).aggregate(
        waiting=Count("pk", filter=Q(sent_at=None, withdrawn_at=None, failed_at=None, unsure_at=None)),
        unsure=Count("pk", filter=Q(unsure_at__isnull=False, sent_at=None, withdrawn_at=None)),
        failed=Count("pk", filter=Q(failed_at__isnull=False, unsure_at=None, sent_at=None, withdrawn_at=None)),
    )
    return {State(name): number for name, number in counted.items()}


def subjects_of(actor: Actor, messages: Iterable[Message]) -> dict[UUID, Subject]:
    """What each letter is about, in the words of the module that wrote it. One question for each kind."""
    ids: dict[str, set[str]] = {}
    listed = list(messages)
    for message in listed:
        ids.setdefault(message.about_kind, set()).add(message.about_id)
    named = {
        (kind, one): subject
        for kind, wanted in ids.items()
        for names in ABOUT
        for one, subject in names(actor, kind, sorted(wanted)).items()
    }
    unknown = Subject("")
    return {message.pk: named.get((message.about_kind, message.about_id), unknown) for message in listed}


def _filtered(actor: Actor, filters: Filters) -> MessageQuerySet:
    letters = messages_for(actor)
    by_state = {
        State.SENT: letters.sent,
        State.FAILED: letters.failed,
        State.UNSURE: letters.unsure,
        State.WITHDRAWN: letters.withdrawn,
    }
    letters = by_state.get(filters.state, letters.waiting)()
    if not filters.mine:
        return letters
    me = actor.user_id or NOBODY
    return letters.filter(Q(written_by_id=me) | Q(sent_by_id=me))
