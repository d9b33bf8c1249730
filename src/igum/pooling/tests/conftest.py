from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction
from django.utils import translation

from igum.people.tests.factories import make_places
from igum.pooling.models import Plan
from igum.pooling.tests.factories import make_plans, make_pool


@pytest.fixture(autouse=True)
def _in_the_language_of_the_source():
    with translation.override("en"):
        yield


@pytest.fixture
def places(db):
    make_places()


@pytest.fixture(scope="module")
def lasting_places(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The places for all tests of a module, and what is made in them once; taken back after the last.

    Each test then goes back to where it began. Not beside ``places``, nor in a module that really commits.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        make_places()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def lasting_plan(lasting_places) -> Plan:
    with translation.override("en"):
        return make_plans(make_pool())[0]


@pytest.fixture
def plan(lasting_plan, db) -> Plan:
    """The first plan of two towns; the engine was at work once for all tests of the module."""
    return deepcopy(lasting_plan)
