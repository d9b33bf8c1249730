"""An application that somebody else filled in becomes the family's own: its link and its answers change hands."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from igum.core.access import require
from igum.core.actor import SYSTEM, Actor, system_actor
from igum.core.jobs import defer
from igum.core.links import hash_of, new_secret
from igum.core.sealed import seal
from igum.core.tenancy import tenant_scope
from igum.programmes import access
from igum.programmes.models import Application
from igum.questionnaires.commands import change_link

HAND_OVER = "programmes.hand_over"


def hand_over(application: Application) -> None:
    """Give an application that was just sent a new link, for the family alone. Part of receiving it.

    The form's link follows in a job of its own: whoever sends the form still needs it in this transaction.
    """
    program = system_actor(application.region_id)
    with tenant_scope(program):
        application.save(update_fields=["link_hash", "link_sealed"])
    defer(HAND_OVER, region_id=application.region_id, application_id=application.pk)


def renew_link(application: Application) -> None:
    """Set a new secret on an application. Saves nothing."""
    secret = new_secret()
    application.link_hash = hash_of(secret)
    place = {"table": Application._meta.db_table, "column": "link_sealed"}
    application.link_sealed = seal(secret, **place, pk=application.pk)


@transaction.atomic
def hand_over_answers(*, actor: Actor, application_id: UUID, at: datetime) -> None:
    """Let the answers of a referred family follow the link of its application. The second time changes nothing.

    Raises:
        Application.DoesNotExist: there is none in the actor's region.
        PermissionDenied: somebody other than the program asks.
    """
    if not actor.holds(SYSTEM):
        require(access.may_run_the_clock(actor))
    application = Application.objects.get(pk=application_id, region_id=actor.here)
    change_link(actor=actor, response_id=application.response_id, link_hash=application.link_hash, at=at)
