"""Small words turn a sentence, in five languages."""

import pytest

from igum.engines.text.analysis import analyse
from igum.engines.text.senses import CAN, MORE, NOT, WANT


def senses_of(text: str) -> list[str]:
    return [sense for word in analyse(text) for sense in word.senses]


@pytest.mark.parametrize(
    "text",
    [
        "לא רוצה", "לא רוצים", "שלא רציתי", "لا أريد", "ما بدي", "بديش", "مش حابب", "не хочу", "она не хочет",
        "не хочется", "don't want", "does not want", "didn’t want", "አልፈልግም",
    ],
)  # fmt: skip
def test_not_to_want_is_said_in_many_ways(text):
    assert senses_of(text) == [NOT, WANT]


@pytest.mark.parametrize("text", ["לא יכולה יותר", "не могу больше", "can't anymore", "مش قادر أكثر"])
def test_not_to_be_able_any_more_is_said_in_any_language(text):
    assert senses_of(text) == [NOT, CAN, MORE]


@pytest.mark.parametrize("text", ["מזון לקשישים", "سلة غذاء", "еда", "food", "ምግብ"])
def test_a_word_of_subject_has_no_such_sense(text):
    assert senses_of(text) == []


def test_a_small_word_stays_silent_in_plain_search():
    assert all(word.is_stop for word in analyse("לא רוצה יותר, אחרי, בלי"))
