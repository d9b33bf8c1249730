"""What a channel is: it takes one letter and says truthfully what became of it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Protocol

from igum.messages.rules.states import ChannelCode, Failure


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter as a channel knows it. ``key`` is equal for every attempt at the same sending."""

    key: str
    recipient_name: str
    phone: str
    email: str
    language: str
    subject: str
    body: str


class Result(Enum):
    """What became of an attempt."""

    SENT = "the provider has taken it"
    LATER = "it was certainly not sent, and may be tried again"
    REFUSED = "it was certainly not sent, and will not be"
    UNSURE = "it may have been sent"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result, its reason, and how long the provider asks us to wait."""

    result: Result
    failure: Failure | None = None
    wait: timedelta = timedelta()


class Channel(Protocol):
    """Sends a letter by itself.

    ``repeats_safely`` is for providers that drop a second request with the same key: what
    perhaps went out may then be asked for again. The others are asked once at most.
    """

    @property
    def code(self) -> ChannelCode:
        """The channel's name."""
        ...

    @property
    def repeats_safely(self) -> bool:
        """Whether the provider knows a letter by its key."""
        ...

    def send(self, letter: Outgoing) -> Outcome:
        """Give one letter to the provider. Never raises, and ends within a minute."""
        ...
