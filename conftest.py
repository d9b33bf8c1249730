"""The fixtures of all tests. Fixtures of a root conftest override those of plugins."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from tests.database import admin_url, committed_db, django_db_setup, migrated_template
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

# No clock decides whether a property holds. A property that is sought in a large space says so with more examples.
hypothesis.register_profile("igum", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("igum")

# Tests that share something too dear to be made twice: the demo that a browser visits.
SHARING = ("tests/journeys/",)
LONGEST = ("tests/journeys/", "tests/faults/")


class TogetherByFile(LoadFileScheduling):
    """Hands the files of tests out whole, and folders that share one site whole too."""

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in SHARING if nodeid.startswith(folder)), super()._split_scope(nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    """Share out by files where ``./igum test`` runs two processes."""
    return TogetherByFile(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest first, where several processes share the tests: so they end together."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.fixture(autouse=True)
def _no_language_is_left_behind() -> Iterator[None]:
    """Every test begins in the site's own language, whatever the one before it asked for."""
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.deactivate()


__all__ = ["admin_url", "committed_db", "django_db_setup", "migrated_template"]
