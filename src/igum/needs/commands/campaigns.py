"""Mapping campaigns: made, sent to those who know, reminded of once, closed and published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record, record_each
from igum.core.errors import Refused
from igum.core.links import hash_of
from igum.core.tenancy import tenant_scope
from igum.directory import queries as directory
from igum.needs import access, queries
from igum.needs.catalogue import populations, surveys
from igum.needs.commands.letters import write_to
from igum.needs.models import Campaign, Invitation, Respondent
from igum.needs.rules.surveys import Asked, survey
from igum.needs.secrets import secret_of
from igum.places import queries as places
from igum.questionnaires import commands as questionnaires

PURPOSE = "needs.campaign"
MOST_TERMS = 20
MOST_OWN = 10
LONGEST_DAYS = 366
REMIND_BEFORE = timedelta(days=3)


class NotACampaign(Refused):
    """Something that a campaign must say is missing or wrong; the text says what."""


class IsClosed(Refused):
    """The campaign takes no more answers."""


class NobodyAsked(Refused):
    """There is nobody to write to, or nobody who can be reached."""


class AskedBefore(Refused):
    """This body was asked already."""


class NotClosed(Refused):
    """What a campaign found is published once it takes no more answers."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a campaign asks. ``own`` are more questions, by language, answered in words."""

    titles: Mapping[str, str]
    population: str
    regime: str
    terms: Sequence[str]
    closes_on: date
    authority_id: int | None = None
    own: Sequence[Mapping[str, str]] = ()
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Whom to write to."""

    name: str
    phone: str = ""
    email: str = ""
    language: str = "he"


@dataclass(frozen=True, slots=True)
class BodyAsked:
    """Who is asked, for which authority it answers (None: the region), and who fills its answer in."""

    name: str
    people: Sequence[Person] = field(default=())
    authority_id: int | None = None
    organization_id: UUID | None = None


@transaction.atomic
def make_campaign(*, actor: Actor, plan: Plan, at: datetime) -> Campaign:
    """Make a campaign and keep its questionnaire for good. Nobody is asked yet.

    Raises:
        PermissionDenied: the actor coordinates neither this authority nor the region.
        NotACampaign: what it says is missing or wrong.
    """
    require(access.may_see_campaigns(actor))
    require(access.may_make_campaign(actor, plan.authority_id))
    kept = questionnaires.keep_questionnaire(
        actor=actor,
        region_id=actor.here,
        authority_id=plan.authority_id,
        key=PURPOSE,
        definition=_definition(plan, at),
        at=at,
    )
    campaign = Campaign(
        region_id=actor.here,
        authority_id=plan.authority_id,
        titles=dict(plan.titles),
        population=plan.population,
        regime=plan.regime,
        terms=list(plan.terms),
        questionnaire=kept,
        closes_on=plan.closes_on,
        made_at=at,
        made_by_id=actor.user_id,
        is_sample=plan.is_sample,
    )
    campaign.save(force_insert=True)
    record(actor, "needs.campaign.made", campaign, at=at, terms=len(plan.terms))
    return campaign


@transaction.atomic
def invite(*, actor: Actor, campaign_id: UUID, body: BodyAsked, at: datetime) -> Invitation:
    """Ask one body: each of its people gets a link of their own to its one answer, by a letter in their language.

    Raises:
        Campaign.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor does not run it.
        IsClosed: it takes no more answers.
        NobodyAsked: the body has no name, or nobody to write to.
        AskedBefore: this body was asked already.
    """
    campaign = _run_by(actor, campaign_id)
    _refuse_closed(campaign, at)
    name = " ".join(body.name.split())[:200]
    people = [person for person in body.people if person.name.strip()]
    if not name or not people:
        raise NobodyAsked(_("Write the name of the body, and the name of at least one person who answers for it."))
    if body.authority_id is not None and not places.authorities_of(actor.here).filter(pk=body.authority_id).exists():
        raise NobodyAsked(_("This authority is not of the region. Choose again."))
    program = system_actor(actor.here)
    with tenant_scope(program):
        asked = Invitation.objects.filter(campaign=campaign, body_name=name)
        if body.authority_id in asked.values_list("authority_id", flat=True):
            raise AskedBefore(_("%(body)s was asked already. Add a person to its answer instead.") % {"body": name})
        key = uuid4()
        response = questionnaires.start_response(
            actor=program,
            questionnaire_id=campaign.questionnaire_id,
            purpose=PURPOSE,
            about_id=key,
            authority_id=body.authority_id,
            secret=secret_of(actor.here, "answer", key),
            language=people[0].language,
            at=at,
        )
        invitation = Invitation(
            id=key,
            region_id=actor.here,
            authority_id=body.authority_id,
            campaign=campaign,
            organization_id=body.organization_id,
            body_name=name,
            response=response,
            invited_at=at,
        )
        invitation.save(force_insert=True)
        write_to([add_respondent(invitation, person, at=at) for person in people], "needs.asked", at=at)
    record(actor, "needs.campaign.invited", invitation, at=at, people=len(people))
    return invitation


def add_respondent(
    invitation: Invitation, person: Person, *, at: datetime, brought_by: Respondent | None = None
) -> Respondent:
    """Give a person a link of their own. The caller asked leave, and acts for the region."""
    key = uuid4()
    respondent = Respondent(
        id=key,
        region_id=invitation.region_id,
        authority_id=invitation.authority_id,
        invitation=invitation,
        name=" ".join(person.name.split())[:120],
        phone=person.phone.strip()[:40],
        email=person.email.strip()[:254],
        language=person.language,
        link_hash=hash_of(secret_of(invitation.region_id, "respondent", key)),
        brought_by=brought_by,
        invited_at=at,
    )
    respondent.save(force_insert=True)
    return respondent


@transaction.atomic
def remind(*, actor: Actor, campaign_id: UUID, at: datetime) -> int:
    """Write once more to those whose body has not answered. Nobody is reminded twice. How many were written to.

    Raises:
        Campaign.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor does not run it.
        IsClosed: it takes no more answers.
    """
    campaign = _run_by(actor, campaign_id)
    _refuse_closed(campaign, at)
    with tenant_scope(system_actor(actor.here)):
        waiting = list(
            Respondent.objects.select_for_update(of=("self",))
            .filter(invitation__campaign=campaign, invitation__answered_at=None, reminded_at=None, left_at=None)
            .select_related("invitation__campaign", "invitation__region")
            .order_by("pk")
        )
        write_to(waiting, "needs.reminder", at=at)
        Respondent.objects.filter(pk__in=[one.pk for one in waiting]).update(reminded_at=at)
    record_each(actor, "needs.respondent.reminded", waiting, at=at)
    return len(waiting)


@transaction.atomic
def remind_of_campaigns(*, actor: Actor, at: datetime) -> int:
    """Remind of all campaigns of the region that end soon. How many people were written to.

    Raises:
        PermissionDenied: somebody other than the program asks.
    """
    require(access.may_run_the_clock(actor))
    today = timezone.localdate(at)
    ending = Campaign.objects.filter(
        region_id=actor.here,
        closed_at=None,
        closes_on__gte=today,
        closes_on__lte=today + REMIND_BEFORE,
        is_sample=False,
    )
    return sum(remind(actor=actor, campaign_id=pk, at=at) for pk in ending.values_list("pk", flat=True))


@transaction.atomic
def close_ended_campaigns(*, actor: Actor, at: datetime) -> int:
    """Close all campaigns of the region whose last day is over. How many.

    Raises:
        PermissionDenied: somebody other than the program asks.
    """
    require(access.may_run_the_clock(actor))
    ended = Campaign.objects.filter(region_id=actor.here, closed_at=None, closes_on__lt=timezone.localdate(at))
    keys = list(ended.values_list("pk", flat=True))
    for key in keys:
        close_campaign(actor=actor, campaign_id=key, at=at)
    return len(keys)


@transaction.atomic
def close_campaign(*, actor: Actor, campaign_id: UUID, at: datetime) -> None:
    """Take no more answers. Closing twice is the same as once.

    Raises:
        Campaign.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor does not run it.
    """
    campaign = _run_by(actor, campaign_id)
    if campaign.closed_at is None:
        campaign.closed_at = at
        campaign.save(update_fields=["closed_at"])
        record(actor, "needs.campaign.closed", campaign, at=at)


@transaction.atomic
def publish_campaign(*, actor: Actor, campaign_id: UUID, at: datetime) -> None:
    """Let everybody read what it found, small numbers left out. From then on no answer changes it.

    Raises:
        Campaign.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor does not run it.
        NotClosed: it still takes answers.
    """
    campaign = _run_by(actor, campaign_id)
    if queries.takes_answers(campaign, at):
        raise NotClosed(_("Answers still come in. Close the campaign first, then publish what it found."))
    if campaign.published_at is None:
        campaign.published_at = at
        # Its last day may be over and the hour at which it closes by itself not come: two versions would tell of one.
        campaign.closed_at = campaign.closed_at or at
        campaign.save(update_fields=["published_at", "closed_at"])
        record(actor, "needs.campaign.published", campaign, at=at)


def _run_by(actor: Actor, campaign_id: UUID) -> Campaign:
    """The campaign, locked. Whoever only reads it cannot lock it, so leave is asked before."""
    require(access.may_run_campaign(actor, queries.campaigns_for(actor).get(pk=campaign_id)))
    return queries.campaigns_for(actor).select_for_update(of=("self",)).get(pk=campaign_id)


def _refuse_closed(campaign: Campaign, at: datetime) -> None:
    if not queries.takes_answers(campaign, at):
        raise IsClosed(_("This campaign takes no more answers."))


def _definition(plan: Plan, at: datetime) -> dict[str, Any]:
    titles = {language: " ".join(text.split()) for language, text in plan.titles.items() if text.strip()}
    if "he" not in titles:
        raise NotACampaign(_("Give the campaign a title in Hebrew; other languages may stand beside it."))
    if plan.population not in populations():
        raise NotACampaign(_("Choose from the list whom it is about."))
    today = timezone.localdate(at)
    if not today <= plan.closes_on <= today + timedelta(days=LONGEST_DAYS):
        raise NotACampaign(_("The last day must be today or later, and within a year."))
    if not 0 < len(plan.terms) <= MOST_TERMS or len(set(plan.terms)) != len(plan.terms):
        raise NotACampaign(_("Choose between 1 and %(most)s needs to ask about.") % {"most": MOST_TERMS})
    named = {term.pk: term.names for term in directory.terms_of_needs(plan.terms)}
    if named.keys() != set(plan.terms):
        raise NotACampaign(_("One of these needs is not in the directory any more. Choose again."))
    if len(plan.own) > MOST_OWN:
        raise NotACampaign(_("Ask at most %(most)s questions of your own.") % {"most": MOST_OWN})
    return survey(surveys(), [Asked(code, named[code]) for code in plan.terms], titles=titles, own=plan.own)
