"""The fixtures of all tests. Fixtures of a root conftest override those of plugins."""

import gc
import sys
from collections.abc import Callable, Generator, Iterator

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from tests.database import admin_url, busy_db, committed_db, django_db_setup, lasting_db, migrated_template
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from igum.config import statements

# No clock decides whether a property holds. A property that is sought in a large space says so with more examples.
hypothesis.register_profile("igum", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("igum")

# The passwords of tests need not be dear to guess: the same hash, at its least cost.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 8, 1

# The checker of JSON Schema's formats builds a whole grammar for addresses in all alphabets (iri), seconds for each
# process; no schema here asks for that format, and without the grammar it checks the others as before.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

# The order in which two processes take the files of tests. The demo that the journeys visit is made by the one that
# begins with them; meanwhile the other has the longest of the rest, and then its share of the journeys. Those stand
# together, for one browser and one visit to the demo.
TOGETHER = ("tests/journeys/test_new_programme.py", "tests/journeys/test_every_page.py")
ORDER = (
    *TOGETHER,
    "src/igum/sample/tests/test_rounds.py",
    "src/igum/programmes/tests/test_at_once.py",
    "tests/isolation/test_url_matrix.py",
    "tests/journeys/",
    "tests/faults/",
    "tests/",
)


class TogetherByFile(LoadFileScheduling):
    """Hands the files of tests out whole, and those that stand together whole too."""

    def _split_scope(self, nodeid: str) -> str:
        return "together" if nodeid.startswith(TOGETHER) else super()._split_scope(nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """What is imported stays to the end: the collector of garbage need not look at it, now or later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    """Share out by files where ``./igum test`` runs two processes."""
    return TogetherByFile(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest first, where several processes share the tests: so they end together."""
    if hasattr(config, "workerinput"):
        items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    return next((turn for turn, files in enumerate(ORDER) if item.nodeid.startswith(files)), len(ORDER))


@pytest.fixture(scope="session")
def rows_counted() -> Callable[[], statements.Progress]:
    """What the demo counts its rows with; a module's tests may not reach up to it themselves."""
    return statements.rows_counted


@pytest.fixture(autouse=True)
def _no_language_is_left_behind() -> Iterator[None]:
    """Every test begins in the site's own language, whatever the one before it asked for."""
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.deactivate()


__all__ = ["admin_url", "busy_db", "committed_db", "django_db_setup", "lasting_db", "migrated_template"]
