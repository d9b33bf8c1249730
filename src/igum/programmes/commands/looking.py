"""Looking at somebody's way: what is read of a person leaves a trace."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from igum.core.actor import Actor
from igum.core.audit import record_read
from igum.programmes import queries


@transaction.atomic
def read_way(*, actor: Actor, engagement_id: UUID, at: datetime) -> queries.Way:
    """A subject's way, and the trace that the actor read it.

    Raises:
        Engagement.DoesNotExist: there is none that the actor may see.
    """
    way = queries.way_of(actor, engagement_id, at=at)
    record_read(actor, "programmes.engagement.read", [way.engagement], at=at)
    return way


@transaction.atomic
def read_settlement(*, actor: Actor, engagement_id: UUID, at: datetime) -> queries.Settlement:
    """A settlement's page, for somebody with an account. That it was looked at leaves a trace.

    Raises:
        Engagement.DoesNotExist: there is none that the actor may see, or its programme does not go with settlements.
    """
    settlement = queries.settlement_of(actor, engagement_id, at=at)
    record_read(actor, "programmes.settlement.read", [settlement.way.engagement], at=at)
    return settlement
