"""Who may change and confirm a service: its organisation, and whoever keeps the directory where it is given."""

from uuid import uuid4

import pytest

from igum.core.actor import ANYONE, Actor, PostHeld
from igum.directory.access import may_assure, may_edit
from igum.directory.models import ServiceArea
from igum.directory.tests import factories

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = factories.WESTERN_GALILEE, 999
KARMIEL, NAHARIYA = 1139, 9100


@pytest.fixture
def service():
    factories.make_places()
    factories.make_terms()
    return factories.make_service(serves=[KARMIEL])


def holding(role: str, region_id: int = HERE, authority_id: int | None = None, organization_id: str | None = None):
    return Actor(user_id=7, region_id=region_id, posts=(PostHeld(role, region_id, authority_id, organization_id),))


@pytest.mark.parametrize("may", [may_edit, may_assure])
@pytest.mark.parametrize(
    ("actor", "allowed"),
    [
        (holding("coordinator"), True),
        (holding("administrator"), True),
        (holding("coordinator", authority_id=KARMIEL), True),
        (holding("coordinator", authority_id=NAHARIYA), False),
        (holding("coordinator", ELSEWHERE), False),
        (holding("administrator", ELSEWHERE), False),
        (holding("region_director"), False),
        (holding("resident"), False),
        (ANYONE, False),
    ],
)
def test_the_directory_is_kept_by_its_own_region(service, may, actor, allowed):
    assert may(actor, service).allowed is allowed


def test_a_post_in_another_region_opens_nothing_while_acting_here(service):
    actor = Actor(
        user_id=7, region_id=ELSEWHERE, posts=(PostHeld("coordinator", HERE), PostHeld("resident", ELSEWHERE))
    )

    assert not may_edit(actor, service)


def test_a_town_does_not_change_what_its_neighbours_share(service):
    ServiceArea.objects.create(service=service, authority_id=NAHARIYA)

    assert not may_edit(holding("coordinator", authority_id=KARMIEL), service)
    assert may_edit(holding("coordinator"), service)


@pytest.mark.parametrize(("area", "allowed"), [({"region_id": HERE}, True), ({"region_id": ELSEWHERE}, False)])
def test_a_service_of_a_whole_region_is_kept_by_that_region(service, area, allowed):
    service.areas.all().delete()
    ServiceArea.objects.create(service=service, **area)

    assert may_edit(holding("coordinator"), service).allowed is allowed


def test_a_locality_belongs_to_its_authority(service):
    service.areas.all().delete()
    ServiceArea.objects.create(service=service, locality_id=KARMIEL)

    assert may_edit(holding("coordinator", authority_id=KARMIEL), service)


def test_the_organisation_changes_its_own_services_only(service):
    own = holding("provider", organization_id=str(service.organization_id))
    other = holding("provider", organization_id=str(uuid4()))

    assert may_edit(own, service)
    assert not may_edit(other, service)


def test_a_service_that_serves_nobody_is_changed_by_its_organisation_alone(service):
    service.areas.all().delete()

    assert not may_edit(holding("administrator"), service)
    assert may_edit(holding("provider", organization_id=str(service.organization_id)), service)


def test_whoever_may_not_reads_whom_to_ask(service):
    decision = may_edit(ANYONE, service)

    assert "עמותה לדוגמה" in decision.reason
