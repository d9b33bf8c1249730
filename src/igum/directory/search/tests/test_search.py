"""Questions as people ask them, and the page that must never be empty."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igum.directory.search.answers import Correction, NotBuilt, Relaxation, SearchRequest
from igum.directory.search.index import build
from igum.directory.search.search import SearchIndex
from igum.directory.search.tests.factories import (
    ACRE,
    BEERSHEBA,
    ELDERLY,
    FOOD,
    GALILEE,
    HOUSING,
    KARMIEL,
    LEXICON,
    NAHARIYA,
    NOW,
    PARCELS,
    SOLDIERS,
    make_service,
    some_services,
)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    build(folder, some_services(), LEXICON)
    return SearchIndex.open(folder)


def ask(index, text="", **choices):
    return index.search(SearchRequest(**{"text": text, "region": GALILEE} | choices), now=NOW)


def ids(answer):
    return [hit.id for hit in answer.hits]


class TestWords:
    @pytest.mark.parametrize(
        ("question", "first"),
        [
            ("מזון לקשישים", "parcels"),
            ("קשישה שצריכה סל מזון", "parcels"),
            ("הוסטל לחייל בודד", "hostel"),
            ("סלי מזון", "parcels"),
            ("خدمات للمسنين", "parcels"),
            ("еда и питание для пожилых", "parcels"),
            ("housing advice", "advice"),
            ("ምግብ", "kitchen"),
        ],
    )
    def test_find_the_service_in_any_language(self, index, question, first):
        assert ids(ask(index, question))[0] == first

    def test_of_every_day_find_the_term_they_stand_for(self, index):
        answer = ask(index, "אין לי מה לאכול")

        assert set(ids(answer)) == {"kitchen", "parcels"}
        assert FOOD in answer.understanding.terms

    @pytest.mark.parametrize(
        ("question", "first"), [('קמ"ח', "warm"), ("קול מזון חם", "warm"), ("לקמ״ח", "warm"), ("קול חם", "warm")]
    )
    def test_and_their_abbreviations_find_each_other(self, tmp_path, question, first):
        build(tmp_path, [*some_services(), make_service("warm", 'קו קמ"ח: קול מזון חם')], LEXICON)

        assert ids(ask(SearchIndex.open(tmp_path), question))[0] == first

    def test_in_full_find_a_service_that_has_only_the_abbreviation(self, tmp_path):
        build(tmp_path, [*some_services(), make_service("short", 'מוקד קמ"ח')], LEXICON)

        assert "short" in ids(ask(SearchIndex.open(tmp_path), "קול מזון חם"))

    def test_in_the_title_count_more_than_in_the_text(self, index):
        assert ids(ask(index, "דיור"))[0] == "advice"

    def test_in_several_forms_of_one_word_count_once(self, index):
        once, twice = ask(index, "מזון"), ask(index, "מזון מזון")

        assert [hit.score for hit in once.hits] == [hit.score for hit in twice.hits]

    def test_that_nothing_has_show_the_region_and_say_so(self, index):
        answer = ask(index, "קסילופון")

        assert answer.total == 5
        assert answer.relaxed == (Relaxation("text", "קסילופון"),)


class TestTyping:
    def test_with_one_slip_finds_what_was_meant_and_says_so(self, index):
        answer = ask(index, "חילוקת")

        assert ids(answer)[0] == "parcels"
        assert answer.understanding.corrections == (Correction("חילוקת", "חלוקת"),)

    def test_in_the_wrong_layout_finds_what_was_meant_and_says_so(self, index):
        answer = ask(index, "xkh nzui")

        assert ids(answer)[0] == "parcels"
        assert (answer.understanding.text, answer.understanding.typed_in_layout) == ("סלי מזון", "he")

    def test_a_right_word_is_offered_another_and_never_replaced(self, index):
        answer = ask(index, "מזוז")  # in no service; מזון is one letter away
        literal = ask(index, "מזוז", literal=True)

        assert answer.understanding.text in ("מזוז", "מזון")
        assert literal.understanding.corrections == ()
        assert literal.understanding.text == "מזוז"


class TestPlaces:
    @pytest.mark.parametrize(
        "question", ["מזון לקשישים בכרמיאל", "طعام في كرميئيل", "питание в Кармиэле", "food in Karmiel"]
    )
    def test_named_in_the_question_are_the_town(self, index, question):
        answer = ask(index, question)

        assert answer.understanding.town == KARMIEL
        assert set(ids(answer)) == {"parcels", "kitchen"}
        assert answer.relaxed == ()

    def test_are_known_by_their_other_spellings(self, index):
        assert ask(index, "דיור בנהריה").understanding.town == NAHARIYA

    def test_served_count_and_addresses_do_not(self, index):
        assert "kitchen" not in ids(ask(index, "מזון", town=ACRE))  # its address is in Acre, it serves Karmiel
        assert "kitchen" in ids(ask(index, "מזון", town=KARMIEL))

    def test_chosen_on_the_page_win_over_the_words(self, index):
        assert ask(index, "מזון בכרמיאל", town=NAHARIYA).understanding.town is None

    def test_of_another_region_do_not_empty_the_page(self, index):
        answer = ask(index, "מזון בבאר שבע")

        assert answer.understanding.places == (BEERSHEBA,)
        assert ids(answer)[0] in ("kitchen", "parcels")

    def test_whose_name_is_an_everyday_word_need_a_particle(self, index):
        assert ask(index, "מרכז חוסן").understanding.town is None
        assert ask(index, "מזון בחוסן").understanding.town is not None

    def test_near_are_told_by_distance(self, index):
        answer = ask(index, near=(32.927, 35.082))

        assert ids(answer)[:3] == ["kitchen", "hostel", "parcels"]
        assert [round(hit.distance_km) for hit in answer.hits[:3]] == [0, 8, 20]
        assert [hit.distance_km for hit in answer.hits[3:]] == [None, None]

    def test_within_some_kilometres_leave_out_the_rest(self, index):
        assert ids(ask(index, near=(32.927, 35.082), km=10)) == ["kitchen", "hostel"]


class TestChoices:
    @pytest.mark.parametrize(
        ("choice", "found"),
        [
            ({"text": "Food"}, {"parcels", "kitchen"}),  # a parent's name finds what is filed under its children
            ({"needs": (FOOD,)}, {"parcels", "kitchen"}),
            ({"needs": (PARCELS,)}, {"parcels"}),
            ({"needs": (PARCELS, HOUSING)}, {"parcels", "hostel", "advice"}),
            ({"situations": (ELDERLY,)}, {"parcels"}),
            ({"town": NAHARIYA}, {"parcels", "hostel", "advice", "resilience"}),
            ({"languages": ("ar",)}, {"hostel"}),
            ({"free": True}, {"parcels", "kitchen"}),
            ({"open_now": True}, {"parcels"}),
            ({"region": None, "needs": (FOOD,)}, {"parcels", "kitchen", "south"}),
        ],
    )
    def test_leave_what_fulfils_them(self, index, choice, found):
        answer = ask(index, **choice)

        assert set(ids(answer)) == found
        assert answer.total == len(found)
        assert answer.relaxed == ()

    def test_are_counted_each_without_itself(self, index):
        facets = ask(index, needs=(HOUSING,), free=False).facets

        assert facets.needs[FOOD] == 2
        assert facets.situations == {SOLDIERS: 1, "human_situations": 1}
        assert facets.languages == {"he": 1, "ar": 1}
        assert facets.towns[NAHARIYA] == 2
        assert facets.towns[KARMIEL] == 1

    def test_tell_how_many_are_open_and_free(self, index):
        facets = ask(index).facets

        assert (facets.free, facets.open_now) == (2, 1)

    def test_that_nothing_fulfils_are_let_go_comforts_first(self, index):
        answer = ask(index, "דיור", town=NAHARIYA, free=True, open_now=True)

        assert ids(answer) == ["advice", "hostel"] or set(ids(answer)) == {"advice", "hostel"}
        assert [each.kind for each in answer.relaxed] == ["open_now", "free"]

    def test_of_a_need_too_narrow_give_way_to_its_parent(self, index):
        answer = ask(index, needs=(PARCELS,), languages=("he",), situations=(SOLDIERS,))

        assert Relaxation("situation", SOLDIERS) in answer.relaxed

    def test_of_a_distance_too_short_are_widened(self, index):
        answer = ask(index, near=(32.7, 35.3), km=3)

        assert answer.relaxed == (Relaxation("distance", "3", "27"),)
        assert answer.total


def test_pages_follow_one_another_without_repeats(index):
    first, second = ask(index, limit=3), ask(index, limit=3, offset=3)

    assert len(set(ids(first)) | set(ids(second))) == 5


def test_a_page_beyond_the_end_is_empty_but_knows_the_total(index):
    answer = ask(index, offset=40)

    assert (answer.hits, answer.total) == ((), 5)


def test_an_index_that_was_never_built_is_not_ready(tmp_path):
    index = SearchIndex.open(tmp_path / "nothing")

    assert not index.ready
    assert index.suggest("מז", region=GALILEE, language="he") == []
    with pytest.raises(NotBuilt):
        ask(index, "מזון")


def test_a_moment_without_a_time_zone_is_refused(index):
    with pytest.raises(ValueError, match="aware"):
        index.search(SearchRequest(open_now=True), now=NOW.replace(tzinfo=None))


@settings(max_examples=60)
@given(st.text())
def test_any_text_is_answered_with_something(index, text):
    answer = ask(index, text)

    assert answer.total
    assert replace(answer, milliseconds=0) == replace(ask(index, text), milliseconds=0)


@pytest.mark.parametrize(
    "text",
    ["מזון " * 20_000, "א" * 100_000, '"מזון',
     "מזון AND (", "title:*", "+-!{}[]^~?\\/", "\x00\x01\x1f",  "\ud800",
     "' OR 1=1 --", "*", "𝕜𝕠𝕤", "מזון\u202eלקשישים"],
)  # fmt: skip
def test_a_hostile_question_is_a_question(index, text):
    assert ask(index, text).total
    assert isinstance(index.suggest(text, region=GALILEE, language="he"), list)
