"""Wrong layouts and slips, put right; what is right, left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igum.engines.text.fusion import fuse
from igum.engines.text.keyboard import repair, retype
from igum.engines.text.spelling import corrections

KNOWN = {
    "hebr": {"מזון": 30, "לקשישים": 5, "קשישים": 20, "דיור": 9, "עזרה": 12, "ילדים": 40, "תרופות": 3},
    "arab": {"طعام": 5, "للمسنين": 4, "مساعدة": 7, "سكن": 2},
    "cyrl": {"помощь": 8, "пожилым": 3, "питание": 4},
    "latn": {"food": 6, "elderly": 4, "housing": 3},
    "ethi": {"ምግብ": 3},
}


def known(word, script):
    return 1.0 if word in KNOWN.get(script, {}) else 0.0


def frequency(script):
    return lambda word: KNOWN[script].get(word, 0)


@pytest.mark.parametrize(
    ("meant", "language"),
    [("מזון לקשישים", "he"), ("דיור", "he"), ("תרופות", "he"), ("طعام للمسنين", "ar"), ("помощь пожилым", "ru")],
)
def test_words_typed_with_the_keyboard_in_english_are_put_right(meant, language):
    typed = retype(meant, language, "en")

    found = repair(typed, known)

    assert found is not None
    assert (found.text, found.language) == (meant, language)


@pytest.mark.parametrize("typed_in", ["he", "ru", "ar"])
def test_english_words_typed_with_another_keyboard_are_put_right(typed_in):
    typed = retype("food elderly", "en", typed_in)

    found = repair(typed, known)

    assert found is not None
    assert (found.text, found.language) == ("food elderly", "en")


@pytest.mark.parametrize(
    "text",
    [
        "מזון לקשישים",
        "food for the elderly",
        "помощь",
        "مساعدة",
        "housing",
        "ምግብ",
        "",
        "24/7",
        "depression",
        "מזון food",
    ],
)
def test_words_in_the_right_layout_are_left_alone(text):
    assert repair(text, known) is None


@pytest.mark.parametrize("capital", ["NZUI", "Nzui"])
def test_capital_letters_are_the_same_keys(capital):
    assert retype(capital, "en", "he") == "מזון"


@given(st.text(alphabet="אבגדהוזחטיכלמנסעפצקרשת ", max_size=30))
def test_a_layout_there_and_back_is_the_same_text(text):
    assert retype(retype(text, "he", "en"), "en", "he") == text


@given(st.text())
def test_any_text_may_be_in_the_wrong_layout(text):
    repair(text, known)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("קשישם", "קשישים"),  # a vowel letter left out
        ("קשיישים", "קשישים"),  # one too many
        ("קשישסים", "קשישים"),  # a neighbouring key as well
        ("שקישים", "קשישים"),  # two swapped
        ("כשישים", "קשישים"),  # sounds alike
        ("אזרה", "עזרה"),
        ("תרופת", "תרופות"),
    ],
)
def test_one_slip_is_put_right(slip, meant):
    assert corrections(slip, "hebr", frequency("hebr"))[0][0] == meant


@pytest.mark.parametrize(("slip", "script", "meant"), [
    ("помошь", "cyrl", "помощь"), ("مساعذة", "arab", "مساعدة"), ("hosing", "latn", "housing"), ("ምግበ", "ethi", "ምግብ"),
])  # fmt: skip
def test_slips_are_put_right_in_every_script(slip, script, meant):
    assert corrections(slip, script, frequency(script))[0][0] == meant


def test_the_likelier_slip_comes_first_and_chances_sum_to_one():
    found = corrections("טרופה", "hebr", lambda word: {"תרופה": 5, "גרופה": 5}.get(word, 0))

    assert [word for word, _ in found] == ["תרופה", "גרופה"]
    assert sum(chance for _, chance in found) == pytest.approx(1.0)


def test_two_slips_are_not_guessed():
    assert corrections("קשםשמם", "hebr", frequency("hebr")) == []


@given(st.text(max_size=30), st.sampled_from(["hebr", "arab", "cyrl", "latn", "ethi"]))
def test_any_word_may_be_misspelt(word, script):
    assert all(candidate in KNOWN[script] for candidate, _ in corrections(word, script, frequency(script)))


def test_what_stands_high_in_both_orders_comes_first():
    assert [thing for thing, _ in fuse([["a", "b", "c"], ["b", "d"]])] == ["b", "a", "d", "c"]


def test_a_heavier_order_wins():
    assert fuse([["a", "b"], ["b", "a"]], [2.0, 1.0])[0][0] == "a"


def test_orders_without_their_weights_are_refused():
    with pytest.raises(ValueError, match="one for each of 2 rankings"):
        fuse([["a"], ["b"]], [1.0])
