"""Loading the sample directory, the accounts and the households."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import transaction

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

OF_PEOPLE = "מרכז אמיתי"


@contextmanager
def rolled_back() -> Iterator[None]:
    """Everything inside, and then none of it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker) -> Iterator[list[tuple[int, int]]]:
    """The region's services beside a body that people entered, loaded once for these tests; how far it said it was."""
    told = []
    with django_db_blocker.unblock(), rolled_back():
        load_places()
        load_taxonomy()
        Organization.objects.create(name=OF_PEOPLE)
        load_demo_region(actor=ANYONE, at=SUNDAY, progress=lambda done, total: told.append((done, total)))
        yield told


@pytest.fixture
def region(loaded) -> Iterator[list[tuple[int, int]]]:
    """The same for every test, whatever the one before did."""
    with rolled_back():
        yield loaded


@pytest.fixture(scope="module")
def accounts(loaded) -> None:
    load_accounts(at=SUNDAY)


def counted() -> list[int]:
    return [model.objects.count() for model in (Organization, Location, Service, ServiceArea, Translation)]


class TestLoadDemoRegion:
    def test_writes_every_service_of_the_files_as_a_sample(self, region):
        assert Service.objects.filter(is_sample=True).count() == len(sample().services)
        assert not Service.objects.filter(terms=None).exists()
        assert not Service.objects.filter(areas=None).exists()

    def test_changes_nothing_the_second_time(self, region):
        before = counted()

        load_demo_region(actor=ANYONE, at=SUNDAY)

        assert counted() == before

    def test_leaves_what_people_entered(self, region):
        assert Organization.objects.filter(name=OF_PEOPLE, is_sample=False).exists()

    def test_tells_how_far_it_is(self, region):
        told = region

        assert told[-1][0] == told[-1][1] == len(told)


class TestLoadAccounts:
    def test_makes_one_account_for_each_role(self, accounts, region):
        with tenant_scope(system_actor(REGION)):
            assert {post.role for post in Post.objects.filter(region_id=REGION)} == set(Role.values)
        assert len(accounts_to_show()) == len(Role) == len(ACCOUNTS)

    def test_registers_the_households_once(self, accounts, region):
        load_accounts(at=SUNDAY)

        worker = Actor(user_id=None, region_id=REGION, posts=(PostHeld(Role.SOCIAL_WORKER, REGION, MAALOT),))
        with tenant_scope(system_actor(REGION)):
            assert (Household.objects.count(), Resident.objects.count()) == (6, 11)
            assert Resident.objects.exclude(user=None).count() == 1
        with tenant_scope(worker):
            assert Resident.objects.count() == 5
