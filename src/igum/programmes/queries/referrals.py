"""Referrals: those an account made and where each stands in a word, and who referred an application."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from igum.core.actor import Actor, system_actor
from igum.core.sealed import unseal
from igum.core.tenancy import tenant_scope
from igum.programmes.models import Application, Engagement, Offer, Referral
from igum.programmes.queries.applications import applications_for, stage_of
from igum.programmes.rules.outcomes import Stage
from igum.programmes.rules.referring import Standing, standing_of

MOST = 200


@dataclass(frozen=True, slots=True)
class Referred:
    """A referral as its referrer sees it: the secret of the form's link only until it is sent."""

    referral: Referral
    standing: Standing
    secret: str = ""


def referrals_for(actor: Actor) -> QuerySet[Referral]:
    """The referrals that an account made itself, newest first."""
    made = Referral.objects.filter(region_id=actor.here, referrer_id=actor.user_id or 0)
    return made.select_related("programme").order_by("-referred_at", "pk")


def referred_by(actor: Actor, *, at: datetime) -> list[Referred]:
    """An account's own referrals and where each stands."""
    return _referred(actor, list(referrals_for(actor)[:MOST]), at)


def referred(actor: Actor, referral_id: UUID, *, at: datetime) -> Referred:
    """One of them.

    Raises:
        Referral.DoesNotExist: the actor made no such referral.
    """
    [found] = _referred(actor, [referrals_for(actor).get(pk=referral_id)], at)
    return found


def referral_of(actor: Actor, application_id: UUID) -> Referral | None:
    """Who referred an application that the actor may see; None where nobody did."""
    seen = applications_for(actor).filter(pk=application_id)
    return Referral.objects.select_related("referrer").filter(application__in=seen).first()


def _referred(actor: Actor, referrals: Sequence[Referral], at: datetime) -> list[Referred]:
    # The program looks where each stands: row-level security shows a referrer no application.
    with tenant_scope(system_actor(actor.region_id)):
        kept = Application.objects.in_bulk([one.application_id for one in referrals])
        offers = {one.application_id: one for one in Offer.objects.filter(application__in=kept).order_by("made_at")}
        took = {one.application_id: one for one in Engagement.objects.filter(application__in=kept).order_by("began_at")}
    return [
        _one(one, kept[key], stage_of(kept[key], offers.get(key), took.get(key), at))
        for one in referrals
        for key in [one.application_id]
    ]


def _one(referral: Referral, application: Application, stage: Stage) -> Referred:
    standing = Standing.ENDED if application.erased_at else standing_of(stage)
    if standing != Standing.STARTED:
        return Referred(referral, standing)
    place = {"table": Application._meta.db_table, "column": "link_sealed"}
    return Referred(referral, standing, unseal(bytes(application.link_sealed), **place, pk=application.pk))
