from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection
from django.db.models import Q

from igum.core.models import AuditRow
from igum.core.sealed import CannotOpen
from igum.people import commands, queries
from igum.people.models import Household, Resident
from igum.people.rules import Document, IdentityMode, Role
from igum.people.tests.factories import (
    ALDER_VALLEY,
    BIRCH,
    BIRCH_TOWN,
    CEDAR,
    CEDAR_TOWN,
    ELM,
    ELM_TOWN,
    MAPLE_HILLS,
    MONDAY,
    a_registration,
    acting,
    make_actor,
    make_resident,
    make_user,
)
from igum.places.models import Authority
from igum.places.tests.factories import make_locality

pytestmark = pytest.mark.usefixtures("places")

CODED = {"mode": IdentityMode.CODED, "given_name": "", "family_name": "", "code": "Swallow 3"}


def trail(resident: Resident) -> list[str]:
    return list(AuditRow.objects.filter(object_id=str(resident.pk)).order_by("number").values_list("action", flat=True))


class TestRegisterResident:
    def test_a_named_resident_is_found_by_the_beginning_of_either_name(self):
        worker = make_actor(Role.SOCIAL_WORKER, BIRCH)

        with acting(worker):
            resident = commands.register_resident(actor=worker, registration=a_registration(), at=MONDAY)
            found = [
                commands.find_residents(actor=worker, typed=typed, at=MONDAY) for typed in ("כה", "רות כ", "כהן ר")
            ]
            missed = commands.find_residents(actor=worker, typed="הן", at=MONDAY)
            left = trail(resident)

        assert found == [[resident]] * 3
        assert missed == []
        assert left == ["people.resident.registered"] + ["people.resident.found"] * 3

    def test_an_identity_number_is_nowhere_in_the_table(self):
        worker = make_actor(Role.SOCIAL_WORKER, BIRCH)

        with acting(worker), connection.cursor() as cursor:
            commands.register_resident(actor=worker, registration=a_registration(number="01234567-4"), at=MONDAY)
            cursor.execute("SELECT r::text FROM people_resident r")
            (row,) = cursor.fetchone()

        assert "012345674" not in row
        assert b"012345674".hex() not in row

    @pytest.mark.parametrize(
        ("document", "typed", "kept"),
        [(Document.ISRAELI_ID, "1234567-4", "012345674"), (Document.PASSPORT, "ab 123456", "AB123456")],
    )
    def test_who_must_opens_the_number_and_it_stands_on_the_trail(self, document, typed, kept):
        worker = make_actor(Role.SOCIAL_WORKER, BIRCH)
        registration = a_registration(document=document, number=typed)

        with acting(worker):
            resident = commands.register_resident(actor=worker, registration=registration, at=MONDAY)
            number = commands.open_identity_number(actor=worker, resident_id=resident.pk, at=MONDAY)
            left = trail(resident)

        assert number == kept
        assert left[-1] == "people.resident.number_opened"

    def test_a_coordinator_does_not_open_the_number(self):
        resident, coordinator = make_resident(), make_actor(Role.COORDINATOR)

        with acting(coordinator), pytest.raises(PermissionDenied, match="Only social workers"):
            commands.open_identity_number(actor=coordinator, resident_id=resident.pk, at=MONDAY)

    def test_a_seal_copied_to_another_row_does_not_open(self):
        worker = make_actor(Role.SOCIAL_WORKER, BIRCH)
        other = make_resident(given_name="דן")

        with acting(worker):
            registration = a_registration(number="012345674")
            resident = commands.register_resident(actor=worker, registration=registration, at=MONDAY)
            Resident.objects.filter(pk=other.pk).update(
                document="israeli_id", number_sealed=resident.number_sealed, number_fingerprint=b"other"
            )
            with pytest.raises(CannotOpen, match="moved here from another row"):
                commands.open_identity_number(actor=worker, resident_id=other.pk, at=MONDAY)

    @pytest.mark.parametrize(
        ("details", "refusal", "words"),
        [
            ({"number": "012345675"}, commands.NotANumber, "last digit does not fit"),
            ({"document": Document.PASSPORT, "number": "?"}, commands.NotANumber, "5 to 15 letters"),
            ({"given_name": "", "family_name": ""}, commands.NotRegistered, "Give a name"),
            ({"code": "Swallow"}, commands.NotRegistered, "Give a name"),
            ({"birth_year": 2040}, commands.NotRegistered, "between 1900 and 2027"),
            ({"email": "ruth"}, commands.NotRegistered, "valid email"),
            ({"household_id": uuid4()}, commands.NotAHome, "Register the household there first"),
            ({"locality_id": CEDAR_TOWN}, commands.NotAHome, "does not belong to the authority"),
            ({"mode": IdentityMode.ANONYMOUS}, commands.NotRegistered, "Count the visit without a person"),
            ({**CODED, "given_name": "רות"}, commands.NotRegistered, "no name, contact"),
            ({**CODED, "phone": "0500000000"}, commands.NotRegistered, "no name, contact"),
            ({**CODED, "number": "012345674"}, commands.NotRegistered, "no name, contact"),
            ({**CODED, "code": ""}, commands.NotRegistered, "no name, contact"),
        ],
    )
    def test_refuses_in_words(self, details, refusal, words):
        worker = make_actor(Role.SOCIAL_WORKER, BIRCH)

        with acting(worker):
            with pytest.raises(refusal, match=words):
                commands.register_resident(actor=worker, registration=a_registration(**details), at=MONDAY)
            assert Resident.objects.count() == 0

    def test_a_member_of_a_household_lives_where_the_household_lives(self):
        worker = make_actor(Role.SOCIAL_WORKER, BIRCH)
        village = make_locality("Village", authority=Authority.objects.get(pk=BIRCH), region_id=ALDER_VALLEY)
        with acting(worker):
            home = commands.register_household(
                actor=worker, authority_id=BIRCH, locality_id=BIRCH_TOWN, address="", at=MONDAY
            )
            typed = a_registration(household_id=home.pk, locality_id=village.pk)

            with pytest.raises(commands.NotAHome, match="lives in another town"):
                commands.register_resident(actor=worker, registration=typed, at=MONDAY)

    def test_a_child_born_this_morning_is_registered_though_greenwich_has_last_year(self):
        worker = make_actor(Role.SOCIAL_WORKER, BIRCH)
        new_year = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)

        with acting(worker):
            child = commands.register_resident(actor=worker, registration=a_registration(birth_year=2027), at=new_year)

        assert child.birth_year == 2027

    def test_a_coded_resident_has_a_code_and_nothing_else(self):
        worker = make_actor(Role.SOCIAL_WORKER, BIRCH)

        with acting(worker):
            resident = commands.register_resident(actor=worker, registration=a_registration(**CODED), at=MONDAY)
            with pytest.raises(commands.AlreadyRegistered, match="number or code"):
                commands.register_resident(actor=worker, registration=a_registration(**CODED), at=MONDAY)

        assert str(resident) == "Swallow 3"

    def test_the_same_number_in_the_same_authority_is_refused(self):
        worker = make_actor(Role.SOCIAL_WORKER, BIRCH)
        registration = a_registration(number="012345674")

        with acting(worker):
            commands.register_resident(actor=worker, registration=registration, at=MONDAY)
            with pytest.raises(commands.AlreadyRegistered, match="Open that record instead"):
                commands.register_resident(actor=worker, registration=registration, at=MONDAY)

    def test_a_neighbour_is_not_told_that_a_number_is_known_next_door(self):
        worker, neighbour = make_actor(Role.SOCIAL_WORKER, BIRCH), make_actor(Role.SOCIAL_WORKER, CEDAR)

        with acting(worker):
            commands.register_resident(actor=worker, registration=a_registration(number="012345674"), at=MONDAY)
        with acting(neighbour):
            there = a_registration(CEDAR, number="012345674")
            commands.register_resident(actor=neighbour, registration=there, at=MONDAY)
            assert Resident.objects.count() == 1

    def test_next_door_registers_nobody_here(self):
        neighbour = make_actor(Role.SOCIAL_WORKER, CEDAR)

        with acting(neighbour), pytest.raises(PermissionDenied, match="of this authority"):
            commands.register_resident(actor=neighbour, registration=a_registration(BIRCH), at=MONDAY)


class TestWhoFindsWhom:
    @pytest.mark.parametrize(
        ("role", "authority_id", "region_id", "found"),
        [
            (Role.SOCIAL_WORKER, BIRCH, ALDER_VALLEY, {"birch"}),
            (Role.DEPARTMENT_MANAGER, CEDAR, ALDER_VALLEY, {"cedar"}),
            (Role.COORDINATOR, None, ALDER_VALLEY, {"birch", "cedar"}),
            (Role.COORDINATOR, ELM, MAPLE_HILLS, {"elm"}),
            (Role.ADMINISTRATOR, None, ALDER_VALLEY, set()),
            (Role.REGION_DIRECTOR, None, ALDER_VALLEY, set()),
            (Role.PRIVACY_OFFICER, None, ALDER_VALLEY, set()),
            (Role.STEERING_MEMBER, None, ALDER_VALLEY, set()),
            (Role.VOLUNTEER, BIRCH, ALDER_VALLEY, set()),
            (Role.RESIDENT, BIRCH, ALDER_VALLEY, set()),
        ],
    )
    def test_everybody_finds_those_they_may_know(self, role, authority_id, region_id, found):
        make_resident(BIRCH, family_name="birch")
        make_resident(CEDAR, family_name="cedar")
        make_resident(ELM, region_id=MAPLE_HILLS, family_name="elm")
        actor = make_actor(role, authority_id, region_id=region_id)

        with acting(actor):
            assert set(queries.residents_for(actor).values_list("family_name", flat=True)) == found

    @pytest.mark.parametrize("role", [Role.PRIVACY_OFFICER, Role.VOLUNTEER, Role.STEERING_MEMBER, Role.RESIDENT])
    def test_the_database_shows_nobody_to_roles_that_open_no_rows_even_past_a_forgotten_filter(self, role):
        make_resident()

        with acting(make_actor(role)):
            assert Resident.objects.count() == 0

    def test_a_resident_finds_themselves_in_every_region(self):
        ruth = make_user("Ruth")
        make_resident(BIRCH, user=ruth)
        make_resident(BIRCH, given_name="דן")
        actor = make_actor(Role.RESIDENT, user_id=ruth.pk)

        with acting(actor):
            resident = queries.residents_for(actor).get()
            opened = commands.open_resident(actor=actor, resident_id=resident.pk, at=MONDAY)
            own_trail = queries.trail_for(actor).values_list("action", flat=True)

            assert opened == resident
            assert list(own_trail) == ["people.resident.read"]

    def test_whoever_knows_the_residents_of_a_town_finds_themselves_in_another(self):
        ruth = make_user("Ruth")
        mine = make_resident(CEDAR, user=ruth)
        actor = make_actor(Role.SOCIAL_WORKER, BIRCH, user_id=ruth.pk)

        with acting(actor):
            assert commands.open_resident(actor=actor, resident_id=mine.pk, at=MONDAY) == mine

    def test_showing_residents_costs_one_query_however_many_there_are(self, django_assert_num_queries):
        for name in ("א", "ב", "ג"):
            make_resident(given_name=name)
        worker = make_actor(Role.SOCIAL_WORKER, BIRCH)

        with acting(worker), django_assert_num_queries(1):
            assert len([resident.locality_id for resident in queries.residents_for(worker)]) == 3

    def test_an_empty_look_up_finds_nobody(self):
        make_resident()
        worker = make_actor(Role.SOCIAL_WORKER, BIRCH)

        with acting(worker):
            assert commands.find_residents(actor=worker, typed=" '־ ", at=MONDAY) == []


class TestMoveHousehold:
    def household(self) -> Household:
        worker = make_actor(Role.SOCIAL_WORKER, BIRCH)
        with acting(worker):
            return commands.register_household(
                actor=worker, authority_id=BIRCH, locality_id=BIRCH_TOWN, address="1 Oak", at=MONDAY
            )

    def test_its_members_and_their_consents_go_along(self):
        household, coordinator = self.household(), make_actor(Role.COORDINATOR)
        resident = make_resident(BIRCH, household=household)
        agreement = commands.Agreement("follow-up", "authority:9101", "2027-01-he", MONDAY + timedelta(days=365))
        worker, neighbour = make_actor(Role.SOCIAL_WORKER, BIRCH), make_actor(Role.SOCIAL_WORKER, CEDAR)
        with acting(worker):
            commands.give_consent(actor=worker, resident_id=resident.pk, agreement=agreement, at=MONDAY)

        with acting(coordinator):
            commands.move_household(
                actor=coordinator,
                household_id=household.pk,
                authority_id=CEDAR,
                locality_id=CEDAR_TOWN,
                address="2 Oak",
                at=MONDAY,
            )

        with acting(worker):
            assert queries.residents_for(worker).count() == 0
        with acting(neighbour):
            moved = queries.residents_for(neighbour).get()
            assert (moved.locality_id, moved.household.address) == (CEDAR_TOWN, "2 Oak")
            assert queries.consents_of(neighbour, moved.pk).count() == 1
            row = AuditRow.objects.get(action="people.household.moved")
            assert row.facts == {"left": BIRCH, "to": CEDAR, "members": 1}

    def test_a_social_worker_does_not_send_it_next_door(self):
        household, worker = self.household(), make_actor(Role.SOCIAL_WORKER, BIRCH)

        with acting(worker), pytest.raises(PermissionDenied, match="made by a coordinator"):
            commands.move_household(
                actor=worker,
                household_id=household.pk,
                authority_id=CEDAR,
                locality_id=CEDAR_TOWN,
                address="",
                at=MONDAY,
            )

    def test_nobody_moves_it_out_of_the_region(self):
        household, coordinator = self.household(), make_actor(Role.COORDINATOR)

        with acting(coordinator), pytest.raises(commands.NotAHome, match="not in your region"):
            commands.move_household(
                actor=coordinator,
                household_id=household.pk,
                authority_id=ELM,
                locality_id=ELM_TOWN,
                address="",
                at=MONDAY,
            )

    def test_a_member_known_in_the_other_authority_stops_it_and_nothing_has_moved(self):
        household, coordinator = self.household(), make_actor(Role.COORDINATOR)
        with acting(coordinator):
            for registration in (
                a_registration(BIRCH, number="012345674", household_id=household.pk),
                a_registration(CEDAR, number="012345674"),
            ):
                commands.register_resident(actor=coordinator, registration=registration, at=MONDAY)

            with pytest.raises(commands.AlreadyRegistered, match="Join the two records"):
                commands.move_household(
                    actor=coordinator,
                    household_id=household.pk,
                    authority_id=CEDAR,
                    locality_id=CEDAR_TOWN,
                    address="",
                    at=MONDAY,
                )
            household.refresh_from_db()

        assert household.authority_id == BIRCH


class TestTheDatabaseRefuses:
    @pytest.mark.parametrize(
        ("columns", "constraint"),
        [
            ({"identity_mode": "anonymous"}, "people_resident_is_not_anonymous"),
            ({"given_name": "", "family_name": ""}, "people_named_resident_has_a_name"),
            ({"code": "x"}, "people_named_resident_has_a_name"),
            ({"identity_mode": "coded", "code": "x"}, "people_coded_resident_has_only_a_code"),
            ({"document": "passport"}, "people_resident_number_is_sealed_and_findable"),
        ],
    )
    def test_a_resident_who_is_half_known(self, columns, constraint):
        with pytest.raises(IntegrityError, match=constraint):
            make_resident(**columns)

    def test_every_column_that_identifies_is_named_in_the_constraint_of_coded_residents(self):
        constraint = next(c for c in Resident._meta.constraints if c.name == "people_coded_resident_has_only_a_code")
        kept = {"id", "region", "authority", "locality", "identity_mode", "birth_year", "languages"}

        named = {name.removesuffix("__isnull") for name, _ in _conditions(constraint.condition)}

        assert named | kept == {field.name for field in Resident._meta.concrete_fields}


def _conditions(part: Q) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for child in part.children:
        found += _conditions(child) if isinstance(child, Q) else [child]
    return found
