import pytest
from django.utils import translation

from igum.people.tests.factories import make_places
from igum.questionnaires.slots import PURPOSES
from igum.questionnaires.tests.factories import PURPOSE, Applications


@pytest.fixture(autouse=True)
def _in_the_language_of_the_source():
    with translation.override("en"):
        yield


@pytest.fixture
def places(db):
    make_places()


@pytest.fixture
def applications():
    """A module above that asks people to apply, as programmes do."""
    asking = Applications()
    PURPOSES.fill("tests", {PURPOSE: asking})
    yield asking
    PURPOSES.fill("tests", {})
