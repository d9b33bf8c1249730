"""Who may do what with programmes, cohorts and applications."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from igum.core.access import ALLOW, Decision, refuse
from igum.core.actor import SYSTEM, Actor
from igum.programmes.models import Application, Cohort, Document, Engagement, Match, Offer, Session, Task, TeamMember

# Roles as people names them. Those who run programmes: they publish files, screen, decide and offer.
RUNS = ("coordinator", "department_manager", "region_director")
# Those who read applications, give points and enter families that they know.
SCREENS = (*RUNS, "social_worker")
# Whoever a programme answers to: they read reports once these are released, and nothing of people.
COMMITTEE = "steering_member"


# Professionals who may refer a family that agreed, also to a programme of which they see nothing.
REFERS = (*SCREENS, "provider")

# People come before a session begins, and somebody notes them at the door.
NOTED_BEFORE = timedelta(minutes=30)


class OfProgramme(Protocol):
    """Whatever belongs to a region, or to one authority of it."""

    region_id: int
    authority_id: int | None


def may_publish(actor: Actor, authority_id: int | None) -> Decision:
    """Those who run programmes in an authority publish its own; what is the region's needs a post over the region."""
    if actor.holds_anywhere(SYSTEM) or _covers(actor, RUNS, authority_id):
        return ALLOW
    if authority_id is None:
        return refuse(_("A programme of the whole region is published by a coordinator of the region. Ask one."))
    return refuse(_("Only a coordinator or department manager of this authority publishes its programmes."))


def publishes_something(actor: Actor) -> bool:
    """Whether there is any place here whose programmes the actor publishes."""
    return any(post.role in RUNS and post.organization_id is None for post in actor.posts_here)


def may_see_board(actor: Actor) -> Decision:
    """The board of all rounds is for those who run programmes somewhere here."""
    if publishes_something(actor):
        return ALLOW
    return refuse(_("The board is for coordinators and department managers. Your own people are on the page for them."))


def runs_the_region(actor: Actor) -> bool:
    """Whether an actor runs what is the region's, and so all that is run in it."""
    return _covers(actor, RUNS, None)


def run_authorities(actor: Actor) -> frozenset[int]:
    """The authorities whose programmes an actor runs by a post in one of them."""
    return frozenset(
        post.authority_id
        for post in actor.posts_here
        if post.role in RUNS and post.authority_id is not None and post.organization_id is None
    )


def may_see_caseload(actor: Actor) -> Decision:
    """Those who screen somewhere here have people across programmes."""
    if actor.is_known and (screens_the_region(actor) or screened_authorities(actor)):
        return ALLOW
    return refuse(_("This page is for social workers and for those who run programmes. Ask your coordinator."))


def may_screen(actor: Actor, thing: OfProgramme) -> Decision:
    """Reading applications, giving points, entering a family."""
    if thing.region_id == actor.region_id and (
        actor.holds_anywhere(SYSTEM) or _covers(actor, SCREENS, thing.authority_id)
    ):
        return ALLOW
    return refuse(_("Only the people who run this programme see its applications. Ask its coordinator."))


def screens_the_region(actor: Actor) -> bool:
    """Whether an actor sees the applications of the whole region."""
    return actor.holds_anywhere(SYSTEM) or _covers(actor, SCREENS, None)


def screened_authorities(actor: Actor) -> frozenset[int]:
    """The authorities whose applications an actor sees by a post in one of them."""
    return frozenset(
        post.authority_id
        for post in actor.posts_here
        if post.role in SCREENS and post.authority_id is not None and post.organization_id is None
    )


def may_decide(actor: Actor, thing: OfProgramme) -> Decision:
    """Choosing, offering places and changing what was decided."""
    if thing.region_id == actor.region_id and (
        actor.holds_anywhere(SYSTEM) or _covers(actor, RUNS, thing.authority_id)
    ):
        return ALLOW
    return refuse(_("Places are given by the programme's coordinator or department manager. Ask one of them."))


def may_read_report(actor: Actor, thing: OfProgramme) -> Decision:
    """Released reports: the committee of whoever runs the programme, and those who run it."""
    if thing.region_id == actor.region_id and _covers(actor, (COMMITTEE,), thing.authority_id):
        return ALLOW
    if may_screen(actor, thing):
        return ALLOW
    return refuse(_("Reports are read by the steering committee and by those who run the programme. Ask one of them."))


def sits_on_committee(actor: Actor) -> bool:
    """Whether an actor has a seat on a steering committee here."""
    return any(post.role == COMMITTEE and post.organization_id is None for post in actor.posts_here)


def may_apply(cohort: Cohort, at: datetime) -> Decision:
    """Anybody, while applications are taken."""
    if cohort.takes_applications(at):
        return ALLOW
    if at < cohort.opens_at:
        opens = date_format(localtime(cohort.opens_at), "DATE_FORMAT")
        return refuse(_("Applications open on %(day)s. Come back then.") % {"day": opens})
    return refuse(_("Applications for this round are closed. Look whether the programme opens another one."))


def may_refer(actor: Actor) -> Decision:
    """Professionals with a post in the region: a social worker, somebody who provides a service, a coordinator."""
    # Anywhere: who provides a service has a post in an organisation, and a family may live next door.
    if actor.is_known and actor.holds_anywhere(*REFERS):
        return ALLOW
    return refuse(_("Families are referred by professionals with a post in the region. Ask your coordinator for one."))


def may_follow(actor: Actor, application: Application) -> Decision:
    """Whoever holds the application's secret link, and the people who run the programme."""
    if actor.link and actor.link == application.link_hash and actor.region_id == application.region_id:
        return ALLOW
    return may_screen(actor, application)


def may_complete(actor: Actor, application: Application) -> Decision:
    """Whoever follows an application, as long as something is missing and nobody has decided about it by hand."""
    leave = may_follow(actor, application)
    if not leave or (_lacks_something(application) and not application.was_decided_by_a_person):
        return leave
    return refuse(_("Nothing is missing in this application. To change an answer, call the programme."))


def _lacks_something(application: Application) -> bool:
    standing = application.applied_at is not None and application.withdrawn_at is None and application.erased_at is None
    return standing and application.is_eligible is None and application.cohort.closed_at is None


def may_answer(actor: Actor, offer: Offer, at: datetime) -> Decision:
    """The applicant, or the people who run the programme for somebody who called; in time."""
    leave = may_follow(actor, offer.application)
    if not leave:
        return leave
    if offer.accepted_at:
        return refuse(_("This place was accepted already. Nothing more needs to be done."))
    if offer.declined_at:
        return refuse(_("This place was declined. If that was a mistake, call the programme."))
    if not offer.is_open(at):
        return refuse(_("The time to answer has passed, and the place went to the next in line. Call the programme."))
    return ALLOW


def may_see_keeping(actor: Actor) -> Decision:
    """What will be erased the program counts, and the privacy officer of the region sees beforehand."""
    officer = any(post.role == "privacy_officer" and post.authority_id is None for post in actor.posts_here)
    if officer or actor.holds_anywhere(SYSTEM):
        return ALLOW
    return refuse(_("What is erased next is shown to the privacy officer of the region."))


def may_run_the_clock(actor: Actor) -> Decision:
    """What happens because time has passed is done by the program alone."""
    if actor.holds_anywhere(SYSTEM):
        return ALLOW
    return refuse(_("Offers run out by themselves at their time. Nobody needs to end them."))


def may_note(
    actor: Actor,
    session: Session,
    memberships: Iterable[TeamMember],
    at: datetime,
    *,
    lacking: Collection[UUID] = (),
) -> Decision:
    """Who came is noted by those who run the programme, and by the team at its own sessions, once it begins.

    ``memberships`` are the roles in this cohort that the actor serves in now, ``lacking`` those of them by their keys
    for which a paper that the file requires is not in force on the day of the session.
    """
    serving = [member for member in memberships if member.leads or member.role in session.who]
    if not may_screen(actor, session):
        if not serving:
            return refuse(_("Who came is noted by the team of this session. Ask its coordinator."))
        if all(member.pk in lacking for member in serving):
            return refuse(
                _(
                    "A document that your role requires was not in force on this day. Hand it in on your page as a"
                    " volunteer; until then the coordinator notes who came."
                )
            )
    if session.cancelled_at:
        return refuse(_("This session was called off. Nobody is noted."))
    if at < session.starts_at - NOTED_BEFORE:
        begins = date_format(localtime(session.starts_at), "SHORT_DATETIME_FORMAT")
        return refuse(_("This session begins on %(moment)s. Note who came once it begins.") % {"moment": begins})
    return ALLOW


def may_arrange(actor: Actor, thing: OfProgramme, memberships: Iterable[TeamMember]) -> Decision:
    """Moving, adding and calling off sessions, and naming who leads them: who runs the programme, and who leads it.

    ``memberships`` are the roles in this cohort that the actor serves in now.
    """
    if any(member.leads for member in memberships) or may_decide(actor, thing):
        return ALLOW
    return refuse(_("Sessions are moved by whoever leads the round or runs the programme. Ask one of them."))


def may_keep_rooms(actor: Actor, authority_id: int | None) -> Decision:
    """Those who run programmes in an authority list its rooms; a room of the region needs a post over the region."""
    if actor.holds_anywhere(SYSTEM) or _covers(actor, RUNS, authority_id):
        return ALLOW
    return refuse(_("Rooms are listed by the coordinators of the place they belong to. Ask one of them."))


def may_have_feed(actor: Actor) -> Decision:
    """Whoever is signed in, and whoever holds the link of an application, for their own calendar."""
    if actor.is_known or actor.link:
        return ALLOW
    return refuse(_("Sign in, or open the link that we sent you: a calendar is somebody's own."))


class Side(Enum):
    """Whose word on a match this is."""

    SUBJECT = "subject"
    MEMBER = "member"
    NOBODY = "nobody"


def side_of(actor: Actor, match: Match, *, for_member: bool = False) -> Side:
    """For which side of a match an actor speaks.

    Those who run the programme speak for a subject who called, and ``for_member`` for a member without an account.
    """
    if actor.user_id is not None and actor.user_id == match.user_id:
        return Side.MEMBER
    if for_member and match.user_id is None and may_screen(actor, match):
        return Side.MEMBER
    if (actor.link and actor.link == match.link_hash) or may_screen(actor, match):
        return Side.SUBJECT
    return Side.NOBODY


def may_guide(actor: Actor, engagement: Engagement, *, serves: bool) -> Decision:
    """Giving tasks and writing for the team: its members, and those who run the programme."""
    if serves or may_screen(actor, engagement):
        return ALLOW
    return refuse(_("Only the team of this family and those who run the programme do this. Ask the coordinator."))


def may_lead(actor: Actor, engagement: Engagement, *, serves: bool) -> Decision:
    """Writing what a settlement knows, wants and does: its team, its adviser, and those who run the programme."""
    if serves or may_screen(actor, engagement):
        return ALLOW
    return refuse(_("Only the leading team, its adviser and those who run the programme write here. Ask one of them."))


def may_coach(actor: Actor, engagement: Engagement, *, serves: bool) -> Decision:
    """Saying who plays in a team: its coaches, and those who run the programme."""
    if serves or may_screen(actor, engagement):
        return ALLOW
    return refuse(_("Who plays in a team is said by its coaches and by those who run the programme. Ask one of them."))


def may_count(actor: Actor, cohort: Cohort, *, serves: bool) -> Decision:
    """Counting who uses a place, and reading the counts: its team, and those who run the programme."""
    if serves or may_screen(actor, cohort):
        return ALLOW
    return refuse(_("Use is counted by the team of the place and those who run the programme. Ask one of them."))


def may_work_with(actor: Actor, thing: Engagement | Task, *, serves: bool) -> Decision:
    """Doing tasks and writing notes: the subject by its link, its team, and those who run the programme."""
    engagement = thing.engagement if isinstance(thing, Task) else thing
    if actor.link and actor.link == engagement.application.link_hash and actor.region_id == engagement.region_id:
        return ALLOW
    return may_guide(actor, engagement, serves=serves)


def may_decide_document(actor: Actor, document: Document, *, serves: bool) -> Decision:
    """Accepting and returning: the team and those who run the programme, but nobody what they handed in themselves."""
    if actor.user_id is not None and actor.user_id == document.handed_in_by_id:
        return refuse(_("Somebody else of the team looks at what you handed in. Ask the coordinator."))
    return may_guide(actor, document.engagement, serves=serves)


def may_take_back(actor: Actor, document: Document) -> Decision:
    """Whoever handed it in: the subject by its link, or the account."""
    if document.handed_in_by_id is None and actor.link and actor.link == document.engagement.application.link_hash:
        return ALLOW
    if actor.user_id is not None and actor.user_id == document.handed_in_by_id:
        return ALLOW
    return refuse(_("Only whoever handed this in takes it back. You can return it with a word."))


def may_answer_match(match: Match, side: Side, at: datetime) -> Decision:
    """The two who are put together, once somebody approved it."""
    if side == Side.NOBODY:
        return refuse(_("Only the two who are put together answer this. Ask the coordinator."))
    if match.approved_at is None:
        return refuse(_("This pair is only proposed. Both are asked once the coordinator approves it."))
    if match.declined_at or (match.ended_at and match.ended_at <= at):
        return refuse(_("This pair has ended. Ask the coordinator for another."))
    return ALLOW


def _covers(actor: Actor, roles: tuple[str, ...], authority_id: int | None) -> bool:
    """Whether a post of these roles stretches over the owner: what is the region's needs a post over the region."""
    return actor.holds(*roles, authority_id=authority_id)
