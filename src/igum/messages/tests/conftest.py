"""Every test of letters has its places; no channel is set up unless a test says so."""

import pytest
from django.utils import translation

from igum.people.tests.factories import make_places


@pytest.fixture
def places(db):
    make_places()


@pytest.fixture
def email_first(settings):
    settings.IGUM_CHANNELS = ["email"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def _in_the_language_of_the_source():
    with translation.override("en"):
        yield
