import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igum.messages.rules.wording import FSI, LRI, PDI, Wording, choose_language, clean_text, fill

LINK = "https://igum.example.org/applications/western-galilee/Ab_-9/"


def body(words: str, language: str, **facts: str) -> str:
    return fill(Wording("s", words), facts, language).body


@pytest.mark.parametrize("written", ["10:30", "2026-00123", "0–18", "₪1,200.50", "050-123-4567"])
def test_figures_keep_their_order_in_a_letter_that_reads_from_the_right(written):
    assert body("ב־{x}.", "he", x=written) == f"ב־{LRI}{written}{PDI}."
    assert body("At {x}.", "en", x=written) == f"At {written}."


def test_a_name_of_the_other_direction_is_kept_apart():
    assert body("שלום {x}!", "he", x="Ruth (mother)") == f"שלום {FSI}Ruth (mother){PDI}!"
    assert body("Hello {x}!", "en", x="רות") == f"Hello {FSI}רות{PDI}!"


def test_a_name_of_the_same_direction_and_a_bare_number_stay_as_they_are():
    assert body("שלום {x}, {y} מקומות", "he", x="רות", y="17") == "שלום רות, 17 מקומות"


@pytest.mark.parametrize("line", ["Look: {x}", "{x}", "{x}.", "({x})"])
def test_a_link_stands_on_a_line_of_its_own_so_that_nothing_sticks_to_it(line):
    lines = body(f"שלום\n{line}\nתודה", "he", x=LINK).split("\n")

    assert LINK in lines


def test_a_hostile_name_cannot_turn_the_letter_around_or_add_lines():
    filled = body("Dear {x}, yes.", "en", x="\u202eevil\u2066\x00\r\x1b[2J")

    assert filled == "Dear evil [2J, yes."


def test_a_name_that_looks_like_a_place_is_not_filled_again():
    assert body("{x}", "en", x="{y}", y="secret") == "{y}"


def test_a_subject_is_one_line_whatever_is_put_into_it():
    words = fill(Wording("To {x}", "b"), {"x": "a\nBcc: all@example.org"}, "en")

    assert words.subject == "To a Bcc: all@example.org"


def test_the_places_of_a_wording_are_known_and_stray_braces_are_seen():
    assert Wording("{a}", "{b.c} {a}").placeholders == {"a", "b.c"}
    assert not Wording("{a}", "b").stray_braces
    assert Wording("{a", "b").stray_braces
    assert Wording("a", "{שם}").stray_braces


def test_a_place_without_a_fact_is_an_error_of_the_caller():
    with pytest.raises(KeyError):
        body("{x}", "he")


@pytest.mark.parametrize(
    ("wanted", "spoken"), [("ru", "general ru"), ("he", "own he"), ("am", "own he"), ("", "own he"), ("zz", "own he")]
)
def test_the_recipients_language_comes_before_the_callers_own_words(wanted, spoken):
    own = {"he": Wording("s", "own he")}
    general = {language: Wording("s", f"general {language}") for language in ("he", "ru")}

    chosen = choose_language(wanted, own, general)

    assert chosen is not None
    assert chosen[1].body == spoken


def test_without_any_words_there_is_no_language():
    assert choose_language("he", {}, {}) is None


@given(st.text(max_size=200), st.sampled_from(["he", "en", "ar", "ru", "am"]))
def test_whatever_a_fact_says_the_letter_opens_and_closes_its_isolates_and_holds_no_control_signs(text, language):
    filled = body("א {x} ב", language, x=text)

    opened = filled.count(LRI) + filled.count(FSI)
    assert opened == filled.count(PDI) <= 1
    assert not [sign for sign in filled if unicodedata.category(sign) == "Cc" and sign != "\n"]


@given(st.text(max_size=100))
def test_cleaning_twice_changes_nothing(text):
    assert clean_text(clean_text(text)) == clean_text(text)
