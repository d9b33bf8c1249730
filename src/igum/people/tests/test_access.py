from uuid import UUID, uuid4

import pytest

from igum.core.actor import ANYONE, Actor, PostHeld, system_actor
from igum.people import access
from igum.people.models import Household, Post, Resident
from igum.people.rules import OPENS_ROWS, Role

VALLEY, HILLS = 1, 2
BIRCH, CEDAR = 11, 12
ORGANIZATION = UUID("00000000-0000-0000-0000-000000000007")


def somebody(role: str, authority_id: int | None = None, *, region_id: int = VALLEY, user_id: int = 7) -> Actor:
    return Actor(user_id, region_id, (PostHeld(role, region_id, authority_id, reads_others=role in OPENS_ROWS),))


def a_post(role: Role, authority_id: int | None = BIRCH, *, user_id: int = 8, **columns: object) -> Post:
    return Post(user_id=user_id, role=role, region_id=VALLEY, authority_id=authority_id, **columns)


def a_resident(authority_id: int = BIRCH, *, user_id: int | None = None, region_id: int = VALLEY) -> Resident:
    return Resident(id=uuid4(), region_id=region_id, authority_id=authority_id, user_id=user_id)


@pytest.mark.parametrize(
    ("giver", "post", "allowed"),
    [
        (somebody(Role.ADMINISTRATOR), a_post(Role.PRIVACY_OFFICER, None), True),
        (somebody(Role.ADMINISTRATOR), a_post(Role.SOCIAL_WORKER, CEDAR), True),
        (somebody(Role.ADMINISTRATOR, region_id=HILLS), a_post(Role.SOCIAL_WORKER), False),
        (somebody(Role.REGION_DIRECTOR), a_post(Role.DEPARTMENT_MANAGER), True),
        (somebody(Role.REGION_DIRECTOR), a_post(Role.PROVIDER, None, organization_id=ORGANIZATION), True),
        (somebody(Role.REGION_DIRECTOR), a_post(Role.ADMINISTRATOR, None), False),
        (somebody(Role.REGION_DIRECTOR), a_post(Role.REGION_DIRECTOR, None), False),
        (somebody(Role.DEPARTMENT_MANAGER, BIRCH), a_post(Role.SOCIAL_WORKER), True),
        (somebody(Role.DEPARTMENT_MANAGER, BIRCH), a_post(Role.SOCIAL_WORKER, CEDAR), False),
        (somebody(Role.DEPARTMENT_MANAGER, BIRCH), a_post(Role.COORDINATOR, None), False),
        (somebody(Role.SOCIAL_WORKER, BIRCH), a_post(Role.VOLUNTEER), False),
        (system_actor(VALLEY), a_post(Role.ADMINISTRATOR, None), False),
        (ANYONE, a_post(Role.RESIDENT), False),
    ],
)
def test_posts_are_given_from_above(giver, post, allowed):
    decision = access.may_give_post(giver, post)

    assert decision.allowed is allowed
    assert (decision.reason == "") is allowed


@pytest.mark.parametrize("role", Role)
def test_nobody_gives_a_post_to_themselves(role):
    decision = access.may_give_post(somebody(Role.ADMINISTRATOR), a_post(role, user_id=7))

    assert decision.reason == "Nobody gives a post to themselves. Ask another administrator."


@pytest.mark.parametrize(
    ("reader", "allowed"),
    [
        (somebody(Role.SOCIAL_WORKER, BIRCH), True),
        (somebody(Role.SOCIAL_WORKER, CEDAR), False),
        (somebody(Role.SOCIAL_WORKER, BIRCH, region_id=HILLS), False),
        (somebody(Role.DEPARTMENT_MANAGER, BIRCH), True),
        (somebody(Role.COORDINATOR), True),
        (somebody(Role.COORDINATOR, CEDAR), False),
        (somebody(Role.REGION_DIRECTOR), False),
        (somebody(Role.PRIVACY_OFFICER), False),
        (somebody(Role.ADMINISTRATOR), False),
        (somebody(Role.STEERING_MEMBER), False),
        (somebody(Role.VOLUNTEER), False),
        (somebody(Role.RESIDENT), False),
        (ANYONE, False),
    ],
)
def test_only_those_who_know_the_residents_of_an_authority_read_them(reader, allowed):
    decision = access.may_read_resident(reader, a_resident())

    assert decision.allowed is allowed


def test_a_resident_reads_their_own_record_and_number():
    self = somebody(Role.RESIDENT)

    assert access.may_read_resident(self, a_resident(user_id=7))
    assert access.may_read_number(self, a_resident(user_id=7))
    assert not access.may_read_resident(self, a_resident(user_id=8))


def test_a_visitor_is_not_the_resident_without_an_account():
    assert not access.may_read_resident(ANYONE, a_resident(user_id=None))


def test_a_coordinator_knows_a_resident_and_still_does_not_open_the_number():
    coordinator = somebody(Role.COORDINATOR)

    assert access.may_read_resident(coordinator, a_resident())
    assert "Only social workers" in access.may_read_number(coordinator, a_resident()).reason


@pytest.mark.parametrize(
    ("mover", "to", "reason"),
    [
        (somebody(Role.SOCIAL_WORKER, BIRCH), BIRCH, ""),
        (somebody(Role.SOCIAL_WORKER, BIRCH), CEDAR, "A move to another authority is made by a coordinator"),
        (somebody(Role.SOCIAL_WORKER, CEDAR), BIRCH, "Only the social services of this authority"),
        (somebody(Role.COORDINATOR), CEDAR, ""),
        (somebody(Role.ADMINISTRATOR), CEDAR, "A move to another authority is made by a coordinator"),
    ],
)
def test_a_household_moves_between_authorities_by_whoever_covers_both(mover, to, reason):
    decision = access.may_move_household(mover, Household(region_id=VALLEY, authority_id=BIRCH), to)

    assert decision.allowed is (reason == "")
    assert decision.reason.startswith(reason)


@pytest.mark.parametrize(
    ("reader", "allowed"),
    [
        (somebody(Role.PRIVACY_OFFICER), True),
        (somebody(Role.PRIVACY_OFFICER, BIRCH), False),
        (somebody(Role.ADMINISTRATOR), False),
        (somebody(Role.REGION_DIRECTOR), False),
    ],
)
def test_the_trail_is_read_by_the_privacy_officer_of_the_region(reader, allowed):
    assert access.may_read_trail(reader).allowed is allowed
