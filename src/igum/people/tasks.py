"""Background work of people: whether anybody touched a trail."""

import logging

from procrastinate.contrib.django import app

from igum.core.actor import system_actor
from igum.core.audit import first_broken_link
from igum.core.tenancy import tenant_scope
from igum.places import queries as places

logger = logging.getLogger(__name__)


@app.periodic(cron="47 3 * * *")
@app.task(name="people.check_trails", queue="core", queueing_lock="people.check_trails")
def check_trails(timestamp: int = 0) -> None:
    """Look once a night whether every chain is whole, that of no region too; a broken one is said in the log."""
    for region in [None, *places.regions().values_list("pk", flat=True)]:
        with tenant_scope(system_actor(region)):
            broken = first_broken_link(region)
        if broken is not None:
            logger.error("The trail of region %s does not hold from row %s on: it was changed.", region, broken)
