"""What needs tell the modules below: whose form an answer is, where to go, and what a letter is about."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from igum.core.access import ALLOW, Decision, refuse
from igum.core.actor import Actor, system_actor
from igum.core.context import Group, Link
from igum.core.tenancy import tenant_scope
from igum.messages.slots import Subject
from igum.needs import access, commands
from igum.needs.models import Invitation, Respondent


class CampaignForm:
    """The answer of a body to a campaign. It may be changed until the campaign ends."""

    def heading(self, response: Any) -> str:
        """The campaign, and for whom one answers."""
        invitation = _invitation(response)
        return f"{invitation.campaign.titled} · {invitation.body_name}" if invitation else ""

    def may_fill(self, actor: Actor, response: Any) -> Decision:
        """Until the campaign ends: after its last day it is closed by itself."""
        invitation = _invitation(response)
        if invitation is None or invitation.campaign.closed_at is None:
            return ALLOW  # none: being started in this very transaction
        return refuse(_("This campaign takes no more answers."))

    def may_reopen(self, actor: Actor, response: Any) -> Decision:
        """Until the campaign ends."""
        return self.may_fill(actor, response)

    def submitted(self, *, actor: Actor, response: Any, at: datetime) -> str:
        """The body has answered; the page stays where it is, and says so."""
        invitation = commands.receive_answer(actor=actor, invitation_id=response.about_id, at=at)
        return reverse("questionnaires:fill", args=[invitation.region.slug, "secret"]).replace("/secret/", "/{secret}/")


PURPOSES: Mapping[str, Any] = {commands.PURPOSE: CampaignForm()}


def ways(actor: Actor) -> Iterable[Link]:
    """Needs, campaigns and the network, for those who work for a town of the region."""
    group = Group(_("The region"), 3)
    if access.may_see_needs(actor):
        yield Link(_("Needs"), reverse("needs:needs"), group)
        yield Link(_("Network"), reverse("needs:network"), group)
    if access.may_see_campaigns(actor):
        yield Link(_("Mapping"), reverse("needs:campaigns"), group)


def subjects(actor: Actor, kind: str, ids: Iterable[str]) -> Mapping[str, Subject]:
    """What letters are about: the campaign."""
    if not access.may_see_campaigns(actor):
        return {}
    if kind == commands.SURVEY:
        return dict.fromkeys(ids, Subject(_("The yearly survey of ties"), reverse("needs:tie-surveys")))
    if kind != commands.ASKED:
        return {}
    found = Respondent.objects.filter(region_id=actor.here, pk__in=list(ids)).select_related("invitation__campaign")
    return {
        str(one.pk): Subject(
            str(one.invitation.campaign.titled), reverse("needs:campaign", args=[one.invitation.campaign_id])
        )
        for one in found
    }


def _invitation(response: Any) -> Invitation | None:
    with tenant_scope(system_actor(response.region_id)):
        return Invitation.objects.select_related("campaign").filter(pk=response.about_id).first()
