from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from igum.core.actor import system_actor
from igum.core.models import AuditRow
from igum.people import commands, queries
from igum.people.commands import NewPost
from igum.people.models import Post, User
from igum.people.rules import Role
from igum.people.tests.factories import (
    ALDER_VALLEY,
    BIRCH,
    CEDAR,
    ELM,
    LONG_AGO,
    MAPLE_HILLS,
    MONDAY,
    TODAY,
    acting,
    make_actor,
    make_post,
    make_user,
)

pytestmark = pytest.mark.usefixtures("places")


def new_post(user: User, role: Role, authority_id: int | None = None, **details: object) -> NewPost:
    return NewPost(user_id=user.pk, role=role, authority_id=authority_id, **{"starts_on": TODAY, **details})


class TestGivePost:
    def test_the_post_is_held_from_its_first_day_and_stands_on_the_trail(self):
        administrator, ruth = make_actor(Role.ADMINISTRATOR), make_user("Ruth")

        with acting(administrator):
            post = commands.give_post(actor=administrator, new=new_post(ruth, Role.SOCIAL_WORKER, BIRCH), at=MONDAY)
            row = AuditRow.objects.get(kind="people.post", object_id=str(post.pk))

        assert row.action == "people.post.given"
        assert row.facts == {"role": "social_worker", "user": ruth.pk}
        with acting(make_actor(Role.RESIDENT, user_id=ruth.pk)):
            actor = queries.actor_of(ruth.pk, region_id=None, at=MONDAY)
        assert actor.holds(Role.SOCIAL_WORKER, authority_id=BIRCH)
        assert actor.authority_ids == {BIRCH}

    def test_the_same_post_is_not_given_twice_in_the_same_time(self):
        administrator, ruth = make_actor(Role.ADMINISTRATOR), make_user("Ruth")
        make_post(ruth, Role.SOCIAL_WORKER, BIRCH)

        with acting(administrator), pytest.raises(commands.AlreadyHeld, match="End it first"):
            commands.give_post(actor=administrator, new=new_post(ruth, Role.SOCIAL_WORKER, BIRCH), at=MONDAY)

    def test_it_may_be_given_again_after_it_ended(self):
        administrator, ruth = make_actor(Role.ADMINISTRATOR), make_user("Ruth")
        make_post(ruth, Role.SOCIAL_WORKER, BIRCH, ends_on=TODAY)

        with acting(administrator):
            commands.give_post(actor=administrator, new=new_post(ruth, Role.SOCIAL_WORKER, BIRCH), at=MONDAY)
            assert Post.objects.filter(user=ruth).count() == 2

    @pytest.mark.parametrize(
        ("role", "details", "words"),
        [
            (Role.SOCIAL_WORKER, {}, "is not held in a region"),
            (Role.REGION_DIRECTOR, {"authority_id": BIRCH}, "is not held in an authority"),
            (Role.PROVIDER, {"authority_id": BIRCH}, "is not held in an authority"),
            (Role.VOLUNTEER, {"authority_id": BIRCH, "organization_id": uuid4()}, "not in both"),
            (Role.SOCIAL_WORKER, {"authority_id": ELM}, "not in your region"),
            (Role.COORDINATOR, {"ends_on": TODAY}, "at least one day"),
        ],
    )
    def test_role_place_and_dates_go_together(self, role, details, words):
        administrator = make_actor(Role.ADMINISTRATOR)

        with acting(administrator), pytest.raises(commands.DoesNotFit, match=words):
            commands.give_post(actor=administrator, new=new_post(make_user(), role, **details), at=MONDAY)

    def test_a_social_worker_gives_none(self):
        worker = make_actor(Role.SOCIAL_WORKER, BIRCH)

        with acting(worker), pytest.raises(PermissionDenied, match="Ask an administrator"):
            commands.give_post(actor=worker, new=new_post(make_user(), Role.SOCIAL_WORKER, BIRCH), at=MONDAY)

    def test_a_department_manager_gives_posts_of_the_own_authority(self):
        manager, ruth = make_actor(Role.DEPARTMENT_MANAGER, BIRCH), make_user("Ruth")

        with acting(manager):
            commands.give_post(actor=manager, new=new_post(ruth, Role.SOCIAL_WORKER, BIRCH), at=MONDAY)
            with pytest.raises(PermissionDenied):
                commands.give_post(actor=manager, new=new_post(ruth, Role.SOCIAL_WORKER, CEDAR), at=MONDAY)


class TestEndPost:
    def test_from_that_day_on_it_is_no_longer_held(self):
        administrator, ruth = make_actor(Role.ADMINISTRATOR), make_user("Ruth")
        post = make_post(ruth, Role.SOCIAL_WORKER, BIRCH)

        with acting(administrator):
            commands.end_post(actor=administrator, post_id=post.pk, ends_on=TODAY, at=MONDAY)
            held = queries.actor_of(ruth.pk, region_id=None, at=MONDAY).posts
            held_before = queries.actor_of(ruth.pk, region_id=None, at=MONDAY - timedelta(days=1)).posts

        assert held == ()
        assert len(held_before) == 1

    def test_ends_once(self):
        administrator = make_actor(Role.ADMINISTRATOR)
        post = make_post(make_user(), Role.SOCIAL_WORKER, BIRCH, ends_on=TODAY)

        with acting(administrator), pytest.raises(commands.AlreadyEnded, match="ended already"):
            commands.end_post(actor=administrator, post_id=post.pk, ends_on=TODAY, at=MONDAY)

    def test_not_before_it_starts(self):
        administrator = make_actor(Role.ADMINISTRATOR)
        post = make_post(make_user(), Role.SOCIAL_WORKER, BIRCH)

        with acting(administrator), pytest.raises(commands.DoesNotFit, match="before it starts"):
            commands.end_post(actor=administrator, post_id=post.pk, ends_on=date(2019, 1, 1), at=MONDAY)

    def test_an_end_is_not_moved_later_past_whatever_was_given_for_the_time_after(self):
        administrator, ruth = make_actor(Role.ADMINISTRATOR), make_user("Ruth")
        post = make_post(ruth, Role.SOCIAL_WORKER, BIRCH, ends_on=date(2027, 2, 1))
        make_post(ruth, Role.SOCIAL_WORKER, BIRCH, starts_on=date(2027, 2, 1))

        with acting(administrator), pytest.raises(commands.DoesNotFit, match="Give it anew for the time after"):
            commands.end_post(actor=administrator, post_id=post.pk, ends_on=date(2027, 3, 1), at=MONDAY)

    def test_a_region_is_never_left_without_an_administrator(self):
        ruth = make_user("Ruth")
        post = make_post(ruth, Role.ADMINISTRATOR)
        administrator = make_actor(Role.ADMINISTRATOR, user_id=ruth.pk)

        with acting(administrator), pytest.raises(commands.LastAdministrator, match="Give the post to another first"):
            commands.end_post(actor=administrator, post_id=post.pk, ends_on=TODAY, at=MONDAY)

    def test_a_neighbouring_manager_does_not_even_find_it(self):
        neighbour = make_actor(Role.DEPARTMENT_MANAGER, CEDAR)
        post = make_post(make_user(), Role.SOCIAL_WORKER, BIRCH)

        with acting(neighbour), pytest.raises(Post.DoesNotExist):
            commands.end_post(actor=neighbour, post_id=post.pk, ends_on=TODAY, at=MONDAY)


class TestAppointFirstAdministrator:
    def test_makes_the_account_and_the_post_once(self):
        program = system_actor(ALDER_VALLEY)

        with acting(program):
            post = commands.appoint_first_administrator(actor=program, email="Ruth@Example.org", at=MONDAY)
            with pytest.raises(commands.AlreadyAdministered, match="Ask them"):
                commands.appoint_first_administrator(actor=program, email="dan@example.org", at=MONDAY)

        assert post.user.email == "ruth@example.org"
        assert not post.user.has_usable_password()

    @pytest.mark.parametrize("typed", ["ruth", "", "ruth@", "ruth@example.org, dan@example.org"])
    def test_what_is_no_address_makes_no_account(self, typed):
        program = system_actor(ALDER_VALLEY)

        with acting(program), pytest.raises(commands.NotAnAddress, match="not an e-mail address"):
            commands.appoint_first_administrator(actor=program, email=typed, at=MONDAY)
        assert not User.objects.exists()

    def test_no_person_does_it(self):
        administrator = make_actor(Role.ADMINISTRATOR)

        with acting(administrator), pytest.raises(PermissionDenied, match="at the terminal"):
            commands.appoint_first_administrator(actor=administrator, email="a@example.org", at=MONDAY)


class TestActorOf:
    def test_with_posts_in_two_regions_the_chosen_one_acts(self):
        ruth = make_user("Ruth")
        make_post(ruth, Role.SOCIAL_WORKER, BIRCH)
        make_post(ruth, Role.COORDINATOR, ELM, region_id=MAPLE_HILLS, starts_on=TODAY)

        with acting(make_actor(Role.RESIDENT, user_id=ruth.pk, region_id=0)):
            unchosen = queries.actor_of(ruth.pk, region_id=None, at=MONDAY)
            chosen = queries.actor_of(ruth.pk, region_id=MAPLE_HILLS, at=MONDAY)
            foreign = queries.actor_of(ruth.pk, region_id=4711, at=MONDAY)

        assert (unchosen.region_id, unchosen.roles) == (ALDER_VALLEY, {"social_worker"})
        assert (chosen.region_id, chosen.roles) == (MAPLE_HILLS, {"coordinator"})
        assert foreign == unchosen

    def test_the_day_of_a_post_is_the_day_in_the_region_not_in_greenwich(self):
        ruth = make_user("Ruth")
        make_post(ruth, Role.SOCIAL_WORKER, BIRCH, starts_on=TODAY)
        late_on_sunday_in_greenwich = MONDAY.replace(hour=22) - timedelta(days=1)

        with acting(make_actor(Role.RESIDENT, user_id=ruth.pk)):
            assert queries.actor_of(ruth.pk, region_id=None, at=late_on_sunday_in_greenwich).posts

    @pytest.mark.parametrize("role", [Role.RESIDENT, Role.VOLUNTEER, Role.STEERING_MEMBER, Role.PRIVACY_OFFICER])
    def test_a_post_over_the_region_that_opens_no_rows_does_not_see_the_whole_region(self, role):
        ruth = make_user("Ruth")
        make_post(ruth, role)

        with acting(make_actor(Role.RESIDENT, user_id=ruth.pk)):
            actor = queries.actor_of(ruth.pk, region_id=None, at=MONDAY)

        assert actor.holds_anywhere(role)
        assert not actor.sees_whole_region


class TestTheDatabaseRefuses:
    @pytest.mark.parametrize(
        ("columns", "constraint"),
        [
            ({"role": "king"}, "people_post_has_a_known_role"),
            ({"organization_id": uuid4()}, "people_post_is_held_in_one_place"),
            ({"ends_on": date(2019, 1, 1)}, "people_post_ends_after_it_starts"),
        ],
    )
    def test_a_post_that_is_none(self, columns, constraint):
        values = {"role": Role.SOCIAL_WORKER, **columns}

        with pytest.raises(IntegrityError, match=constraint):
            make_post(make_user(), authority_id=BIRCH, **values)

    def test_the_same_post_twice_at_a_time(self):
        ruth = make_user("Ruth")
        make_post(ruth, Role.COORDINATOR)

        with pytest.raises(IntegrityError, match="people_post_held_once_at_a_time"):
            make_post(ruth, Role.COORDINATOR, starts_on=TODAY)

    def test_a_post_that_one_gives_oneself(self):
        ruth = make_actor(Role.RESIDENT)

        with acting(ruth), pytest.raises(Exception, match="row-level security"), transaction.atomic():
            Post.objects.create(
                user_id=ruth.user_id, role=Role.ADMINISTRATOR, region_id=ALDER_VALLEY, starts_on=LONG_AGO
            )

    def test_a_person_who_would_delete_their_own_post(self):
        ruth = make_user("Ruth")
        make_post(ruth, Role.SOCIAL_WORKER, BIRCH)

        with acting(make_actor(Role.RESIDENT, user_id=ruth.pk)), connection.cursor() as cursor:
            cursor.execute("DELETE FROM people_post")
            assert cursor.rowcount == 0
