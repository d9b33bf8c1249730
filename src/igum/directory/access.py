"""Who may change what stands in the directory. Reading it needs no leave."""

from django.utils.translation import gettext as _

from igum.core.access import ALLOW, Decision, refuse
from igum.core.actor import Actor
from igum.directory.models import Service

EDITORS = ("coordinator", "administrator")


def may_assure(actor: Actor, service: Service) -> Decision:
    """Whoever keeps the directory of the region, or works for the organisation that gives the service."""
    if actor.holds(*EDITORS) or _works_for(actor, service):
        return ALLOW
    return refuse(
        _("Only %(organization)s or the region's coordinator can confirm these details.")
        % {"organization": service.organization}
    )


def may_edit(actor: Actor, service: Service) -> Decision:
    """The same people may change the details."""
    if actor.holds(*EDITORS) or _works_for(actor, service):
        return ALLOW
    return refuse(
        _("Only %(organization)s or the region's coordinator can change these details.")
        % {"organization": service.organization}
    )


def _works_for(actor: Actor, service: Service) -> bool:
    return any(post.role == "provider" and post.organization_id == str(service.organization_id) for post in actor.posts)
