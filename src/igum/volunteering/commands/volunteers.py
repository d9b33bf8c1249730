"""Becoming a volunteer, changing what one can give, resting and stopping."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.models import StoredFile
from igum.places import queries as places
from igum.volunteering import access, queries
from igum.volunteering.catalogue import skills
from igum.volunteering.commands.program import as_program
from igum.volunteering.models import SignUp, Vetting, Volunteer
from igum.volunteering.rules.times import ALL_PARTS

YOUNGEST, OLDEST = 10, 110


class NotAProfile(Refused):
    """What was typed does not make a profile; the text says what."""


class AlreadyVolunteers(Refused):
    """This account is a volunteer of the region."""


class HasShifts(Refused):
    """There are shifts to come."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a volunteer tells of themselves. Only the name is needed; what is empty is not known."""

    name: str
    phone: str = ""
    email: str = ""
    language: str = "he"
    birth_year: int | None = None
    gender: str = ""
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    available: tuple[str, ...] = ()
    available_note: str = ""
    remote_only: bool = False
    locality_id: int | None = None
    sent_by_id: UUID | None = None


@transaction.atomic
def join_as_volunteer(*, actor: Actor, profile: Profile, at: datetime) -> Volunteer:
    """Become a volunteer of a region with one's own account.

    Raises:
        PermissionDenied: nobody is signed in.
        NotAProfile: the name is missing, or something cannot be.
        AlreadyVolunteers: the account has a profile here.
    """
    require(access.may_join(actor))
    if queries.own_volunteer(actor) is not None:
        raise AlreadyVolunteers(_("You volunteer here already. Change your details on your own page."))
    volunteer = Volunteer(region_id=actor.here, user_id=actor.user_id, joined_at=at)
    _take(volunteer, profile, at)
    try:
        with transaction.atomic():
            volunteer.save(force_insert=True)
    except IntegrityError:  # two tabs at once
        raise AlreadyVolunteers(_("You volunteer here already. Change your details on your own page.")) from None
    record(actor, "volunteering.volunteer.joined", volunteer, at=at)
    return volunteer


@transaction.atomic
def add_volunteer(*, actor: Actor, profile: Profile, at: datetime, is_sample: bool = False) -> Volunteer:
    """Write down a volunteer who has no account, as a coordinator of their town.

    Raises:
        PermissionDenied: the actor does not look after volunteers of that town.
        NotAProfile: the name is missing, or something cannot be.
    """
    volunteer = Volunteer(region_id=actor.here, added_by_id=actor.user_id, joined_at=at, is_sample=is_sample)
    _take(volunteer, profile, at)
    require(access.may_add_volunteer(actor, volunteer.authority_id))
    _see_birth_year(volunteer, actor, at)
    volunteer.save(force_insert=True)
    record(actor, "volunteering.volunteer.added", volunteer, at=at)
    return volunteer


@transaction.atomic
def change_profile(*, actor: Actor, volunteer_id: UUID, profile: Profile, at: datetime) -> None:
    """Change what a volunteer told of themselves.

    Raises:
        Volunteer.DoesNotExist: there is none whom the actor may see.
        PermissionDenied: the actor neither is the volunteer nor looks after them, before or after the change.
        NotAProfile: the name is missing, or something cannot be.
    """
    volunteer = _locked(actor, volunteer_id)
    lived_in, born = volunteer.authority_id, volunteer.birth_year
    _take(volunteer, profile, at)
    require(access.may_change_volunteer(actor, volunteer))
    if volunteer.birth_year != born:
        _see_birth_year(volunteer, actor, at)
    volunteer.save()
    if volunteer.authority_id != lived_in:
        _hand_over_papers(actor, volunteer)
    record(actor, "volunteering.volunteer.changed", volunteer, at=at)


@transaction.atomic
def confirm_birth_year(*, actor: Actor, volunteer_id: UUID, at: datetime) -> None:
    """Say that one has seen that the birth year is right, on a document that is not kept. Twice is the same as once.

    Raises:
        Volunteer.DoesNotExist: there is none whom the actor may see.
        PermissionDenied: the actor does not look after volunteers there, or is the volunteer.
        NotAProfile: no birth year was told.
    """
    volunteer = _locked(actor, volunteer_id)
    require(access.may_confirm(actor, volunteer))
    if volunteer.birth_year is None:
        raise NotAProfile(_("No birth year was told. Write it down first."))
    if volunteer.birth_year_seen_at is None:
        _see_birth_year(volunteer, actor, at)
        volunteer.save(update_fields=["birth_year_seen_at", "birth_year_seen_by"])
        record(actor, "volunteering.volunteer.birth_year_seen", volunteer, at=at)


@transaction.atomic
def rest(*, actor: Actor, volunteer_id: UUID, at: datetime) -> None:
    """Take a break: nobody asks for help until the volunteer goes on. Resting twice is the same as once.

    Raises:
        Volunteer.DoesNotExist: there is none whom the actor may see.
        PermissionDenied: the actor neither is the volunteer nor looks after them.
    """
    _set(actor, volunteer_id, "rested", at, resting_since=at)


@transaction.atomic
def go_on(*, actor: Actor, volunteer_id: UUID, at: datetime) -> None:
    """End a break, or begin again after having stopped.

    Raises:
        Volunteer.DoesNotExist: there is none whom the actor may see.
        PermissionDenied: the actor neither is the volunteer nor looks after them.
    """
    _set(actor, volunteer_id, "went_on", at, resting_since=None, ended_at=None)


@transaction.atomic
def stop_volunteering(*, actor: Actor, volunteer_id: UUID, at: datetime) -> None:
    """Stop: the volunteer is on no list any more; hours and certificates stay theirs.

    Raises:
        Volunteer.DoesNotExist: there is none whom the actor may see.
        PermissionDenied: the actor neither is the volunteer nor looks after them.
        HasShifts: there are shifts to come, on which somebody counts.
    """
    if SignUp.objects.upcoming(at).filter(volunteer_id=volunteer_id).exists():
        raise HasShifts(_("There are shifts to come. Leave them first, so that others can take the places."))
    _set(actor, volunteer_id, "stopped", at, ended_at=at)


def _see_birth_year(volunteer: Volunteer, actor: Actor, at: datetime) -> None:
    """A worker who writes it has seen it; what the volunteer writes nobody has."""
    seen = volunteer.birth_year is not None and bool(access.may_confirm(actor, volunteer))
    volunteer.birth_year_seen_at = at if seen else None
    volunteer.birth_year_seen_by_id = actor.user_id if seen else None


def _hand_over_papers(actor: Actor, volunteer: Volunteer) -> None:
    """Who moved to another town is looked after there, and no longer by the town before."""
    with as_program(actor):
        papers = Vetting.objects.filter(volunteer=volunteer)
        StoredFile.objects.filter(pk__in=papers.values("file_id")).update(authority_id=volunteer.authority_id)
        papers.update(authority_id=volunteer.authority_id)


def _set(actor: Actor, volunteer_id: UUID, done: str, at: datetime, **columns: datetime | None) -> None:
    volunteer = _locked(actor, volunteer_id)
    require(access.may_change_volunteer(actor, volunteer))
    for name, value in columns.items():
        setattr(volunteer, name, value)
    volunteer.save(update_fields=list(columns))
    record(actor, f"volunteering.volunteer.{done}", volunteer, at=at)


def _locked(actor: Actor, volunteer_id: UUID) -> Volunteer:
    return queries.volunteers_for(actor).select_for_update(of=("self",)).get(pk=volunteer_id)


def _take(volunteer: Volunteer, profile: Profile, at: datetime) -> None:
    name = " ".join(profile.name.split())
    if not name:
        raise NotAProfile(_("Write a name, so that people know whom to expect."))
    year = timezone.localdate(at).year
    if profile.birth_year is not None and not year - OLDEST <= profile.birth_year <= year - YOUNGEST:
        raise NotAProfile(
            _("The birth year must lie between %(first)s and %(last)s. Correct it, or leave it empty.")
            % {"first": year - OLDEST, "last": year - YOUNGEST}
        )
    volunteer.name = name
    volunteer.phone, volunteer.email = profile.phone.strip(), profile.email.strip().lower()
    volunteer.language = profile.language if profile.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    volunteer.birth_year, volunteer.gender = profile.birth_year, profile.gender
    volunteer.languages = list(profile.languages)
    volunteer.skills = _known(profile.skills, skills())
    volunteer.available = _known(profile.available, ALL_PARTS)
    volunteer.available_note = profile.available_note.strip()
    volunteer.remote_only = profile.remote_only
    volunteer.sent_by_id = profile.sent_by_id
    _settle(volunteer, profile.locality_id)


def _known(said: Collection[str], known: Collection[str]) -> list[str]:
    """In the order of the data, so that equal profiles are equal."""
    return [code for code in known if code in set(said)]


def _settle(volunteer: Volunteer, locality_id: int | None) -> None:
    """A town's volunteers are its authority's when it is in the region, else the region's own."""
    volunteer.locality_id, volunteer.authority_id = locality_id, None
    if locality_id is None:
        return
    town = places.locality(locality_id)
    if town.region_id == volunteer.region_id:
        volunteer.authority_id = town.authority_id
