"""What the database itself keeps out of the directory."""

import pytest
from django.db import IntegrityError, transaction

from igum.directory.models import Organization

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//elsewhere.example", "ftp://a.example"]
)
def test_a_website_that_is_not_on_the_web_is_kept_out(address):
    with pytest.raises(IntegrityError, match="website_is_on_the_web"), transaction.atomic():
        Organization.objects.create(name="עמותה לדוגמה", website=address)


@pytest.mark.parametrize("address", ["", "https://www.demo.example/he", "http://demo.example"])
def test_a_website_on_the_web_is_kept(address):
    assert Organization.objects.create(name="עמותה לדוגמה", website=address).website == address
