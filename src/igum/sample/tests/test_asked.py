"""What residents of the demo searched for, and who turned them away: invented, and the same every time."""

from datetime import timedelta
from uuid import UUID

import pytest

from igum.core.tenancy import tenant_scope
from igum.directory.models import Organization, Service, ServiceArea
from igum.directory.tests.factories import make_terms
from igum.needs.models import RefusalCount, SearchCount
from igum.needs.tests.factories import PROGRAM
from igum.people.tests.factories import BIRCH, ELM, MONDAY, TODAY, make_places
from igum.places.models import Locality
from igum.sample.asked import WEEKS, ask_for

pytestmark = pytest.mark.django_db
SEARCHED = ("day", "term_id", "locality_id", "language", "outcome", "searches")


@pytest.fixture
def body():
    make_places()
    make_terms()
    return Organization.objects.create(name="Kitchen")


def give(body, authority, number=1):
    service = Service.objects.create(
        id=UUID(int=number), organization=body, name="Meals", description="Meals.", modified_at=MONDAY
    )
    ServiceArea.objects.create(service=service, authority_id=authority)


def counts():
    with tenant_scope(PROGRAM):
        ask_for(PROGRAM, MONDAY)
        searched = set(SearchCount.objects.values_list(*SEARCHED))
        refused = sorted(RefusalCount.objects.values_list("day", "reports"))
        SearchCount.objects.all().delete()
        RefusalCount.objects.all().delete()
    return searched, refused


def test_the_searches_are_of_the_last_eight_weeks_and_the_same_every_time(body):
    give(body, BIRCH)

    searched, refused = counts()

    days = {day for day, *_rest in searched}
    assert TODAY - timedelta(days=7 * WEEKS) < min(days) <= max(days) <= TODAY
    assert 5 <= len(refused) <= 11
    assert counts() == (searched, refused)


def test_a_service_of_the_same_body_for_another_region_turns_nobody_away_here(body):
    give(body, ELM, 1)
    give(body, BIRCH, 2)

    assert counts()[1] == []


def test_without_a_town_searches_are_counted_all_the_same(body):
    Locality.objects.update(region=None)

    searched, refused = counts()

    assert searched
    assert not refused
