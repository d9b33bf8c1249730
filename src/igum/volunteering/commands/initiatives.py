"""Initiatives of citizens: proposed, supported by a worker, and opened for others to join."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.places import queries as places
from igum.volunteering import access, queries
from igum.volunteering.commands.letters import write_about_initiative
from igum.volunteering.commands.program import as_program
from igum.volunteering.models import Initiative, Opportunity


class NotAnInitiative(Refused):
    """A name, a title or what it is about is missing."""


class AlreadyAnswered(Refused):
    """The initiative was opened or declined before."""


@dataclass(frozen=True, slots=True)
class Idea:
    """What somebody would like to do for others, and what is missing for it."""

    proposer_name: str
    title: str
    description: str
    help_wanted: str = ""
    phone: str = ""
    language: str = "he"
    locality_id: int | None = None


@transaction.atomic
def propose_initiative(*, actor: Actor, idea: Idea, at: datetime) -> Initiative:
    """Propose an idea; workers of the town read it.

    Raises:
        PermissionDenied: nobody is signed in.
        NotAnInitiative: a name, a title or what it is about is missing.
    """
    require(access.may_join(actor))
    if not (idea.proposer_name.strip() and idea.title.strip() and idea.description.strip()):
        raise NotAnInitiative(_("Write your name, a title, and what you would like to do."))
    town = None if idea.locality_id is None else places.locality(idea.locality_id)
    initiative = Initiative(
        region_id=actor.here,
        authority_id=town.authority_id if town is not None and town.region_id == actor.region_id else None,
        locality_id=idea.locality_id,
        proposed_by_id=int(actor.user_id or 0),  # may_join let nobody through who is not known
        proposer_name=idea.proposer_name.strip(),
        phone=idea.phone.strip(),
        language=idea.language if idea.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE,
        title=idea.title.strip(),
        description=idea.description.strip(),
        help_wanted=idea.help_wanted.strip(),
        proposed_at=at,
    )
    initiative.save(force_insert=True)
    record(actor, "volunteering.initiative.proposed", initiative, at=at)
    return initiative


@transaction.atomic
def support_initiative(*, actor: Actor, initiative_id: UUID, answer: str, at: datetime) -> None:
    """Take an idea on as its supporting worker; a colleague may take over. Whoever proposed it is told.

    Raises:
        Initiative.DoesNotExist: there is none whom the actor may know of.
        PermissionDenied: the actor does not support initiatives of that town.
        AlreadyAnswered: it was opened or declined before.
    """
    initiative = _locked(actor, initiative_id)
    first = initiative.supported_at is None
    initiative.supporter_id, initiative.supported_at = actor.user_id, at
    initiative.answer = answer.strip()[:300]
    initiative.save(update_fields=["supporter", "supported_at", "answer"])
    record(actor, "volunteering.initiative.supported", initiative, at=at)
    if first:
        write_about_initiative(initiative, "initiative_supported", email=_email_of(initiative), at=at)


@transaction.atomic
def open_initiative(*, actor: Actor, initiative_id: UUID, body_name: str, at: datetime) -> Opportunity:
    """Make an opportunity of an idea, on the board at once; the worker who supports it manages it.

    Raises:
        Initiative.DoesNotExist: there is none whom the actor may know of.
        PermissionDenied: the actor does not support initiatives of that town.
        AlreadyAnswered: it was opened or declined before.
        NotAnInitiative: nobody supports it yet, or the body in whose name it stands is missing.
    """
    initiative = _locked(actor, initiative_id)
    if initiative.supporter_id is None or not body_name.strip():
        raise NotAnInitiative(_("A worker supports it first, and says in whose name it stands on the board."))
    opportunity = Opportunity(
        region_id=initiative.region_id,
        authority_id=initiative.authority_id,
        body_name=body_name.strip()[:200],
        titles={initiative.language: initiative.title},
        descriptions={initiative.language: initiative.description},
        locality_id=initiative.locality_id,
        supporter_id=initiative.supporter_id,
        created_at=at,
        created_by_id=actor.user_id,
        published_at=at,
    )
    with as_program(actor):
        opportunity.save(force_insert=True)
        record(actor, "volunteering.opportunity.created", opportunity, at=at, initiative=str(initiative.pk))
    initiative.opportunity, initiative.opened_at = opportunity, at
    initiative.save(update_fields=["opportunity", "opened_at"])
    record(actor, "volunteering.initiative.opened", initiative, at=at)
    write_about_initiative(initiative, "initiative_open", email=_email_of(initiative), at=at)
    return opportunity


@transaction.atomic
def decline_initiative(*, actor: Actor, initiative_id: UUID, answer: str, at: datetime) -> None:
    """Say why an idea cannot be taken further. Whoever proposed it is told.

    Raises:
        Initiative.DoesNotExist: there is none whom the actor may know of.
        PermissionDenied: the actor does not support initiatives of that town.
        AlreadyAnswered: it was opened or declined before.
        NotAnInitiative: no answer was written.
    """
    initiative = _locked(actor, initiative_id)
    if not answer.strip():
        raise NotAnInitiative(_("Write an answer: whoever proposed it reads it."))
    initiative.declined_at, initiative.answer = at, answer.strip()[:300]
    initiative.save(update_fields=["declined_at", "answer"])
    record(actor, "volunteering.initiative.declined", initiative, at=at)
    write_about_initiative(initiative, "initiative_declined", email=_email_of(initiative), at=at)


def _locked(actor: Actor, initiative_id: UUID) -> Initiative:
    initiative = queries.initiatives_for(actor).select_for_update(of=("self",)).get(pk=initiative_id)
    require(access.may_support(actor, initiative))
    if initiative.opened_at or initiative.declined_at:
        raise AlreadyAnswered(_("This initiative was answered already. Reload the page to see how."))
    return initiative


def _email_of(initiative: Initiative) -> str:
    return str(initiative.proposed_by.email)
