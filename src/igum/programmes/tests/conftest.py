import pytest

from igum.programmes.tests import factories


@pytest.fixture
def region(db) -> None:
    factories.make_places()
