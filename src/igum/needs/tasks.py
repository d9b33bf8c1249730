"""What happens to campaigns because time has passed."""

from django.utils import timezone
from procrastinate.contrib.django import app

from igum.core.actor import system_actor
from igum.core.tenancy import tenant_scope
from igum.needs.commands import close_ended_campaigns, forget_old_counts, remind_of_campaigns
from igum.places import queries as places

NAME = "needs.look_at_campaigns"


@app.periodic(cron="7 * * * *")
@app.task(name=NAME, queue="core", queueing_lock=NAME, lock=NAME)
def look_at_campaigns(timestamp: int = 0) -> None:
    """Close campaigns whose last day is over, and remind of those that end soon. A second run finds nothing."""
    troubles = []
    for region in places.regions().values_list("pk", flat=True):
        program = system_actor(region)
        try:
            with tenant_scope(program):
                close_ended_campaigns(actor=program, at=timezone.now())
                remind_of_campaigns(actor=program, at=timezone.now())
        except Exception as trouble:  # what is wrong in one region must not hold up the others
            troubles.append(trouble)
    if troubles:
        raise ExceptionGroup("campaigns of some regions were not looked at", troubles)


@app.periodic(cron="47 3 * * *")
@app.task(name="needs.forget_counts", queue="core", queueing_lock="needs.forget_counts")
def forget_counts(timestamp: int = 0) -> None:
    """Delete counts of searches and refusals that are past their time. A second run finds none."""
    for region in places.regions().values_list("pk", flat=True):
        program = system_actor(region)
        with tenant_scope(program):
            forget_old_counts(actor=program, at=timezone.now())
