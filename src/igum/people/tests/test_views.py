import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from igum.core.middleware import ACTOR
from igum.people.models import User
from igum.people.rules import Role
from igum.people.tests.factories import (
    ALDER_VALLEY,
    BIRCH,
    ELM,
    LONG_AGO,
    MAPLE_HILLS,
    make_places,
    make_post,
    make_user,
)

YEAR_AFTER = LONG_AGO.replace(year=LONG_AGO.year + 1)

urlpatterns = [
    path("", include("igum.config.urls")),
    path("place", lambda request: HttpResponse("{}", content_type="application/json")),
    path("whoami", lambda request: HttpResponse(f"{request.actor.region_id} {' '.join(request.actor.roles)}")),
]


@pytest.fixture
def ruth(db) -> User:
    """Somebody with posts in both regions."""
    make_places()
    ruth = make_user("Ruth")
    make_post(ruth, Role.SOCIAL_WORKER, BIRCH)
    make_post(ruth, Role.COORDINATOR, ELM, region_id=MAPLE_HILLS, starts_on=YEAR_AFTER)
    return ruth


@pytest.fixture
def signed_in(client: Client, ruth: User) -> Client:
    client.force_login(ruth)
    return client


def test_people_says_who_acts():
    assert ACTOR.filled_by == ("igum.people",)


@pytest.mark.urls("igum.people.tests.test_views")
def test_somebody_with_posts_in_two_regions_acts_in_the_one_chosen(signed_in):
    before = signed_in.get("/whoami").text

    signed_in.post(f"/people/regions/{MAPLE_HILLS}/act")

    assert before == f"{ALDER_VALLEY} social_worker"
    assert signed_in.get("/whoami").text == f"{MAPLE_HILLS} coordinator"


@pytest.mark.urls("igum.people.tests.test_views")
def test_a_region_without_a_post_is_refused_in_words(signed_in):
    answer = signed_in.post("/people/regions/4711/act", headers={"accept-language": "en"})

    assert answer.status_code == 403
    assert "You hold no post in this region." in answer.text
    assert signed_in.get("/whoami").text == f"{ALDER_VALLEY} social_worker"


def test_somebody_with_posts_in_two_regions_has_both_one_press_away(signed_in):
    shown = signed_in.get("/about?lang=en").text

    assert f'formaction="/people/regions/{ALDER_VALLEY}/act" aria-current="true"' in shown
    assert f'formaction="/people/regions/{MAPLE_HILLS}/act">' in shown


def test_somebody_with_posts_in_one_region_has_nothing_to_choose(client, db):
    make_places()
    dan = make_user("Dan")
    make_post(dan, Role.SOCIAL_WORKER, BIRCH)
    client.force_login(dan)

    assert "formaction" not in client.get("/about").text


@pytest.mark.urls("igum.people.tests.test_views")
def test_opening_the_address_chooses_nothing(signed_in):
    assert signed_in.get(f"/people/regions/{MAPLE_HILLS}/act").status_code == 405


@pytest.mark.urls("igum.people.tests.test_views")
def test_choosing_takes_signing_in(client, db):
    answer = client.post(f"/people/regions/{MAPLE_HILLS}/act")

    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.urls("igum.people.tests.test_views")
def test_the_next_person_at_the_computer_sees_no_page_of_the_last_one(signed_in):
    page, drawing = signed_in.get("/whoami"), signed_in.get("/place")

    assert set(page["Cache-Control"].split(", ")) >= {"private", "no-store"}
    assert "Cache-Control" not in drawing
