"""The frame of pages, forms, charts and the pages that say no."""

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from igum.core.charts import bars, line
from igum.core.form_renderer import KitRenderer


class Wish(forms.Form):
    """Two fields, one that may be left out."""

    email = forms.EmailField(label="E-mail", help_text="We write to you here.")
    note = forms.CharField(label="Note", required=False)

    default_renderer = KitRenderer()


SAY_NO = ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html", "core/refused.html"]


def page(template: str, language: str = "he", **context: object) -> str:
    with translation.override(language):
        return render_to_string(template, context, RequestFactory().get("/search", {"q": "מזון"}))


@pytest.mark.parametrize(("language", "direction"), [("he", "rtl"), ("ar", "rtl"), ("en", "ltr"), ("am", "ltr")])
def test_a_page_says_its_language_and_direction(language, direction):
    assert f'<html lang="{language}" dir="{direction}"' in page("core/about.html", language)


def test_every_language_is_one_press_away_on_the_same_page():
    shown = page("core/about.html")

    for language in ("he", "ar", "en", "ru", "am"):
        assert f'&amp;lang={language}" lang="{language}"' in shown


def test_refusals_are_given_room_in_every_page_and_htmx_shows_them():
    shown = page("core/_htmx.html")

    assert '<div id="alert" role="alert"></div>' in page("core/about.html")
    assert '{"code":"40[39]","swap":true}' in shown
    assert '"allowEval":false' in shown


@pytest.mark.parametrize("template", SAY_NO)
def test_a_page_that_says_no_says_why_and_what_next(template):
    shown = page(template, "en", reason="Only Alder can share these hours.")

    assert "<h1>" in shown
    assert 'href="/"' in shown
    assert shown.count("<p>") + shown.count('<p class="reason">') >= 2


def test_a_refusal_is_said_in_the_rules_own_words():
    shown = page("core/refused.html", "en", reason="Only Alder can share these hours.")

    assert '<p class="reason">Only Alder can share these hours.</p>' in shown


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_the_page_for_a_fault_needs_nothing_to_work(template):
    with translation.override("ar"):
        shown = render_to_string(template)

    assert '<html lang="ar" dir="rtl">' in shown


class TestForms:
    def test_an_error_is_tied_to_its_field_and_listed_at_the_top(self):
        shown = str(Wish({"email": "x"}))

        assert 'role="alert"' in shown
        assert 'href="#id_email"' in shown
        assert 'aria-describedby="id_email_helptext id_email_error"' in shown
        assert 'id="id_email_error"' in shown

    def test_what_may_be_left_out_says_so(self):
        with translation.override("en"):
            shown = str(Wish())

        assert shown.count("you may leave this out") == 1

    def test_a_form_without_errors_shows_no_alert(self):
        assert "role=" not in str(Wish({"email": "a@example.org"}))


class TestCharts:
    def test_bars_start_where_reading_starts(self):
        facts = [("Acre", 50.0), ("Maalot", 25.0)]

        left, right = bars("People", facts), bars("People", facts, right_to_left=True)

        assert {bar.x for bar in left.bars} == {12.0}
        assert {bar.x + bar.width for bar in right.bars} == {left.width - 12.0}

    def test_a_line_runs_from_where_reading_starts(self):
        facts = [("May", 1.0), ("June", 2.0)]

        assert line("Calls", facts).points[0].x == line("Calls", facts, right_to_left=True).points[1].x

    @pytest.mark.parametrize("draw", [bars, line])
    def test_nothing_is_less_than_nothing(self, draw):
        with pytest.raises(ValueError, match="must not be negative"):
            draw("People", [("Acre", -1.0)])

    @pytest.mark.parametrize("draw", [bars, line])
    def test_an_empty_chart_is_drawn_empty(self, draw):
        assert draw("People", []).rows == ()

    def test_the_same_facts_stand_in_a_table(self):
        shown = page("core/parts/chart.html", "en", chart=bars("People", [("Acre", 50_000.0)], unit="residents"))

        assert '<th scope="row">Acre</th>' in shown
        assert '<bdi dir="ltr">50,000</bdi>' in shown
        assert "residents" in shown
