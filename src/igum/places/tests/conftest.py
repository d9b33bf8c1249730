"""All places of the package, loaded once for a module of tests and taken away after it."""

from collections.abc import Iterator

import pytest
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from igum.places import commands
from igum.places.models import Authority, Locality, Region


@pytest.fixture(scope="module")
def all_places(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Really committed: loading takes a third of a second, too long to do for every test."""
    with django_db_blocker.unblock():
        commands.load_places()
    yield
    with django_db_blocker.unblock():
        for table in (Locality, Authority, Region):
            table.objects.all().delete()


@pytest.fixture(autouse=True)
def _in_the_language_of_the_source():
    """Refusals are compared in the language they are written in."""
    with translation.override("en"):
        yield
