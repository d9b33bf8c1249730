"""What state a letter is in, which channel it goes by, and when a failed attempt is made again."""

from datetime import datetime, timedelta
from typing import Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from igum.messages.rules.phones import is_mobile

MOST_ATTEMPTS = 6
# The wait after each attempt that certainly did not send: a short fault costs a minute, a long one half a day.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 20, 120, 360))
LONGEST_WAIT = timedelta(days=1)
# No channel's attempt lasts longer. An attempt older than this ended with its process.
ATTEMPT_LASTS = timedelta(minutes=5)
# A provider that knows letters by their keys remembers a key for a day or more; we ask again only well within it.
KEY_REMEMBERED = timedelta(hours=12)
MOST_UNCLEAR_ATTEMPTS = 4


class ChannelCode(TextChoices):
    """How a letter goes out."""

    BY_HAND = "by_hand", _("By hand")
    EMAIL = "email", _("E-mail")
    SMS = "sms", _("Text message")


class State(TextChoices):
    """Where a letter stands. Derived from its moments."""

    WAITING = "waiting", _("Waiting")
    UNDER_WAY = "under_way", _("Being sent")
    UNSURE = "unsure", _("Perhaps sent: look")
    FAILED = "failed", _("Not sent")
    SENT = "sent", _("Sent")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Failure(TextChoices):
    """Why an attempt did not send, or why nobody knows whether it did."""

    REFUSED = "refused", _("The provider refused this letter or this address.")
    UNREACHABLE = "unreachable", _("The provider could not be reached.")
    BUSY = "busy", _("The provider asked us to wait.")
    NO_ANSWER = "no_answer", _("The letter was handed to the provider, and no answer came back.")
    NOT_UNDERSTOOD = "not_understood", _("The provider gave an answer that could not be understood.")
    STOPPED = "stopped", _("Sending was cut off in the middle.")
    NOT_SET_UP = "not_set_up", _("This way of sending is no longer set up.")


# Reasons that leave open whether the letter went out.
UNCLEAR = frozenset({Failure.NO_ANSWER, Failure.NOT_UNDERSTOOD, Failure.STOPPED})


class HasMoments(Protocol):
    """What a letter's state is read from."""

    withdrawn_at: datetime | None
    sent_at: datetime | None
    unsure_at: datetime | None
    failed_at: datetime | None
    handed_at: datetime | None


def state_of(letter: HasMoments) -> State:
    """The state of a letter. What a person did to it counts before what a machine found."""
    moments = (
        (letter.withdrawn_at, State.WITHDRAWN),
        (letter.sent_at, State.SENT),
        (letter.unsure_at, State.UNSURE),
        (letter.failed_at, State.FAILED),
        (letter.handed_at, State.UNDER_WAY),
    )
    return next((state for moment, state in moments if moment is not None), State.WAITING)


def channel_for(phone: str, email: str, channels: tuple[str, ...]) -> ChannelCode:
    """The first channel in the installation's order that can reach this recipient; else by hand.

    >>> channel_for("+972501234567", "", ("email", "sms")), channel_for("", "", ("email", "sms"))
    (ChannelCode.SMS, ChannelCode.BY_HAND)
    """
    reachable = {ChannelCode.EMAIL: bool(email), ChannelCode.SMS: is_mobile(phone)}
    return next((code for code in map(ChannelCode, channels) if reachable.get(code)), ChannelCode.BY_HAND)


def next_attempt(
    attempts: int, at: datetime, asked_to_wait: timedelta = timedelta(), *, unclear: bool = False
) -> datetime | None:
    """When to try again after this many attempts; None when it was tried often enough.

    ``unclear``: the last one may have sent. The provider drops repetitions, but not for ever.
    """
    if attempts >= (MOST_UNCLEAR_ATTEMPTS if unclear else MOST_ATTEMPTS):
        return None
    wait = WAITS[min(max(attempts, 1), len(WAITS)) - 1]
    return at + min(max(wait, asked_to_wait), LONGEST_WAIT)


def is_remembered(handed_at: datetime, at: datetime) -> bool:
    """Whether a provider still knows what was handed to it then."""
    return at - handed_at <= KEY_REMEMBERED


def was_cut_off(handed_at: datetime | None, at: datetime) -> bool:
    """Whether an attempt that has no outcome cannot be going on any more."""
    return handed_at is not None and at - handed_at > ATTEMPT_LASTS
