"""Maps as plain values."""

from igum.places.drawing import Area, PlaceMap, Spot

WEST = {"type": "Polygon", "coordinates": [[[35.0, 33.0], [35.1, 33.0], [35.1, 33.1], [35.0, 33.1], [35.0, 33.0]]]}
FAR = {"type": "MultiPolygon", "coordinates": [[[[36.0, 30.0], [36.1, 30.0], [36.1, 30.1], [36.0, 30.0]]]]}


def area(geometry, *, shade=4, here=True):
    return Area("Alder", "en", "/authorities/1", geometry, shade, here)


def test_a_map_of_nothing_has_no_drawing():
    assert PlaceMap().drawing() is None


def test_north_is_up_and_east_is_right():
    drawing = PlaceMap((area(WEST),)).drawing()

    assert drawing.outlines[0][1].startswith(f"M14,{drawing.height - 14:g} ")


def test_a_degree_east_is_drawn_shorter_than_a_degree_north():
    drawing = PlaceMap((area(WEST),)).drawing()

    assert 0.8 < (drawing.width - 28) / (drawing.height - 28) < 0.85


def test_areas_elsewhere_do_not_widen_the_frame_and_are_left_out_beyond_it():
    drawing = PlaceMap((area(WEST), area(FAR, here=False))).drawing()

    assert [shown.here for shown, _outline in drawing.outlines] == [True]


def test_a_single_spot_has_surroundings():
    drawing = PlaceMap((), (Spot("Alder", "en", "/localities/1", 33.0, 35.0),)).drawing()

    assert drawing.width > 100
    assert drawing.spots[0][1:] == (14.0, 14.0)


def test_colour_follows_the_cluster_and_unknown_has_its_own():
    assert area(WEST).css == "map-area shade-4"
    assert area(WEST, shade=None).css == "map-area shade-unknown"
    assert area(WEST, here=False).css == "map-area elsewhere"


def test_everything_is_sent_as_one_geojson_collection():
    shown = PlaceMap((area(WEST),), (Spot("Birch", "he", "/localities/2", 33.05, 35.05, here=False),))

    sent = shown.collection()

    assert [one["geometry"]["type"] for one in sent["features"]] == ["Polygon", "Point"]
    assert sent["features"][1]["geometry"]["coordinates"] == [35.05, 33.05]
    assert sent["features"][1]["properties"]["css"] == "map-spot elsewhere"
