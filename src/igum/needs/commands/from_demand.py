"""People who wait elsewhere become a need."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.needs import access, queries
from igum.needs.commands.needs import NeedData, NotANeed, Size, add_need
from igum.needs.models import Need


class NotAsked(NotANeed):
    """Nobody waits for this any more, or it was written down already."""


@transaction.atomic
def make_need_of_demand(*, actor: Actor, key: str, term: str, population: str, at: datetime) -> Need:
    """Write down as a need how many wait for something, as another part of the platform counts them.

    Raises:
        PermissionDenied: the actor coordinates neither the authority nor the region.
        NotAsked: nobody waits for it any more, or it was written down already.
        NotANeed: the term or the population is not on its list.
    """
    require(access.may_see_needs(actor))
    demand = next((one for one in queries.demands_of(actor, at=at) if one.key == key), None)
    if demand is None:
        raise NotAsked(_("Nobody waits for this any more, or it was written down already. Load the page again."))
    data = NeedData(
        term=demand.term or term,
        title=demand.title,
        population=population,
        sizes=[Size(town, people) for town, people in demand.localities],
        source=demand.source,
        confidence=demand.confidence,
        source_note=demand.note,
        authority_id=demand.authority_id,
    )
    return add_need(actor=actor, region_id=actor.here, data=data, at=at)
