import pytest
from django.utils import translation

from igum.people.tests.factories import make_places


@pytest.fixture(autouse=True)
def _in_the_language_of_the_source():
    with translation.override("en"):
        yield


@pytest.fixture
def places(db):
    make_places()
