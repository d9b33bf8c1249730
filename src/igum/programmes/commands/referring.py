"""Referring a family that agreed: a professional begins its application."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.programmes import access
from igum.programmes.commands.applications import start_application
from igum.programmes.models import Referral
from igum.programmes.rules.outcomes import Channel
from igum.programmes.rules.referring import Agreement


class NoAgreement(Refused):
    """The family has not agreed, or nobody said how."""


class NotSaid(Refused):
    """For which service somebody refers, or by what they will know the family again."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """What a referrer says before the form: the service, a mark to know the family by, and how it agreed."""

    service: str
    mark: str
    agreement: str


@transaction.atomic
def refer_family(
    *, actor: Actor, cohort_id: UUID, said: Introduction, secret: str, language: str, at: datetime
) -> Referral:
    """Begin the application of a family that agreed to be referred; its form is then filled in by the secret link.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region.
        PermissionDenied: the actor holds no post that refers, or the round takes no applications now.
        NotByThisWay: the programme takes no referrals.
        NoAgreement: nobody said how the family agreed.
        NotSaid: the service or the mark is missing.
    """
    require(access.may_refer(actor))
    if said.agreement not in Agreement.values:
        raise NoAgreement(_("Say how the family agreed. Without its agreement nobody is referred."))
    if not said.service.strip() or not said.mark.strip():
        raise NotSaid(_("Write for which service you refer, and a mark by which you will know the family again."))
    application = start_application(
        actor=actor, cohort_id=cohort_id, channel=Channel.REFERRAL, secret=secret, language=language, at=at
    )
    referral = Referral(
        region_id=application.region_id,
        authority_id=application.authority_id,
        programme_id=application.cohort.programme_id,
        application=application,
        referrer_id=cast("int", actor.user_id),  # somebody known, as may_refer asks
        service=said.service.strip()[:200],
        mark=said.mark.strip()[:40],
        agreement=said.agreement,
        referred_at=at,
    )
    referral.save(force_insert=True)
    record(actor, "programmes.referral.made", referral, at=at, agreement=said.agreement)
    return referral
