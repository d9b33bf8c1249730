"""Names of towns, one by one and in groups."""

from django.utils import translation

from igum.pooling.words import Names

TOWNS = {str(number): f"town {number}" for number in range(20)}
MANY = Names(payers=TOWNS, together=tuple(TOWNS))


def test_a_group_of_nearly_all_is_said_by_those_who_are_missing():
    with translation.override("en"):
        assert MANY.listed(one for one in TOWNS if one not in {"3", "7"}) == "all but town 3, town 7"


def test_a_small_group_and_one_whose_others_are_not_known_are_listed():
    assert MANY.listed(["3", 7]) == "town 3, town 7"
    assert Names(payers=TOWNS).listed(["3", "7", "8", "9"]) == "town 3, town 7, town 8, town 9"


def test_towns_are_looked_up_by_name():
    assert Names(payers={"1": "Cedar", "2": "Birch"}).by_name(["1", "2"]) == ["2", "1"]
