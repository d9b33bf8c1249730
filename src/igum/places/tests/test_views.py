"""The public pages of places."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from igum.places import queries, slots
from igum.places.models import Region
from igum.places.slots import Card
from igum.places.templatetags.figures import figure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_places")]


@pytest.fixture(autouse=True)
def english(client):
    client.cookies["igum_language"] = "en"
    with translation.override("en"):
        yield


def test_a_region_shows_its_authorities_with_figures_and_their_source(client):
    page = client.get(reverse("places:region", args=["western-galilee"]))

    assert page.status_code == 200
    assert "217,238" in page.text
    assert page.text.count("<tr>") == 1 + 13
    assert "Central Bureau of Statistics" in page.text
    assert "socio-economic index: 2019" in page.text


def test_all_regions_are_there_to_choose_from_largest_first(client):
    page = client.get("/regions").text

    residents = [int(figure.replace(",", "")) for figure in re.findall(r'"Residents">\s*<bdi dir="ltr">([\d,]+)', page)]
    assert len(residents) == 11
    assert residents == sorted(residents, reverse=True)
    assert 217_238 in residents
    assert 'href="/?region=western-galilee"' in page


def test_a_region_that_is_not_the_sites_own_is_kept_by_the_search_in_its_header(client):
    other = Region.objects.exclude(slug="western-galilee").first()
    hidden = '<input type="hidden" name="region" value="{}">'

    assert hidden.format(other.slug) in client.get(f"/regions/{other.slug}").text
    assert hidden.format("western-galilee") not in client.get("/regions/western-galilee").text


def test_the_western_galilee_says_which_list_is_shown(client):
    page = client.get(reverse("places:region", args=["western-galilee"]))

    assert "with 13 authorities. Other sources count otherwise (18, 20)" in page.text


def test_a_region_whose_list_nobody_disputes_says_nothing_of_it(client):
    page = client.get(reverse("places:region", args=["sharon"]))

    assert "Other sources" not in page.text


def test_an_authority_shows_its_localities_and_the_nearest_authorities(client):
    page = client.get(reverse("places:authority", args=[5504]))

    assert reverse("places:locality", args=[574]) in page.text
    assert reverse("places:authority", args=[473]) in page.text
    assert "Times are estimated" in page.text


def test_what_is_unknown_is_said_to_be_unknown(client):
    page = client.get(reverse("places:authority", args=[1722]))

    assert page.text.count("not known") >= 6
    assert '<strong><bdi dir="ltr">0' not in page.text


def test_a_locality_shows_its_authority_its_names_and_the_nearest_localities(client):
    page = client.get(reverse("places:locality", args=[9100]))

    assert "60,807" in page.text
    assert reverse("places:authority", args=[9100]) in page.text
    assert '<span lang="ar" dir="rtl">نهاريا</span>' in page.text
    assert reverse("places:locality", args=[376]) in page.text


def test_a_page_on_which_one_way_is_estimated_says_so_though_the_nearest_is_not(client, settings, tmp_path):
    address = reverse("places:locality", args=[1139])
    nearest = queries.nearest_localities(1139)[0].place.pk
    matrix = tmp_path / "travel.csv"
    matrix.write_text(f"from,to,minutes\n1139,{nearest},1\n")
    settings.IGUM_TRAVEL_MATRIX = str(matrix)

    assert "Times are estimated from the distance." in client.get(address).text


def test_a_transliterated_name_is_said_to_be_one(client):
    page = client.get(reverse("places:locality", args=[1204]))

    assert page.text.count("(transliterated)") == 2


def test_a_locality_without_an_authority_says_why(client):
    page = client.get(reverse("places:locality", args=[22]))

    assert "It belongs to no authority." in page.text
    assert "It has no municipal status." in page.text


@pytest.mark.parametrize("language", ["he", "ar", "ru", "am"])
@pytest.mark.parametrize("address", ["/regions/western-galilee", "/authorities/5504", "/localities/9100"])
def test_every_page_opens_in_every_language(client, address, language):
    page = client.get(f"{address}?lang={language}")

    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_drawing_has_points_and_never_commas_in_its_figures(client, language):
    page = client.get(f"/regions/western-galilee?lang={language}")

    assert re.search(r'<svg viewBox="0 0 \d+(\.\d+)? \d+(\.\d+)?"', page.text)


@pytest.mark.parametrize("address", ["/regions/nowhere", "/authorities/99999", "/localities/99999"])
def test_a_place_that_is_not_there_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "most"), [("/regions/western-galilee", 3), ("/authorities/5504", 4), ("/localities/9100", 3)]
)
def test_a_page_asks_the_database_as_often_however_many_places_it_shows(
    client, address, most, django_assert_max_num_queries
):
    with django_assert_max_num_queries(most + 2):  # two for the tenant context of the request
        client.get(address)


@pytest.mark.parametrize(
    ("which", "areas", "spots"),
    [("region=western-galilee", 13, 0), ("authority=5504", 9, 36), ("locality=9100", 3, 9)],
)
def test_a_map_is_sent_as_geojson_that_may_be_kept_for_a_day(client, which, areas, spots):
    answer = client.get(reverse("places:areas") + "?" + which)

    kinds = [one["geometry"]["type"] for one in answer.json()["features"]]
    assert answer["Content-Type"] == "application/geo+json"
    assert "max-age=86400" in answer["Cache-Control"]
    assert (len(kinds) - kinds.count("Point"), kinds.count("Point")) == (areas, spots)


@pytest.mark.parametrize("which", ["", "region=nowhere", "authority=x", "locality=99999", "authority=9" * 2])
def test_a_map_of_no_place_is_not_found(client, which):
    assert client.get(reverse("places:areas") + "?" + which).status_code == 404


def test_an_upper_module_adds_a_card_to_a_locality(client):
    shown = []

    def card(request, place):
        shown.append(place.pk)
        return Card("places/_source.html", {}) if place.pk == 9100 else None

    slots.LOCALITY_CARDS.fill("a test", card)
    try:
        page = client.get("/localities/9100")
        other = client.get("/localities/376")
    finally:
        slots.LOCALITY_CARDS.fill("a test", lambda request, place: None)

    assert shown == [9100, 376]
    assert page.text.count("Source: Central Bureau") == other.text.count("Source: Central Bureau") + 1


@pytest.mark.parametrize(
    "asked",
    ["", "?region=%00", "?region=nowhere", "?authority=999999", "?locality=1e3", "?locality=-1", "?authority=٣"],
)
def test_a_map_of_nowhere_is_not_there(client, asked):
    assert client.get(reverse("places:areas") + asked).status_code == 404


@pytest.mark.parametrize(("language", "written"), [("he", "217,238"), ("ru", "217\xa0238"), ("am", "217,238")])
def test_thousands_stand_apart_as_the_language_writes_them(language, written):
    with translation.override(language):
        assert figure(217_238) == written
