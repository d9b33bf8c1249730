"""What happens because time has passed: reminders of shifts and of documents that run out."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from igum.core.access import require
from igum.core.actor import Actor
from igum.volunteering import access
from igum.volunteering.commands.letters import write_about_shifts, write_about_vetting
from igum.volunteering.models import SignUp, Vetting

SHIFT_REMINDED_BEFORE = timedelta(hours=26)
# Days before the last good one. Two letters: one in time for the police to answer, one that cannot be overlooked.
VETTING_REMINDED_BEFORE = (30, 7)


@transaction.atomic
def remind_of_shifts(*, actor: Actor, at: datetime) -> int:
    """Remind whoever has a place on a shift of the next day. Once each, however often it runs; returns how many.

    Raises:
        PermissionDenied: the actor is not the program.
    """
    require(access.may_run_the_clock(actor))
    soon = SignUp.objects.placed().filter(
        region_id=actor.here, starts_at__gt=at, starts_at__lte=at + SHIFT_REMINDED_BEFORE
    )
    # Whoever signed up just now knows.
    found = list(soon.filter(joined_at__lt=at - timedelta(hours=3)).select_related("volunteer", "opportunity"))
    write_about_shifts(found, "reminder", key="once", at=at)
    return len(found)


@transaction.atomic
def remind_of_vetting(*, actor: Actor, at: datetime) -> int:
    """Write to volunteers whose document runs out in a month, and again in a week, unless a newer one is good longer.

    Raises:
        PermissionDenied: the actor is not the program.
    """
    require(access.may_run_the_clock(actor))
    today = timezone.localdate(at)
    told = 0
    for days in VETTING_REMINDED_BEFORE:
        ending = _ending(actor, today, days)
        write_about_vetting(ending, "vetting_ends", key=str(days), at=at)
        told += len(ending)
    return told


def _ending(actor: Actor, today: date, days: int) -> list[Vetting]:
    good = Vetting.objects.standing().filter(region_id=actor.here, approved_at__isnull=False, volunteer__ended_at=None)
    found = good.filter(expires_on__range=(today, today + timedelta(days=days))).select_related("volunteer")
    newer = {(one.volunteer_id, one.kind) for one in good.filter(expires_on__gt=today + timedelta(days=days))}
    return [one for one in found if (one.volunteer_id, one.kind) not in newer]
