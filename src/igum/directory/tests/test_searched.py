"""What those who count are told of a search."""

import pytest

from igum.directory.slots import SEARCHED

pytestmark = pytest.mark.usefixtures("region")
FOOD = "human_services:food"


@pytest.fixture
def told():
    heard = []
    SEARCHED.fill("tests", heard.append)
    yield heard
    SEARCHED.fill("tests", lambda searched: None)


def find(client, **asked):
    client.get("/search", {"lang": "en", **asked})


def test_terms_town_and_outcome_are_told_and_no_word(client, told):
    find(client, need=FOOD, town="9100")

    [one] = told
    assert (one.terms, one.town, one.language, one.outcome) == ((FOOD,), 9100, "en", "partly")
    assert {type(value) for value in (one.region_id, one.town)} == {int}


def test_what_is_there_is_found(client, told):
    find(client, need=FOOD)

    assert [one.outcome for one in told] == ["found"]


def test_words_that_mean_nothing_to_the_directory_are_counted_without_them(client, told):
    find(client, q="qwzx vvkp")

    [one] = told
    assert (one.terms, one.outcome) == ((), "nothing")
    assert "qwzx" not in repr(one)


@pytest.mark.parametrize("asked", [{}, {"q": "מזון", "page": "2"}, {"q": "מזון", "view": "map"}])
def test_looking_around_is_no_search(client, told, asked):
    find(client, **asked)

    assert told == []


def test_what_an_address_makes_up_is_not_counted(client, told):
    find(client, need="human_services:nothing", town="999999")

    assert [(one.terms, one.town) for one in told] == [((), None)]
