from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy

import pytest
from django.db import transaction
from django.utils import translation

from igum.programmes.tests import factories
from igum.programmes.tests.seasons import Season
from igum.programmes.tests.test_attendance import Evening


@pytest.fixture
def region(db) -> None:
    factories.make_places()


@pytest.fixture(scope="module")
def lasting_region(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The region for all tests of a module, and what is made in it once for them; taken back after the last.

    Each test then goes back to where it began. Not beside ``region``, nor in a module that really commits.
    """
    with django_db_blocker.unblock(), _rolled_back():
        factories.make_places()
        yield


@pytest.fixture(scope="module")
def lasting_season(lasting_region) -> Season:
    with translation.override("en"):
        return Season()


@pytest.fixture
def season(lasting_season, db) -> Season:
    return deepcopy(lasting_season)


@pytest.fixture(scope="module")
def lasting_evening(lasting_region) -> Evening:
    return Evening()


@pytest.fixture
def evening(lasting_evening, db) -> Evening:
    return deepcopy(lasting_evening)


@pytest.fixture
def in_english() -> Iterator[None]:
    """The words of refusals as they are written in the source."""
    with translation.override("en"):
        yield


@contextmanager
def _rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
