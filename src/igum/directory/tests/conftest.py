"""A small region with a search index of its own."""

from pathlib import Path

import pytest

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
def region(db, index_path: Path) -> None:
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
    factories.build_index(index_path)
