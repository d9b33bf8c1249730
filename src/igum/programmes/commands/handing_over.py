"""An application that somebody else filled in becomes the family's own: its link and its answers change hands."""

from igum.core.actor import system_actor
from igum.core.links import hash_of, new_secret
from igum.core.sealed import seal
from igum.core.tenancy import tenant_scope
from igum.programmes.models import Application
from igum.programmes.rules.outcomes import Channel

# Whoever filled it in for them held the link until it was sent.
FILLED_BY_OTHERS = (Channel.REFERRAL, Channel.STAFF)


def hand_over(application: Application) -> None:
    """Give an application that was just sent the link that was set on it. Part of receiving it, and its last act.

    The answers follow in the same transaction, once they are saved: ``ApplicationForm.link_after``.
    """
    with tenant_scope(system_actor(application.region_id)):
        application.save(update_fields=["link_hash", "link_sealed"])


def renew_link(application: Application) -> None:
    """Set a new secret on an application. Saves nothing."""
    secret = new_secret()
    application.link_hash = hash_of(secret)
    place = {"table": Application._meta.db_table, "column": "link_sealed"}
    application.link_sealed = seal(secret, **place, pk=application.pk)
