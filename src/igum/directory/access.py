"""Who may change what stands in the directory. Reading it needs no leave."""

from django.utils.translation import gettext as _

from igum.core.access import ALLOW, Decision, refuse
from igum.core.actor import Actor, PostHeld
from igum.directory.models import Service, ServiceArea

EDITORS = ("coordinator", "administrator")


def may_assure(actor: Actor, service: Service) -> Decision:
    """Whoever keeps the directory where the service is given, or works for the organisation that gives it."""
    if _works_for(actor, service) or _keeps(actor, service):
        return ALLOW
    return refuse(
        _("Only %(organization)s or the region's coordinator can confirm these details.")
        % {"organization": service.organization}
    )


def may_edit(actor: Actor, service: Service) -> Decision:
    """The same people may change the details."""
    if _works_for(actor, service) or _keeps(actor, service):
        return ALLOW
    return refuse(
        _("Only %(organization)s or the region's coordinator can change these details.")
        % {"organization": service.organization}
    )


def _works_for(actor: Actor, service: Service) -> bool:
    return any(post.role == "provider" and post.organization_id == str(service.organization_id) for post in actor.posts)


def _keeps(actor: Actor, service: Service) -> bool:
    """Whether a post here covers the service: one of the region some of whose people it serves, or all whom it serves.

    A service that serves nobody yet is kept by nobody but its organisation.
    """
    posts = [post for post in actor.posts_here if post.role in EDITORS]
    areas = list(service.areas.select_related("authority", "locality")) if posts else []
    return any(_covers(post, areas) for post in posts)


def _covers(post: PostHeld, areas: list[ServiceArea]) -> bool:
    if post.organization_id is not None or not areas:
        return False
    if post.authority_id is None:
        return any(area.region_served == post.region_id for area in areas)
    return all(area.authority_served == post.authority_id for area in areas)
