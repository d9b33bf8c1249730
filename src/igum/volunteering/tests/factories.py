"""Volunteers, bodies and shifts, and the people who recur: one who may, one from next door, one who may not."""

from datetime import datetime, timedelta
from itertools import count
from uuid import UUID
from zoneinfo import ZoneInfo

from igum.core.actor import Actor, PostHeld, system_actor
from igum.core.tenancy import tenant_scope
from igum.people.models import User
from igum.people.rules import Role
from igum.people.tests.factories import ALDER_VALLEY, BIRCH, BIRCH_TOWN, CEDAR, make_actor, make_post, make_user
from igum.volunteering import commands
from igum.volunteering.commands import Description, Profile
from igum.volunteering.models import Opportunity, Shift, SignUp, Vetting, Volunteer

JERUSALEM = ZoneInfo("Asia/Jerusalem")
NOW = datetime(2027, 1, 4, 9, 0, tzinfo=JERUSALEM)  # a Monday
TODAY = NOW.date()
TUESDAY_FOUR = datetime(2027, 1, 5, 16, 0, tzinfo=JERUSALEM)
TWO_HOURS = timedelta(hours=2)
BODY, OTHER_BODY = UUID(int=71), UUID(int=72)
PROGRAM = system_actor(ALDER_VALLEY)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"

_numbers = count(1)


def worker(authority_id: int | None = BIRCH, role: Role = Role.SOCIAL_WORKER) -> Actor:
    return make_actor(role, authority_id)


def neighbour() -> Actor:
    return make_actor(Role.SOCIAL_WORKER, CEDAR)


def provider(organization_id: UUID = BODY, user: User | None = None) -> Actor:
    """Somebody of a body, with the post in the database that row-level security asks for."""
    user = user or make_user()
    make_post(user, Role.PROVIDER, organization_id=organization_id)
    held = PostHeld(Role.PROVIDER, ALDER_VALLEY, organization_id=str(organization_id), reads_others=False)
    return Actor(user.pk, ALDER_VALLEY, (held,))


def somebody(user: User | None = None) -> Actor:
    """Whoever signed in and holds no post, acting in the valley as its pages let them."""
    return Actor((user or make_user()).pk, ALDER_VALLEY)


def of(volunteer: Volunteer) -> Actor:
    return Actor(volunteer.user_id, ALDER_VALLEY)


def a_profile(**details: object) -> Profile:
    return Profile(
        **{"name": f"Noa {next(_numbers)}", "locality_id": BIRCH_TOWN, "email": "noa@example.org", **details}
    )


def make_volunteer(**details: object) -> Volunteer:
    """With an account of their own, living in Birch."""
    actor = somebody()
    with tenant_scope(actor):
        return commands.join_as_volunteer(actor=actor, profile=a_profile(**details), at=NOW)


def make_opportunity(*, publish: bool = True, **details: object) -> Opportunity:
    values = {
        "titles": {"he": "ביקור אצל קשישים", "en": "Visiting older people"},
        "descriptions": {"he": "שיחה וכוס תה.", "en": "A talk and a cup of tea."},
        "organization_id": BODY,
        "body_name": "The Open House",
        "authority_id": BIRCH,
        **details,
    }
    actor = worker(None, Role.COORDINATOR)
    with tenant_scope(actor):
        made = commands.create_opportunity(actor=actor, description=Description(**values), at=NOW)
        if publish:
            commands.publish_opportunity(actor=actor, opportunity_id=made.pk, at=NOW)
            made.refresh_from_db()
    return made


def make_shift(
    opportunity: Opportunity | None = None,
    *,
    starts_at: datetime = TUESDAY_FOUR,
    lasts: timedelta = TWO_HOURS,
    places: int = 2,
    **details: object,
) -> Shift:
    opportunity = opportunity or make_opportunity(**details)
    actor = worker(None, Role.COORDINATOR)
    with tenant_scope(actor):
        shifts = commands.add_shifts(
            actor=actor,
            opportunity_id=opportunity.pk,
            starts_at=starts_at,
            ends_at=starts_at + lasts,
            places=places,
            at=min(NOW, starts_at - timedelta(days=1)),
        )
    return shifts[0]


def join(shift: Shift, volunteer: Volunteer, *, actor: Actor | None = None, at: datetime = NOW) -> SignUp:
    actor = actor or of(volunteer)
    with tenant_scope(actor):
        return commands.join_shift(actor=actor, shift_id=shift.pk, volunteer_id=volunteer.pk, at=at)


def leave(sign_up: SignUp, *, at: datetime = NOW) -> None:
    actor = of(sign_up.volunteer)
    with tenant_scope(actor):
        commands.leave_shift(actor=actor, sign_up_id=sign_up.pk, at=at)


def hand_in(volunteer: Volunteer, kind: str, *, issued_on=TODAY, at: datetime = NOW) -> Vetting:
    actor = of(volunteer)
    with tenant_scope(actor):
        return commands.hand_in_vetting(
            actor=actor, volunteer_id=volunteer.pk, kind=kind, issued_on=issued_on, content=PDF, name="a.pdf", at=at
        )


def approve(vetting: Vetting, *, actor: Actor | None = None, **details: object) -> None:
    actor = actor or worker()
    with tenant_scope(actor):
        commands.approve_vetting(actor=actor, vetting_id=vetting.pk, at=NOW, **details)


def vetted(volunteer: Volunteer, *kinds: str, issued_on=TODAY) -> Volunteer:
    for kind in kinds:
        approve(hand_in(volunteer, kind, issued_on=issued_on))
    return volunteer


def reread(thing):
    with tenant_scope(PROGRAM):
        return type(thing).objects.get(pk=thing.pk)
