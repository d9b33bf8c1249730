"""Questions about letters. Fetching and being allowed are one act."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from igum.core.actor import Actor
from igum.messages import access
from igum.messages.models import UNSENT, Message, MessageQuerySet
from igum.messages.rules.states import State
from igum.messages.slots import ABOUT, Subject

PAGE = 25
NOBODY = 0
DONE = (State.SENT, State.WITHDRAWN)


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
    """One page of letters, and where the next one begins; None after the last.

    Those that somebody must still see to stand by what they are about, the oldest first; the others, the newest first.
    """
    letters = _filtered(actor, filters).select_related("sent_by", "authority")
    if filters.state in DONE:
        letters = letters.order_by("-written_at", "-pk")
        letters = letters if after is None else _older(letters, after)
    else:
        letters = letters.order_by("about_kind", "written_at", "pk")
        letters = letters if after is None else _further(letters, after)
    found = list(letters[: PAGE + 1])
    if len(found) <= PAGE:
        return found, None
    last = found[PAGE - 1]
    return found[:PAGE], Place(last.about_kind, last.written_at, last.pk)


def count_by_state(actor: Actor) -> dict[State, int]:
    """How many letters an actor has in each state that a person acts on. One query, over what was not sent."""
    counted = (
        messages_for(actor)
        .filter(UNSENT)
        .aggregate(
            waiting=Count("pk", filter=Q(failed_at=None, unsure_at=None)),
            unsure=Count("pk", filter=Q(unsure_at__isnull=False)),
            failed=Count("pk", filter=Q(failed_at__isnull=False, unsure_at=None)),
        )
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


# The first condition of each is one that the index can begin at; the second passes over those shown already.
def _older(letters: MessageQuerySet, after: Place) -> MessageQuerySet:
    shown = Q(written_at=after.written_at, pk__gte=after.pk)
    return letters.filter(written_at__lte=after.written_at).exclude(shown)


def _further(letters: MessageQuerySet, after: Place) -> MessageQuerySet:
    same = Q(about_kind=after.about_kind)
    earlier = same & Q(written_at__lt=after.written_at)
    return letters.filter(about_kind__gte=after.about_kind).exclude(
        earlier | same & Q(written_at=after.written_at, pk__lte=after.pk)
    )


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
