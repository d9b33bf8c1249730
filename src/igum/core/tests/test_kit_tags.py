"""The filters and tags every page leans on."""

from datetime import date, time, timedelta

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from igum.core.templatetags import igum as kit
from igum.core.texts import Text

TODAY = date(2026, 11, 22)


def drawn(source: str, path: str = "/", **context: object) -> str:
    request = RequestFactory().get(path)
    return engines["django"].from_string(source).render(context, request).strip()


class TestFiguresNeverFlip:
    @pytest.mark.parametrize(
        ("source", "words"),
        [
            ("{{ 0|until:18 }}", "0–18"),
            ("{{ '2026-00123'|ltr }}", "2026-00123"),
            ("{{ '0501234567'|phone }}", "050-123-4567"),
            ("{{ 123456|money }}", "₪1,234.56"),
            ("{{ 500|money }}", "₪5"),
        ],
    )
    def test_they_are_isolated_from_left_to_right(self, source, words):
        assert drawn(source) == f'<bdi dir="ltr">{words}</bdi>'

    def test_hours_are_written_with_their_minutes(self):
        assert "08:00–12:30" in drawn("{{ opens|until:closes }}", opens=time(8), closes=time(12, 30))

    def test_what_was_typed_into_a_figure_stays_harmless(self):
        assert "<b>" not in drawn("{{ typed|phone }}", typed="<b>")

    def test_a_debt_has_its_sign_before_the_shekel(self):
        assert "−₪3.05" in kit.money(-305)


class TestNumbersThatDial:
    @pytest.mark.parametrize(
        ("typed", "dialled"),
        [("04-987-1234", "tel:+97249871234"), ("*6050", "tel:*6050"), ("+972 50 123 4567", "tel:+972501234567")],
    )
    def test_a_number_can_be_dialled_from_abroad_too(self, typed, dialled):
        assert kit.dial_url(typed) == dialled

    def test_whatsapp_wants_digits_alone(self):
        assert kit.whatsapp_url("050-123-4567") == "https://wa.me/972501234567"

    def test_a_number_cannot_smuggle_an_address(self):
        assert kit.dial_url('"javascript:1') == "tel:1"


class TestTextInItsLanguage:
    def test_another_language_is_marked_with_its_direction(self):
        with translation.override("en"):
            words = kit.in_its_language(Text("שלום", "he"))

        assert words == '<span lang="he" dir="rtl">שלום</span>'

    def test_the_pages_own_language_needs_no_mark(self):
        with translation.override("he"):
            assert kit.in_its_language(Text("שלום", "he")) == "שלום"

    def test_paragraphs_of_a_stranger_are_escaped(self):
        with translation.override("en"):
            words = kit.in_paragraphs(Text("one\n\n<script>two", "he"))

        assert "<p>one</p>" in words
        assert "<script>" not in words

    def test_foreign_words_do_not_turn_a_sentence_around(self):
        assert kit.apart("<שלום>") == "<bdi>&lt;שלום&gt;</bdi>"


class TestAddresses:
    def test_one_parameter_changes_and_the_rest_stay(self):
        assert drawn("{% query page=2 q=None %}", "/search?q=food&free=1") == "?free=1&amp;page=2"

    def test_one_of_several_values_is_taken_out_and_the_list_starts_again(self):
        shown = drawn("{% query_without 'need' 'a' %}", "/search?need=a&need=b&page=3")

        assert shown == "?need=b"

    def test_the_language_switch_keeps_the_page(self):
        assert drawn("{% url_with lang='ar' %}", "/search?q=food") == "/search?q=food&amp;lang=ar"

    def test_a_form_carries_the_state_it_does_not_ask_for(self):
        shown = drawn("{% hidden_state 'q' %}", "/search?q=x&town=7600&lang=ar&near=")

        assert shown == '<input type="hidden" name="town" value="7600">'


class TestFreshness:
    @pytest.mark.parametrize(
        ("days", "state"), [(0, "fresh"), (183, "fresh"), (184, "asked"), (366, "asked"), (367, "doubted")]
    )
    def test_an_assurance_ages(self, days, state):
        assert kit.freshness_state(TODAY - timedelta(days=days), TODAY) == state

    def test_what_nobody_assured_says_so(self):
        with translation.override("en"):
            assert "Nobody has checked" in drawn("{% freshness None %}", today=TODAY)

    def test_it_says_when_and_by_whom(self):
        with translation.override("en"):
            shown = drawn("{% freshness on 'the coordinator' %}", on=TODAY, today=TODAY)

        assert "by the coordinator" in shown
        assert "Checked in the last half year." in shown

    @pytest.mark.parametrize(("language", "said"), [("en", "Checked on"), ("he", "נבדק")])
    def test_in_a_list_it_says_the_day_in_the_language_of_the_page(self, language, said):
        with translation.override(language):
            assert said in kit.checked_on(TODAY)

    def test_in_a_list_it_says_that_nobody_checked(self):
        with translation.override("en"):
            assert kit.checked_on(None) == "Not checked yet"


def test_a_sample_is_called_so_in_the_language_of_each_page():
    said = []
    for language in ("en", "he", "en"):
        with translation.override(language):
            said.append(drawn("{% sample_badge %}"))

    assert said[0].startswith('<span class="badge sample">')
    assert "Sample" in said[0]
    assert said[0] == said[2] != said[1]

    def test_whoever_assured_it_last_is_named_though_their_role_is_not_translated_yet(self):
        by = Text("the region's data team", "en", changed=True, original=Text("רכזת השירות", "he"))

        with translation.override("en"):
            shown = drawn("{% freshness on by %}", on=TODAY, by=by, today=TODAY)

        assert '<span lang="he" dir="rtl">רכזת השירות</span>' in shown
        assert "data team" not in shown


class TestPagination:
    def test_a_long_list_shows_its_ends_and_its_middle(self):
        with translation.override("en"):
            shown = drawn("{% pagination 5 12 %}", "/search?q=food")

        numbers = [number for number in range(1, 13) if f">{number}<" in shown or f"page={number}&quot;" in shown]
        assert shown.count("…") == 2
        assert 'aria-current="page"' in shown
        assert "q=food&amp;page=6" in shown
        assert 5 in numbers

    def test_one_page_needs_no_links(self):
        assert drawn("{% pagination 1 1 %}") == ""


class TestLook:
    def test_a_chosen_theme_is_on_the_root(self):
        request = RequestFactory().get("/")
        request.COOKIES.update(igum_theme="dark", igum_text="large")

        assert kit.appearance({"request": request}) == 'data-theme="dark" data-text="large"'

    def test_a_forged_cookie_is_ignored(self):
        request = RequestFactory().get("/")
        request.COOKIES.update(igum_theme='"><script>')

        assert kit.appearance({"request": request}).strip() == ""


def test_facts_for_search_engines_cannot_close_their_block():
    shown = kit.json_ld({"name": "a</script><b>&"})

    assert shown.count("</script>") == 1
    assert "\\u003C/script" in shown


def test_an_unknown_drawing_gives_way_to_the_next():
    assert "#food" in kit.icon("no-such-drawing", "food")
    assert kit.icon("no-such-drawing") == ""


@pytest.mark.parametrize(("length", "words"), [(1, "1 minute"), (60, "1 hour"), (80, "1 h 20 min")])
def test_a_length_of_time_is_said_in_words(length, words):
    with translation.override("en"):
        assert kit.minutes(length) == words


def test_data_for_a_script_cannot_close_its_block_and_keeps_its_letters():
    shown = kit.json_block([{"name": "מזון</script><b>"}], "map-points")

    assert shown.startswith('<script id="map-points" type="application/json">')
    assert shown.count("</script>") == 1
    assert "מזון" in shown
