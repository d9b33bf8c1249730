"""What upper modules may add to the pages of places."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.http import HttpRequest

from igum.core.slots import Slot
from igum.places.models import Authority, Locality, Region


@dataclass(frozen=True)
class Card:
    """A part of a place's page: a template and what it shows. The template's own heading is an ``<h2>``."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


class HasRegion(Protocol):
    """What an authority and a locality have in common for whoever adds a card to both."""

    pk: int
    region_id: int | None


class RegionCard(Protocol):
    """Makes a card for a region's page, or None when there is nothing to say."""

    def __call__(self, request: HttpRequest, place: Region) -> Card | None: ...


class AuthorityCard(Protocol):
    """Makes a card for an authority's page, or None when there is nothing to say."""

    def __call__(self, request: HttpRequest, place: Authority) -> Card | None: ...


class LocalityCard(Protocol):
    """Makes a card for a locality's page, or None when there is nothing to say."""

    def __call__(self, request: HttpRequest, place: Locality) -> Card | None: ...


REGION_CARDS: Slot[RegionCard] = Slot("places.region.cards", "Cards on the page of a region.")
AUTHORITY_CARDS: Slot[AuthorityCard] = Slot("places.authority.cards", "Cards on the page of an authority.")
LOCALITY_CARDS: Slot[LocalityCard] = Slot("places.locality.cards", "Cards on the page of a locality.")
