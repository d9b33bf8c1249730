"""Registering residents, opening their records, moving households. Reading a record is a deed: it leaves a trace."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint
from django.utils import timezone
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record, record_read
from igum.core.errors import Refused
from igum.core.sealed import fingerprint_within, seal, unseal
from igum.people import access, queries
from igum.people.models import Consent, Household, Resident
from igum.people.rules import Document, IdentityMode, clean_document
from igum.places import queries as places

OLDEST_BIRTH_YEAR = 1900
MOST_SHOWN = 20


class NotRegistered(Refused):
    """What was typed does not make a resident; the text says what is missing or too much."""


class NotANumber(Refused):
    """The identity number has a mistake in it."""


class AlreadyRegistered(Refused):
    """This authority has a record of the person."""


class NotAHome(Refused):
    """The town is not in the authority, or the authority not in the region."""


@dataclass(frozen=True, slots=True)
class Registration:
    """What is known of a resident: by name with whatever was told, or by a code and nothing that identifies."""

    authority_id: int
    mode: IdentityMode = IdentityMode.NAMED
    code: str = ""
    given_name: str = ""
    family_name: str = ""
    birth_year: int | None = None
    languages: tuple[str, ...] = ()
    locality_id: int | None = None
    household_id: UUID | None = None
    phone: str = ""
    email: str = ""
    document: Document | None = None
    number: str = ""


@transaction.atomic
def register_resident(*, actor: Actor, registration: Registration, at: datetime) -> Resident:
    """Make a resident's record in an authority of the actor's region.

    Raises:
        PermissionDenied: the actor does not know the residents of this authority.
        NotRegistered: somebody anonymous, or a name where only a code may be, or nothing to know somebody by.
        NotAHome: the town does not belong to the authority, or the household lives elsewhere.
        NotANumber: the identity number cannot be one.
        AlreadyRegistered: the number is on record in this authority.
    """
    require(access.may_register_residents(actor, registration.authority_id))
    _refuse_impossible(registration, at)
    _refuse_elsewhere(actor, registration.authority_id, registration.locality_id)
    _refuse_strange_household(actor, registration)

    resident = Resident(
        id=uuid4(),
        region_id=actor.here,
        authority_id=registration.authority_id,
        locality_id=registration.locality_id,
        household_id=registration.household_id,
        identity_mode=registration.mode,
        code=registration.code.strip(),
        birth_year=registration.birth_year,
        languages=list(registration.languages),
        phone=registration.phone.strip(),
        email=registration.email.strip().lower(),
    )
    resident.take_name(registration.given_name, registration.family_name)
    _seal_number(resident, registration)
    _save_new(resident)
    record(actor, "people.resident.registered", resident, at=at, mode=resident.identity_mode)
    return resident


@transaction.atomic
def register_household(*, actor: Actor, authority_id: int, locality_id: int, address: str, at: datetime) -> Household:
    """Make a household in a town of an authority.

    Raises:
        PermissionDenied: the actor does not know the residents of this authority.
        NotAHome: the town does not belong to the authority.
    """
    require(access.may_register_residents(actor, authority_id))
    _refuse_elsewhere(actor, authority_id, locality_id)

    household = Household.objects.create(
        region_id=actor.here, authority_id=authority_id, locality_id=locality_id, address=address.strip()
    )
    record(actor, "people.household.registered", household, at=at)
    return household


@transaction.atomic
def move_household(
    *, actor: Actor, household_id: UUID, authority_id: int, locality_id: int, address: str, at: datetime
) -> None:
    """Move a household and all its members to another town, and in another authority's care when it is there.

    Raises:
        Household.DoesNotExist: there is none whom the actor may know.
        PermissionDenied: the actor does not cover both authorities.
        NotAHome: the town does not belong to the authority.
        AlreadyRegistered: the other authority has a record of one of the members.
    """
    household = queries.households_for(actor).select_for_update(of=("self",)).get(pk=household_id)
    require(access.may_move_household(actor, household, authority_id))
    _refuse_elsewhere(actor, authority_id, locality_id)

    left = household.authority_id
    members = Resident.objects.filter(household=household)
    ids = list(members.values_list("pk", flat=True))
    try:
        with transaction.atomic():
            members.update(authority_id=authority_id, locality_id=locality_id)
            Consent.objects.filter(resident__in=ids).update(authority_id=authority_id)
    except IntegrityError:
        raise AlreadyRegistered(
            _("A member of this household already has a record in the other authority. Join the two records first.")
        ) from None
    household.authority_id, household.locality_id, household.address = authority_id, locality_id, address.strip()
    household.save(update_fields=["authority", "locality", "address"])
    record(actor, "people.household.moved", household, at=at, left=left, to=authority_id, members=len(ids))


@transaction.atomic
def open_resident(*, actor: Actor, resident_id: UUID, at: datetime) -> Resident:
    """A resident's record, for somebody who may read it.

    Raises:
        Resident.DoesNotExist: there is none whom the actor may know.
    """
    resident = queries.residents_for(actor).get(pk=resident_id)
    record_read(actor, "people.resident.read", [resident], at=at)
    return resident


@transaction.atomic
def find_residents(*, actor: Actor, typed: str, at: datetime) -> list[Resident]:
    """The residents whose name begins so, at most twenty, by family name. Each one shown is on the trail.

    Raises:
        Nothing: whoever may know nobody finds nobody.
    """
    found = list(queries.residents_for(actor).named_like(typed).order_by("family_first", "pk")[:MOST_SHOWN])
    record_read(actor, "people.resident.found", found, at=at)
    return found


@transaction.atomic
def open_identity_number(*, actor: Actor, resident_id: UUID, at: datetime) -> str:
    """A resident's identity number; empty when none was told.

    Raises:
        Resident.DoesNotExist: there is none whom the actor may know.
        PermissionDenied: the actor knows the resident, and may still not open the number.
        CannotOpen: the key it was sealed with is not at hand.
    """
    resident = queries.residents_for(actor).get(pk=resident_id)
    require(access.may_read_number(actor, resident))
    if resident.number_sealed is None:
        return ""
    record_read(actor, "people.resident.number_opened", [resident], at=at)
    return unseal(bytes(resident.number_sealed), table=Resident._meta.db_table, column="number_sealed", pk=resident.pk)


def _refuse_impossible(registration: Registration, at: datetime) -> None:
    if registration.mode == IdentityMode.ANONYMOUS:
        raise NotRegistered(_("Somebody anonymous is not registered. Count the visit without a person."))
    year, this_year = registration.birth_year, timezone.localdate(at).year
    if year is not None and not OLDEST_BIRTH_YEAR <= year <= this_year:
        raise NotRegistered(
            _("The birth year must lie between %(first)s and %(last)s. Correct it, or leave it empty.")
            % {"first": OLDEST_BIRTH_YEAR, "last": this_year}
        )


def _refuse_elsewhere(actor: Actor, authority_id: int, locality_id: int | None) -> None:
    if not places.authorities_of(actor.here).filter(pk=authority_id).exists():
        raise NotAHome(_("This authority is not in your region. Choose one of the region's authorities."))
    if locality_id is None:
        return
    if not places.localities_of(authority_id=authority_id).filter(pk=locality_id).exists():
        raise NotAHome(_("This town does not belong to the authority chosen. Choose the town again."))


def _refuse_strange_household(actor: Actor, registration: Registration) -> None:
    if registration.household_id is None:
        return
    # Locked, so that it does not move away while its new member is written down.
    known = queries.households_for(actor).select_for_update(of=("self",), no_key=True)
    home = known.filter(pk=registration.household_id, authority_id=registration.authority_id).first()
    if home is None:
        raise NotAHome(_("This household is not in the authority chosen. Register the household there first."))
    if registration.locality_id not in (None, home.locality_id):
        raise NotAHome(_("This household lives in another town. Choose its town, or register without the household."))


def _seal_number(resident: Resident, registration: Registration) -> None:
    if not registration.number.strip():
        return
    document = registration.document or Document.ISRAELI_ID
    number = clean_document(document, registration.number)
    if number is None:
        raise NotANumber(
            _("This identity number has a mistake in it: its last digit does not fit. Compare it with the document.")
            if document == Document.ISRAELI_ID
            else _("A passport number has 5 to 15 letters and digits. Compare it with the document.")
        )
    resident.document = document
    resident.number_fingerprint = fingerprint_within(resident.region_id, document, number)
    resident.number_sealed = seal(number, table=Resident._meta.db_table, column="number_sealed", pk=resident.pk)


def _save_new(resident: Resident) -> None:
    """Save, with the constraints' own words for what is wrong.

    Whether somebody is here already only the unique constraints know for sure, when two hands save at once.
    """
    try:
        resident.clean_fields(exclude=["region", "authority", "locality", "household"])
        for constraint in resident._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                constraint.validate(Resident, resident)
    except ValidationError as wrong:
        raise NotRegistered(" ".join(wrong.messages)) from None
    try:
        with transaction.atomic():
            resident.save(force_insert=True)
    except IntegrityError:
        raise AlreadyRegistered(
            _("Somebody with this identity number or code is already registered here. Open that record instead.")
        ) from None
