"""A small region with a search index of its own."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from django.db import transaction

from igum.directory.tests import factories
from igum.directory.views import region as region_views


@pytest.fixture
def index_path(tmp_path: Path, settings) -> Path:
    """Where this test's index lies; nothing is in it yet."""
    settings.IGUM_SEARCH_INDEX = tmp_path / "index"
    region_views._regions.cache_clear()
    region_views._towns.cache_clear()
    return settings.IGUM_SEARCH_INDEX


@pytest.fixture
def fresh_region(db, index_path: Path) -> None:
    """A region of the test's own, for a module of which some tests really commit."""
    _make_region(index_path)


@pytest.fixture(scope="module")
def lasting_region(django_db_setup, django_db_blocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The region for all tests of a module, taken back after the last; where its index lies."""
    index = tmp_path_factory.mktemp("region") / "index"
    with django_db_blocker.unblock(), transaction.atomic():
        _make_region(index)
        yield index
        transaction.set_rollback(True)


@pytest.fixture
def region(lasting_region: Path, db, index_path: Path) -> None:
    """The region as it was made, whatever the test before did to its rows and its index."""
    copytree(lasting_region, index_path)


def _make_region(index: Path) -> None:
    """Two towns, a taxonomy, three services, and the index over them."""
    factories.make_places()
    factories.make_terms()
    factories.make_service(
        terms=["human_services:food:food_delivery", "human_situations:age_group:seniors"],
        translations={"ar": {"name": "سلة غذاء للمسنين", "description": "توزيع أسبوعي حتى البيت، بتنسيق مسبق."}},
    )
    factories.make_service(
        "ייעוץ משפטי בענייני חובות",
        terms=["human_services:legal"],
        serves=[9100],
        located_in=9100,
        free_of_charge=False,
    )
    factories.make_service(
        "קו מידע אזורי", terms=["human_services:legal"], whole_region=True, located_in=None, hours=()
    )
    factories.build_index(index)
