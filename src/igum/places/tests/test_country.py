"""Questions about the whole country."""

import pytest

from igum.places import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_places")]


def test_the_estimate_serves_where_no_matrix_was_given():
    assert 27 < queries.travel_minutes(9100, 1139) < 38


def test_both_cost_two_queries(django_assert_num_queries):
    with django_assert_num_queries(4):
        queries.nearest_localities(9100)
        queries.nearest_authorities(9100)


def test_the_gazetteer_has_every_place_with_all_its_names_in_three_queries(django_assert_num_queries):
    with django_assert_num_queries(3):
        entries = {(entry.kind, entry.code): entry for entry in queries.gazetteer()}

    assert len(entries) == 11 + 257 + 1266
    nahariyya = entries["locality", 9100]
    assert nahariyya.names["he"] == ("נהרייה", "נהריה")
    assert nahariyya.names["ar"] == ("نهاريا",)
    assert (nahariyya.authority, nahariyya.region) == (9100, 212)
    assert entries["region", 212].names["en"] == ("Western Galilee",)


def test_a_regional_council_is_also_known_with_its_kind():
    mateh_asher = next(entry for entry in queries.gazetteer() if entry.code == 5504)

    assert {"מטה אשר", "מועצה אזורית מטה אשר"} <= set(mateh_asher.names["he"])


def test_both_halves_of_a_double_town_find_it():
    town = next(entry for entry in queries.gazetteer() if (entry.kind, entry.code) == ("locality", 1063))

    assert {"מעלות", "תרשיחא"} <= set(town.names["he"])
