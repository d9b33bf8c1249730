"""Who may keep a questionnaire, fill one in, and read what was answered."""

from typing import cast

from django.utils.translation import gettext as _

from igum.core.access import ALLOW, Decision, refuse
from igum.core.actor import SYSTEM, Actor
from igum.questionnaires.models import Response
from igum.questionnaires.slots import purpose_of

# Posts by their words, as people gives them; what each may then do with a response its purpose says.
KEEPERS = (SYSTEM, "coordinator", "department_manager", "region_director", "administrator")
READERS = (SYSTEM, "social_worker", "coordinator", "department_manager", "region_director")


def may_keep_questionnaire(actor: Actor, region_id: int, authority_id: int | None) -> Decision:
    """Those who make programmes, calls and other things that ask, for their own authority or for the region."""
    if actor.region_id == region_id and actor.holds(*KEEPERS, authority_id=authority_id):
        return ALLOW
    return refuse(_("Only coordinators and managers of the region keep questionnaires. Ask one of them."))


def may_read_response(actor: Actor, response: Response) -> Decision:
    """Whoever holds its link, and those who know the residents of its authority."""
    if response.region_id == actor.region_id and (holds_link(actor, response) or _covers(actor, response)):
        return ALLOW
    return refuse(_("You cannot open these answers. Ask the coordinator of the region."))


def may_fill_response(actor: Actor, response: Response) -> Decision:
    """Whoever may read it, as long as it was not sent and its purpose still takes answers."""
    decision = may_read_response(actor, response)
    purpose = purpose_of(response)
    if not decision or purpose is None:
        return decision
    return purpose.may_fill(actor, response)


def may_reopen_response(actor: Actor, response: Response) -> Decision:
    """Where the purpose lets what was sent be changed."""
    may_reopen = getattr(purpose_of(response), "may_reopen", None)
    if may_reopen is None:
        return refuse(_("What was sent here stays as it is. To correct something, write to whoever asked for it."))
    decision = may_read_response(actor, response)
    return cast("Decision", may_reopen(actor, response)) if decision else decision


def may_erase_responses(actor: Actor) -> Decision:
    """What is past its keeping the program erases by itself."""
    if actor.holds_anywhere(SYSTEM):
        return ALLOW
    return refuse(_("Answers are erased by themselves once they need not be kept any more."))


def holds_link(actor: Actor, response: Response) -> bool:
    """Whether the actor came by the response's own link, and with the account it is bound to, if it is to one."""
    if response.opened_by_id is not None and response.opened_by_id != actor.user_id:
        return False
    return bool(response.link_hash) and actor.link == response.link_hash


def _covers(actor: Actor, response: Response) -> bool:
    # What is the region's own needs a post over the region.
    return any(
        post.role in READERS and post.organization_id is None and post.authority_id in (None, response.authority_id)
        for post in actor.posts_here
    )
