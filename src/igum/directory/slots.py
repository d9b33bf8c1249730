"""What modules above learn from the directory's pages, and what they add to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, Protocol
from uuid import UUID

from django.http import HttpRequest

from igum.core.slots import Slot

# "partly": after something asked for was let go; "nothing": after the subject itself was, or not even then.
Outcome = Literal["found", "partly", "nothing"]


@dataclass(frozen=True, slots=True)
class Searched:
    """What one search was about and what came of it. No word that was typed, and nothing of who typed it.

    Attributes:
        region_id: whose services were searched.
        day: on which day.
        terms: needs and situations chosen or understood; none when the words meant nothing to the directory.
        town: the locality named or chosen, if any.
        language: of the page.
        outcome: whether it found what was asked for.
    """

    region_id: int
    day: date
    terms: tuple[str, ...]
    town: int | None
    language: str
    outcome: Outcome


class NotesSearch(Protocol):
    """Takes note of a search. It is called while somebody waits: it asks the database nothing."""

    def __call__(self, searched: Searched) -> None: ...


@dataclass(frozen=True)
class Card:
    """A part of a service's page: a template and what it shows. The template's own heading is an ``<h2>``."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


class ServiceCard(Protocol):
    """Makes a card for a service's page in a region, or None when there is nothing to say."""

    def __call__(self, request: HttpRequest, service_id: UUID, region_id: int) -> Card | None: ...


SEARCHED: Slot[NotesSearch] = Slot("directory.searched", "Counts what is searched for, without words and without who")
SERVICE_CARDS: Slot[ServiceCard] = Slot("directory.service.cards", "Cards on the page of a service.")
