"""Agreeing: propose, sign, withdraw; then what was paid, and whether it was worth it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.tenancy import tenant_scope
from igum.engines.pooling.shares.keys import Key
from igum.pooling import access, queries
from igum.pooling.models import Agreement, Review, Signature, Spending
from igum.pooling.models.pools import Pool
from igum.pooling.queries.costs import CannotShare, Sharing

MOST_NOTICE = 36
MOST_AGOROT, MOST_PEOPLE = 10**12, 10**7


class AlreadyProposed(Refused):
    """An agreement of this pool is proposed or in force."""


class NoKey(Refused):
    """The plan's cost cannot be divided by this key and these bounds."""


class NotThoseDays(Refused):
    """The days or the notice do not fit together."""


class AlreadySigned(Refused):
    """The town has signed, or all have and nothing changes any more."""


class NotInForce(Refused):
    """Not all have signed yet."""


class Over(Refused):
    """The agreement was withdrawn."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed to beside the plan. Floors and caps in agorot by payer."""

    key: Key
    starts_on: date
    ends_on: date
    review_on: date
    notice_months: int = 6
    floors: Mapping[str, int] = field(default_factory=dict)
    caps: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spent:
    """What a town paid in a quarter (1 to 4), and how many of its people were served."""

    authority_id: int
    year: int
    quarter: int
    paid_agorot: int
    people: int


@dataclass(frozen=True, slots=True)
class Said:
    """What a town says of a year."""

    authority_id: int
    year: int
    verdict: str
    text: str = ""


@transaction.atomic
def propose_agreement(*, actor: Actor, plan_id: UUID, terms: Terms, at: datetime) -> Agreement:
    """Lay an agreement before the towns that pay.

    Raises:
        Plan.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor makes no pools, or it was closed.
        AlreadyProposed: another agreement of the pool is proposed or in force.
        NoKey: the cost cannot be divided so.
        NotThoseDays: the days or the notice do not fit together.
    """
    plan = queries.plans_for(actor).get(pk=plan_id)
    require(access.may_change(actor, plan.pool))
    # Two plans of one pool may be proposed at once, and the pool be closed meanwhile.
    plan.pool = Pool.objects.select_for_update(of=("self",)).get(pk=plan.pool_id, region_id=actor.here)
    require(access.may_try(actor, plan.pool))
    _require_days(terms)
    if Agreement.objects.filter(pool_id=plan.pool_id, withdrawn_at=None).exists():
        raise AlreadyProposed(_("An agreement about this service stands already. Withdraw it first."))
    sharing = Sharing.of(plan)
    # What the document bounds stays bounded; what is proposed here comes beside it.
    floors = _within(sharing.pool.floors, terms.floors, max)
    caps = _within(sharing.pool.caps, terms.caps, min)
    shares, alone = _shares(sharing, terms.key, floors, caps)
    agreement = Agreement.objects.create(
        region_id=plan.region_id,
        pool_id=plan.pool_id,
        plan=plan,
        key=terms.key,
        floors=floors,
        caps=caps,
        shares=shares,
        alone=alone,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        notice_months=terms.notice_months,
        review_on=terms.review_on,
        proposed_at=at,
        proposed_by_id=actor.user_id,
    )
    record(actor, "pooling.agreement.proposed", agreement, at=at, key=str(terms.key))
    return agreement


@transaction.atomic
def sign_agreement(*, actor: Actor, agreement_id: UUID, authority_id: int, at: datetime) -> Agreement:
    """Sign for a town. With the last signature the agreement is in force and nothing of it changes any more.

    Raises:
        Agreement.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor does not sign for the town, or the pool was closed.
        Over: it was withdrawn, or its term is over.
        AlreadySigned: the town has signed.
    """
    seen = queries.agreements_for(actor).get(pk=agreement_id)
    require(access.may_sign(actor, seen, authority_id))
    with tenant_scope(system_actor(seen.region_id)):
        # Nobody signs what is being closed: the pool first, then its agreement, as in proposing.
        require(access.may_try(actor, Pool.objects.select_for_update(of=("self",)).get(pk=seen.pool_id)))
        agreement = Agreement.objects.select_for_update().get(pk=seen.pk)
        if agreement.withdrawn_at is not None:
            raise Over(_("This agreement was withdrawn. Wait for the next one."))
        if agreement.ends_on < timezone.localdate(at):
            raise Over(_("The term of this agreement is over. Ask the region to propose another."))
        signed = set(agreement.signatures.values_list("authority_id", flat=True))
        if authority_id in signed:
            raise AlreadySigned(_("This town has signed already."))
        Signature.objects.create(
            region_id=agreement.region_id,
            authority_id=authority_id,
            pool_id=agreement.pool_id,
            agreement=agreement,
            role=access.SIGNS[0],
            signed_at=at,
            signed_by_id=actor.user_id,
        )
        if {*signed, authority_id} >= {int(payer) for payer in agreement.shares}:
            agreement.in_force_at = at
            agreement.save(update_fields=["in_force_at"])
    record(actor, "pooling.agreement.signed", agreement, at=at, authority=authority_id)
    return agreement


@transaction.atomic
def withdraw_agreement(*, actor: Actor, agreement_id: UUID, at: datetime) -> None:
    """Take back an agreement that not all have signed.

    Raises:
        Agreement.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor makes no pools.
        AlreadySigned: all have signed.
        Over: it was withdrawn before.
    """
    seen = queries.agreements_for(actor).get(pk=agreement_id)
    require(access.may_change(actor, seen.pool))
    agreement = Agreement.objects.select_for_update().get(pk=seen.pk)
    if agreement.in_force_at is not None:
        raise AlreadySigned(_("All towns have signed. A town that wants to leave gives notice, as the agreement says."))
    if agreement.withdrawn_at is not None:
        raise Over(_("This agreement was withdrawn already."))
    agreement.withdrawn_at = at
    agreement.save(update_fields=["withdrawn_at"])
    record(actor, "pooling.agreement.withdrawn", agreement, at=at)


@transaction.atomic
def note_spending(*, actor: Actor, agreement_id: UUID, spent: Spent, at: datetime) -> Spending:
    """Note what a town paid in a quarter, or correct it.

    Raises:
        Agreement.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor notes nothing for this town, or it pays nothing by the agreement.
        NotInForce: not all have signed.
        NotThoseDays: the quarter is outside the term, or a figure is out of its range.
    """
    agreement = _in_force(actor, agreement_id)
    require(access.may_note_spending(actor, agreement, spent.authority_id))
    first, last = _quarter(agreement.starts_on), _quarter(agreement.ends_on)
    in_range = 0 <= spent.paid_agorot <= MOST_AGOROT and 0 <= spent.people <= MOST_PEOPLE
    if not (1 <= spent.quarter <= 4 and first <= (spent.year, spent.quarter) <= last and in_range):
        raise NotThoseDays(_("Choose a quarter within the term, and figures from 0 on."))
    with tenant_scope(system_actor(agreement.region_id)):
        noted, _new = Spending.objects.update_or_create(
            region_id=agreement.region_id,
            agreement=agreement,
            authority_id=spent.authority_id,
            year=spent.year,
            quarter=spent.quarter,
            defaults={
                "pool_id": agreement.pool_id,
                "paid_agorot": spent.paid_agorot,
                "people": spent.people,
                "noted_at": at,
                "noted_by_id": actor.user_id,
            },
        )
    record(actor, "pooling.spending.noted", noted, at=at, agorot=spent.paid_agorot, people=spent.people)
    return noted


@transaction.atomic
def review_agreement(*, actor: Actor, agreement_id: UUID, said: Said, at: datetime) -> Review:
    """Say for a town whether a year was worth it.

    Raises:
        Agreement.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor does not speak for the town, or it pays nothing by the agreement.
        NotInForce: not all have signed.
        NotThoseDays: the year is outside the term, or there is no such verdict.
    """
    agreement = _in_force(actor, agreement_id)
    require(access.may_review(actor, agreement, said.authority_id))
    in_term = agreement.starts_on.year <= said.year <= agreement.ends_on.year
    if not in_term or said.verdict not in Review.Verdict.values:
        raise NotThoseDays(_("Choose a year within the term and one of the answers."))
    with tenant_scope(system_actor(agreement.region_id)):
        review, _new = Review.objects.update_or_create(
            region_id=agreement.region_id,
            agreement=agreement,
            authority_id=said.authority_id,
            year=said.year,
            defaults={
                "pool_id": agreement.pool_id,
                "verdict": said.verdict,
                "text": said.text.strip()[:2000],
                "reviewed_at": at,
                "reviewed_by_id": actor.user_id,
            },
        )
    record(actor, "pooling.agreement.reviewed", review, at=at, verdict=said.verdict)
    return review


def _in_force(actor: Actor, agreement_id: UUID) -> Agreement:
    agreement = queries.agreements_for(actor).get(pk=agreement_id)
    if agreement.in_force_at is None:
        raise NotInForce(_("Not all towns have signed this agreement yet."))
    return agreement


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month + 2) // 3


def _require_days(terms: Terms) -> None:
    if not terms.starts_on < terms.review_on <= terms.ends_on or not 0 <= terms.notice_months <= MOST_NOTICE:
        raise NotThoseDays(
            _("The term must begin before the review and not end before it, and notice is 36 months at most.")
        )


def _within(
    written: Mapping[str | int, int], proposed: Mapping[str, int], stricter: Callable[[int, int], int]
) -> dict[str, int]:
    """Bounds by payer; where both the document and the proposal bound a town, the stricter one."""
    bounds = {str(town): bound for town, bound in written.items()}
    for town, bound in proposed.items():
        bounds[town] = stricter(bound, bounds.get(town, bound))
    return bounds


def _shares(
    sharing: Sharing, key: Key, floors: Mapping[str, int], caps: Mapping[str, int]
) -> tuple[dict[str, int], dict[str, int]]:
    try:
        account = sharing.in_agreement(key, floors=floors, caps=caps)
    except CannotShare as trouble:
        raise NoKey(str(trouble)) from trouble
    shares = {str(facts.town): facts.here for facts in account.towns}
    return shares, {str(facts.town): facts.alone for facts in account.towns}
