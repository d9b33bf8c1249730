"""What happens in programmes because time has passed: offers run out, and their places go on."""

from django.utils import timezone
from procrastinate.contrib.django import app

from igum.core.actor import system_actor
from igum.core.tenancy import tenant_scope
from igum.places import queries as places
from igum.programmes import commands

NAME = "programmes.expire_offers"


@app.periodic(cron="*/5 * * * *")
@app.task(name=NAME, queue="programmes", queueing_lock=NAME, lock=NAME)
def expire_offers(timestamp: int = 0) -> None:
    """End the offers that nobody answered in time, in every region. A second run finds nothing to end."""
    for region in places.regions():
        actor = system_actor(region.pk)
        with tenant_scope(actor):
            commands.expire_offers(actor=actor, at=timezone.now())
