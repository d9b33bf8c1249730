"""Distances and travel minutes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from igum.places.rules import (
    MatrixRefused,
    distance_km,
    estimated_minutes,
    read_travel_matrix,
    travel_stretches,
)

NAHARIYYA, KARMIEL = (33.00791, 35.09732), (32.91479, 35.29262)
HAIFA, SAFED = (32.81303, 34.99928), (32.96465, 35.49617)
TEL_AVIV, JERUSALEM, EILAT = (32.07641, 34.78947), (31.78292, 35.22017), (29.5531, 34.94329)

points = st.tuples(st.floats(29.0, 33.5), st.floats(34.0, 36.0))
kilometres = st.floats(0, 600)


@pytest.mark.parametrize(
    ("here", "there", "km"),
    [(NAHARIYYA, KARMIEL, 21.0), (NAHARIYYA, HAIFA, 23.5), (TEL_AVIV, JERUSALEM, 52.0), (NAHARIYYA, EILAT, 384.4)],
)
def test_the_air_line_between_known_towns(here, there, km):
    assert distance_km(*here, *there) == pytest.approx(km, abs=0.3)


@pytest.mark.parametrize(
    ("here", "there", "shortest", "longest"),
    [
        (NAHARIYYA, KARMIEL, 27, 38),
        (NAHARIYYA, HAIFA, 28, 45),
        (KARMIEL, SAFED, 24, 36),
        (TEL_AVIV, JERUSALEM, 50, 75),
        (NAHARIYYA, EILAT, 300, 380),
    ],
)
def test_the_estimate_is_near_what_people_drive_without_jams(here, there, shortest, longest):
    assert shortest <= estimated_minutes(distance_km(*here, *there)) <= longest


def test_the_last_stretch_has_no_end():
    assert estimated_minutes(1000.0) > estimated_minutes(999.0)


def test_the_stretches_begin_where_the_one_before_ends_and_get_faster():
    stretches = travel_stretches()

    assert [stretch.begins_km for stretch in stretches] == [0, 2, 10, 35]
    assert [stretch.minutes_a_km for stretch in stretches] == sorted(
        (stretch.minutes_a_km for stretch in stretches), reverse=True
    )


@given(points, points)
def test_there_is_as_far_as_back(here, there):
    assert distance_km(*here, *there) == pytest.approx(distance_km(*there, *here), abs=1e-9)


@given(points)
def test_a_place_is_no_way_from_itself(here):
    assert distance_km(*here, *here) == 0
    assert estimated_minutes(0.0) == 0


@given(points, points, points)
def test_a_way_by_a_third_place_is_never_shorter(here, there, between):
    legs = [distance_km(*here, *there), distance_km(*here, *between), distance_km(*between, *there)]

    direct, first, second = estimated_minutes(np.array(legs))

    assert direct <= first + second + 1e-9


@given(kilometres, kilometres)
def test_farther_never_takes_less_time(one, other):
    near, far = sorted([one, other])

    assert estimated_minutes(near) <= estimated_minutes(far)


@pytest.mark.parametrize("wrong", [-1.0, float("nan")])
def test_a_distance_that_is_none_is_refused(wrong):
    with pytest.raises(ValueError, match="air_line_km must be zero or more"):
        estimated_minutes([1.0, wrong])


class TestReadTravelMatrix:
    KNOWN = frozenset({9100, 1139, 4000})

    def test_a_pair_given_once_holds_both_ways(self):
        minutes = read_travel_matrix(["from,to,minutes", "9100,1139,29.5"], self.KNOWN)

        assert minutes[9100, 1139] == minutes[1139, 9100] == 29.5

    def test_each_way_may_have_its_own_minutes(self):
        minutes = read_travel_matrix(["from,to,minutes", "9100,1139,29", "1139,9100,33"], self.KNOWN)

        assert (minutes[9100, 1139], minutes[1139, 9100]) == (29, 33)

    def test_blank_lines_do_not_matter(self):
        assert len(read_travel_matrix(["from,to,minutes", "", "9100,1139,29", " , ,"], self.KNOWN)) == 2

    @pytest.mark.parametrize(
        ("lines", "words"),
        [
            ([], "Line 1 must be “from,to,minutes”"),
            (["a,b,c"], "but is “a,b,c”"),
            (["from,to,minutes", "9100,1139"], "Line 2: there must be three values"),
            (
                ["from,to,minutes", "9100,1139,29", "Nahariya,1139,29"],
                "Line 3: “Nahariya” is not the code of a locality",
            ),
            (["from,to,minutes", "9100,77777,29"], "“77777” is not the code of a locality"),
            (["from,to,minutes", "9100,1139,soon"], "Line 2: “soon” is not a number of minutes"),
            (["from,to,minutes", "9100,1139,-3"], "minutes must be from 0 to 1440"),
            (["from,to,minutes", "9100,1139,nan"], "minutes must be from 0 to 1440"),
            (["from,to,minutes", "9100,1139," + "9" * 200_000], "Line 2: it is no line of CSV"),
            (["from,to,minutes", "9100,9100,4"], "from a place to itself takes 0 minutes"),
            (["from,to,minutes", "9100,1139,29", "9100,1139,31"], "Line 3: this pair was given before"),
        ],
    )
    def test_a_bad_file_is_refused_with_the_line_and_the_reason(self, lines, words):
        with pytest.raises(MatrixRefused, match=words):
            read_travel_matrix(lines, self.KNOWN)
