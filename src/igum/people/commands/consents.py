"""Giving and withdrawing consent."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record, record_each
from igum.core.errors import Refused
from igum.people import access, queries
from igum.people.models import Consent, Resident
from igum.people.models.consents import ConsentQuerySet


class DoesNotLast(Refused):
    """The consent would be over before it begins."""


class ConsentStands(Refused):
    """The resident has agreed to this already, and it still holds."""


class NotInForce(Refused):
    """The consent was withdrawn before, or has run out."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What somebody agrees to: the purpose, who may know, the wording shown, and the moment it runs out."""

    purpose: str
    recipient: str
    text_version: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """What an applicant agreed to: with what it was given (kind and id), where they live, and since when."""

    about: tuple[str, UUID]
    authority_id: int
    agreement: Agreement
    given_at: datetime


@transaction.atomic
def give_consent(*, actor: Actor, resident_id: UUID, agreement: Agreement, at: datetime) -> Consent:
    """Write down what a resident agreed to.

    Raises:
        Resident.DoesNotExist: there is none whom the actor may know.
        PermissionDenied: the actor may not write it down.
        DoesNotLast: it would run out before it begins.
        ConsentStands: the same consent is in force.
    """
    # A resident's own row is seen, not locked, by its resident: the exclusion constraint stops a second writer.
    resident = queries.residents_for(actor).get(pk=resident_id)
    require(access.may_give_consent(actor, resident))
    if agreement.expires_at <= at:
        raise DoesNotLast(_("This consent would be over before it begins. Choose a later end."))
    if queries.has_consented(actor, resident_id, purpose=agreement.purpose, recipient=agreement.recipient, at=at):
        raise _stands()

    consent = Consent(
        region_id=resident.region_id,
        authority_id=resident.authority_id,
        resident=resident,
        purpose=agreement.purpose,
        recipient=agreement.recipient,
        text_version=agreement.text_version,
        given_at=at,
        expires_at=agreement.expires_at,
        recorded_by_id=actor.user_id,
    )
    try:
        with transaction.atomic():
            consent.save(force_insert=True)
    except IntegrityError:
        raise _stands() from None
    record(actor, "people.consent.given", consent, at=at, purpose=consent.purpose, resident=str(resident.pk))
    return consent


@transaction.atomic
def keep_consents(*, actor: Actor, given: Sequence[Given], at: datetime) -> int:
    """Write down what applicants agreed to, before there is a record of them. What stands already stays.

    Returns:
        How many are new.

    Raises:
        PermissionDenied: somebody other than the program asks.
        DoesNotLast: one would run out before it begins.
    """
    require(access.may_keep_consents(actor))
    for one in given:
        if one.agreement.expires_at <= one.given_at:
            raise DoesNotLast(_("This consent would be over before it begins. Choose a later end."))
    ids = {str(one.about[1]) for one in given}
    held = Consent.objects.filter(about_kind__in={one.about[0] for one in given}, about_id__in=ids).in_force(at)
    standing = set(held.values_list("about_kind", "about_id", "purpose", "recipient"))
    fresh = [
        Consent(
            id=uuid4(),
            region_id=actor.here,
            authority_id=one.authority_id,
            about_kind=one.about[0],
            about_id=str(one.about[1]),
            purpose=one.agreement.purpose,
            recipient=one.agreement.recipient,
            text_version=one.agreement.text_version,
            given_at=one.given_at,
            expires_at=one.agreement.expires_at,
        )
        for one in given
        if (one.about[0], str(one.about[1]), one.agreement.purpose, one.agreement.recipient) not in standing
    ]
    Consent.objects.bulk_create(fresh)
    record_each(actor, "people.consent.given", fresh, at=at)
    return len(fresh)


@transaction.atomic
def withdraw_consents_about(*, actor: Actor, about: tuple[str, UUID], purposes: Collection[str], at: datetime) -> int:
    """Let what was agreed to with an application end now, for these purposes. How many ended; those before stay ended.

    Raises:
        PermissionDenied: somebody other than the program asks.
    """
    require(access.may_keep_consents(actor))
    held = Consent.objects.filter(about_kind=about[0], about_id=str(about[1]), purpose__in=purposes).in_force(at)
    ending = list(held.select_related("resident"))
    for consent in ending:
        _same_consents(consent).in_force(at).update(withdrawn_at=at)
    record_each(actor, "people.consent.withdrawn", ending, at=at)
    return len(ending)


@transaction.atomic
def withdraw_consent(*, actor: Actor, consent_id: UUID, at: datetime) -> None:
    """Let a consent end now. It stays on record that it was given and until when it held.

    Raises:
        Consent.DoesNotExist: there is none.
        PermissionDenied: the actor may not withdraw it.
        NotInForce: it has ended already.
    """
    consent = Consent.objects.select_for_update(of=("self",)).select_related("resident").get(pk=consent_id)
    require(access.may_withdraw_consent(actor, consent))
    if not Consent.objects.in_force(at).filter(pk=consent.pk).exists():
        raise NotInForce(_("This consent has ended already. Nothing is shared by it any more."))

    _same_consents(consent).in_force(at).update(withdrawn_at=at)
    record(
        actor, "people.consent.withdrawn", consent, at=at, purpose=consent.purpose, resident=str(consent.resident_id)
    )


def _stands() -> ConsentStands:
    return ConsentStands(_("This consent was given already and still holds. Withdraw it first to give it anew."))


def _same_consents(consent: Consent) -> ConsentQuerySet:
    """This one, and what was agreed to in the same words under another record of the person, merged since."""
    if consent.resident is None:
        return Consent.objects.filter(pk=consent.pk)
    person = consent.resident.merged_into_id or consent.resident_id
    records = Resident.objects.filter(Q(pk=person) | Q(merged_into=person)).values("pk")
    same = Consent.objects.filter(purpose=consent.purpose, recipient=consent.recipient)
    return same.filter(resident__in=records)
