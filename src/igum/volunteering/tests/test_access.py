"""The table at the head of ``access``, row by row."""

from uuid import UUID

import pytest

from igum.core.actor import Actor, PostHeld, system_actor
from igum.people.tests.factories import ALDER_VALLEY, BIRCH, CEDAR, MAPLE_HILLS
from igum.volunteering import access
from igum.volunteering.models import HoursEntry, Opportunity, SignUp, Vetting, Volunteer
from igum.volunteering.tests.factories import BODY, OTHER_BODY

NOA = Actor(7, ALDER_VALLEY)
VOLUNTEER = Volunteer(region_id=ALDER_VALLEY, authority_id=BIRCH, user_id=7, name="Noa")
VETTING = Vetting(region_id=ALDER_VALLEY, authority_id=BIRCH, volunteer=VOLUNTEER)
TASK = Opportunity(region_id=ALDER_VALLEY, authority_id=BIRCH, organization_id=BODY)
SIGN_UP = SignUp(region_id=ALDER_VALLEY, volunteer=VOLUNTEER, opportunity=TASK)
HOURS = HoursEntry(region_id=ALDER_VALLEY, volunteer=VOLUNTEER, opportunity=TASK)


def post(role: str, authority: int | None = None, body: UUID | None = None, region: int = ALDER_VALLEY) -> Actor:
    return Actor(8, region, (PostHeld(role, region, authority, None if body is None else str(body)),))


WHO = {
    "herself": NOA,
    "worker here": post("social_worker", BIRCH),
    "manager here": post("department_manager", BIRCH),
    "coordinator": post("coordinator"),
    "director": post("region_director"),
    "body": post("provider", body=BODY),
    "other body": post("provider", body=OTHER_BODY),
    "worker next door": post("social_worker", CEDAR),
    "elsewhere": post("coordinator", region=MAPLE_HILLS),
    "committee": post("steering_member"),
    "officer": post("privacy_officer"),
    "administrator": post("administrator"),
    "volunteer": Actor(9, ALDER_VALLEY, (PostHeld("volunteer", ALDER_VALLEY, reads_others=False),)),
    "nobody": Actor(region_id=ALDER_VALLEY),
    "program": system_actor(ALDER_VALLEY),
}
CARING = {"worker here", "manager here", "coordinator", "program"}
TABLE = {
    "change the profile": (lambda who: access.may_change_volunteer(who, VOLUNTEER), CARING | {"herself"}),
    "open the paper": (lambda who: access.may_open_vetting(who, VETTING), CARING | {"herself"}),
    "check the paper": (lambda who: access.may_check_vetting(who, VETTING), CARING),
    "see who comes": (lambda who: access.may_see_sign_ups(who, TASK), CARING | {"body"}),
    "note who came": (lambda who: access.may_note_arrival(who, SIGN_UP), CARING | {"body"}),
    "approve hours": (lambda who: access.may_approve_hours(who, HOURS), CARING | {"body"}),
    "manage the task": (lambda who: access.may_manage(who, TASK), CARING | {"body", "director"}),
    "see volunteers": (access.may_see_volunteers, CARING | {"worker next door", "elsewhere"}),
    "say on the way": (lambda who: access.may_change_sign_up(who, SIGN_UP), CARING | {"herself"}),
}


@pytest.mark.parametrize("deed", TABLE)
@pytest.mark.parametrize("name", WHO)
def test_the_table_says_who_may(deed, name):
    ask, allowed = TABLE[deed]

    decision = ask(WHO[name])

    assert decision.allowed is (name in allowed)
    assert decision.allowed or decision.reason


def test_nobody_checks_their_own_documents_even_as_a_worker():
    both = Actor(7, ALDER_VALLEY, (PostHeld("social_worker", ALDER_VALLEY, BIRCH),))

    assert not access.may_check_vetting(both, VETTING)
    assert not access.may_approve_hours(both, HOURS)
