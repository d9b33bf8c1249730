"""What modules that ask people something say about their purposes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from igum.core.access import Decision
from igum.core.actor import Actor
from igum.core.slots import Slot
from igum.questionnaires.models import Response


class Purpose(Protocol):
    """What a module says of the responses it asked for."""

    def heading(self, response: Response) -> str:
        """What is filled in and for what, above the form, in the page's language."""
        ...

    def may_fill(self, actor: Actor, response: Response) -> Decision:
        """Whether answers are still taken. Asked again at every save, and before a response is opened anew."""
        ...

    def submitted(self, *, actor: Actor, response: Response, at: datetime) -> str:
        """Act on a response that was just sent, once, in the same transaction; the address to go to.

        ``response.sent_answers`` are those sent before, where it was opened anew.
        Where the address needs the secret of the link, write ``{secret}``: it is known to the page alone.
        """
        ...


class ReopeningPurpose(Purpose, Protocol):
    """A purpose whose responses may be changed after they were sent."""

    def may_reopen(self, actor: Actor, response: Response) -> Decision:
        """Whether a response that was sent may be changed and sent anew."""
        ...


class HandingOverPurpose(Purpose, Protocol):
    """A purpose whose responses somebody fills in for others, and that are theirs alone once they were sent."""

    def link_after(self, response: Response) -> str:
        """The hash of the secret link that opens a response from now on, asked once it was sent."""
        ...


PURPOSES: Slot[Mapping[str, Purpose]] = Slot(
    "questionnaires.purposes", "Says what responses are for, by the code of the purpose"
)


def purpose_of(response: Response) -> Purpose | None:
    """What the asking module says; None for a purpose that no module claims."""
    return next((purposes[response.purpose] for purposes in PURPOSES if response.purpose in purposes), None)
