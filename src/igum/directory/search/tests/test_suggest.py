"""What is offered while a person types."""

import pytest

from igum.directory.search.index import build, update
from igum.directory.search.search import SearchIndex
from igum.directory.search.tests.factories import ACRE, GALILEE, LEXICON, NEGEV, SOLDIERS, make_service, some_services


@pytest.fixture
def folder(tmp_path):
    build(tmp_path, some_services(), LEXICON)
    return tmp_path


def texts(folder_or_index, typed, region=GALILEE, language="he"):
    index = folder_or_index if isinstance(folder_or_index, SearchIndex) else SearchIndex.open(folder_or_index)
    return [each.text for each in index.suggest(typed, region=region, language=language)]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("מז", "מזון"),
        ("מזון", "סלי מזון"),
        ("קשי", "חלוקת סלי מזון לקשישים"),
        ("לקשי", "חלוקת סלי מזון לקשישים"),
        ("בודד", "הוסטל לחיילים בודדים"),
        ("דיור – חי", "דיור – חיילים"),
        ("אוכ", "אוכל"),
    ],
)
def test_phrases_are_found_from_any_of_their_words(folder, typed, offered):
    assert offered in texts(folder, typed)


@pytest.mark.parametrize(
    ("typed", "language", "offered"), [("foo", "en", "Food"), ("طع", "ar", "طعام"), ("Жил", "ru", "Жильё")]
)
def test_phrases_are_in_the_language_of_the_page(folder, typed, language, offered):
    assert offered in texts(folder, typed, language=language)


def test_only_what_the_region_has_is_offered(folder):
    assert texts(folder, "חייל", region=NEGEV) == []
    assert "חיילים" in texts(folder, "חייל")


def test_a_need_in_a_town_is_offered_where_the_town_is_served(folder):
    assert "מזון בכרמיאל" in texts(folder, "מזון בכר")
    assert "מזון בעכו" in texts(folder, "מזון בעכ")
    update(folder, ["parcels"], [])
    assert "מזון בעכו" not in texts(folder, "מזון בעכ")


def test_what_is_offered_follows_the_changes(folder):
    index = SearchIndex.open(folder)
    assert texts(index, "אופ") == []

    update(folder, [], [make_service("bicycles", "השאלת אופניים", situations={SOLDIERS})])
    assert texts(index, "אופ") == ["השאלת אופניים"]

    update(folder, ["bicycles"], [])
    assert texts(index, "אופ") == []


def test_a_count_says_how_many_services_stand_behind(folder):
    food = next(
        each for each in SearchIndex.open(folder).suggest("מזון", region=GALILEE, language="he") if each.text == "מזון"
    )

    assert (food.kind, food.count) == ("need", 2)


def test_a_service_is_offered_with_its_id(folder):
    offered = SearchIndex.open(folder).suggest("הוסטל", region=GALILEE, language="he")

    assert [(each.kind, each.service_id) for each in offered] == [("service", "hostel")]


@pytest.mark.parametrize("typed", ["", " ", "!", "א" * 5000, "\x00"])
def test_nothing_is_offered_for_nothing(folder, typed):
    assert texts(folder, typed) == []


def test_a_town_of_another_region_is_not_offered(folder):
    assert ACRE in LEXICON.localities
    assert texts(folder, "מזון בעכ", region=NEGEV) == []
