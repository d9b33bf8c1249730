"""Abbreviations find what they stand for, and are found by it."""

import pytest

from igum.engines.text.abbreviations import Abbreviations
from igum.engines.text.analysis import Word, analyse

GROUPS = (
    ('עו"ס', "עובד סוציאלי", "עובדת סוציאלית"), ('מתנ"ס', "מרכז קהילתי"), ('ביט"ל', "ביטוח לאומי"),
    ('קופ"ח', "קופת חולים"), ('חנ"מ', "חינוך מיוחד"), ("ДЦП", "детский церебральный паралич"),
)  # fmt: skip
COMMON = frozenset(["ביטל", "עוד"])


def is_common(word: Word) -> bool:
    return word.text in COMMON


ABBREVIATIONS = Abbreviations(GROUPS, is_common)


def said(text: str) -> list[str]:
    return [" ".join(word.text for word in words) for words in ABBREVIATIONS.equals(analyse(text)[0])]


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ('עו"ס', "עובד סוציאלי"), ('עו"ס', "עובדת סוציאלית"), ('מתנ"ס', "מרכז קהילתי"), ('ביט"ל', "ביטוח לאומי"),
        ('בביט"ל', "ביטוח לאומי"), ('לקופ"ח', "קופת חולים"), ("קופח", "קופת חולים"), ("חנ״מ", "חינוך מיוחד"),
        ("дцп", "детский церебральный паралич"),
    ],
)  # fmt: skip
def test_an_abbreviation_says_what_it_stands_for(short, full):
    assert full in said(short)


def test_an_abbreviation_that_is_a_common_word_without_its_mark_is_left_alone():
    assert said("ביטל") == []


def test_words_side_by_side_are_known_in_short():
    short = ABBREVIATIONS.in_short(analyse("פגישה עם עובדת סוציאלית"))

    assert [word.text for word in short] == ['עו"ס']


def test_words_apart_are_not_an_abbreviation():
    assert ABBREVIATIONS.in_short(analyse("מרכז יום קהילתי")) == []


def test_any_other_word_has_nothing_that_means_the_same():
    assert said("מזון") == []
