"""Who may do what about needs. One table, which the tests read row by row.

| who                         | needs                          | campaigns              | network           |
| ---                         | ---                            | ---                    | ---               |
| coordinator, dept. manager  | of authority: keeps; region's: | of authority: makes;   | of the region:    |
|                             | reads                          | region's: reads        | reads             |
| region's coordinator,       | keeps all                      | makes and runs all     | reads and asks    |
| region director             |                                |                        |                   |
| social worker               | reads the same                 | –                      | reads             |
| holder of a link            | –                              | answers, hands on      | answers for a body |
| everybody else              | –                              | what is published      | –                 |
"""

from django.utils.translation import gettext as _

from igum.core.access import ALLOW, Decision, refuse
from igum.core.actor import SYSTEM, Actor
from igum.needs.models import Campaign, Need

KEEPERS = (SYSTEM, "coordinator", "department_manager", "region_director")
READERS = (*KEEPERS, "social_worker")


def may_see_needs(actor: Actor) -> Decision:
    """Whoever works for a town of the region, or for the region."""
    if _holds(actor, READERS):
        return ALLOW
    return refuse(_("Only those who work for a town of the region read what its people lack."))


def may_add_need(actor: Actor, authority_id: int | None) -> Decision:
    """Those who coordinate the authority; needs of the region itself, those who coordinate the region."""
    if _covers(actor, authority_id):
        return ALLOW
    return refuse(_("Needs of a town are written down by its own coordinators. Ask one of them."))


def may_change_need(actor: Actor, need: Need) -> Decision:
    """Whoever could have written it down."""
    if need.region_id == actor.region_id and _covers(actor, need.authority_id):
        return ALLOW
    return refuse(_("Only coordinators of the town that reported this need, or of the region, change it."))


def may_see_campaigns(actor: Actor) -> Decision:
    """Whoever coordinates anything in the region."""
    if _holds(actor, KEEPERS):
        return ALLOW
    return refuse(_("Only coordinators and managers of the region open its mapping campaigns."))


def may_make_campaign(actor: Actor, authority_id: int | None) -> Decision:
    """Those who coordinate the authority; a campaign of the region, those who coordinate the region."""
    if _covers(actor, authority_id):
        return ALLOW
    return refuse(_("A campaign of the whole region is made by its own coordinators. Ask one of them."))


def may_run_campaign(actor: Actor, campaign: Campaign) -> Decision:
    """Inviting, reminding, closing and publishing: whoever could have made it."""
    if campaign.region_id == actor.region_id and _covers(actor, campaign.authority_id):
        return ALLOW
    return refuse(_("This campaign is run by others. Ask the coordinator of the region."))


def may_see_network(actor: Actor) -> Decision:
    """Whoever works for a town of the region, or for the region."""
    return may_see_needs(actor)


def may_ask_of_ties(actor: Actor) -> Decision:
    """Those who coordinate the region: ties cross its towns."""
    if _covers(actor, None):
        return ALLOW
    return refuse(_("The yearly survey of ties is sent by the coordinators of the region. Ask one of them."))


def may_run_the_clock(actor: Actor) -> Decision:
    """Reminders are written by the program alone."""
    if actor.holds_anywhere(SYSTEM):
        return ALLOW
    return refuse(_("Reminders are written by themselves at their time."))


def authorities_of(actor: Actor) -> tuple[int | None, ...]:
    """For whom an actor makes things: for the region alone (None) with a post over it, else for each own authority.

    Of several none is meant: whoever makes something says for which.
    """
    posts = [post for post in actor.posts_here if post.role in KEEPERS and post.organization_id is None]
    if any(post.authority_id is None for post in posts):
        return (None,)
    return tuple(sorted({post.authority_id for post in posts if post.authority_id is not None}))


def _holds(actor: Actor, roles: tuple[str, ...]) -> bool:
    return any(post.role in roles and post.organization_id is None for post in actor.posts_here)


def _covers(actor: Actor, authority_id: int | None) -> bool:
    """What is the region's own needs a post over the region."""
    return any(
        post.role in KEEPERS and post.organization_id is None and post.authority_id in (None, authority_id)
        for post in actor.posts_here
    )
