"""What those who were asked do by their own link: open it, hand it on, and answer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.links import hash_of
from igum.core.tenancy import tenant_scope
from igum.needs import access, queries
from igum.needs.commands.campaigns import IsClosed, NobodyAsked, Person, add_respondent
from igum.needs.commands.letters import write_to
from igum.needs.models import Invitation, Respondent
from igum.needs.secrets import secret_of
from igum.questionnaires import commands as questionnaires

MOST_PEOPLE = 10


class HandedOn(Refused):
    """Somebody else answers instead of the holder of this link."""


class EnoughPeople(Refused):
    """No more people can be asked to fill in this answer."""


@transaction.atomic
def open_answer(*, actor: Actor, at: datetime) -> str:
    """The secret of the answer that the holder of a link fills in.

    Raises:
        Respondent.DoesNotExist: the link opens nothing.
        HandedOn: somebody else answers instead.
    """
    respondent = _held(actor)
    with tenant_scope(system_actor(actor.here)):
        if respondent.opened_at is None:
            respondent.opened_at = at
            respondent.save(update_fields=["opened_at"])
            record(actor, "needs.respondent.opened", respondent, at=at)
        invitation = Invitation.objects.get(pk=respondent.invitation_id)
        return secret_of(actor.here, "answer", invitation.pk, invitation.link_turn)


@transaction.atomic
def hand_on(*, actor: Actor, person: Person, stays: bool, at: datetime) -> Respondent:
    """Ask another person to fill in the same answer, beside the holder of this link or instead of them.

    Raises:
        Respondent.DoesNotExist: the link opens nothing.
        HandedOn: the holder of this link handed it on before.
        IsClosed: the campaign takes no more answers.
        NobodyAsked: the person has no name, or no way to be written to.
        EnoughPeople: ten people fill it in already.
    """
    respondent = _held(actor)
    if not person.name.strip() or not (person.phone.strip() or person.email.strip()):
        raise NobodyAsked(_("Write the name of the other person, and a phone number or an e-mail address."))
    with tenant_scope(system_actor(actor.here)):
        invitation = (
            Invitation.objects.select_for_update(of=("self",))
            .select_related("campaign", "region")
            .get(pk=respondent.invitation_id)
        )
        if not queries.takes_answers(invitation.campaign, at):
            raise IsClosed(_("This campaign takes no more answers."))
        if invitation.respondents.count() >= MOST_PEOPLE:
            raise EnoughPeople(_("Ten people fill in this answer already. Ask whoever sent it to you."))
        added = add_respondent(invitation, person, at=at, brought_by=respondent)
        write_to([added], "needs.handed_on", at=at)
        if not stays:
            _leave(respondent, invitation, at)
        record(actor, "needs.respondent.handed_on", respondent, at=at, stays=stays)
    return added


@transaction.atomic
def receive_answer(*, actor: Actor, invitation_id: UUID, at: datetime) -> Invitation:
    """Note that a body has answered. Called by the purpose when its answer was sent, and again when it was sent anew.

    Raises:
        Invitation.DoesNotExist: there is none in the region acted in.
        PermissionDenied: the actor neither holds the answer's link nor coordinates the authority it is for.
    """
    with tenant_scope(system_actor(actor.here)):
        invitation = Invitation.objects.select_for_update(of=("self",)).select_related("region").get(pk=invitation_id)
        secret = secret_of(actor.here, "answer", invitation.pk, invitation.link_turn)
        if actor.link != hash_of(secret):
            require(access.may_add_need(actor, invitation.authority_id))
        invitation.answered_at = at
        invitation.save(update_fields=["answered_at"])
        record(actor, "needs.invitation.answered", invitation, at=at)
    return invitation


def _held(actor: Actor) -> Respondent:
    if not actor.link:
        raise Respondent.DoesNotExist("No secret link was given.")
    held = Respondent.objects.get(region_id=actor.here, link_hash=actor.link)
    if held.left_at is not None:
        raise HandedOn(_("You handed this on, so somebody else answers now. Nothing more is needed from you."))
    return held


def _leave(respondent: Respondent, invitation: Invitation, at: datetime) -> None:
    """Let the link of one who handed on open nothing, nor the address of the form that they may have kept."""
    respondent.left_at = at
    respondent.save(update_fields=["left_at"])
    invitation.link_turn += 1
    invitation.save(update_fields=["link_turn"])
    secret = secret_of(invitation.region_id, "answer", invitation.pk, invitation.link_turn)
    questionnaires.change_link(
        actor=system_actor(invitation.region_id),
        response_id=invitation.response_id,
        link_hash=hash_of(secret),
        at=at,
    )
