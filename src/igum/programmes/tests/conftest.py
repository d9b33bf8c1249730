from collections.abc import Iterator

import pytest
from django.utils import translation

from igum.programmes.tests import factories


@pytest.fixture
def region(db) -> None:
    factories.make_places()


@pytest.fixture
def in_english() -> Iterator[None]:
    """The words of refusals as they are written in the source."""
    with translation.override("en"):
        yield
