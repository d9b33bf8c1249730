"""Sentences alike in meaning, where the extra is installed."""

import pytest

from igum.directory.search.answers import SearchRequest
from igum.directory.search.index import build
from igum.directory.search.search import SearchIndex
from igum.directory.search.semantic import FILE, embed, exact_first, is_installed
from igum.directory.search.tests.factories import GALILEE, KARMIEL, LEXICON, NOW, make_service, some_services

needs_the_extra = pytest.mark.skipif(not is_installed(), reason="The extra igum[semantic] is not installed.")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("semantic")
    build(path, some_services(), LEXICON)
    embed(path, some_services(), LEXICON)
    return path


def ids(path, text, **choices):
    request = SearchRequest(text=text, region=GALILEE, semantic=True, **choices)
    return [hit.id for hit in SearchIndex.open(path).search(request, now=NOW).hits]


def test_what_is_named_stays_before_what_is_alike():
    assert exact_first(["alike", "named", "far"], ["named"]) == ["named", "alike", "far"]


@needs_the_extra
def test_a_service_named_by_its_very_words_is_first(folder):
    assert ids(folder, "מרכז חוסן")[0] == "resilience"


@needs_the_extra
def test_choices_bind_what_is_alike_too(folder):
    assert "hostel" not in ids(folder, "אוכל ומקום לישון לחייל", town=KARMIEL)


@needs_the_extra
def test_what_did_not_change_keeps_its_vector(folder):
    assert embed(folder, some_services(), LEXICON) == 0
    assert embed(folder, [make_service("new", "השאלת אופניים")], LEXICON) == 1


@needs_the_extra
def test_a_vector_cut_short_is_made_again(folder):
    with (folder / FILE).open("ab") as store:
        store.write(b"cut short")

    assert embed(folder, [make_service("newer", "השאלת קלנועיות")], LEXICON) == 1
    assert ids(folder, "קלנועיות")


def test_without_vectors_the_order_by_words_stands(tmp_path):
    build(tmp_path, some_services(), LEXICON)

    assert ids(tmp_path, "סלי מזון")[0] == "parcels"
