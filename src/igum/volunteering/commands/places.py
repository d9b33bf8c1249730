"""Places of a shift: which is free, and who of those who wait gets it. Called with the shift's row locked."""

from datetime import datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from igum.volunteering import queries
from igum.volunteering.commands.letters import write_about_shifts
from igum.volunteering.models import Opportunity, Shift, SignUp, Volunteer
from igum.volunteering.rules.vetting import VettingState, kinds_needed


class Obstacle(NamedTuple):
    """Why somebody cannot have a place: another shift at that time, or documents that are not in force."""

    clash: bool
    lacking: list[VettingState]


def free_place(shift: Shift) -> int | None:
    """The smallest number of a place that nobody holds; None when all are taken."""
    if shift.taken >= shift.places:
        return None
    taken = set(SignUp.objects.placed().filter(shift=shift).values_list("place", flat=True))
    return next(number for number in range(1, shift.places + 1) if number not in taken)


def take_place(sign_up: SignUp, shift: Shift, place: int, *, at: datetime) -> bool:
    """Give a place to a sign-up; false when the database finds the volunteer in two places at one time."""
    sign_up.place, sign_up.placed_at = place, at
    try:
        with transaction.atomic():
            sign_up.save()
    except IntegrityError:
        sign_up.place, sign_up.placed_at = None, None
        return False
    shift.taken += 1
    shift.save(update_fields=["taken"])
    return True


def fill_from_waiting_list(shift: Shift, *, at: datetime) -> list[SignUp]:
    """Give free places to those who wait, the longest waiting first; they are told. Passes over who cannot come now."""
    placed: list[SignUp] = []
    if shift.starts_at <= at or shift.taken >= shift.places:
        return placed
    waiting = SignUp.objects.waiting().filter(shift=shift).select_related("volunteer", "opportunity")
    for sign_up in waiting.select_for_update(of=("self",)):
        place = free_place(shift)
        if place is None:
            break
        if not any(obstacle_of(sign_up.volunteer, sign_up.opportunity, shift)) and take_place(
            sign_up, shift, place, at=at
        ):
            placed.append(sign_up)
    write_about_shifts(placed, "place_free", key="once", at=at)
    return placed


def obstacle_of(volunteer: Volunteer, opportunity: Opportunity, shift: Shift) -> Obstacle:
    """What stands between a volunteer and a place on a shift."""
    day = timezone.localtime(shift.starts_at).date()
    needed = kinds_needed(
        with_minors=opportunity.with_minors,
        with_dependants=opportunity.with_dependants,
        others=opportunity.requires,
        volunteer_is_minor=volunteer.is_known_minor_on(day),
    )
    elsewhere = SignUp.objects.placed().filter(
        volunteer=volunteer, missed_at=None, starts_at__lt=shift.ends_at, ends_at__gt=shift.starts_at
    )
    clash = elsewhere.exclude(shift=shift).exists()
    return Obstacle(clash, queries.vetting_lacking(volunteer, needed, day))
