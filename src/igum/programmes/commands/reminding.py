"""Reminders before sessions. A run that is late, or a second one, sends nothing twice and nothing too late."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record_each
from igum.programmes import access
from igum.programmes.commands.telling import concerned_by, tell_of_session
from igum.programmes.models import Session

# A day and a little more, so that an hourly run which is late still reminds a day before.
REMINDED_BEFORE = timedelta(hours=26)
# Whoever was told of a session just now knows.
KNOWS_FOR = timedelta(hours=3)
MOST_AT_ONCE = 50


@transaction.atomic
def remind_of_sessions(*, actor: Actor, at: datetime) -> int:
    """Remind everybody who is expected at a session of the next day. Of how many sessions; the rest waits for a run.

    A session is reminded of once for its time: one that is moved afterwards, again.

    Raises:
        PermissionDenied: the actor is not the program.
    """
    require(access.may_run_the_clock(actor))
    soon = Session.objects.held().filter(
        region_id=actor.here, starts_at__gt=at, starts_at__lte=at + REMINDED_BEFORE, is_after=False
    )
    waiting = soon.filter(Q(reminded_for=None) | ~Q(reminded_for=F("starts_at")))
    # One that another run has in its hands is left to it.
    locked = waiting.select_for_update(of=("self",), skip_locked=True)
    found = list(
        locked.select_related("cohort__programme", "cohort__version", "room").order_by("starts_at", "pk")[:MOST_AT_ONCE]
    )
    for session in found:
        after = Session.objects.held().filter(
            cohort_id=session.cohort_id, phase=session.phase, number=session.number, is_after=True
        )
        people = concerned_by([session, *after], at=at)
        if session.added_at is None or session.added_at < at - KNOWS_FOR:
            tell_of_session("session_reminder", session, people, at=at, once=f"{session.starts_at:%Y%m%dT%H%M}")
        session.reminded_for = session.starts_at
    Session.objects.bulk_update(found, ["reminded_for"])
    record_each(actor, "programmes.session.reminded", found, at=at)
    return len(found)
