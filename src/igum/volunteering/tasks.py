"""Background work of volunteering: reminders, and papers that are no longer needed."""

from django.utils import timezone
from procrastinate.contrib.django import app

from igum.core.actor import system_actor
from igum.core.tenancy import tenant_scope
from igum.places import queries as places
from igum.volunteering.commands import erase_old_papers, remind_of_shifts, remind_of_vetting


@app.periodic(cron="23 * * * *")
@app.task(name="volunteering.remind_of_shifts", queue="core", queueing_lock="volunteering.remind_of_shifts")
def remind_of_shifts_task(timestamp: int = 0) -> None:
    """Every hour, remind those who are expected tomorrow."""
    for region in places.regions().values_list("pk", flat=True):
        program = system_actor(region)
        with tenant_scope(program):
            remind_of_shifts(actor=program, at=timezone.now())


@app.periodic(cron="43 6 * * *")
@app.task(name="volunteering.look_at_vetting", queue="core", queueing_lock="volunteering.look_at_vetting")
def look_at_vetting(timestamp: int = 0) -> None:
    """Every morning, write to those whose documents run out, and erase the papers of those that ran out long ago."""
    for region in places.regions().values_list("pk", flat=True):
        program = system_actor(region)
        with tenant_scope(program):
            remind_of_vetting(actor=program, at=timezone.now())
            erase_old_papers(actor=program, at=timezone.now())
