from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igum.people.rules import (
    ANONYMOUS,
    GIVES,
    OPENS_ROWS,
    REACHES,
    Document,
    Identity,
    IdentityMode,
    Role,
    clean_document,
    is_held_on,
    is_israeli_id,
    name_key,
    range_of_prefix,
)

digits = st.text("0123456789", min_size=8, max_size=8)
names = st.text(st.characters(codec="utf-8", categories=("L", "Zs", "Mn", "Po")), max_size=30)


@pytest.mark.parametrize("number", ["012345674", "123456782", "039337423"])
def test_published_examples_of_identity_numbers_are_right(number):
    assert is_israeli_id(number)


@pytest.mark.parametrize(
    "number", ["012345675", "123456789", "000000000", "12345678", "1234567821", "١٢٣٤٥٦٧٨٢", "12345678x", ""]
)
def test_what_is_no_identity_number_is_refused(number):
    assert not is_israeli_id(number)


@given(digits)
def test_eight_digits_have_exactly_one_check_digit(eight):
    fitting = [last for last in "0123456789" if is_israeli_id(eight + last)]

    assert len(fitting) == (0 if int(eight) == 0 else 1)


@given(digits, st.integers(0, 8), st.integers(1, 9))
def test_one_mistyped_digit_is_always_noticed(eight, place, change):
    number = next((eight + last for last in "0123456789" if is_israeli_id(eight + last)), None)
    if number is None:
        return
    wrong = str((int(number[place]) + change) % 10)

    assert not is_israeli_id(number[:place] + wrong + number[place + 1 :])


@pytest.mark.parametrize(
    ("document", "typed", "kept"),
    [
        (Document.ISRAELI_ID, " 1234567-4 ", "012345674"),
        (Document.ISRAELI_ID, "012345675", None),
        (Document.PASSPORT, "ab 123456", "AB123456"),
        (Document.PASSPORT, "A1", None),
        (Document.PASSPORT, "דרכון12345", None),
    ],
)
def test_a_document_is_kept_in_one_form(document, typed, kept):
    assert clean_document(document, typed) == kept


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("בֶּן־דָּוִד", "בן דוד"),
        ("צ'רניחובסקי", "צרניחובסקי"),
        ("כהן", "כהנ"),
        ("أحمد", "احمد"),
        ("فاطمة", "فاطمه"),
        ("Артём", "артем"),
        ("O’Brien-Levi", "obrien levi"),
    ],
)
def test_spellings_of_one_name_compare_equal(typed, meant):
    assert name_key(typed) == name_key(meant)


@given(names)
def test_a_name_key_is_its_own_key(name):
    assert name_key(name_key(name)) == name_key(name)


@given(names, names)
def test_whoever_begins_so_lies_in_the_range_and_nobody_else(prefix, name):
    low, high = range_of_prefix(prefix)

    assert (low <= name < high) == name.startswith(prefix)


@pytest.mark.parametrize(
    ("day", "held"),
    [(date(2026, 12, 31), False), (date(2027, 1, 1), True), (date(2027, 5, 31), True), (date(2027, 6, 1), False)],
)
def test_a_post_is_held_from_its_first_day_to_the_day_before_its_end(day, held):
    assert is_held_on(day, date(2027, 1, 1), date(2027, 6, 1)) is held


def test_every_role_is_held_somewhere_and_given_by_an_administrator():
    assert set(REACHES) == set(Role)
    assert GIVES[Role.ADMINISTRATOR] == set(Role)


def test_a_privacy_officer_opens_nobodys_rows():
    assert Role.PRIVACY_OFFICER not in OPENS_ROWS


def test_somebody_anonymous_points_to_nobody():
    assert ANONYMOUS.resident_id is None
    with pytest.raises(ValueError, match="anonymous identity has no resident"):
        Identity(IdentityMode.ANONYMOUS, uuid4())
    with pytest.raises(ValueError, match="exactly one"):
        Identity(IdentityMode.CODED)
