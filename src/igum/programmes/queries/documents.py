"""Files handed in for tasks, by who may know of them."""

from datetime import datetime

from django.db.models import QuerySet

from igum.core.actor import Actor
from igum.programmes.models import Audience, Document
from igum.programmes.queries.serving import engagements_for


def documents_for(actor: Actor, *, at: datetime) -> QuerySet[Document]:
    """The documents of those whom an actor may see, in the order they came; by a link, what the team shares."""
    seen = engagements_for(actor, at=at).select_related(None).values("pk")
    found = Document.objects.filter(region_id=actor.here, engagement__in=seen)
    if actor.link or not actor.is_known:
        found = found.filter(audience=Audience.SUBJECT)
    return found.select_related("handed_in_by").order_by("handed_in_at", "pk")
