"""The letters that the modules of this installation write: whole in every language."""

import pytest
from django.conf import settings

from igum.messages.slots import WORDINGS
from igum.messages.wordings import read_wordings

LETTERS = [pytest.param(texts, id=key) for path in WORDINGS for key, texts in read_wordings(path).items()]


@pytest.mark.parametrize("texts", LETTERS)
def test_a_letter_speaks_all_languages_and_asks_for_the_same_facts_in_each(texts):
    asked = {language: wording.placeholders for language, wording in texts.items()}

    assert set(texts) == {code for code, _name in settings.LANGUAGES}
    assert len(set(asked.values())) == 1, asked
    assert not [language for language, wording in texts.items() if wording.stray_braces]
    assert all(wording.subject.strip() and wording.body.strip() for wording in texts.values())
