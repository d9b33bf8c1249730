"""Who may write, read and send letters."""

from django.utils.translation import gettext as _

from igum.core.access import ALLOW, Decision, refuse
from igum.core.actor import SYSTEM, Actor, PostHeld
from igum.messages.models import Message

# Those who know the residents of an authority, or of the region, write to them.
SENDERS = ("social_worker", "department_manager", "coordinator")


def may_write_message(actor: Actor, authority_id: int | None) -> Decision:
    """The program, and whoever sends letters of this authority; letters of the region need a post over the region."""
    if _covers(actor, authority_id, (SYSTEM, *SENDERS, "region_director")):
        return ALLOW
    return refuse(_("Only workers of this authority write its letters. Ask one of them."))


def may_send_message(actor: Actor, message: Message) -> Decision:
    """Whoever reads the letters of an authority sends them, marks them as sent and withdraws them."""
    if message.region_id == actor.region_id and _covers(actor, message.authority_id, (SYSTEM, *SENDERS)):
        return ALLOW
    return refuse(_("Only workers of the authority that wrote this letter send it. Ask one of them."))


def may_hand_over(actor: Actor) -> Decision:
    """Only the program gives letters to a channel."""
    if actor.holds_anywhere(SYSTEM):
        return ALLOW
    return refuse(_("Letters are sent by themselves at their hour. Mark those that you sent by hand."))


def may_open_outbox(actor: Actor) -> Decision:
    """Whoever sends letters anywhere in the region."""
    if authorities_written_for(actor) != frozenset():
        return ALLOW
    return refuse(_("Only social workers, department managers and coordinators have letters to send."))


def authorities_written_for(actor: Actor) -> frozenset[int] | None:
    """The authorities whose letters an actor reads; None for all, and the region's own besides."""
    posts = [post for post in actor.posts_here if post.role in (SYSTEM, *SENDERS) and post.organization_id is None]
    if any(post.authority_id is None for post in posts):
        return None
    return frozenset(post.authority_id for post in posts if post.authority_id is not None)


def _covers(actor: Actor, authority_id: int | None, roles: tuple[str, ...]) -> bool:
    return any(post.role in roles and _reaches(post, authority_id) for post in actor.posts_here)


def _reaches(post: PostHeld, authority_id: int | None) -> bool:
    return post.organization_id is None and post.authority_id in (None, authority_id)
