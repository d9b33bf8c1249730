"""Nothing is written into another region, copied there, or made to point there."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from igum.core.actor import system_actor
from igum.core.tenancy import tenant_scope
from igum.people.models import Household, Resident
from igum.people.tests.factories import BIRCH_TOWN, ELM_TOWN, make_resident
from tests.isolation.worlds import ALDER_VALLEY, BIRCH, CEDAR, ELM, MAPLE_HILLS, two_regions

pytestmark = pytest.mark.django_db

COPY = """
    INSERT INTO people_resident (id, region_id, authority_id, identity_mode, code, given_name, family_name,
                                 family_first, given_first, languages, phone, email, document)
    SELECT gen_random_uuid(), %s, %s, identity_mode, code, given_name, family_name,
           family_first, given_first, languages, phone, email, document FROM people_resident
"""


@pytest.mark.parametrize(("region_id", "authority_id"), [(MAPLE_HILLS, ELM), (ALDER_VALLEY, CEDAR)])
def test_rows_are_not_copied_into_another_tenant(region_id, authority_id):
    worker, _ = two_regions()

    with tenant_scope(worker), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        connection.cursor().execute(COPY, [region_id, authority_id])


@pytest.mark.parametrize("table", ["people_resident", "people_household", "people_consent", "people_post"])
def test_rows_are_not_moved_into_another_region(table):
    worker, _ = two_regions()
    with tenant_scope(worker), connection.cursor() as cursor:
        Household.objects.create(region_id=ALDER_VALLEY, authority_id=BIRCH, locality_id=BIRCH_TOWN)
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        (there,) = cursor.fetchone()

        if there:
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                cursor.execute(f'UPDATE "{table}" SET region_id = %s', [MAPLE_HILLS])


def test_a_row_of_another_region_is_not_changed_by_its_key():
    worker, neighbour = two_regions()
    with tenant_scope(neighbour):
        key = Resident.objects.get().pk

    with tenant_scope(worker):
        assert Resident.objects.filter(pk=key).update(family_name="mine") == 0
        assert Resident.objects.filter(pk=key).delete() == (0, {})


def test_a_resident_does_not_live_in_a_household_of_another_region():
    _, neighbour = two_regions()
    with tenant_scope(neighbour):
        there = Household.objects.create(region_id=MAPLE_HILLS, authority_id=ELM, locality_id=ELM_TOWN)

    make_resident(BIRCH, household_id=there.pk)

    with pytest.raises(IntegrityError, match="people_resident_household_same_region"):
        connection.check_constraints()


def test_not_even_the_program_of_one_region_writes_into_another():
    two_regions()

    with (
        tenant_scope(system_actor(ALDER_VALLEY)),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        Household.objects.create(region_id=MAPLE_HILLS, authority_id=ELM, locality_id=ELM_TOWN)
