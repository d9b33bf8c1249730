"""What visitors see."""

import json

import pytest
from django.urls import reverse
from django.utils import translation

from igum.core.texts import Text
from igum.directory.models import Location, Service, ServiceAtLocation
from igum.directory.tests import factories
from igum.directory.views.service import without_town
from igum.people.models import User

pytestmark = pytest.mark.usefixtures("region")

SEARCH = "/search"


def find(client, **asked):
    return client.get(SEARCH, {"lang": "en", **asked})


def names(page):
    return [str(card["name"]) for card in page.context["answer"]["services"]]


def test_everyday_words_find_the_service(client):
    page = find(client, q="אוכל לקשישים מזון")

    assert page.status_code == 200
    assert names(page)[0] == "סל מזון לאזרחים ותיקים"


def test_a_question_in_arabic_finds_a_service_by_its_arabic_words(client):
    page = client.get(SEARCH, {"q": "سلة غذاء", "lang": "ar"})

    assert "سلة غذاء للمسنين" in page.text
    assert 'dir="rtl"' in page.text


@pytest.mark.parametrize(("language", "named"), [("he", "רוסית"), ("ru", "русский"), ("ar", "الروسية")])
def test_a_language_is_called_what_the_page_calls_it(client, language, named):
    Service.objects.update(languages=["ru"])
    service = Service.objects.first()

    page = client.get(f"/services/{service.pk}", {"lang": language})

    assert [spoken["name"] for spoken in page.context["service"]["languages"]] == [named]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("רחוב שקמה 41, נהרייה", "רחוב שקמה 41"),
        ("شارع شكما 41، نهاريا", "شارع شكما 41"),
        ("נהרייה", "נהרייה"),
        ("רחוב נהרייה 5, עכו", "רחוב נהרייה 5, עכו"),
    ],
)
def test_an_address_does_not_say_its_town_twice(address, shown):
    said = without_town(Text(address, "he"), ["נהרייה", "نهاريا"])

    assert said.text == shown


def test_area_served_is_not_the_address(client):
    page = find(client, town="9100")

    assert set(names(page)) == {"ייעוץ משפטי בענייני חובות", "קו מידע אזורי"}


def test_a_parent_need_finds_its_children(client):
    page = find(client, need="human_services:food")

    assert names(page) == ["סל מזון לאזרחים ותיקים"]


def test_what_was_relaxed_is_said(client):
    page = find(client, q="מזון", town="9100", free="1")

    assert page.context["answer"]["total"] > 0
    assert page.context["answer"]["relaxed"]


def test_the_search_page_costs_five_queries_at_most(client, django_assert_max_num_queries):
    for place in range(15):
        factories.make_service(f"חלוקת מזון {place}")
    find(client)

    with django_assert_max_num_queries(5):
        find(client, q="מזון")


@pytest.mark.parametrize("view", ["list", "map"])
def test_a_page_in_another_language_costs_five_queries_at_most(client, django_assert_max_num_queries, view):
    find(client)

    with django_assert_max_num_queries(5):
        find(client, q="מזון", lang="ar", view=view)


@pytest.mark.parametrize("view", ["list", "map"])
def test_for_somebody_signed_in_it_is_their_session_and_posts_besides(client, django_assert_max_num_queries, view):
    client.force_login(User.objects.create_user("resident@example.org", name="Resident"))
    find(client)

    with django_assert_max_num_queries(17):
        find(client, q="מזון", view=view)


def test_the_map_shows_every_place_and_lists_the_first_ones(client, settings):
    for place in range(25):
        factories.make_service(f"חלוקת מזון {place}")
    factories.build_index(settings.IGUM_SEARCH_INDEX)

    page = find(client, q="מזון", view="map")

    assert len(page.context["answer"]["points"]) == page.context["answer"]["total"] > 25
    assert len(names(page)) == 20
    assert "Show the list" in page.text


def test_the_map_names_places_in_the_language_of_the_page(client):
    page = find(client, q="סל מזון", view="map", lang="ar")

    assert "سلة غذاء للمسنين" in [point["name"] for point in page.context["answer"]["points"]]


def test_a_confidential_place_is_no_point_on_the_map(client, settings):
    service = factories.make_service("מקלט לנשים", located_in=None)
    hidden = Location.objects.create(organization=service.organization, name="הבית הסודי", confidential=True)
    ServiceAtLocation.objects.create(service=service, location=hidden)
    factories.build_index(settings.IGUM_SEARCH_INDEX)

    page = find(client, q="מקלט לנשים", view="map")

    assert "מקלט לנשים" in names(page)
    assert "מקלט לנשים" not in [point["name"] for point in page.context["answer"]["points"]]
    assert "הבית הסודי" not in page.text


def test_htmx_gets_a_title_that_says_what_was_chosen(client):
    part = client.get(SEARCH, {"q": "מזון", "free": "1", "lang": "en"}, headers={"HX-Request": "true"})

    assert part.text.strip().startswith("<title>Help for “מזון” · Free of charge · Igum</title>")


def test_htmx_gets_the_found_part_only(client):
    part = client.get(SEARCH, {"q": "מזון"}, headers={"HX-Request": "true"})

    assert "<html" not in part.text
    assert "סל מזון" in part.text


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "א" * 100_000,
        "q=%00%ff",
        "q=%22%27%28%5B%2B-&page=99999999999&km=nan&near=1e999,0&town=-1&need=%3Cscript%3E&view=x&lang=zz",
        "page=0&km=-1&near=,&language=xx&free=maybe&region=../../etc",
        "need=human_services&need=human_services:nothing&situation=:::",
    ],
)
def test_a_hostile_address_gets_a_page_and_not_an_error(client, query):
    assert client.get(f"{SEARCH}?{query}").status_code == 200


def test_what_was_typed_is_shown_as_text_and_never_run(client):
    page = find(client, q="<script>alert(1)</script>")

    assert "<script>alert(1)" not in page.text


def test_the_service_page_says_what_for_whom_when_and_how(client):
    service = Service.objects.get(name__startswith="סל מזון")

    page = client.get(reverse("directory:service", args=[service.pk]), {"lang": "en"})

    assert page.status_code == 200
    for words in ("סל מזון לאזרחים ותיקים", "04-000-0000", "08:00", "Food delivery", "רכזת המאגר"):
        assert words in page.text


def test_the_service_page_carries_json_ld_that_parses(client):
    service = Service.objects.get(name__startswith="סל מזון")

    page = client.get(reverse("directory:service", args=[service.pk]))

    block = page.text.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert json.loads(block)["@type"] == "GovernmentService"


def test_an_unpublished_service_has_no_page(client):
    service = factories.make_service(status="defunct")

    assert client.get(reverse("directory:service", args=[service.pk])).status_code == 404


def test_a_confidential_place_is_nowhere_on_the_page(client):
    service = factories.make_service("מקלט", located_in=None)
    hidden = Location.objects.create(organization=service.organization, name="הבית הסודי", confidential=True)
    ServiceAtLocation.objects.create(service=service, location=hidden)

    page = client.get(reverse("directory:service", args=[service.pk]))

    assert "הבית הסודי" not in page.text


def test_a_text_changed_since_its_translation_is_marked(client):
    service = Service.objects.get(name__startswith="סל מזון")
    Service.objects.filter(pk=service.pk).update(description="תיאור חדש לגמרי.")

    page = client.get(reverse("directory:service", args=[service.pk]), {"lang": "ar"})

    assert page.context["service"]["changed"]


def test_a_missing_index_is_said_and_rebuilt(client, settings, tmp_path):
    settings.IGUM_SEARCH_INDEX = tmp_path / "nothing here"

    page = find(client, q="מזון")

    assert page.status_code == 503
    assert page.headers["Retry-After"]


def test_suggestions_are_phrases_with_results(client):
    found = client.get("/suggest", {"q": "מזו", "lang": "he"}).json()["suggestions"]

    assert any("מזון" in suggestion["text"] for suggestion in found)


def test_the_home_page_offers_needs_that_have_services(client):
    page = client.get("/", {"lang": "he"})

    assert page.status_code == 200
    assert {need["code"] for need in page.context["needs"]} == {"human_services:food", "human_services:legal"}


@pytest.mark.parametrize(("wished", "language"), [("ar,en;q=0.5", "ar"), ("iw", "he"), ("de", "he"), ("ru-RU", "ru")])
def test_the_browsers_wish_decides_the_first_language(client, wished, language):
    page = client.get("/", headers={"Accept-Language": wished})

    assert f'lang="{language}"' in page.text


def test_a_chosen_language_is_remembered(client):
    client.get("/", {"lang": "ru"})

    assert 'lang="ru"' in client.get("/").text
    translation.activate("he")


def test_the_region_is_named_in_the_language_of_each_page(client):
    named = [client.get("/search", {"lang": language}).context["region"].name for language in ("he", "en", "he")]

    assert named == ["גליל מערבי", "Western Galilee", "גליל מערבי"]


def test_a_place_outside_the_region_is_said_to_be_so(client):
    page = find(client, q="מזון בירושלים")

    assert any("outside this region" in note["text"] for note in page.context["answer"]["understood"])


def test_a_page_past_the_last_leads_to_the_last(client):
    answer = find(client, need="human_services:legal", page="7")

    assert (answer.status_code, answer["Location"]) == (302, "/search?need=human_services%3Alegal")
