"""The fixtures of all tests. Fixtures of a root conftest override those of plugins."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation
from tests.database import admin_url, committed_db, django_db_setup, migrated_template


@pytest.fixture(autouse=True)
def _no_language_is_left_behind() -> Iterator[None]:
    """Every test begins in the site's own language, whatever the one before it asked for."""
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.deactivate()


__all__ = ["admin_url", "committed_db", "django_db_setup", "migrated_template"]
