"""Two hands at the same thing in the same moment, on a database in which everything is really committed."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from igum.core.actor import Actor, system_actor
from igum.core.errors import Refused
from igum.people import commands
from igum.people.models import Post, Resident
from igum.people.rules import Role
from igum.people.tests.factories import (
    ALDER_VALLEY,
    BIRCH,
    BIRCH_TOWN,
    CEDAR,
    CEDAR_TOWN,
    MONDAY,
    TODAY,
    a_registration,
    acting,
    make_actor,
    make_places,
    make_post,
    make_resident,
    make_user,
)

pytestmark = pytest.mark.usefixtures("committed_db")


def at_once(*deeds: tuple[Actor, Callable[[], object]]) -> list[Refused]:
    """Let every actor do a deed in a thread of its own, all starting together. Returns the refusals."""
    refused: list[Refused] = []
    together = Barrier(len(deeds))

    def run(actor: Actor, deed: Callable[[], object]) -> None:
        try:
            with acting(actor):
                together.wait(timeout=400)
                deed()
        except Refused as words:
            refused.append(words)
        finally:
            connection.close()

    threads = [Thread(target=run, args=deed) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_of_two_administrators_ending_each_other_one_remains():
    make_places()
    ruth, dan = make_user("Ruth"), make_user("Dan")
    posts = {user: make_post(user, Role.ADMINISTRATOR) for user in (ruth, dan)}

    def end(me, other):
        actor = make_actor(Role.ADMINISTRATOR, user_id=me.pk)
        return actor, lambda: commands.end_post(actor=actor, post_id=posts[other].pk, ends_on=TODAY, at=MONDAY)

    refused = at_once(end(ruth, dan), end(dan, ruth))

    assert [type(words) for words in refused] == [commands.LastAdministrator]
    with acting(system_actor(ALDER_VALLEY)):
        assert Post.objects.held_on(TODAY).filter(role=Role.ADMINISTRATOR).count() == 1


def test_a_region_gets_one_first_administrator():
    make_places()
    program = system_actor(ALDER_VALLEY)

    def appoint(email):
        return program, lambda: commands.appoint_first_administrator(actor=program, email=email, at=MONDAY)

    refused = at_once(appoint("ruth@example.org"), appoint("dan@example.org"))

    assert [type(words) for words in refused] == [commands.AlreadyAdministered]


def test_one_consent_is_given_once_by_two_workers():
    make_places()
    resident = make_resident()
    agreed = commands.Agreement("follow-up", "authority:9101", "2027-01-he", MONDAY + timedelta(days=365))

    def give():
        actor = make_actor(Role.SOCIAL_WORKER, BIRCH)
        return actor, lambda: commands.give_consent(actor=actor, resident_id=resident.pk, agreement=agreed, at=MONDAY)

    refused = at_once(give(), give(), give())

    assert [type(words) for words in refused] == [commands.ConsentStands] * 2


def test_a_household_does_not_move_away_while_a_member_is_registered():
    make_places()
    coordinator = make_actor(Role.COORDINATOR)
    with acting(coordinator):
        home = commands.register_household(
            actor=coordinator, authority_id=BIRCH, locality_id=BIRCH_TOWN, address="", at=MONDAY
        )

    def register():
        actor = make_actor(Role.COORDINATOR)
        typed = a_registration(household_id=home.pk)
        return actor, lambda: commands.register_resident(actor=actor, registration=typed, at=MONDAY)

    def move():
        actor = make_actor(Role.COORDINATOR)
        there = {"authority_id": CEDAR, "locality_id": CEDAR_TOWN, "address": ""}
        return actor, lambda: commands.move_household(actor=actor, household_id=home.pk, **there, at=MONDAY)

    at_once(register(), register(), move(), register(), register())

    with acting(coordinator):
        assert set(Resident.objects.values_list("authority_id", flat=True)) <= {CEDAR}


def test_one_person_is_registered_once_by_two_workers():
    make_places()

    def register():
        actor = make_actor(Role.SOCIAL_WORKER, BIRCH)
        registration = a_registration(number="012345674")
        return actor, lambda: commands.register_resident(actor=actor, registration=registration, at=MONDAY)

    refused = at_once(register(), register(), register())

    assert [type(words) for words in refused] == [commands.AlreadyRegistered] * 2
    with acting(system_actor(ALDER_VALLEY)):
        assert Resident.objects.count() == 1
