"""What happens in programmes because time has passed: offers run out, and their places go on."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from igum.core.actor import Actor, system_actor
from igum.core.tenancy import tenant_scope
from igum.places import queries as places
from igum.programmes import commands

NAME = "programmes.expire_offers"
KEEPING = "programmes.erase_past_keeping"
REMINDERS = "programmes.remind_of_sessions"


@app.periodic(cron="*/5 * * * *")
@app.task(name=NAME, queue="programmes", queueing_lock=NAME, lock=NAME)
def expire_offers(timestamp: int = 0) -> None:
    """End the offers that nobody answered in time, in every region. A second run finds nothing to end."""
    for region in places.regions():
        actor = system_actor(region.pk)
        with tenant_scope(actor):
            commands.expire_offers(actor=actor, at=timezone.now())


@app.periodic(cron="17 * * * *")
@app.task(name=REMINDERS, queue="programmes", queueing_lock=REMINDERS, lock=REMINDERS)
def remind_of_sessions(timestamp: int = 0) -> None:
    """Every hour, remind those who are expected at a session within a day. A run that is late, or twice, sends once."""
    for region in places.regions():
        actor = system_actor(region.pk)
        left = 1
        while left:
            with tenant_scope(actor):
                left = commands.remind_of_sessions(actor=actor, at=timezone.now())


@app.task(name=commands.LOOK_AT_IMPORT, queue="programmes")
def look_at_import(*, region_id: int, import_id: str) -> None:
    """Count what the rows of a list would become, batch by batch; a second run goes on where the first came to."""
    _in_batches(commands.look_at_batch, region_id, import_id)


@app.periodic(cron="11 4 * * *")
@app.task(name=KEEPING, queue="programmes", queueing_lock=KEEPING, lock=KEEPING)
def erase_past_keeping(timestamp: int = 0) -> None:
    """Make anonymous what is past its keeping, in every region. A second run finds nothing."""
    for region in places.regions():
        actor = system_actor(region.pk)
        with tenant_scope(actor):
            commands.erase_past_keeping(actor=actor, at=timezone.now())


@app.task(name=commands.RUN_IMPORT, queue="programmes")
def run_import(*, region_id: int, import_id: str) -> None:
    """Take in the rows of a list, batch by batch. Each batch is kept or not begun, so that a second run goes on."""
    _in_batches(commands.take_batch, region_id, import_id)


class _Batch(Protocol):
    def __call__(self, *, actor: Actor, import_id: UUID, at: datetime) -> int: ...


def _in_batches(batch: _Batch, region_id: int, import_id: str) -> None:
    actor = system_actor(region_id)
    left = 1
    while left:
        with tenant_scope(actor):
            left = batch(actor=actor, import_id=UUID(import_id), at=timezone.now())
