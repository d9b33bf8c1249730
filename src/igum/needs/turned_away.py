"""The card on a service's page with which somebody tells, by one tap, that it turned them away."""

from functools import lru_cache
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import get_language

from igum.directory import queries as directory
from igum.directory.slots import Card
from igum.needs.models import RefusalCount


def card(request: HttpRequest, service_id: UUID, region_id: int) -> Card:
    """The reasons as buttons, and the region's towns to choose one from. Asks the database nothing."""
    towns = _towns(region_id, get_language() or "he", directory.index_generation())
    context = {"service_id": service_id, "reasons": RefusalCount.Reason.choices, "towns": towns}
    return Card("needs/_turned_away.html", context)


@lru_cache(maxsize=16)
def _towns(region_id: int, language: str, generation: str) -> tuple[tuple[int, str], ...]:
    """Towns by name, as the search index knows them; none before there is one."""
    if not generation:
        return ()
    here = (place for place in directory.index_lexicon().localities.values() if place.region == region_id)
    named = ((place.code, place.names.get(language[:2]) or place.names["he"]) for place in here)
    return tuple(sorted(named, key=lambda one: one[1]))
