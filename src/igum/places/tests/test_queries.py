"""Questions about places."""

import json

import numpy as np
import pytest
from django.utils import translation

from igum.core.errors import Refused
from igum.places import queries
from igum.places.models import Locality, Region
from igum.places.rules import MatrixRefused
from igum.places.tests.factories import make_authority, make_locality, make_region

pytestmark = pytest.mark.django_db


def test_authorities_of_a_region_come_largest_first_and_unknown_last():
    valley = make_region()
    for name, population in (("Small", 10), ("Unknown", None), ("Large", 900)):
        make_authority(name, region=valley, population=population)
    make_authority("Elsewhere")

    names = [authority.names["en"] for authority in queries.authorities_of(valley.pk)]

    assert names == ["Large", "Small", "Unknown"]


def test_localities_are_found_by_region_or_by_authority():
    valley = make_region()
    council = make_authority(region=valley)
    make_locality("Alder", authority=council, region=valley)
    make_locality("Birch", region=valley)
    make_locality("Cedar")

    assert {place.names["en"] for place in queries.localities_of(region_id=valley.pk)} == {"Alder", "Birch"}
    assert {place.names["en"] for place in queries.localities_of(authority_id=council.pk)} == {"Alder"}


def test_residents_of_a_region_are_those_that_are_known():
    valley = make_region()
    make_locality("Alder", region=valley, population=700)
    make_locality("Quarry", region=valley, population=None)

    assert queries.count_localities(valley.pk) == queries.LocalityCount(localities=2, residents=700)


def test_a_region_without_known_residents_has_an_unknown_number_of_them():
    assert queries.count_localities(make_region().pk).residents is None


def test_a_region_is_found_by_its_word_in_addresses():
    valley = make_region(slug="birch-valley")

    assert queries.region("birch-valley") == valley
    with pytest.raises(Region.DoesNotExist):
        queries.region("nowhere")


@pytest.mark.parametrize(("language", "name"), [("en", "Alder"), ("he", "אלמון"), ("am", "אלמון")])
def test_a_name_is_in_the_language_of_the_page_or_in_hebrew(language, name):
    place = make_locality(names={"he": "אלמון", "en": "Alder"})

    with translation.override(language):
        named = Locality.objects.get(pk=place.pk).named

    assert (named.text, named.language) == (name, "en" if name == "Alder" else "he")


class TestTravelMinutes:
    def test_there_takes_as_long_as_back(self):
        alder, birch = make_locality("Alder", at=(33.0, 35.1)), make_locality("Birch", at=(32.8, 35.3))

        assert queries.travel_minutes(alder.pk, birch.pk) == queries.travel_minutes(birch.pk, alder.pk) > 0

    def test_a_matrix_of_all_pairs_has_the_order_that_was_asked_for(self):
        codes = [make_locality(name, at=(33.0, 35.0 + step)).pk for name, step in (("A", 0), ("B", 0.1), ("C", 0.5))]

        minutes = queries.travel_matrix(codes)

        assert minutes.shape == (3, 3)
        assert np.all(np.diag(minutes) == 0)
        assert minutes[0, 1] < minutes[0, 2]
        assert minutes[1, 2] == queries.travel_minutes(codes[1], codes[2])

    def test_a_place_that_is_not_there_is_said(self):
        with pytest.raises(Locality.DoesNotExist, match=r"no locality 77777"):
            queries.travel_minutes(make_locality().pk, 77_777)

    def test_the_operators_matrix_wins_and_the_estimate_fills_its_gaps(self, settings, tmp_path):
        alder, birch, cedar = (make_locality(name, at=(33.0, 35.0 + n / 10)).pk for n, name in enumerate("ABC"))
        matrix = tmp_path / "matrix.csv"
        matrix.write_text(f"from,to,minutes\n{alder},{birch},99\n", encoding="utf-8-sig")
        settings.IGUM_TRAVEL_MATRIX = str(matrix)

        assert queries.travel_minutes(birch, alder) == 99
        assert queries.travel_minutes(alder, cedar) < 60

    def test_a_changed_matrix_is_read_again(self, settings, tmp_path):
        alder, birch = make_locality().pk, make_locality("Birch").pk
        matrix = tmp_path / "matrix.csv"
        settings.IGUM_TRAVEL_MATRIX = str(matrix)
        matrix.write_text(f"from,to,minutes\n{alder},{birch},12\n")
        assert queries.travel_minutes(alder, birch) == 12

        matrix.write_text(f"from,to,minutes\n{alder},{birch},21\n")

        assert queries.travel_minutes(alder, birch) == 21

    def test_a_bad_matrix_is_refused_with_its_line(self, settings, tmp_path):
        matrix = tmp_path / "matrix.csv"
        matrix.write_text("from,to,minutes\n1,2,3\n")
        settings.IGUM_TRAVEL_MATRIX = str(matrix)

        with pytest.raises(MatrixRefused, match="Line 2: “1” is not the code of a locality"):
            queries.travel_minutes(make_locality().pk, make_locality("Birch").pk)

    def test_a_matrix_that_is_not_there_is_said(self, settings):
        settings.IGUM_TRAVEL_MATRIX = "/nowhere/matrix.csv"

        with pytest.raises(MatrixRefused, match=r"names /nowhere/matrix\.csv, which is not there"):
            queries.operators_minutes()

    def test_a_matrix_in_another_encoding_is_said(self, settings, tmp_path):
        matrix = tmp_path / "matrix.csv"
        matrix.write_bytes("from,to,minutes\nנהריה,1,1\n".encode("cp1255"))
        settings.IGUM_TRAVEL_MATRIX = str(matrix)

        with pytest.raises(MatrixRefused, match="is not UTF-8 text"):
            queries.operators_minutes()


class TestNearest:
    def test_a_matrix_that_broke_leaves_pages_the_estimate_and_is_said_in_the_log(self, settings, caplog):
        alder = make_locality("Alder")
        make_locality("Birch", at=(33.1, 35.2))
        settings.IGUM_TRAVEL_MATRIX = "/nowhere/broken.csv"

        (near,) = queries.nearest_localities(alder.pk)

        assert near.estimated
        assert ["/nowhere/broken.csv" in record.getMessage() for record in caplog.records] == [True]

    def test_the_soonest_reached_come_first_and_nobody_is_near_itself(self):
        here = make_locality("Here", at=(33.0, 35.0))
        far, near = make_locality("Far", at=(33.0, 35.5)), make_locality("Near", at=(33.0, 35.1))

        neighbours = queries.nearest_localities(here.pk)

        assert [one.place for one in neighbours] == [near, far]
        assert neighbours[0].km == pytest.approx(9.3, abs=0.1)
        assert neighbours[0].estimated

    def test_a_place_where_nobody_lives_is_no_neighbour_but_has_some(self):
        quarry, alder = make_locality("Quarry", population=None), make_locality("Alder")

        assert [one.place for one in queries.nearest_localities(quarry.pk)] == [alder]
        assert queries.nearest_localities(alder.pk) == []

    def test_authorities_are_measured_between_their_largest_localities(self):
        alder, birch = make_authority("Alder"), make_authority("Birch")
        make_locality("Alder", authority=alder, at=(33.0, 35.0), population=900)
        make_locality("Alder Farm", authority=alder, at=(33.0, 35.4), population=9)
        make_locality("Birch", authority=birch, at=(33.0, 35.1))

        [nearest] = queries.nearest_authorities(alder.pk)

        assert nearest.place == birch
        assert nearest.km == pytest.approx(9.3, abs=0.1)

    def test_an_authority_without_residents_has_no_near_ones(self):
        assert queries.nearest_authorities(make_authority().pk) == []


SQUARE = {"type": "Polygon", "coordinates": [[[35, 33], [35.1, 33], [35.1, 33.1], [35, 33]]]}


class TestAuthorityAreas:
    def test_the_packages_own_are_approximate_and_complete(self):
        assert len(queries.authority_areas()) == 257
        assert queries.shown_areas().approximate

    def test_an_operators_file_replaces_them(self, settings, tmp_path):
        areas = tmp_path / "areas.geojson"
        feature = {"type": "Feature", "properties": {"code": "9100"}, "geometry": SQUARE}
        areas.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
        settings.IGUM_AUTHORITY_AREAS = str(areas)

        assert queries.authority_areas() == {9100: SQUARE}
        assert not queries.shown_areas().approximate

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("not json", "is not a GeoJSON FeatureCollection"),
            ("[]", "is not a GeoJSON FeatureCollection"),
            ('{"features": [{"properties": {}, "geometry": null}]}', "Feature 1 has no authority code"),
            ('{"features": [7]}', "Feature 1 has no authority code"),
            ('{"features": null}', "is not a GeoJSON FeatureCollection"),
            ('{"features": [{"properties": {"code": "²"}}]}', "Feature 1 has no authority code"),
            *(
                (
                    json.dumps({"features": [{"properties": {"code": 1}, "geometry": geometry}]}),
                    "Feature 1 is not a Polygon or a MultiPolygon",
                )
                for geometry in (
                    {"type": "Polygon"},
                    {"type": "Polygon", "coordinates": []},
                    {"type": "Polygon", "coordinates": [[]]},
                    {"type": "Polygon", "coordinates": [[[35, 33], [35.1, 33], [35, 33]]]},
                    {"type": "Polygon", "coordinates": [[["35", 33], [35.1, 33], [35.1, 33.1], [35, 33]]]},
                    {"type": "Polygon", "coordinates": [[[200000, 700000]] * 4]},
                    {"type": "MultiPolygon", "coordinates": [[[35, 33], [35.1, 33], [35.1, 33.1], [35, 33]]]},
                )
            ),
            (
                json.dumps({"features": [{"properties": {"code": 1}, "geometry": SQUARE}] * 2}),
                "Feature 2 is a second area of authority 1",
            ),
            (
                '{"features": [{"properties": {"code": 1}, "geometry": {"type": "Point"}}]}',
                "Feature 1 is not a Polygon or a MultiPolygon",
            ),
        ],
    )
    def test_a_bad_file_is_refused_in_words(self, text, words):
        with pytest.raises(Refused, match=words):
            queries.read_operator_areas(text)

    def test_a_file_in_another_encoding_is_said(self, settings, tmp_path):
        areas = tmp_path / "areas.geojson"
        areas.write_bytes("{‏}".encode("utf-16"))
        settings.IGUM_AUTHORITY_AREAS = str(areas)

        with pytest.raises(Refused, match="is not UTF-8 text"):
            queries.authority_areas()

    def test_a_file_that_broke_leaves_pages_their_approximate_areas_and_is_said_in_the_log_once(self, settings, caplog):
        settings.IGUM_AUTHORITY_AREAS = "/nowhere/broken.geojson"

        shown = [queries.shown_areas() for _ in range(3)]

        assert all(len(one.areas) == 257 and one.approximate for one in shown)
        assert ["/nowhere/broken.geojson" in record.getMessage() for record in caplog.records] == [True]

    def test_a_file_that_is_not_there_is_said(self, settings):
        settings.IGUM_AUTHORITY_AREAS = "/nowhere/areas.geojson"

        with pytest.raises(Refused, match=r"names /nowhere/areas\.geojson, which is not there"):
            queries.authority_areas()


def test_a_bad_file_is_known_when_the_site_starts(settings):
    queries.check_operator_files()
    settings.IGUM_AUTHORITY_AREAS = "/nowhere/areas.geojson"

    with pytest.raises(Refused, match="which is not there"):
        queries.check_operator_files()
