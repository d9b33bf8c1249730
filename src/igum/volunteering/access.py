"""Who may do what in volunteering. One table, which the tests read row by row.

| who                           | volunteers   | vetting papers | who comes, hours | opportunities |
| ---                           | ---          | ---            | ---              | ---           |
| volunteer                     | themselves   | their own      | their own        | the board     |
| provider, in an organisation  | –            | –              | of its own       | its own       |
| social worker, coordinator,   | of authority | checks those   | of authority     | of authority  |
| department manager            | or region    | of the same    | or region        | or region     |
| region director               | –            | –              | –                | of the region |
| everybody else                | –            | –              | –                | the board     |
"""

from datetime import datetime

from django.utils.translation import gettext as _

from igum.core.access import ALLOW, Decision, refuse
from igum.core.actor import SYSTEM, Actor, PostHeld
from igum.volunteering.models import Certificate, HoursEntry, Initiative, Opportunity, Shift, SignUp, Vetting, Volunteer

# Those who look after volunteers: they know them, check their papers and place them.
CARES = ("social_worker", "coordinator", "department_manager")
RECRUITS = (*CARES, "region_director")
PROVIDER = "provider"


def may_join(actor: Actor) -> Decision:
    """Whoever has an account becomes a volunteer of the region they are in."""
    if actor.is_known and actor.region_id is not None:
        return ALLOW
    return refuse(_("Sign in first, so that we can write to you when a shift changes."))


def may_change_volunteer(actor: Actor, volunteer: Volunteer) -> Decision:
    """The volunteer, and those who look after volunteers where they live."""
    if _is_self(actor, volunteer) or _cares_for(actor, volunteer):
        return ALLOW
    return refuse(_("Only the volunteer and the coordinators of their town change these details."))


def may_add_volunteer(actor: Actor, authority_id: int | None) -> Decision:
    """Those who look after volunteers of an authority write them down."""
    if _covers(actor, CARES, authority_id):
        return ALLOW
    return refuse(_("Volunteers of this town are written down by its own coordinators. Ask one of them."))


def may_confirm(actor: Actor, volunteer: Volunteer) -> Decision:
    """What a volunteer says of their age is confirmed by those who look after volunteers there, never by themselves."""
    if _is_self(actor, volunteer):
        return refuse(_("Nobody confirms what they say of themselves. Ask a colleague."))
    return may_add_volunteer(actor, volunteer.authority_id)


def may_see_volunteers(actor: Actor) -> Decision:
    """Whoever looks after volunteers anywhere in the region."""
    if actor.holds_anywhere(SYSTEM) or any(
        post.role in CARES and post.organization_id is None for post in actor.posts_here
    ):
        return ALLOW
    return refuse(_("Only coordinators, social workers and department managers see the volunteers of their towns."))


def may_hand_in(actor: Actor, volunteer: Volunteer) -> Decision:
    """The volunteer hands in papers, or a worker for them."""
    return may_change_volunteer(actor, volunteer)


def may_check_vetting(actor: Actor, vetting: Vetting) -> Decision:
    """Those who look after volunteers where this one lives; nobody checks their own."""
    if _is_self(actor, vetting.volunteer):
        return refuse(_("Nobody checks their own documents. Ask a colleague."))
    if _cares_for(actor, vetting.volunteer):
        return ALLOW
    return refuse(_("Only those who check the documents of this town's volunteers decide on them."))


def may_open_vetting(actor: Actor, vetting: Vetting) -> Decision:
    """Whoever handed the paper in for themselves, and those who check it. Nobody else, not even the body."""
    if _is_self(actor, vetting.volunteer) or _cares_for(actor, vetting.volunteer):
        return ALLOW
    return refuse(_("This document is open to the volunteer and to those who check it, and to nobody else."))


def may_recruit(actor: Actor, organization_id: object, authority_id: int | None) -> Decision:
    """A body's own people, and those who recruit for the authority or for the region."""
    if _works_for(actor, organization_id) or _covers(actor, RECRUITS, authority_id):
        return ALLOW
    return refuse(_("Only the body itself or a coordinator of the authority looks for volunteers in its name."))


def may_manage(actor: Actor, opportunity: Opportunity) -> Decision:
    """Changing an opportunity, its shifts, and pausing or closing it."""
    if opportunity.region_id == actor.region_id:
        return may_recruit(actor, opportunity.organization_id, opportunity.authority_id)
    return refuse(_("This opportunity is in another region. Ask a coordinator there."))


def may_see_sign_ups(actor: Actor, opportunity: Opportunity) -> Decision:
    """Who comes is seen by the body and by those who look after volunteers there."""
    if _same_region(actor, opportunity) and (
        _works_for(actor, opportunity.organization_id) or _covers(actor, CARES, opportunity.authority_id)
    ):
        return ALLOW
    return refuse(_("Only the body itself and its authority's coordinators see who comes."))


def may_sign_up(actor: Actor, volunteer: Volunteer, shift: Shift, at: datetime) -> Decision:
    """The volunteer, or whoever looks after them, while the shift has not begun."""
    if not (_is_self(actor, volunteer) or _cares_for(actor, volunteer)):
        return refuse(_("Volunteers sign up themselves, or a coordinator of their town does it with them."))
    if volunteer.ended_at is not None:
        return refuse(_("You have stopped volunteering here. Begin again on your page first."))
    if shift.cancelled_at is not None:
        return refuse(_("This shift was called off. Choose another one."))
    if shift.starts_at <= at:
        return refuse(_("This shift has begun already. Choose another one."))
    return ALLOW


def may_change_sign_up(actor: Actor, sign_up: SignUp) -> Decision:
    """Leaving and being on the way: the volunteer, or whoever looks after them."""
    if _is_self(actor, sign_up.volunteer) or _cares_for(actor, sign_up.volunteer):
        return ALLOW
    return refuse(_("Only the volunteer, or a coordinator of their town, changes this."))


def may_note_arrival(actor: Actor, sign_up: SignUp) -> Decision:
    """Who came is noted by the body or by those who look after volunteers there."""
    return may_see_sign_ups(actor, sign_up.opportunity)


def may_approve_hours(actor: Actor, entry: HoursEntry) -> Decision:
    """The body and its authority's coordinators; nobody approves their own hours."""
    if _is_self(actor, entry.volunteer):
        return refuse(_("Nobody approves their own hours. Ask a colleague."))
    return may_see_sign_ups(actor, entry.opportunity)


def may_certify(actor: Actor, volunteer: Volunteer) -> Decision:
    """A certificate says only what was approved, so volunteers draw their own."""
    return may_change_volunteer(actor, volunteer)


def may_read_certificate(actor: Actor, certificate: Certificate) -> Decision:
    """Whoever holds the code printed on it, the volunteer, and those who look after them."""
    if actor.link and actor.link == certificate.code_hash:
        return ALLOW
    return may_change_volunteer(actor, certificate.volunteer)


def may_support(actor: Actor, initiative: Initiative) -> Decision:
    """Workers of the authority support a citizen's idea; those of the region any."""
    if _same_region(actor, initiative) and _covers(actor, RECRUITS, initiative.authority_id):
        return ALLOW
    return refuse(_("Initiatives of this town are supported by its own workers. Ask one of them."))


def may_see_initiatives(actor: Actor) -> Decision:
    """Whoever supports citizens' ideas anywhere in the region."""
    if actor.holds_anywhere(SYSTEM) or any(
        post.role in RECRUITS and post.organization_id is None for post in actor.posts_here
    ):
        return ALLOW
    return refuse(_("Only workers of the region's towns read what citizens propose."))


def may_run_the_clock(actor: Actor) -> Decision:
    """Reminders are written by the program alone."""
    if actor.holds_anywhere(SYSTEM):
        return ALLOW
    return refuse(_("Reminders are written by themselves at their time."))


def recruits_somewhere(actor: Actor) -> bool:
    """Whether there is any body or place for which an actor looks for volunteers."""
    return actor.holds_anywhere(SYSTEM) or any(
        (post.role in RECRUITS and post.organization_id is None) or _is_provider(post) for post in actor.posts_here
    )


def organizations_of(actor: Actor) -> frozenset[str]:
    """The organisations an actor works for."""
    return frozenset(str(post.organization_id) for post in actor.posts_here if _is_provider(post))


def authorities_cared_for(actor: Actor, roles: tuple[str, ...] = CARES) -> frozenset[int] | None:
    """The authorities an actor covers by these roles; None for all of the region and its own besides."""
    posts = [post for post in actor.posts_here if post.role in (SYSTEM, *roles) and post.organization_id is None]
    if any(post.authority_id is None for post in posts):
        return None
    return frozenset(post.authority_id for post in posts if post.authority_id is not None)


def _is_self(actor: Actor, volunteer: Volunteer) -> bool:
    return actor.is_known and volunteer.user_id == actor.user_id


def _cares_for(actor: Actor, volunteer: Volunteer) -> bool:
    return volunteer.region_id == actor.region_id and _covers(actor, CARES, volunteer.authority_id)


def _same_region(actor: Actor, thing: Opportunity | Initiative) -> bool:
    return thing.region_id == actor.region_id


def _works_for(actor: Actor, organization_id: object) -> bool:
    return organization_id is not None and str(organization_id) in organizations_of(actor)


def _is_provider(post: PostHeld) -> bool:
    return post.role == PROVIDER and post.organization_id is not None


def _covers(actor: Actor, roles: tuple[str, ...], authority_id: int | None) -> bool:
    """What is the region's own needs a post over the region."""
    return actor.holds_anywhere(SYSTEM) or any(
        post.role in roles and post.organization_id is None and post.authority_id in (None, authority_id)
        for post in actor.posts_here
    )
