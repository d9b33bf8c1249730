"""What the pages that workers open most ask of the database, on the first page of a process too."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from igum.core.tenancy import tenant_scope
from igum.directory.views.region import know_regions
from igum.people.models import Post, User
from igum.programmes.queries import board, files
from igum.programmes.tests.factories import OPENS, PROGRAM, WESTERN_GALILEE
from igum.programmes.tests.test_attendance import Evening

pytestmark = pytest.mark.usefixtures("region")
NO_QUESTIONS = ("SAVEPOINT", "RELEASE")


@pytest.fixture
def evening(client) -> Evening:
    user = User.objects.create_user("coordinator@example.org", name="Coordinator")
    with tenant_scope(PROGRAM):
        Post.objects.create(user=user, region_id=WESTERN_GALILEE, role="coordinator", starts_on=OPENS.date())
    client.force_login(user)
    return Evening()


@pytest.mark.parametrize(
    ("page", "most"), [("board", 12), ("caseload", 14), ("people", 13), ("cohort", 18), ("gates", 9)]
)
def test_the_first_page_of_a_process_asks_no_more_than_this(client, evening, page, most):
    know_regions()  # as a process does before its first page
    board._WATCHES.clear()
    files._build.cache_clear()
    of_one_round = page not in {"board", "caseload"}
    address = reverse(f"programmes:{page}", args=[evening.cohort.pk] if of_one_round else [])

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address, {"whose": "all"})

    assert answer.status_code == 200
    questions = [one["sql"] for one in asked if not one["sql"].startswith(NO_QUESTIONS)]
    assert len(questions) <= most, "\n".join(questions)
