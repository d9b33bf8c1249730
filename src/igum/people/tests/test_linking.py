"""Whose record an account opens."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied

from igum.core.actor import Actor
from igum.core.models import AuditRow
from igum.people import commands, queries
from igum.people.models import Resident, User
from igum.people.rules import Role
from igum.people.tests.factories import BIRCH, CEDAR, MONDAY, acting, make_actor, make_resident, make_user

pytestmark = pytest.mark.usefixtures("places")


def make_account(name: str = "Ruth", *, verified: bool = True) -> User:
    user = make_user(name)
    EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    return user


def link(actor: Actor, resident: Resident, email: str = "ruth@example.org") -> None:
    commands.link_account(actor=actor, resident_id=resident.pk, email=email, at=MONDAY)


def own_records(user: User) -> list[Resident]:
    me = make_actor(Role.RESIDENT, user_id=user.pk)
    with acting(me):
        return list(queries.residents_for(me))


def test_a_linked_account_opens_the_record_and_the_trail_says_who_linked_it():
    ruth, resident, actor = make_account(), make_resident(), make_actor(Role.SOCIAL_WORKER, BIRCH)

    with acting(actor):
        link(actor, resident, " Ruth@Example.org ")

        row = AuditRow.objects.get(action="people.account.linked")
    assert own_records(ruth) == [resident]
    assert (row.object_id, row.actor_id, row.facts) == (str(resident.pk), actor.user_id, {"user": ruth.pk})


def test_the_link_is_taken_away_and_opens_nothing_any_more():
    ruth, actor = make_account(), make_actor(Role.SOCIAL_WORKER, BIRCH)
    resident = make_resident(user=ruth)

    with acting(actor):
        commands.unlink_account(actor=actor, resident_id=resident.pk, at=MONDAY)

        with pytest.raises(commands.NotLinked, match="belongs to no account"):
            commands.unlink_account(actor=actor, resident_id=resident.pk, at=MONDAY)
    assert own_records(ruth) == []


def test_an_account_linked_to_a_record_belongs_to_those_merged_into_it_too():
    ruth, actor = make_account(), make_actor(Role.SOCIAL_WORKER, BIRCH)
    kept, merged = make_resident(), make_resident()

    with acting(actor):
        commands.merge_residents(actor=actor, kept_id=kept.pk, merged_id=merged.pk, at=MONDAY)
        link(actor, kept)

        assert Resident.objects.get(pk=merged.pk).user_id == ruth.pk


@pytest.mark.parametrize("account", [{"verified": False}, None])
def test_an_account_that_confirmed_no_address_is_refused(account):
    if account:
        make_account(**account)
    actor = make_actor(Role.SOCIAL_WORKER, BIRCH)

    with acting(actor), pytest.raises(commands.NoAccount, match="confirm it, and come back"):
        link(actor, make_resident())


def test_an_account_that_was_closed_is_refused():
    ruth, actor = make_account(), make_actor(Role.SOCIAL_WORKER, BIRCH)
    ruth.is_active = False
    ruth.save()

    with acting(actor), pytest.raises(commands.NoAccount):
        link(actor, make_resident())


def test_a_record_with_an_account_is_refused():
    make_account()
    actor = make_actor(Role.SOCIAL_WORKER, BIRCH)

    with acting(actor), pytest.raises(commands.AlreadyLinked, match="Take that link away first"):
        link(actor, make_resident(user=make_user()))


def test_an_account_with_a_record_next_door_is_refused_without_saying_where():
    make_resident(CEDAR, user=make_account())
    actor = make_actor(Role.SOCIAL_WORKER, BIRCH)

    with acting(actor), pytest.raises(commands.AlreadyLinked, match="belongs to a record in the region") as refused:
        link(actor, make_resident())
    assert "Cedar" not in str(refused.value)


def test_somebody_known_by_a_code_stays_unknown():
    make_account()
    coded = make_resident(identity_mode="coded", code="Swallow 3", given_name="", family_name="")
    actor = make_actor(Role.SOCIAL_WORKER, BIRCH)

    with acting(actor), pytest.raises(commands.StaysUnknown, match="would tell who they are"):
        link(actor, coded)


def test_nobody_links_a_record_to_their_own_account():
    ruth = make_account()
    actor = make_actor(Role.SOCIAL_WORKER, BIRCH, user_id=ruth.pk)

    with acting(actor), pytest.raises(PermissionDenied, match="Ask a colleague"):
        link(actor, make_resident())


def test_next_door_finds_no_record_to_link():
    make_account()
    actor = make_actor(Role.SOCIAL_WORKER, CEDAR)

    with acting(actor), pytest.raises(Resident.DoesNotExist):
        link(actor, make_resident(BIRCH))


def test_a_resident_links_nothing_by_themselves():
    ruth = make_user("Ruth")
    resident = make_resident(user=ruth)
    me = make_actor(Role.RESIDENT, user_id=ruth.pk)

    with acting(me), pytest.raises(Resident.DoesNotExist):
        commands.unlink_account(actor=me, resident_id=resident.pk, at=MONDAY)
