"""What upper modules may add to the pages of pooling."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.http import HttpRequest

from igum.core.slots import Slot
from igum.pooling.models import Agreement, Pool


@dataclass(frozen=True)
class Card:
    """A part of a pool's page: a template and what it shows. The template's own heading is an ``<h2>``."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


__all__ = ["POOL_CARDS", "Agreement", "Card", "Pool", "PoolCard"]


class PoolCard(Protocol):
    """Makes a card for a pool's page, or None when there is nothing to say."""

    def __call__(self, request: HttpRequest, pool: Pool, agreement: Agreement | None) -> Card | None: ...


POOL_CARDS: Slot[PoolCard] = Slot("pooling.pool.cards", "Cards on the page of a pool, with its agreement in force.")
