"""Inflected forms that people write, in pairs that must meet, and pairs that must not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igum.engines.text.analysis import LONGEST_WORD, Word, analyse, keys, readings, surfaces
from igum.engines.text.scripts import plain

HEBREW_THAT_MEET = [
    # Particles before the word
    ("מזון", "ומזון"), ("קשישים", "לקשישים"), ("הסעות", "ובהסעות"), ("מטפלת", "ולמטפלת"), ("בית", "מהבית"),
    ("ילדים", "שלילדים"), ("דיור", "בדיור"), ("חולים", "כשחולים"),
    # Number and gender
    ("קשיש", "קשישים"), ("קשיש", "קשישה"), ("קשישה", "קשישות"), ("משפחה", "משפחות"), ("נפגעת", "נפגעות"),
    ("נזקק", "נזקקות"),
    ("אוטיסט", "אוטיסטים"), ("אוטיסט", "אוטיסטית"), ("נעדר", "נעדרים"), ("מסובסד", "מסובסדים"),
    # Construct forms and possession
    ("מתמודדים", "מתמודדי"), ("משפחה", "משפחתו"), ("משפחות", "משפחותיהם"), ("זכויות", "זכויותיהם"),
    ("ילדים", "ילדיהם"),
    ("בתים", "בתי"), ("הורים", "הורי"),
    # Plene and defective spelling
    ("חינוך", "חנוך"), ("אומנה", "אמנה"), ("אישור", "אשור"), ("טיפול", "טפול"), ("שיקום", "שקום"),
    # Final letters
    ("מרכז", "מרכזים"), ("צורך", "צורכי"), ("סרטן", "סרטני"), ("כסף", "כספי"),
    # Points, other quotation marks, presentation forms
    ("שלום", "שָׁלוֹם"), ('מתנ"ס', "מתנ״ס"), ('מתנ"ס', "במתנ''ס"), ('מתנ"ס', "מתנס"), ("צ'ק", "צ׳ק"),
    ("שלום", "\ufb2aלום"),
    # What the dictionary alone knows
    ("בית", "בתים"), ("עיר", "ערים"),
]  # fmt: skip
ARABIC_THAT_MEET = [
    ("المسنين", "للمسنين"), ("مسنين", "المسنين"), ("طعام", "الطعام"), ("طعام", "والطعام"), ("إعاقة", "اعاقه"),
    ("مستشفى", "مستشفي"), ("أطفال", "اطفال"), ("أطفال", "بالأطفال"), ("مُساعَدة", "مساعدة"), ("مســاعدة", "مساعدة"),
    ("مساعدة", "مساعدات"), ("عائلة", "العائلات"), ("معلم", "معلمون"), ("مسنون", "للمسنين"),
]  # fmt: skip
RUSSIAN_THAT_MEET = [
    ("ребёнок", "детям"), ("пожилой", "пожилых"), ("помощь", "помощи"), ("человек", "людям"), ("семья", "семьями"),
    ("приёмная", "приемную"), ("работа", "работе"), ("инвалид", "инвалидов"), ("жильё", "жилья"),
    ("бесплатный", "бесплатная"), ("йога", "йогой"),
]  # fmt: skip
ENGLISH_THAT_MEET = [
    ("child's", "child"), ("families", "family"), ("Housing", "house"), ("disabilities", "disability"),
    ("café", "cafe"),
    ("meals", "meal"), ("volunteering", "volunteer"),
]  # fmt: skip
AMHARIC_THAT_MEET = [
    ("ሐኪም", "ሀኪም"), ("ኃይል", "ሀይል"), ("ሠራተኛ", "ሰራተኛ"), ("ዓመት", "አመት"), ("ፀሐይ", "ጸሀይ"), ("ልጅ", "ልጆች"), ("ልጅ", "ለልጆች"),
    ("ምግብ", "ለምግብ"), ("ቤት", "ከቤት"),
]  # fmt: skip
THAT_DO_NOT_MEET = [
    ("מזון", "קשיש"), ("ילד", "דיור"), ("מים", "ים"), ("בית", "בן"), ("طعام", "سكن"), ("помощь", "дом"),
    ("food", "foot"),
    ("ምግብ", "ልጅ"), ("חינוך", "חינם"), ('ביט"ל', "כביש"),
]  # fmt: skip


def forms(text: str) -> set[str]:
    return {form for word in analyse(text) for form in word.forms}


@pytest.mark.parametrize(
    ("written", "other"),
    HEBREW_THAT_MEET + ARABIC_THAT_MEET + RUSSIAN_THAT_MEET + ENGLISH_THAT_MEET + AMHARIC_THAT_MEET,
)
def test_forms_of_one_word_meet(written, other):
    assert forms(written) & forms(other)


@pytest.mark.parametrize(("written", "other"), THAT_DO_NOT_MEET)
def test_different_words_do_not_meet(written, other):
    assert not forms(written) & forms(other)


def test_an_abbreviation_is_not_the_small_word_that_its_letters_spell():
    lawyer, more = analyse('עו"ד עוד')

    assert (lawyer.is_stop, more.is_stop) == (False, True)


def test_a_word_of_the_dictionary_is_first_taken_for_what_it_is():
    addicted, salary, elderly = analyse("מכור משכורת לקשישים")

    assert not set(addicted.whole) & set(salary.forms)
    assert set(elderly.whole) == set(elderly.forms)


def test_each_word_of_a_mixed_text_is_read_in_its_own_script():
    words = analyse("אבחון ADHD للأطفال дети ልጆች 24/7")

    assert [word.script for word in words] == ["hebr", "latn", "arab", "cyrl", "ethi", "latn", "latn"]


def test_a_word_of_two_scripts_is_cut_where_they_meet():
    assert [word.text for word in analyse("בADHD")] == ["ב", "adhd"]


@pytest.mark.parametrize("question", ["איך אפשר לקבל את זה", "how can I get it", "как это получить", "كيف يمكنني"])
def test_words_that_only_ask_are_stop_words(question):
    assert all(word.is_stop for word in analyse(question))


def test_a_stop_word_is_indexed_as_itself_alone():
    assert keys(analyse("של")) == {"hebr": ["של"]}


def test_the_vocabulary_of_a_text_is_its_words_once_as_they_are_written():
    assert list(surfaces(analyse("מזון, מזון של קשישים"))["hebr"]) == ["מזון", "קשישים"]


@pytest.mark.parametrize(
    ("written", "name"), [("בכרמיאל", "כרמיאל"), ("ומנהריה", "נהריה"), ("بعكا", "عكا"), ("በአኮ", "አኮ"), ("Akko", "akko")]
)
def test_a_name_is_read_through_what_leans_on_it(written, name):
    assert name in readings(analyse(written)[0])


@given(st.text())
def test_any_text_is_analysed_alike_each_time(text):
    words = analyse(text)

    assert words == analyse(text)
    assert all(isinstance(word, Word) and word.forms and len(word.text) <= LONGEST_WORD for word in words)


@given(st.text())
def test_no_form_has_a_space_or_a_quotation_mark(text):
    assert not any(mark in form for form in forms(text) for mark in " \t\n\"'")


@given(st.text(alphabet="אבגדהוזחטיכלמנסעפצקרשתםןץףך\"' ", max_size=40))
def test_a_word_written_again_in_plain_shape_has_the_same_forms(text):
    for word in analyse(text):
        assert analyse(word.text) == (word,)


def test_a_text_of_a_hundred_thousand_letters_is_analysed_to_its_end():
    assert len(analyse("מזון " * 20_000)) == 20_000
    assert len(analyse("א" * 100_000)[0].text) == LONGEST_WORD


def test_a_hundred_thousand_marks_on_one_letter_are_put_in_order_a_thousand_at_a_time():
    shaped = plain("a" + "\u0301\u0323" * 50_000)

    assert max(len(run) for run in shaped.split(" ")) <= 1000
