"""Hours: written down by the volunteer, looked at by the body, certified by the region."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.links import new_secret
from igum.places import queries as places
from igum.volunteering import access, queries
from igum.volunteering.commands.program import as_program
from igum.volunteering.models import Certificate, HoursEntry, SignUp, Volunteer
from igum.volunteering.models.sign_ups import MINUTES_A_DAY

LOGGED_WITHIN = timedelta(days=180)


class NotHours(Refused):
    """The day or the length cannot be, or the volunteer did not help there; the text says which."""


class AlreadyDecided(Refused):
    """The hours were approved or refused before."""


class NothingApproved(Refused):
    """There are no approved hours in that time."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a volunteer says they gave: where, on which day, how long. A shift's own hours name its sign-up."""

    opportunity_id: UUID
    day: date
    minutes: int
    note: str = ""
    sign_up_id: UUID | None = None


@transaction.atomic
def log_hours(*, actor: Actor, volunteer_id: UUID, given: Given, at: datetime) -> HoursEntry:
    """Write down hours that a volunteer gave. They count once the body has approved them.

    Raises:
        Volunteer.DoesNotExist: there is none whom the actor may see.
        PermissionDenied: the actor neither is the volunteer nor looks after them.
        NotHours: in the future, too long ago or too long, at a place where they never signed up, or written already.
    """
    volunteer = queries.volunteers_for(actor).get(pk=volunteer_id)
    require(access.may_change_volunteer(actor, volunteer))
    _refuse_impossible(given, timezone.localdate(at))
    with as_program(actor):
        helped = SignUp.objects.placed().filter(volunteer=volunteer, opportunity_id=given.opportunity_id)
        helped = helped.filter(starts_at__lte=at, missed_at=None)
        if given.sign_up_id is not None:
            helped = helped.filter(pk=given.sign_up_id)
        sign_up = helped.select_related("opportunity").first()
        if sign_up is None:
            raise NotHours(_("Hours are written down where you had a place. Sign up for a shift there first."))
        entry = HoursEntry(
            region_id=volunteer.region_id,
            authority_id=sign_up.authority_id,
            opportunity=sign_up.opportunity,
            volunteer=volunteer,
            volunteer_name=volunteer.name,
            sign_up_id=given.sign_up_id,
            day=given.day,
            minutes=given.minutes,
            note=given.note.strip()[:200],
            logged_at=at,
        )
        try:
            with transaction.atomic():
                entry.save(force_insert=True)
        except IntegrityError:
            raise NotHours(_("The hours of this shift are written down already. Your page shows them.")) from None
        record(actor, "volunteering.hours.logged", entry, at=at, minutes=entry.minutes)
    return entry


@transaction.atomic
def approve_hours(*, actor: Actor, entry_ids: Sequence[UUID], at: datetime) -> int:
    """Approve hours, all or none of those that are named. Returns how many.

    Raises:
        HoursEntry.DoesNotExist: one of them is not there for the actor.
        PermissionDenied: the actor neither works for the body nor looks after volunteers there, or they are their own.
        AlreadyDecided: one was approved or refused before.
    """
    with as_program(actor):
        entries = [_locked(actor, pk) for pk in sorted(entry_ids)]
        for entry in entries:
            entry.approved_at, entry.decided_by_id = at, actor.user_id
            entry.save(update_fields=["approved_at", "decided_by"])
            record(actor, "volunteering.hours.approved", entry, at=at, minutes=entry.minutes)
    return len(entries)


@transaction.atomic
def refuse_hours(*, actor: Actor, entry_id: UUID, why: str, at: datetime) -> None:
    """Say that hours were not given like that, and why; the volunteer may write them down anew.

    Raises:
        HoursEntry.DoesNotExist: it is not there for the actor.
        PermissionDenied: the actor neither works for the body nor looks after volunteers there, or they are their own.
        AlreadyDecided: it was approved or refused before.
        NotHours: no reason was given.
    """
    with as_program(actor):
        entry = _locked(actor, entry_id)
        if not why.strip():
            raise NotHours(_("Say why, in words for the volunteer: they read it."))
        entry.refused_at, entry.refusal, entry.decided_by_id = at, why.strip()[:200], actor.user_id
        entry.save(update_fields=["refused_at", "refusal", "decided_by"])
        record(actor, "volunteering.hours.refused", entry, at=at)


@transaction.atomic
def draw_certificate(*, actor: Actor, volunteer_id: UUID, first_day: date, last_day: date, at: datetime) -> Certificate:
    """Certify the approved hours of a time, both days counted. Numbered; its code lets anybody check it.

    Asked again while no further hours were approved, it is the same certificate.

    Raises:
        Volunteer.DoesNotExist: there is none whom the actor may see.
        PermissionDenied: the actor neither is the volunteer nor looks after them.
        NothingApproved: no hours of that time were approved, or the days run backwards.
    """
    volunteer = queries.volunteers_for(actor).get(pk=volunteer_id)
    require(access.may_certify(actor, volunteer))
    with as_program(actor):
        lines = _lines(volunteer, first_day, last_day)
        if not lines:
            raise NothingApproved(_("No hours of this time were approved yet. Ask the body to approve them."))
        year = timezone.localdate(at).year
        # The region's row is the lock: numbers follow one another without a hole.
        places.regions().select_for_update(no_key=True).get(pk=volunteer.region_id)
        drawn = _drawn_before(volunteer, first_day, last_day, lines)
        if drawn is not None:
            return drawn
        before = Certificate.objects.filter(region_id=volunteer.region_id, year=year).aggregate(last=Max("number"))
        certificate = Certificate(
            region_id=volunteer.region_id,
            authority_id=volunteer.authority_id,
            volunteer=volunteer,
            number=(before["last"] or 0) + 1,
            year=year,
            name=volunteer.name,
            first_day=first_day,
            last_day=last_day,
            minutes=sum(line["minutes"] for line in lines),
            lines=lines,
            issued_at=at,
        )
        certificate.keep_code(new_secret())
        certificate.save(force_insert=True)
        record(actor, "volunteering.certificate.drawn", certificate, at=at, minutes=certificate.minutes)
    return certificate


def _drawn_before(
    volunteer: Volunteer, first_day: date, last_day: date, lines: list[dict[str, object]]
) -> Certificate | None:
    """The certificate that says just this already."""
    same = Certificate.objects.filter(volunteer=volunteer, first_day=first_day, last_day=last_day, name=volunteer.name)
    return same.filter(lines=lines).order_by("-issued_at").first()


def _lines(volunteer: Volunteer, first_day: date, last_day: date) -> list[dict[str, object]]:
    """Approved minutes by body and task, as the certificate keeps them."""
    approved = HoursEntry.objects.filter(
        volunteer=volunteer, approved_at__isnull=False, day__range=(first_day, last_day)
    )
    found: dict[UUID, dict[str, object]] = {}
    for entry in approved.select_related("opportunity").order_by("day", "pk"):
        task = entry.opportunity
        line = found.setdefault(task.pk, {"body": task.body_name, "titles": task.titles, "minutes": 0})
        line["minutes"] = int(str(line["minutes"])) + entry.minutes
    return list(found.values())


def _locked(actor: Actor, entry_id: UUID) -> HoursEntry:
    entries = HoursEntry.objects.select_for_update(of=("self",)).select_related("opportunity", "volunteer")
    entry = entries.get(pk=entry_id, region_id=actor.here)
    require(access.may_approve_hours(actor, entry))
    if entry.approved_at or entry.refused_at:
        raise AlreadyDecided(_("These hours were decided on already. Reload the page to see how."))
    return entry


def _refuse_impossible(given: Given, today: date) -> None:
    if given.day > today:
        raise NotHours(_("This day has not come yet. Write the hours down afterwards."))
    if given.day < today - LOGGED_WITHIN:
        raise NotHours(_("This is more than half a year ago. Ask the body's coordinator to write to us."))
    if not 1 <= given.minutes <= MINUTES_A_DAY:
        raise NotHours(_("Write between one minute and one day."))
