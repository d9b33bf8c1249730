"""Asking for help: an opportunity is written, published, paused when there are enough people, and closed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.volunteering import access
from igum.volunteering.catalogue import skills, vetting_kinds
from igum.volunteering.commands.program import as_program
from igum.volunteering.models import Opportunity, Shift
from igum.volunteering.rules.times import ALL_PARTS


class NotAnOpportunity(Refused):
    """What was typed does not make an opportunity; the text says what is missing."""


class IsClosed(Refused):
    """The opportunity was closed."""


@dataclass(frozen=True, slots=True)
class Description:
    """What a body asks help with. Titles and descriptions by language, at least one of each."""

    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    organization_id: UUID | None
    body_name: str
    authority_id: int | None = None
    term_id: str | None = None
    locality_id: int | None = None
    remote: bool = False
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    with_minors: bool = False
    with_dependants: bool = False
    minimum_age: int | None = None
    times: tuple[str, ...] = field(default=())


@transaction.atomic
def create_opportunity(
    *, actor: Actor, description: Description, at: datetime, pk: UUID | None = None, is_sample: bool = False
) -> Opportunity:
    """Write an opportunity, which nobody sees on the board until it is published.

    Raises:
        PermissionDenied: the actor neither works for the body nor recruits for the authority.
        NotAnOpportunity: a title, a description or the body's name is missing.
    """
    require(access.may_recruit(actor, description.organization_id, description.authority_id))
    opportunity = Opportunity(region_id=actor.here, created_at=at, created_by_id=actor.user_id, is_sample=is_sample)
    if pk is not None:
        opportunity.pk = pk
    _take(opportunity, description)
    # A body's own people hold no post that opens rows of the authority: written for them, once they have leave.
    with as_program(actor):
        opportunity.save(force_insert=True)
        record(actor, "volunteering.opportunity.created", opportunity, at=at)
    return opportunity


@transaction.atomic
def change_opportunity(*, actor: Actor, opportunity_id: UUID, description: Description, at: datetime) -> None:
    """Change what is asked for. Whose it is stays.

    Raises:
        Opportunity.DoesNotExist: there is none in the region.
        PermissionDenied: the actor does not manage it.
        NotAnOpportunity: a title, a description or the body's name is missing.
    """
    with as_program(actor):
        opportunity = managed(actor, opportunity_id)
        owner = opportunity.organization_id, opportunity.authority_id
        _take(opportunity, description)
        opportunity.organization_id, opportunity.authority_id = owner
        opportunity.times = times_of(opportunity, description.times)
        opportunity.save()
        record(actor, "volunteering.opportunity.changed", opportunity, at=at)


@transaction.atomic
def publish_opportunity(*, actor: Actor, opportunity_id: UUID, at: datetime) -> None:
    """Put an opportunity on the board. Publishing twice is the same as once.

    Raises:
        Opportunity.DoesNotExist: there is none in the region.
        PermissionDenied: the actor does not manage it.
        IsClosed: it was closed.
    """
    _set(actor, opportunity_id, "published", at, {"published_at": at}, only_if_empty=True)


@transaction.atomic
def pause_recruiting(*, actor: Actor, opportunity_id: UUID, at: datetime) -> None:
    """Say that there are enough people: the board shows it as such and offers others instead.

    Whoever signed up stays; nobody new signs up. An opportunity nobody is needed for wastes people's good will.

    Raises:
        Opportunity.DoesNotExist: there is none in the region.
        PermissionDenied: the actor does not manage it.
        IsClosed: it was closed.
        NotAnOpportunity: it was never published.
    """
    _set(actor, opportunity_id, "paused", at, {"paused_at": at}, only_if_empty=True)


@transaction.atomic
def resume_recruiting(*, actor: Actor, opportunity_id: UUID, at: datetime) -> None:
    """Look for people again.

    Raises:
        Opportunity.DoesNotExist: there is none in the region.
        PermissionDenied: the actor does not manage it.
        IsClosed: it was closed.
    """
    _set(actor, opportunity_id, "resumed", at, {"paused_at": None})


@transaction.atomic
def close_opportunity(*, actor: Actor, opportunity_id: UUID, at: datetime) -> None:
    """Take an opportunity off the board for good. Call off its shifts first.

    Raises:
        Opportunity.DoesNotExist: there is none in the region.
        PermissionDenied: the actor does not manage it.
        IsClosed: it was closed before, or shifts with people are still to come.
    """
    with as_program(actor):
        require(access.may_manage(actor, Opportunity.objects.get(pk=opportunity_id, region_id=actor.here)))
        # The shifts first, as whoever joins one does: nobody signs up between this look and the closing.
        ahead = Shift.objects.upcoming(at).filter(opportunity_id=opportunity_id).select_for_update(of=("self",))
        if any(shift.taken for shift in ahead):
            raise IsClosed(_("People have signed up for shifts to come. Call those shifts off first: they are told."))
    _set(actor, opportunity_id, "closed", at, {"closed_at": at})


def managed(actor: Actor, opportunity_id: UUID) -> Opportunity:
    """An opportunity under lock, for somebody who manages it. Inside the program's scope."""
    opportunity = Opportunity.objects.select_for_update(of=("self",)).get(pk=opportunity_id, region_id=actor.here)
    require(access.may_manage(actor, opportunity))
    if opportunity.closed_at is not None:
        raise IsClosed(_("This opportunity was closed. Write a new one."))
    return opportunity


def times_of(opportunity: Opportunity, said: tuple[str, ...]) -> list[str]:
    """The parts of the week of an opportunity, in the week's order."""
    return [part for part in ALL_PARTS if part in set(said)]


def _set(
    actor: Actor,
    opportunity_id: UUID,
    done: str,
    at: datetime,
    columns: Mapping[str, datetime | None],
    *,
    only_if_empty: bool = False,
) -> None:
    with as_program(actor):
        opportunity = managed(actor, opportunity_id)
        if "paused_at" in columns and opportunity.published_at is None:
            raise NotAnOpportunity(_("Publish it first: nobody can sign up yet."))
        for name, value in columns.items():
            if only_if_empty and getattr(opportunity, name) is not None:
                return
            setattr(opportunity, name, value)
        opportunity.save(update_fields=list(columns))
        record(actor, f"volunteering.opportunity.{done}", opportunity, at=at)


def _take(opportunity: Opportunity, said: Description) -> None:
    titles = {language: text.strip() for language, text in said.titles.items() if text.strip()}
    texts = {language: text.strip() for language, text in said.descriptions.items() if text.strip()}
    if not titles or not texts or not said.body_name.strip():
        raise NotAnOpportunity(_("Write a title, what there is to do, and who asks."))
    opportunity.titles, opportunity.descriptions = titles, texts
    opportunity.organization_id, opportunity.body_name = said.organization_id, said.body_name.strip()
    opportunity.authority_id, opportunity.locality_id = said.authority_id, said.locality_id
    opportunity.term_id, opportunity.remote = said.term_id, said.remote
    opportunity.languages = list(said.languages)
    opportunity.skills = [code for code in skills() if code in said.skills]
    opportunity.requires = [code for code in vetting_kinds() if code in said.requires]
    opportunity.with_minors, opportunity.with_dependants = said.with_minors, said.with_dependants
    opportunity.minimum_age = said.minimum_age
    opportunity.times = times_of(opportunity, said.times)
