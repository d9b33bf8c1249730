"""Who may do what with posts, residents, households and consents."""

from django.utils.translation import gettext as _

from igum.core.access import ALLOW, Decision, refuse
from igum.core.actor import SYSTEM, Actor, PostHeld
from igum.people.models import Consent, Household, Post, Resident
from igum.people.rules import GIVES, Role

# Social workers and their managers know the residents of their authority; a coordinator those of what the post covers.
READS_RESIDENTS = (Role.SOCIAL_WORKER, Role.DEPARTMENT_MANAGER, Role.COORDINATOR)
READS_NUMBERS = (Role.SOCIAL_WORKER, Role.DEPARTMENT_MANAGER)


def may_act_in(actor: Actor, region_id: int) -> Decision:
    """Whoever holds a post there."""
    if any(post.region_id == region_id for post in actor.posts):
        return ALLOW
    return refuse(_("You hold no post in this region. Ask one of its administrators for one."))


def may_give_post(actor: Actor, post: Post) -> Decision:
    """Posts are given from above: by an administrator, a region director or a department manager, never to oneself."""
    if actor.is_known and post.user_id == actor.user_id:
        return refuse(_("Nobody gives a post to themselves. Ask another administrator."))
    if post.region_id != actor.region_id:
        return refuse(_("This post is in another region. Ask an administrator there."))
    if any(_gives(held, post) for held in actor.posts):
        return ALLOW
    return refuse(
        _("You cannot give the post of %(role)s here. Ask an administrator of the region.")
        % {"role": post.get_role_display()}
    )


def may_end_post(actor: Actor, post: Post) -> Decision:
    """Whoever may give a post may end it; their own too."""
    if post.region_id == actor.region_id and any(_gives(held, post) for held in actor.posts):
        return ALLOW
    return refuse(_("You cannot end this post. Ask an administrator of the region."))


def may_appoint_first_administrator(actor: Actor) -> Decision:
    """Only the program at the terminal, by the hand of whoever runs the installation."""
    if actor.holds_anywhere(SYSTEM):
        return ALLOW
    return refuse(_("The first administrator of a region is appointed at the terminal of the installation."))


def may_register_residents(actor: Actor, authority_id: int) -> Decision:
    """Those who know the residents of an authority register them."""
    if actor.holds(*READS_RESIDENTS, authority_id=authority_id):
        return ALLOW
    return refuse(_("Only a social worker, department manager or coordinator of this authority registers residents."))


def may_register_applicants(actor: Actor) -> Decision:
    """Whoever is given a place they applied for is registered by the program, wherever the programme is run."""
    if actor.holds_anywhere(SYSTEM):
        return ALLOW
    return refuse(_("Somebody who is given a place is registered by the program alone."))


def may_read_resident(actor: Actor, resident: Resident) -> Decision:
    """Those who know the residents of the authority; and everybody themselves."""
    if _is_self(actor, resident) or _knows_residents_of(actor, resident):
        return ALLOW
    return refuse(_("You cannot open this person's record. Ask the social services of their authority."))


def may_read_number(actor: Actor, resident: Resident) -> Decision:
    """Only who must write it into an official form: social workers, their manager, and the person."""
    covers = resident.region_id == actor.region_id and actor.holds(*READS_NUMBERS, authority_id=resident.authority_id)
    if covers or _is_self(actor, resident):
        return ALLOW
    return refuse(_("Only social workers of the authority open an identity number. Ask one of them."))


def may_move_household(actor: Actor, household: Household, to_authority_id: int) -> Decision:
    """Inside an authority its own people; from one to another, a post that covers both."""
    both = all(actor.holds(*READS_RESIDENTS, authority_id=place) for place in (household.authority_id, to_authority_id))
    if household.region_id == actor.region_id and both:
        return ALLOW
    if household.authority_id == to_authority_id:
        return refuse(_("Only the social services of this authority move its households."))
    return refuse(_("A move to another authority is made by a coordinator of the region. Ask one."))


def may_link_account(actor: Actor, resident: Resident, user_id: int | None) -> Decision:
    """Whoever knows the residents, with the person before them; never to their own account."""
    if actor.is_known and user_id == actor.user_id:
        return refuse(_("Nobody links a record to their own account. Ask a colleague."))
    if _knows_residents_of(actor, resident):
        return ALLOW
    return refuse(_("Only the social services of this person's authority link the record to an account."))


def may_merge(actor: Actor, *records: Resident) -> Decision:
    """Whoever knows the residents of every authority that holds one of the records."""
    if all(_knows_residents_of(actor, record) for record in records):
        return ALLOW
    return refuse(_("One of these records is in another authority. A coordinator of the region merges them: ask one."))


def may_reseal(actor: Actor) -> Decision:
    """Only the program at the terminal, by the hand of whoever keeps the keys."""
    if actor.holds_anywhere(SYSTEM):
        return ALLOW
    return refuse(_("Sealed values are sealed anew at the terminal of the installation."))


def may_give_consent(actor: Actor, resident: Resident) -> Decision:
    """A resident agrees in person, or somebody who knows the residents writes down what was signed."""
    return may_read_resident(actor, resident)


def may_withdraw_consent(actor: Actor, consent: Consent) -> Decision:
    """Withdrawing is as easy as giving. Of an applicant without a record only the program knows whose it is."""
    if consent.resident is not None:
        return may_read_resident(actor, consent.resident)
    return may_keep_consents(actor)


def may_keep_consents(actor: Actor) -> Decision:
    """What applicants agreed to the program writes down, and withdraws when they say so behind their own link."""
    if actor.holds_anywhere(SYSTEM):
        return ALLOW
    return refuse(_("This consent was given with an application. Whoever applied withdraws it on its page."))


def may_read_trail(actor: Actor) -> Decision:
    """The privacy officer of the region reads who did and read what; not the content."""
    if any(post.role == Role.PRIVACY_OFFICER and post.authority_id is None for post in actor.posts_here):
        return ALLOW
    return refuse(_("Only the privacy officer of the region reads the trail."))


def authorities_known(actor: Actor) -> frozenset[int] | None:
    """The authorities whose residents an actor knows; None for all of the region."""
    posts = [post for post in actor.posts_here if post.role in READS_RESIDENTS and post.organization_id is None]
    if any(post.authority_id is None for post in posts):
        return None
    return frozenset(post.authority_id for post in posts if post.authority_id is not None)


def _gives(held: PostHeld, post: Post) -> bool:
    if held.region_id != post.region_id or post.role not in GIVES.get(_as_role(held.role), ()):
        return False
    return held.authority_id is None or (held.authority_id == post.authority_id and post.organization_id is None)


def _as_role(word: str) -> Role:
    return Role(word) if word in Role.values else Role.RESIDENT


def _is_self(actor: Actor, resident: Resident) -> bool:
    return actor.is_known and resident.user_id == actor.user_id


def _knows_residents_of(actor: Actor, resident: Resident) -> bool:
    return resident.region_id == actor.region_id and actor.holds(*READS_RESIDENTS, authority_id=resident.authority_id)
