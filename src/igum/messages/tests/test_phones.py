import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igum.messages.rules.phones import as_dialled_here, clean_phone, digits_of, is_mobile, is_phone


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0501234567", "+972501234567"),
        ("050-123-4567", "+972501234567"),
        (" 050 123 45 67 ", "+972501234567"),
        ("(050) 123.4567", "+972501234567"),
        ("+972501234567", "+972501234567"),
        ("+972-(0)50-1234567", "+972501234567"),
        ("00972501234567", "+972501234567"),
        ("972501234567", "+972501234567"),
        ("٠٥٠١٢٣٤٥٦٧", "+972501234567"),
        ("０５０１２３４５６７", "+972501234567"),
        ("\u200e050\u2011123\u20114567\u202c", "+972501234567"),
        ("050־123־4567", "+972501234567"),
        ("04-987-1234", "+97249871234"),
        ("077-123-4567", "+972771234567"),
        ("+44 20 7946 0018", "+442079460018"),
        ("0044 20 7946 0018", "+442079460018"),
    ],
)
def test_a_number_is_kept_in_one_form_however_it_was_typed(typed, kept):
    assert clean_phone(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "+",
        "call me",
        "050-123-456",
        "050-123-45678",
        "0501234567 or 0521234567",
        "0501234567\n0521234567",
        "*6050",
        "1-800-123-123",
        "106",
        "01-1234567",
        "+972601234567",
        "+9721234567",
        "972",
        "+0501234567",
        "++972501234567",
        "0501234567;ext=5",
        "0501234567?text=x",
        "²³¹",
        "0" * 61,
        "9" * 10_000,
        "०५०१२३४५६",
        "\x000501234567",
        "'; DROP TABLE outbox_message; --",
    ],
)
def test_what_is_no_number_of_a_person_is_refused(typed):
    assert clean_phone(typed) == ""


@given(st.text(max_size=80))
def test_whatever_is_typed_becomes_a_plain_number_or_nothing(typed):
    kept = clean_phone(typed)

    assert kept == "" or (kept[0] == "+" and kept[1:].isascii() and kept[1:].isdigit() and 8 <= len(kept) <= 16)
    assert kept == "" or clean_phone(kept) == kept


@given(st.text(alphabet="+0123456789-() \u200f\u202a٠١٢٣٤٥", max_size=20))
def test_a_kept_number_has_the_digits_that_were_typed(typed):
    kept = clean_phone(typed)
    digits = "".join(str(unicodedata.digit(sign)) for sign in typed if sign.isdigit())

    assert not kept or digits.lstrip("0").endswith(kept.removeprefix("+972").removeprefix("+"))


def test_only_a_mobile_number_takes_a_text_message():
    assert is_mobile("+972501234567")
    assert is_mobile("+442079460018")
    assert not is_mobile("+97249871234")
    assert not is_mobile("0501234567")


def test_a_number_is_shown_as_it_is_dialled_here_and_linked_by_its_digits():
    assert as_dialled_here("+972501234567") == "0501234567"
    assert digits_of("+972501234567") == "972501234567"
    assert is_phone("+972501234567")
    assert not is_phone("")
