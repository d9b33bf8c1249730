"""The job that sends what is due: once a minute, for every region."""

from collections import Counter

from django.utils import timezone
from procrastinate.contrib.django import app

from igum.core.actor import system_actor
from igum.core.tenancy import tenant_scope
from igum.messages import commands
from igum.messages.channels.installed import channel
from igum.messages.channels.protocol import Outcome, Result
from igum.messages.rules.states import Failure
from igum.places import queries as places

MOST_IN_A_RUN = 500  # for each region, so that none waits long for another
TIMES_BEFORE_A_REST = 3


@app.periodic(cron="* * * * *")
@app.task(name="messages.send_due", queue="messages", queueing_lock="messages.send_due", lock="messages.send_due")
def send_due(timestamp: int = 0) -> None:
    """Send the letters whose time has come. Any number of these may run: a letter has one sender at a time."""
    for region in places.regions():
        send_due_of(region.pk)


@app.periodic(cron="53 3 * * *")
@app.task(name="messages.erase_old", queue="messages", queueing_lock="messages.erase_old", lock="messages.erase_old")
def erase_old(timestamp: int = 0) -> None:
    """Take the words out of letters that went out a year ago, in every region."""
    for region in places.regions():
        actor = system_actor(region.pk)
        with tenant_scope(actor):
            commands.erase_old_messages(actor=actor, at=timezone.now())


def send_due_of(region_id: int) -> int:
    """Send what is due in a region, and say how many; a channel that does not answer rests till the next run."""
    actor = system_actor(region_id)
    troubles: Counter[str] = Counter()
    handed = 0
    while handed < MOST_IN_A_RUN:
        resting = frozenset(code for code, times in troubles.items() if times >= TIMES_BEFORE_A_REST)
        with tenant_scope(actor):
            taken = commands.take_due(actor=actor, at=timezone.now(), without=resting)
        if taken is None:
            break
        used = channel(taken.channel)
        outcome = used.send(taken.letter) if used else Outcome(Result.REFUSED, Failure.NOT_SET_UP)
        with tenant_scope(actor):
            commands.note_outcome(actor=actor, message_id=taken.message_id, outcome=outcome, at=timezone.now())
        handed += 1
        answered = outcome.result in (Result.SENT, Result.REFUSED)
        troubles[taken.channel] = 0 if answered else troubles[taken.channel] + 1
    return handed
