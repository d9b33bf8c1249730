"""Loading the sample directory, the accounts and the households."""

from datetime import UTC, datetime

import pytest

from igum.core.actor import ANYONE, Actor, PostHeld, system_actor
from igum.core.models import Translation
from igum.core.tenancy import tenant_scope
from igum.directory.commands import load_taxonomy
from igum.directory.models import Location, Organization, Service, ServiceArea
from igum.people.models import Household, Post, Resident
from igum.people.rules import Role
from igum.places.commands import load_places
from igum.sample.accounts import ACCOUNTS, accounts_to_show, load_accounts
from igum.sample.commands import load_demo_region
from igum.sample.services import REGION, sample

SUNDAY = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
MAALOT = 1063

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground():
    load_places()
    load_taxonomy()


def load() -> int:
    return load_demo_region(actor=ANYONE, at=SUNDAY)


def counted() -> list[int]:
    return [model.objects.count() for model in (Organization, Location, Service, ServiceArea, Translation)]


class TestLoadDemoRegion:
    def test_writes_every_service_of_the_files_as_a_sample(self, ground):
        load()

        assert Service.objects.filter(is_sample=True).count() == len(sample().services)
        assert not Service.objects.filter(terms=None).exists()
        assert not Service.objects.filter(areas=None).exists()

    def test_changes_nothing_the_second_time(self, ground):
        load()
        before = counted()

        load()

        assert counted() == before

    def test_leaves_what_people_entered(self, ground):
        body = Organization.objects.create(name="מרכז אמיתי")

        load()

        assert Organization.objects.filter(pk=body.pk, is_sample=False).exists()

    def test_tells_how_far_it_is(self, ground):
        told = []

        load_demo_region(actor=ANYONE, at=SUNDAY, progress=lambda done, total: told.append((done, total)))

        assert told[-1][0] == told[-1][1] == len(told)


class TestLoadAccounts:
    def test_makes_one_account_for_each_role(self, ground):
        load()

        load_accounts(at=SUNDAY)

        with tenant_scope(system_actor(REGION)):
            assert {post.role for post in Post.objects.filter(region_id=REGION)} == set(Role.values)
        assert len(accounts_to_show()) == len(Role) == len(ACCOUNTS)

    def test_registers_the_households_once(self, ground):
        load()
        load_accounts(at=SUNDAY)

        load_accounts(at=SUNDAY)

        worker = Actor(user_id=None, region_id=REGION, posts=(PostHeld(Role.SOCIAL_WORKER, REGION, MAALOT),))
        with tenant_scope(system_actor(REGION)):
            assert (Household.objects.count(), Resident.objects.count()) == (6, 11)
            assert Resident.objects.exclude(user=None).count() == 1
        with tenant_scope(worker):
            assert Resident.objects.count() == 5
