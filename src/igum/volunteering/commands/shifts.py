"""Shifts: added, moved, made larger or smaller, called off. Whoever signed up is told."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.volunteering.commands.letters import write_about_shifts
from igum.volunteering.commands.opportunities import managed, times_of
from igum.volunteering.commands.places import fill_from_waiting_list
from igum.volunteering.commands.program import as_program
from igum.volunteering.models import Shift, SignUp
from igum.volunteering.rules.times import LONGEST_SHIFT, parts_between

MOST_WEEKS = 52
MOST_PLACES = 500


class NotAShift(Refused):
    """The times or the places cannot be; the text says why."""


class IsOver(Refused):
    """The shift has begun, or was called off."""


@transaction.atomic
def add_shifts(  # noqa: PLR0913 - the parts of a shift
    *,
    actor: Actor,
    opportunity_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    places: int,
    at: datetime,
    weeks: int = 1,
    note: str = "",
) -> list[Shift]:
    """Add a shift, or one a week at the same hours of the clock for several weeks.

    Raises:
        Opportunity.DoesNotExist: there is none in the region.
        PermissionDenied: the actor does not manage it.
        IsClosed: it was closed.
        NotAShift: the times do not run forwards, lie in the past or are too long, or there is no place.
    """
    _refuse_impossible(starts_at, ends_at, places, at)
    with as_program(actor):
        opportunity = managed(actor, opportunity_id)
        shifts = [
            Shift(
                region_id=opportunity.region_id,
                authority_id=opportunity.authority_id,
                opportunity=opportunity,
                starts_at=_weeks_later(starts_at, week),
                ends_at=_weeks_later(ends_at, week),
                places=places,
                note=note.strip(),
            )
            for week in range(max(1, min(weeks, MOST_WEEKS)))
        ]
        Shift.objects.bulk_create(shifts)
        touched = parts_between(timezone.localtime(starts_at), timezone.localtime(ends_at))
        opportunity.times = times_of(opportunity, (*opportunity.times, *touched))
        opportunity.save(update_fields=["times"])
        record(actor, "volunteering.shift.added", opportunity, at=at, shifts=len(shifts), places=places)
    return shifts


@transaction.atomic
def change_shift(
    *, actor: Actor, shift_id: UUID, starts_at: datetime, ends_at: datetime, places: int, at: datetime
) -> None:
    """Move a shift or change how many it needs. Whoever signed up is told; new places go to those who wait.

    Raises:
        Shift.DoesNotExist: there is none in the region.
        PermissionDenied: the actor does not manage its opportunity.
        IsOver: it has begun, or was called off.
        NotAShift: the times cannot be, fewer places than people, or somebody who signed up is elsewhere then.
    """
    _refuse_impossible(starts_at, ends_at, places, at)
    with as_program(actor):
        shift = _locked(actor, shift_id, at)
        if places < shift.taken:
            raise NotAShift(
                ngettext(
                    "%(count)s volunteer has signed up. Keep at least that many places.",
                    "%(count)s volunteers have signed up. Keep at least that many places.",
                    shift.taken,
                )
                % {"count": shift.taken}
            )
        moved = (shift.starts_at, shift.ends_at) != (starts_at, ends_at)
        shift.starts_at, shift.ends_at, shift.places = starts_at, ends_at, places
        try:
            with transaction.atomic():  # the sign-ups follow their shift's times, and may then meet another shift
                shift.save(update_fields=["starts_at", "ends_at", "places"])
        except IntegrityError:
            raise NotAShift(
                _("Somebody who signed up has another shift then. Add a new shift instead, or agree with them first.")
            ) from None
        record(actor, "volunteering.shift.changed", shift, at=at, moved=moved, places=places)
        if moved:
            standing = SignUp.objects.standing().filter(shift=shift).select_related("volunteer", "opportunity")
            write_about_shifts(standing, "shift_changed", key=f"{starts_at.timestamp():.0f}", at=at)
        fill_from_waiting_list(shift, at=at)


@transaction.atomic
def cancel_shift(*, actor: Actor, shift_id: UUID, at: datetime) -> None:
    """Call a shift off. Everybody who signed up is told, and free again.

    Raises:
        Shift.DoesNotExist: there is none in the region.
        PermissionDenied: the actor does not manage its opportunity.
        IsOver: it has begun, or was called off before.
    """
    with as_program(actor):
        shift = _locked(actor, shift_id, at)
        standing = SignUp.objects.standing().filter(shift=shift)
        told = list(standing.select_related("volunteer", "opportunity"))
        standing.update(left_at=at)
        shift.cancelled_at, shift.taken = at, 0
        shift.save(update_fields=["cancelled_at", "taken"])
        record(actor, "volunteering.shift.cancelled", shift, at=at, told=len(told))
        write_about_shifts(told, "shift_cancelled", key="once", at=at)


def _locked(actor: Actor, shift_id: UUID, at: datetime) -> Shift:
    shift = Shift.objects.select_for_update(of=("self",)).get(pk=shift_id, region_id=actor.here)
    managed(actor, shift.opportunity_id)
    if shift.cancelled_at is not None or shift.starts_at <= at:
        raise IsOver(_("This shift has begun or was called off. It stays as it is."))
    return shift


def _refuse_impossible(starts_at: datetime, ends_at: datetime, places: int, at: datetime) -> None:
    if ends_at <= starts_at:
        raise NotAShift(_("A shift ends after it starts. Correct the hours."))
    if ends_at - starts_at > LONGEST_SHIFT:
        raise NotAShift(_("A shift lasts a day at most. Make two of it."))
    if starts_at <= at:
        raise NotAShift(_("This shift would lie in the past. Choose another day."))
    if not 1 <= places <= MOST_PLACES:
        raise NotAShift(_("A shift has between 1 and %(most)s places.") % {"most": MOST_PLACES})


def _weeks_later(moment: datetime, weeks: int) -> datetime:
    """The same hour of the clock, also past the night the clocks change."""
    local = timezone.localtime(moment)
    return timezone.make_aware(local.replace(tzinfo=None) + timedelta(weeks=weeks))
