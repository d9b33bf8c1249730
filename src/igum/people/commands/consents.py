"""Giving and withdrawing consent."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
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
