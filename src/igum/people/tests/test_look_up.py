"""The look-up by name on tables of some size, committed and analysed, as the planner meets them in service."""

import pytest
from django.db import connection, connections

from igum.core.actor import system_actor
from igum.people.models import Resident
from igum.people.rules import Role
from igum.people.tests.factories import (
    ALDER_VALLEY,
    BIRCH,
    ELM,
    MAPLE_HILLS,
    acting,
    make_actor,
    make_places,
)

MANY = """
    INSERT INTO people_resident (id, region_id, authority_id, identity_mode, code, given_name, family_name,
                                 family_first, given_first, languages, phone, email, document)
    SELECT gen_random_uuid(), %s, %s, 'named', '', 'x', 'y', md5(n::text), md5((-n)::text), '[]', '', '', ''
    FROM generate_series(1, 5000) n
"""


@pytest.mark.usefixtures("committed_db")
def test_a_name_is_looked_up_by_an_index_under_row_level_security():
    make_places()
    for region_id, authority_id in ((ALDER_VALLEY, BIRCH), (MAPLE_HILLS, ELM)):
        with acting(system_actor(region_id)), connection.cursor() as cursor:
            cursor.execute(MANY, [region_id, authority_id])
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE people_resident")

    with acting(make_actor(Role.SOCIAL_WORKER, BIRCH)):
        plan = Resident.objects.filter(region_id=ALDER_VALLEY).named_like("כה").explain()

    assert "people_resident_by_family" in plan
    assert "people_resident_by_given" in plan
