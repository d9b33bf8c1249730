"""Signing up for a shift, leaving it, being on the way, having come or not."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.volunteering import access
from igum.volunteering.catalogue import kind_name
from igum.volunteering.commands.letters import write_about_shifts
from igum.volunteering.commands.places import fill_from_waiting_list, free_place, obstacle_of, take_place
from igum.volunteering.commands.program import as_program
from igum.volunteering.models import Opportunity, Shift, SignUp, Volunteer
from igum.volunteering.rules.times import age_at_most
from igum.volunteering.rules.vetting import Standing, VettingState

ON_WAY_BEFORE = timedelta(hours=4)
NOTED_BEFORE = timedelta(hours=2)


class NotLookedFor(Refused):
    """Nobody new is looked for; the text offers what to do instead."""


class TooYoung(Refused):
    """The opportunity is for older people."""


class NotVetted(Refused):
    """A document that the task needs is missing, waits to be checked, or runs out before the shift."""


class Clash(Refused):
    """The volunteer has another shift at that time."""


class AlreadySignedUp(Refused):
    """The volunteer has signed up for this shift."""


class NotNow(Refused):
    """It is too early or too late for that."""


@transaction.atomic
def join_shift(*, actor: Actor, shift_id: UUID, volunteer_id: UUID, at: datetime) -> SignUp:
    """Sign up for a shift: with a place while there is one, else on the waiting list.

    However many come at once, nobody gets a place that is not there: the shift's row is locked while it is counted.

    Raises:
        Shift.DoesNotExist, Volunteer.DoesNotExist: there is none in the region.
        PermissionDenied: the actor neither is the volunteer nor looks after them; or the shift has begun or is off.
        NotLookedFor: the opportunity has enough people, or is not on the board.
        TooYoung: it is for older people.
        NotVetted: a document it needs is not in force on that day.
        Clash: the volunteer has another shift then.
        AlreadySignedUp: for this very shift.
    """
    with as_program(actor):
        shift = Shift.objects.select_for_update(of=("self",)).get(pk=shift_id, region_id=actor.here)
        opportunity = Opportunity.objects.get(pk=shift.opportunity_id)
        volunteer = Volunteer.objects.get(pk=volunteer_id, region_id=actor.here)
        require(access.may_sign_up(actor, volunteer, shift, at))
        _refuse_unfit(volunteer, opportunity, shift)
        sign_up = SignUp(
            region_id=shift.region_id,
            authority_id=shift.authority_id,
            opportunity=opportunity,
            shift=shift,
            volunteer=volunteer,
            volunteer_name=volunteer.name,
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
            joined_at=at,
        )
        place = free_place(shift)
        if place is not None:
            if not take_place(sign_up, shift, place, at=at):  # another tab was quicker
                raise _clash()
        else:
            _wait(sign_up)
        done = "waits" if sign_up.waits else "joined"
        record(actor, f"volunteering.sign_up.{done}", sign_up, at=at, shift=str(shift.pk))
        write_about_shifts([sign_up], done, key="once", at=at)
    return sign_up


@transaction.atomic
def leave_shift(*, actor: Actor, sign_up_id: UUID, at: datetime) -> None:
    """Give a place back, or leave the waiting list. The place goes to whoever waits longest. Twice is the same as once.

    Raises:
        SignUp.DoesNotExist: there is none in the region.
        PermissionDenied: the actor neither is the volunteer nor looks after them.
        NotNow: the shift has begun.
    """
    with as_program(actor):
        sign_up, shift = _locked(actor, sign_up_id)
        require(access.may_change_sign_up(actor, sign_up))
        if sign_up.left_at is not None:
            return
        if shift.starts_at <= at:
            raise NotNow(_("This shift has begun. Call the body that expects you."))
        held = not sign_up.waits
        sign_up.left_at = at
        sign_up.save(update_fields=["left_at"])
        if held:
            shift.taken -= 1
            shift.save(update_fields=["taken"])
        record(actor, "volunteering.sign_up.left", sign_up, at=at, shift=str(shift.pk))
        fill_from_waiting_list(shift, at=at)


@transaction.atomic
def say_on_way(*, actor: Actor, sign_up_id: UUID, at: datetime) -> None:
    """Tell the body that one is on the way. Twice is the same as once.

    Raises:
        SignUp.DoesNotExist: there is none in the region.
        PermissionDenied: the actor neither is the volunteer nor looks after them.
        NotNow: there is no place, or the shift is not within the next hours, or over.
    """
    with as_program(actor):
        sign_up, _shift = _locked(actor, sign_up_id)
        require(access.may_change_sign_up(actor, sign_up))
        if sign_up.left_at is not None or sign_up.waits:
            raise NotNow(_("You have no place on this shift. Look at your page for the shifts that are yours."))
        if not sign_up.starts_at - ON_WAY_BEFORE <= at < sign_up.ends_at:
            raise NotNow(_("Say that you are on the way in the hours before the shift, or while it lasts."))
        if sign_up.on_way_at is not None:
            return
        sign_up.on_way_at = at
        sign_up.save(update_fields=["on_way_at"])
        record(actor, "volunteering.sign_up.on_way", sign_up, at=at)


@transaction.atomic
def note_arrival(*, actor: Actor, sign_up_id: UUID, came: bool, at: datetime) -> None:
    """Note that somebody came, or did not. The later note counts.

    Raises:
        SignUp.DoesNotExist: there is none in the region.
        PermissionDenied: the actor neither works for the body nor looks after volunteers there.
        NotNow: they have no place, or the shift is not about to begin.
        Clash: they were noted as not having come, and have signed up elsewhere for the time since.
    """
    with as_program(actor):
        sign_up, _shift = _locked(actor, sign_up_id)
        require(access.may_note_arrival(actor, sign_up))
        if sign_up.left_at is not None or sign_up.waits:
            raise NotNow(_("This volunteer has no place on the shift any more."))
        if at < (sign_up.starts_at - NOTED_BEFORE if came else sign_up.starts_at):
            raise NotNow(_("The shift has not begun. Note who came when it does."))
        sign_up.arrived_at, sign_up.missed_at = (at, None) if came else (None, at)
        try:
            with transaction.atomic():
                sign_up.save(update_fields=["arrived_at", "missed_at"])
        except IntegrityError:
            raise Clash(_("This volunteer was noted at another shift for that time. Ask there first.")) from None
        record(actor, f"volunteering.sign_up.{'arrived' if came else 'missed'}", sign_up, at=at)


def in_words(lacking: VettingState) -> str:
    """Why a document stands in the way, and what to do."""
    facts = {"document": kind_name(lacking.kind)}
    if lacking.standing is Standing.WAITING:
        return _("“%(document)s” waits to be checked. You can join once it has been.") % facts
    if lacking.standing is Standing.EXPIRED and lacking.expires_on is not None:
        facts["day"] = date_format(lacking.expires_on, "SHORT_DATE_FORMAT")
        return _("“%(document)s” is good until %(day)s only. Hand in a new one on your page.") % facts
    if lacking.standing is Standing.REFUSED:
        return _("“%(document)s” was not accepted. Your page says why; hand in another one.") % facts
    return _("This task needs a document: “%(document)s”. Hand it in on your page.") % facts


def _refuse_unfit(volunteer: Volunteer, opportunity: Opportunity, shift: Shift) -> None:
    if not opportunity.recruits:
        raise NotLookedFor(
            _("There are enough people here now, thank you. Look at the board for who needs help this week.")
        )
    age = age_at_most(volunteer.birth_year, timezone.localtime(shift.starts_at).date())
    if opportunity.minimum_age and age is not None and age < opportunity.minimum_age:
        raise TooYoung(
            _("This is for people from the age of %(age)s. The board has other tasks.")
            % {"age": opportunity.minimum_age}
        )
    if SignUp.objects.standing().filter(shift=shift, volunteer=volunteer).exists():
        raise AlreadySignedUp(_("You are signed up for this shift already. Your page shows it."))
    obstacle = obstacle_of(volunteer, opportunity, shift)
    if obstacle.lacking:
        raise NotVetted(" ".join(map(in_words, obstacle.lacking)))
    if obstacle.clash:
        raise _clash()


def _clash() -> Clash:
    return Clash(_("You have another shift at that time. Leave that one first, or choose another time."))


def _wait(sign_up: SignUp) -> None:
    try:
        with transaction.atomic():
            sign_up.save(force_insert=True)
    except IntegrityError:
        raise AlreadySignedUp(_("You are signed up for this shift already. Your page shows it.")) from None


def _locked(actor: Actor, sign_up_id: UUID) -> tuple[SignUp, Shift]:
    """The shift first, then the sign-up: in the same order as whoever joins."""
    found = SignUp.objects.filter(region_id=actor.here)
    shift_id = found.values_list("shift_id", flat=True).get(pk=sign_up_id)
    shift = Shift.objects.select_for_update(of=("self",)).get(pk=shift_id)
    sign_up = found.select_for_update(of=("self",)).select_related("volunteer", "opportunity").get(pk=sign_up_id)
    return sign_up, shift
