"""Two records of one person, and two people who were taken for one."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from igum.core.actor import Actor
from igum.core.models import AuditRow
from igum.people import commands, queries
from igum.people.commands import Agreement
from igum.people.models import Consent, Merge, Resident
from igum.people.rules import Role
from igum.people.tests.factories import (
    ALDER_VALLEY,
    BIRCH,
    BIRCH_TOWN,
    CEDAR,
    MAPLE_HILLS,
    MONDAY,
    a_registration,
    acting,
    make_actor,
    make_resident,
    make_user,
)

pytestmark = pytest.mark.usefixtures("places")

LATER = MONDAY + timedelta(days=1)
NUMBER = "012345674"


def worker(role: str = Role.SOCIAL_WORKER, authority_id: int | None = BIRCH) -> Actor:
    return make_actor(role, authority_id)


def register(actor: Actor, authority_id: int = BIRCH, **details: object) -> Resident:
    registration = a_registration(authority_id, **details)
    return commands.register_resident(actor=actor, registration=registration, at=MONDAY)


def merge(actor: Actor, kept: Resident, merged: Resident) -> Merge:
    return commands.merge_residents(actor=actor, kept_id=kept.pk, merged_id=merged.pk, at=MONDAY)


def undo(actor: Actor, done: Merge) -> None:
    commands.undo_merge(actor=actor, merge_id=done.pk, at=LATER)


def an_agreement() -> Agreement:
    return Agreement("food_basket", "authority:9101", "he-1", MONDAY + timedelta(days=365))


class TestMergeResidents:
    def test_one_record_stands_for_both_and_takes_over_what_it_lacks(self):
        actor = worker()
        with acting(actor):
            kept = register(actor, phone="0501234567")
            merged = register(actor, phone="0527654321", birth_year=1950, number=NUMBER, languages=("he", "ru"))

            merge(actor, kept, merged)

            kept.refresh_from_db()
            found = commands.find_residents(actor=actor, typed="כהן", at=MONDAY)
            number = commands.open_identity_number(actor=actor, resident_id=kept.pk, at=MONDAY)
        assert found == [kept]
        assert (kept.phone, kept.birth_year, kept.languages) == ("0501234567", 1950, ["he", "ru"])
        assert number == NUMBER

    def test_whatever_points_to_either_concerns_the_person(self):
        actor = worker()
        with acting(actor):
            kept, merged = register(actor), register(actor)
            given = commands.give_consent(actor=actor, resident_id=merged.pk, agreement=an_agreement(), at=MONDAY)

            merge(actor, kept, merged)

            assert set(queries.records_of(actor, kept.pk)) == {kept, merged}
            assert list(queries.consents_of(actor, kept.pk)) == [given]

    def test_a_consent_given_under_both_is_withdrawn_under_both(self):
        actor = worker()
        with acting(actor):
            kept, merged = register(actor), register(actor)
            given = [
                commands.give_consent(actor=actor, resident_id=one.pk, agreement=an_agreement(), at=MONDAY)
                for one in (kept, merged)
            ]
            merge(actor, kept, merged)

            commands.withdraw_consent(actor=actor, consent_id=given[0].pk, at=LATER)

            assert not Consent.objects.in_force(LATER).exists()

    def test_the_account_of_the_merged_record_opens_the_one_that_stands(self):
        ruth, actor = make_user("Ruth"), worker()
        kept, merged = make_resident(), make_resident(user=ruth)
        with acting(actor):
            merge(actor, kept, merged)

        me = make_actor(Role.RESIDENT, user_id=ruth.pk)
        with acting(me):
            assert list(queries.residents_for(me)) == [kept]

    def test_it_leaves_one_row_on_the_trail_without_anything_of_the_person(self):
        actor = worker()
        with acting(actor):
            kept, merged = register(actor), register(actor, phone="0527654321")
            merge(actor, kept, merged)

            row = AuditRow.objects.get(action="people.resident.merged")
        assert row.object_id == str(kept.pk)
        assert row.facts == {"merged": str(merged.pk), "taken": ["phone"]}

    def test_two_numbers_are_two_people(self):
        actor = worker()
        with acting(actor):
            kept, merged = register(actor, number=NUMBER), register(actor, number="000000018")

            with pytest.raises(commands.TwoPeople, match="two different identity numbers"):
                merge(actor, kept, merged)

    def test_two_accounts_are_two_people_until_one_is_taken_away(self):
        kept, merged = make_resident(user=make_user()), make_resident(user=make_user())
        actor = worker()

        with acting(actor), pytest.raises(commands.TwoPeople, match="Both records belong to an account"):
            merge(actor, kept, merged)

    def test_somebody_known_by_a_code_stays_unknown(self):
        coded = make_resident(identity_mode="coded", code="Swallow 3", given_name="", family_name="")
        actor = worker()

        with acting(actor), pytest.raises(commands.TwoPeople, match="would tell who they are"):
            merge(actor, make_resident(), coded)

    def test_a_record_is_not_merged_into_itself(self):
        actor, ruth = worker(), make_resident()

        with acting(actor), pytest.raises(commands.TwoPeople, match="This is one record"):
            merge(actor, ruth, ruth)

    def test_what_stands_for_others_is_kept_and_not_merged_away(self):
        actor = worker()
        with acting(actor):
            first, second, third = register(actor), register(actor), register(actor)
            merge(actor, first, second)

            with pytest.raises(commands.MadeOfSeveral, match="Keep this one"):
                merge(actor, third, first)

    def test_a_merged_record_is_not_there_to_be_merged_again(self):
        actor = worker()
        with acting(actor):
            first, second, third = register(actor), register(actor), register(actor)
            merge(actor, first, second)

            with pytest.raises(Resident.DoesNotExist):
                merge(actor, third, second)

    def test_across_two_towns_a_coordinator_merges_and_each_home_stays_where_it_is(self):
        coordinator = worker(Role.COORDINATOR, None)
        with acting(coordinator):
            home = commands.register_household(
                actor=coordinator, authority_id=BIRCH, locality_id=BIRCH_TOWN, address="", at=MONDAY
            )
            kept = register(coordinator, CEDAR, locality_id=None)
            merged = register(coordinator, household_id=home.pk)

            merge(coordinator, kept, merged)

            kept.refresh_from_db()
        assert (kept.authority_id, kept.household_id, kept.locality_id) == (CEDAR, None, None)

    def test_next_door_finds_no_record_to_merge(self):
        kept, merged = make_resident(BIRCH), make_resident(CEDAR)
        actor = worker(authority_id=CEDAR)

        with acting(actor), pytest.raises(Resident.DoesNotExist):
            merge(actor, kept, merged)

    @pytest.mark.parametrize("role", [Role.REGION_DIRECTOR, Role.ADMINISTRATOR])
    def test_who_opens_no_records_merges_none(self, role):
        actor = worker(role, None)

        with acting(actor), pytest.raises(Resident.DoesNotExist):
            merge(actor, make_resident(), make_resident())

    def test_seeing_ones_own_record_elsewhere_gives_no_leave_to_merge_it(self):
        ruth = make_user("Ruth")
        kept, merged = make_resident(user=ruth), make_resident(CEDAR)
        actor = make_actor(Role.SOCIAL_WORKER, CEDAR, user_id=ruth.pk)

        with acting(actor), pytest.raises(Resident.DoesNotExist):
            merge(actor, kept, merged)

    def test_the_database_refuses_to_merge_one_record_into_two(self):
        first, second, third = make_resident(), make_resident(), make_resident()
        actor = worker()
        with acting(actor):
            merge(actor, first, second)

            with pytest.raises(IntegrityError, match="people_resident_is_merged_into_one"):
                Merge.objects.create(
                    region_id=ALDER_VALLEY,
                    authority_id=BIRCH,
                    kept=third,
                    merged=second,
                    brought_account=False,
                    merged_at=MONDAY,
                )


class TestUndoMerge:
    def test_both_records_are_as_they_were(self):
        ruth, actor = make_user("Ruth"), worker()
        with acting(actor):
            kept = register(actor, phone="0501234567")
            merged = register(actor, birth_year=1950, number=NUMBER, email="ruth@example.org")
            merged.user = ruth
            merged.save()
            before = [Resident.objects.filter(pk=one.pk).values().get() for one in (kept, merged)]
            done = merge(actor, kept, merged)

            undo(actor, done)

            after = [Resident.objects.filter(pk=one.pk).values().get() for one in (kept, merged)]
        assert after == before

    def test_what_was_changed_since_stays(self):
        actor = worker()
        with acting(actor):
            kept, merged = register(actor), register(actor, phone="0527654321", email="ruth@example.org")
            done = merge(actor, kept, merged)
            Resident.objects.filter(pk=kept.pk).update(phone="0500000000")

            undo(actor, done)

            kept.refresh_from_db()
        assert (kept.phone, kept.email) == ("0500000000", "")

    def test_the_account_stays_with_the_record_that_had_it(self):
        ruth, actor = make_user("Ruth"), worker()
        kept, merged = make_resident(user=ruth), make_resident()
        with acting(actor):
            undo(actor, merge(actor, kept, merged))

            accounts = [Resident.objects.get(pk=one.pk).user_id for one in (kept, merged)]
        assert accounts == [ruth.pk, None]

    def test_happens_once_and_the_records_may_be_merged_again(self):
        actor = worker()
        with acting(actor):
            kept, merged = register(actor), register(actor)
            done = merge(actor, kept, merged)
            undo(actor, done)

            with pytest.raises(commands.NotMerged, match="undone before"):
                undo(actor, done)
            merge(actor, merged, kept)

    def test_a_number_registered_anew_meanwhile_stops_it_and_nothing_has_changed(self):
        actor = worker(Role.COORDINATOR, None)
        with acting(actor):
            kept, merged = register(actor, CEDAR), register(actor, number=NUMBER)
            done = merge(actor, kept, merged)
            register(actor, number=NUMBER)

            with pytest.raises(commands.CannotPart, match="Merge that record first"):
                undo(actor, done)

            assert commands.open_resident(actor=actor, resident_id=kept.pk, at=LATER).number_sealed is not None

    def test_next_door_undoes_nothing(self):
        coordinator = worker(Role.COORDINATOR, None)
        with acting(coordinator):
            done = merge(coordinator, register(coordinator, BIRCH), register(coordinator, CEDAR))
        birch, cedar = worker(), worker(authority_id=CEDAR)

        with acting(birch), pytest.raises(PermissionDenied, match="in another authority"):
            undo(birch, done)
        with acting(cedar), pytest.raises(Merge.DoesNotExist):
            undo(cedar, done)

    def test_another_region_does_not_know_of_it(self):
        actor = worker()
        with acting(actor):
            done = merge(actor, register(actor), register(actor))
        stranger = make_actor(Role.COORDINATOR, region_id=MAPLE_HILLS)

        with acting(stranger), pytest.raises(Merge.DoesNotExist):
            undo(stranger, done)
