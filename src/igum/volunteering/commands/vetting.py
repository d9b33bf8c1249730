"""Documents: handed in, opened, approved or refused, taken back, and erased when they are no longer needed."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record, record_read
from igum.core.errors import Refused
from igum.core.files import DOCUMENTS, OpenFile, erase_file, keep_file, open_file
from igum.volunteering import access, queries
from igum.volunteering.catalogue import vetting_kinds
from igum.volunteering.commands.letters import write_about_vetting
from igum.volunteering.commands.program import as_program
from igum.volunteering.models import Vetting, Volunteer
from igum.volunteering.rules.vetting import MOST_A_DAY, MOST_WAITING, last_good_day

# A paper that no longer lets anybody do anything is not kept: only that there was one, and until when it was good.
KEPT_AFTER_END = timedelta(days=90)


class NotADocument(Refused):
    """The kind, the day or the file cannot be; the text says which."""


class TooManyPapers(Refused):
    """One volunteer hands in more documents than anybody looks at."""


class AlreadyChecked(Refused):
    """Somebody looked at it before."""


@transaction.atomic
def hand_in_vetting(  # noqa: PLR0913 - a paper, its kind and its day
    *,
    actor: Actor,
    volunteer_id: UUID,
    kind: str,
    issued_on: date,
    content: bytes,
    name: str,
    at: datetime,
) -> Vetting:
    """Hand in a document, which waits to be checked. Nobody opens it but the volunteer and those who check it.

    Raises:
        Volunteer.DoesNotExist: there is none whom the actor may see.
        PermissionDenied: the actor neither is the volunteer nor looks after them.
        NotADocument: no such kind, issued in the future, or so long ago that it has run out.
        TooManyPapers: many wait to be looked at already, or were handed in today.
        NotAccepted: the file is empty, too large, or of a kind that is not taken.
    """
    volunteer = queries.volunteers_for(actor).get(pk=volunteer_id)
    require(access.may_hand_in(actor, volunteer))
    vetting = _new(volunteer, kind, issued_on, at)
    _refuse_too_many(volunteer, at)
    vetting.file = keep_file(
        actor=actor, content=content, name=name, rules=DOCUMENTS, at=at, authority_id=volunteer.authority_id
    )
    vetting.handed_in_by_id = actor.user_id
    vetting.save(force_insert=True)
    record(actor, "volunteering.vetting.handed_in", vetting, at=at, kind=kind)
    return vetting


@transaction.atomic
def note_vetting(*, actor: Actor, volunteer_id: UUID, kind: str, issued_on: date, at: datetime) -> Vetting:
    """Note what needs no paper here, such as a training: by somebody who checks, and in force at once.

    Raises:
        Volunteer.DoesNotExist: there is none whom the actor may see.
        PermissionDenied: the actor does not check documents of this volunteer.
        NotADocument: this kind needs the paper itself, or the day cannot be.
    """
    volunteer = queries.volunteers_for(actor).get(pk=volunteer_id)
    vetting = _new(volunteer, kind, issued_on, at)
    require(access.may_check_vetting(actor, vetting))
    if vetting_kinds()[kind].needs_file:
        raise NotADocument(_("Of this kind the paper itself is needed. Hand it in as a file."))
    vetting.handed_in_by_id = vetting.checked_by_id = actor.user_id
    vetting.approved_at = at
    vetting.save(force_insert=True)
    record(actor, "volunteering.vetting.noted", vetting, at=at, kind=kind)
    return vetting


@transaction.atomic
def open_vetting(*, actor: Actor, vetting_id: UUID, at: datetime) -> OpenFile:
    """The paper itself, for the volunteer or for somebody who checks it. Every opening is on the trail.

    Raises:
        Vetting.DoesNotExist: there is none whom the actor may know of.
        PermissionDenied: the actor may not open it.
        FileIsGone: there was no paper, or it was erased.
    """
    vetting = queries.vettings_for(actor).get(pk=vetting_id)
    require(access.may_open_vetting(actor, vetting))
    if vetting.file_id is None:
        raise NotADocument(_("There is no paper to this: a worker noted it."))
    record_read(actor, "volunteering.vetting.opened", [vetting], at=at)
    # The volunteer's own paper may have been handed in by a worker, whose file it then is.
    with as_program(actor):
        return open_file(actor=actor, file_id=vetting.file_id, action="volunteering.vetting.read", at=at)


@transaction.atomic
def approve_vetting(*, actor: Actor, vetting_id: UUID, at: datetime, expires_on: date | None = None) -> None:
    """Find a document good, until the day it says or else as long as its kind is good for. The volunteer is told.

    Raises:
        Vetting.DoesNotExist: there is none whom the actor may know of.
        PermissionDenied: the actor does not check it, or it is their own.
        AlreadyChecked: it was approved, refused or taken back.
        NotADocument: it would run out before it was issued, or later than its kind allows.
    """
    vetting = _locked(actor, vetting_id)
    longest = vetting.expires_on
    if expires_on is not None and (expires_on < vetting.issued_on or (longest is not None and expires_on > longest)):
        raise NotADocument(_("The last day must lie between the day of issue and the longest that this kind is good."))
    vetting.expires_on = expires_on or longest
    vetting.approved_at, vetting.checked_by_id = at, actor.user_id
    vetting.save(update_fields=["expires_on", "approved_at", "checked_by"])
    record(actor, "volunteering.vetting.approved", vetting, at=at, kind=vetting.kind)
    write_about_vetting([vetting], "vetting_approved", key="once", at=at)


@transaction.atomic
def refuse_vetting(*, actor: Actor, vetting_id: UUID, why: str, at: datetime) -> None:
    """Say that a document cannot be accepted, and why. The paper is erased; the volunteer is told.

    Raises:
        Vetting.DoesNotExist: there is none whom the actor may know of.
        PermissionDenied: the actor does not check it, or it is their own.
        AlreadyChecked: it was approved, refused or taken back.
        NotADocument: no reason was given.
    """
    vetting = _locked(actor, vetting_id)
    if not why.strip():
        raise NotADocument(_("Say why, in words for the volunteer: they read it."))
    vetting.refused_at, vetting.checked_by_id, vetting.refusal = at, actor.user_id, why.strip()[:200]
    vetting.save(update_fields=["refused_at", "checked_by", "refusal"])
    _erase(vetting, actor, at)
    record(actor, "volunteering.vetting.refused", vetting, at=at, kind=vetting.kind)
    write_about_vetting([vetting], "vetting_refused", key="once", at=at)


@transaction.atomic
def withdraw_vetting(*, actor: Actor, vetting_id: UUID, at: datetime) -> None:
    """Take a document back. The paper is erased, and what rested on it rests on it no more. Twice is the same as once.

    Raises:
        Vetting.DoesNotExist: there is none whom the actor may know of.
        PermissionDenied: the actor neither is the volunteer nor looks after them.
    """
    vetting = queries.vettings_for(actor).select_for_update(of=("self",)).get(pk=vetting_id)
    require(access.may_hand_in(actor, vetting.volunteer))
    if vetting.withdrawn_at is not None:
        return
    vetting.withdrawn_at = at
    vetting.save(update_fields=["withdrawn_at"])
    _erase(vetting, actor, at)
    record(actor, "volunteering.vetting.withdrawn", vetting, at=at, kind=vetting.kind)


@transaction.atomic
def erase_old_papers(*, actor: Actor, at: datetime) -> int:
    """Erase the papers of documents that ran out three months ago. Returns how many.

    Raises:
        PermissionDenied: the actor is not the program.
    """
    require(access.may_run_the_clock(actor))
    ended = timezone.localdate(at) - KEPT_AFTER_END
    old = Vetting.objects.filter(region_id=actor.here, expires_on__lt=ended, file__erased_at=None, file__isnull=False)
    found = list(old.select_related("file"))
    for vetting in found:
        _erase(vetting, actor, at)
    return len(found)


def _new(volunteer: Volunteer, kind: str, issued_on: date, at: datetime) -> Vetting:
    known = vetting_kinds().get(kind)
    if known is None:
        raise NotADocument(_("Choose the kind of document."))
    today = timezone.localdate(at)
    if issued_on > today:
        raise NotADocument(_("The day of issue lies in the future. Correct it."))
    ends = last_good_day(issued_on, known.valid_months)
    if ends is not None and ends < today:
        raise NotADocument(_("This document has run out already. Ask for a new one."))
    return Vetting(
        region_id=volunteer.region_id,
        authority_id=volunteer.authority_id,
        volunteer=volunteer,
        kind=kind,
        issued_on=issued_on,
        expires_on=ends,
        handed_in_at=at,
    )


def _refuse_too_many(volunteer: Volunteer, at: datetime) -> None:
    # The row is the lock: two windows do not hand in more together than one.
    Volunteer.objects.select_for_update(of=("self",), no_key=True).get(pk=volunteer.pk)
    own = Vetting.objects.filter(volunteer=volunteer)
    if own.waiting().count() >= MOST_WAITING:
        raise TooManyPapers(_("Many of your documents wait to be looked at. Hand in more once some are checked."))
    if own.filter(handed_in_at__gt=at - timedelta(days=1)).count() >= MOST_A_DAY:
        raise TooManyPapers(_("You handed in many documents today. Go on tomorrow, or ask your coordinator."))


def _locked(actor: Actor, vetting_id: UUID) -> Vetting:
    vetting = queries.vettings_for(actor).select_for_update(of=("self",)).get(pk=vetting_id)
    require(access.may_check_vetting(actor, vetting))
    if vetting.approved_at or vetting.refused_at or vetting.withdrawn_at:
        raise AlreadyChecked(_("This document was decided on or taken back already. Reload the page."))
    return vetting


def _erase(vetting: Vetting, actor: Actor, at: datetime) -> None:
    if vetting.file_id is not None:
        with as_program(actor):
            erase_file(actor=actor, file_id=vetting.file_id, at=at)
