"""Whoever takes part in something they applied for: their record is found or made, and what they agreed to tied to it.

Done by the program (``system_actor``) and for many at once. What it finds it tells nobody: the caller learns an id, the
same whether there was a record or not, so that nobody reads from it what else somebody takes part in.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record_each
from igum.core.sealed import fingerprint_within, seal
from igum.people import access
from igum.people.models import Consent, Household, Resident
from igum.people.rules import Document, clean_document, name_key

LONGEST_NAME = 60
TELLING_DIGITS = 9  # of a telephone number: what is the same with and without the country's code


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody as an application tells of them.

    ``about`` is the kind and id of what they applied with; ``household`` whether their home takes part, too.
    """

    about: tuple[str, UUID]
    authority_id: int
    locality_id: int
    name: str
    phone: str = ""
    email: str = ""
    language: str = ""
    number: str = ""
    household: bool = False
    resident_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """The record of an applicant, and of the home where that takes part."""

    resident_id: UUID
    household_id: UUID | None = None


@transaction.atomic
def tie_applicants(*, actor: Actor, applicants: Sequence[Applicant], at: datetime) -> list[Tie]:
    """The record of each applicant: the one named, else one found by number or by name and telephone, else a new one.

    Looked for within the authority they live in. A few queries, however many there are.

    Raises:
        PermissionDenied: somebody other than the program asks.
    """
    require(access.may_register_applicants(actor))
    if not applicants:
        return []
    prints = [_fingerprint(actor, one) for one in applicants]
    known = _known(actor, applicants, prints)
    fresh: dict[tuple[int, object], Resident] = {}
    for place, one in enumerate(applicants):
        if known[place] is None:
            key = (one.authority_id, prints[place] or (name_key(one.name), _digits(one.phone)))
            known[place] = fresh.setdefault(key, _new(actor, one, prints[place]))
    Resident.objects.bulk_create(fresh.values())
    record_each(actor, "people.resident.registered", fresh.values(), at=at, mode="named")
    residents = [one for one in known if one is not None]
    homes = _homes(actor, applicants, residents, at)
    _tie_consents(applicants, residents)
    return [Tie(resident.pk, homes.get(resident.pk)) for resident in residents]


@transaction.atomic
def forget_about(*, actor: Actor, kind: str, ids: Collection[UUID]) -> int:
    """Take out of consents that nobody gave by name what they were given with. How many were dropped.

    A consent tied to a resident stays with that resident, until when it held.

    Raises:
        PermissionDenied: somebody other than the program asks.
    """
    require(access.may_register_applicants(actor))
    given = Consent.objects.filter(about_kind=kind, about_id__in=[str(one) for one in ids])
    given.filter(resident__isnull=False).update(about_kind="", about_id="")
    dropped, _each = given.filter(resident=None).delete()
    return dropped


def _known(actor: Actor, applicants: Sequence[Applicant], prints: Sequence[bytes | None]) -> list[Resident | None]:
    standing = Resident.objects.standing().filter(region_id=actor.here, identity_mode="named")
    keys = {name_key(one.name) for one in applicants}
    found = standing.filter(
        Q(pk__in=[one.resident_id for one in applicants if one.resident_id])
        | Q(number_fingerprint__in=[one for one in prints if one])
        | Q(family_first__in=keys)
        | Q(given_first__in=keys)
    )
    here = list(found.filter(authority_id__in={one.authority_id for one in applicants}))
    return [_match(one, mark, here) for one, mark in zip(applicants, prints, strict=True)]


def _match(one: Applicant, mark: bytes | None, here: Iterable[Resident]) -> Resident | None:
    near = [each for each in here if each.authority_id == one.authority_id or each.pk == one.resident_id]
    named = next((each for each in near if each.pk == one.resident_id), None)
    numbered = next((each for each in near if mark and bytes(each.number_fingerprint or b"") == mark), None)
    if named or numbered:
        return named or numbered
    return next((each for each in near if _same_name_and_phone(each, one, mark)), None)


def _same_name_and_phone(each: Resident, one: Applicant, mark: bytes | None) -> bool:
    """Two numbers are two people, whatever else they share; without a telephone a name says too little."""
    if mark and each.number_fingerprint is not None:
        return False
    same_phone = _digits(one.phone) and _digits(each.phone) == _digits(one.phone)
    return bool(same_phone) and name_key(one.name) in (each.family_first, each.given_first)


def _new(actor: Actor, one: Applicant, mark: bytes | None) -> Resident:
    resident = Resident(
        id=uuid4(),
        region_id=actor.here,
        authority_id=one.authority_id,
        locality_id=one.locality_id,
        languages=[one.language] if one.language else [],
        phone=one.phone,
        email=one.email.lower(),
    )
    given, _space, family = one.name.strip().rpartition(" ")
    resident.take_name(given[:LONGEST_NAME], family[:LONGEST_NAME])
    if mark:
        number = clean_document(Document.ISRAELI_ID, one.number) or ""
        resident.document, resident.number_fingerprint = Document.ISRAELI_ID, mark
        resident.number_sealed = seal(number, table=Resident._meta.db_table, column="number_sealed", pk=resident.pk)
    return resident


def _fingerprint(actor: Actor, one: Applicant) -> bytes | None:
    number = clean_document(Document.ISRAELI_ID, one.number) if one.number else None
    return fingerprint_within(actor.here, Document.ISRAELI_ID, number) if number else None


def _homes(
    actor: Actor, applicants: Sequence[Applicant], residents: Sequence[Resident], at: datetime
) -> Mapping[UUID, UUID]:
    """The household of each resident whose home takes part; a new one for who has none on record."""
    homes: dict[UUID, UUID] = {}
    fresh: list[Household] = []
    for one, resident in zip(applicants, residents, strict=True):
        if not one.household or resident.pk in homes:
            continue
        if resident.household_id is None:
            home = Household(
                id=uuid4(), region_id=actor.here, authority_id=resident.authority_id, locality_id=one.locality_id
            )
            fresh.append(home)
            resident.household = home
        homes[resident.pk] = resident.household_id or fresh[-1].pk
    Household.objects.bulk_create(fresh)
    new = {home.pk for home in fresh}
    Resident.objects.bulk_update([one for one in residents if one.household_id in new], ["household"])
    record_each(actor, "people.household.registered", fresh, at=at)
    return homes


def _tie_consents(applicants: Sequence[Applicant], residents: Sequence[Resident]) -> None:
    """Write the resident into what was agreed to with each application, unless the same holds for them already."""
    by_about = {str(one.about[1]): resident for one, resident in zip(applicants, residents, strict=True)}
    kind = applicants[0].about[0]
    loose = list(Consent.objects.filter(about_kind=kind, about_id__in=by_about, resident=None))
    if not loose:
        return
    held = Consent.objects.filter(
        resident__in=list(by_about.values()), withdrawn_at=None, expires_at__gt=min(one.given_at for one in loose)
    )
    taken = set(held.values_list("resident_id", "purpose", "recipient"))
    tied = []
    for consent in loose:
        resident = by_about[consent.about_id]
        place = (resident.pk, consent.purpose, consent.recipient)
        if place not in taken and consent.withdrawn_at is None:
            consent.resident, consent.authority_id = resident, resident.authority_id
            taken.add(place)
            tied.append(consent)
    Consent.objects.bulk_update(tied, ["resident", "authority"])


def _digits(phone: str) -> str:
    return re.sub(r"[^0-9]", "", phone)[-TELLING_DIGITS:]
