"""The texts of the interface: complete in five languages, and safe to fill in.

The catalogues are read here with polib, which is not what writes them (Babel) nor what compiles them (our own lines).
"""

import gettext
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date, time
from functools import cache
from io import BytesIO
from pathlib import Path

import polib
import pytest
from django.utils import formats
from django.utils.translation import override
from django.utils.translation.trans_real import DjangoTranslation
from hypothesis import given
from hypothesis import strategies as st

from igum.config.cli import collecting
from igum.config.cli.messages import compile_messages, compiled_catalogue

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = tuple(collecting.PLURAL_FORMS)
TRANSLATED = tuple(language for language in LANGUAGES if language != "en")
SCRIPTS = {"he": "HEBREW", "ar": "ARABIC", "en": "LATIN", "ru": "CYRILLIC", "am": "ETHIOPIC"}

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"<[^<>]+>")
# A sentence stays a sentence and a question a question, each in the marks of its language.
ENDINGS = {".": ".።", "?": "?؟", ":": ":፦", "!": "!", "…": "…"}
# Names, and signs that are the same in every language.
SAME_AS_IN_ENGLISH = {"WhatsApp", "SMS", "IPv4", "IPv6", ", ", "(Hidden field %(name)s) %(error)s"}


@cache
def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(collecting.catalogue_file(language)))


def said(language: str) -> Iterator[tuple[polib.POEntry, int, str]]:
    """Every entry with each of its forms and the form's number."""
    for entry in catalogue(language):
        forms = entry.msgstr_plural or {0: entry.msgstr}
        for number, text in forms.items():
            yield entry, number, text


def numbers_of_form(language: str, form: int) -> list[int]:
    rule = gettext.c2py(collecting.PLURAL_FORMS[language].partition("plural=")[2].rstrip(";"))
    return [number for number in range(1000) if rule(number) == form]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_the_texts_of_today_and_no_other(language):
    written = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue(language)}

    today = {
        (text.context, *(text.message if isinstance(text.message, tuple) else (text.message, "")))
        for text in collecting.own_texts() + collecting.lacking_texts(language)
    }

    assert (today - written, written - today) == (set(), set()), (
        "run ./igum messages collect, and translate what is new"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_collecting_again_changes_nothing(language):
    once = collecting.as_po(collecting.merged_catalogue(language), language)

    again = collecting.as_po(collecting.read_catalogue(language, once), language)

    assert again.count(b"msgid") == once.count(b"msgid")
    assert set(again.split(b"\n\n")) == set(once.split(b"\n\n"))


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_is_missing_or_waits_for_another_look(language):
    unfinished = [entry.msgid for entry in catalogue(language) if not entry.translated() or entry.obsolete]

    assert unfinished == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_number_has_its_form(language):
    expected = collecting.PLURAL_FORMS[language]

    forms = {len(entry.msgstr_plural) for entry in catalogue(language) if entry.msgid_plural}

    assert catalogue(language).metadata["Plural-Forms"] == expected
    assert forms == {int(expected.partition("nplurals=")[2][0])}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_in_what_its_source_fills_in(language):
    wrong = [
        (entry.msgid, text) for entry, form, text in said(language) if not fills_in_alike(language, entry, form, text)
    ]

    assert wrong == []


def fills_in_alike(language: str, entry: polib.POEntry, form: int, text: str) -> bool:
    sources = [Counter(PLACEHOLDER.findall(source)) for source in (entry.msgid, entry.msgid_plural) if source]
    filled = Counter(PLACEHOLDER.findall(text))
    if filled in sources:
        return True
    # "Two hours" is one word in Hebrew and Arabic: a form of a single number may leave the number out, if it is named.
    single = bool(entry.msgid_plural) and len(numbers_of_form(language, form)) == 1
    left_out = sources[-1] - filled
    return single and not filled - sources[-1] and left_out.total() == 1 and all("(" in name for name in left_out)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_tags_of_its_source(language):
    wrong = [
        (entry.msgid, text)
        for entry, _, text in said(language)
        if Counter(TAG.findall(text)) != Counter(TAG.findall(entry.msgid))
    ]

    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_ends_as_its_source_does(language):
    wrong = [
        (entry.msgid, text)
        for entry, _, text in said(language)
        if text.strip()[-1] not in ENDINGS.get(entry.msgid.strip()[-1], text)
    ]

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_of_another_language_stands_in_a_translation(language):
    """Unless the source shows it: the sign to write inside a Hebrew abbreviation is told to everyone."""
    others = tuple(script for code, script in SCRIPTS.items() if code not in (language, "en"))

    wrong = [
        (entry.msgid, text)
        for entry, _, text in said(language)
        if any(unicodedata.name(letter, "").startswith(others) for letter in set(text) - set(entry.msgid))
    ]

    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_latin_words_are_only_those_that_the_source_has(language):
    wrong = [
        (entry.msgid, strangers)
        for entry, _, text in said(language)
        if (strangers := set(re.findall("[A-Za-z]+", text)) - set(re.findall("[A-Za-z]+", sources_of(entry))))
    ]

    assert wrong == []


def sources_of(entry: polib.POEntry) -> str:
    """One and many: "every day" has no number in it, "every %(count)d days" has."""
    return f"{entry.msgid} {entry.msgid_plural}"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_is_not_the_english_text(language):
    english = [
        entry.msgid
        for entry, _, text in said(language)
        if text == entry.msgid
        and entry.msgid not in SAME_AS_IN_ENGLISH
        and re.search("[A-Za-z]", PLACEHOLDER.sub("", text))
    ]

    assert english == []


def test_amharic_says_that_it_waits_for_a_native_reader():
    assert "Waits for a native reader" in catalogue("am").header


def glossary() -> list[list[str]]:
    lines = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [row for row in rows if row[0] != "English"]


def test_the_glossary_has_one_row_for_one_idea():
    words = Counter(row[0].lower() for row in glossary())

    assert [word for word, times in words.items() if times > 1] == []
    assert all(len(row) == 4 and all(row) for row in glossary())


@pytest.mark.parametrize(("language", "column"), [("he", 1), ("ar", 2)])
def test_the_pages_use_the_words_of_the_glossary(language, column):
    words = {row[0]: row[column] for row in glossary()}

    differing = {
        entry.msgid: (entry.msgstr, words[entry.msgid])
        for entry in catalogue(language)
        if entry.msgid in words and entry.msgstr != words[entry.msgid]
    }

    assert differing == {}


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("he", "Make Primary", "הגדרה כראשית"),  # allauth's own Hebrew speaks to men
        ("ar", "Cancel", "إلغاء"),  # allauth's own Arabic says "he cancels"
        ("am", "This field is required.", "ይህ መሞላት አለበት።"),  # Django has no Amharic
        ("ru", "Monday", "Понедельник"),  # Django's own
        ("en", "Nothing was found", "Nothing was found"),
    ],
)
def test_our_words_win_over_those_of_packages(language, source, expected):
    compile_messages()

    assert DjangoTranslation(language).gettext(source) == expected


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        ("he", 1, "שעה אחת"),
        ("he", 2, "שעתיים"),
        ("he", 3, "%(count)s שעות"),
        ("ar", 2, "ساعتان"),
        ("ar", 3, "%(count)s ساعات"),
        ("ar", 11, "%(count)s ساعة"),
        ("ru", 21, "%(count)s час"),
        ("ru", 22, "%(count)s часа"),
        ("ru", 25, "%(count)s часов"),
        ("am", 1, "%(count)s ሰዓት"),
        ("am", 2, "%(count)s ሰዓታት"),
        ("en", 1, "%(count)s hour"),
    ],
)
def test_a_number_takes_the_form_of_its_language(language, number, expected):
    compile_messages()

    assert DjangoTranslation(language).ngettext("%(count)s hour", "%(count)s hours", number) == expected


@pytest.mark.parametrize(
    ("language", "day", "short", "hour"),
    [
        ("he", "2 בנובמבר 2026", "02/11/2026", "08:05"),
        ("ar", "2 نوفمبر 2026", "02/11/2026", "08:05"),
        ("en", "2 November 2026", "02/11/2026", "08:05"),
        ("ru", "2 ноября 2026 г.", "02.11.2026", "08:05"),
        ("am", "2 ኖቬምበር 2026", "02/11/2026", "08:05"),
    ],
)
def test_days_and_hours_are_written_as_in_israel(language, day, short, hour):
    compile_messages()
    second_of_november = date(2026, 11, 2)

    with override(language):
        shown = (
            formats.date_format(second_of_november),
            formats.date_format(second_of_november, "SHORT_DATE_FORMAT"),
            formats.time_format(time(8, 5)),
        )

    assert shown == (day, short, hour)
    assert formats.get_format("DATE_INPUT_FORMATS", language)[:2] == ["%Y-%m-%d", "%d/%m/%Y"]


def test_texts_are_found_in_code_and_in_templates(tmp_path: Path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(
        '      {% translate "Open" context "a shop" %}\n'
        "  <p>{% blocktranslate trimmed count n=n %}\n    {{ n }} of 100%\n  {% plural %}\n    {{ n }} of them\n"
        '  {% endblocktranslate %}</p>\n{% include "x" with title=_("Title") %}{# {% translate "Not said" %} #}\n'
    )
    (tmp_path / "code.py").write_text('words = ngettext("one", "many", 3)\nname = pgettext_lazy("a month", "May")\n')
    (tmp_path / "words.txt").write_text('_("Not code")')

    found = {(text.place, text.message, text.context) for text in collecting.texts_under(tmp_path, tmp_path)}

    assert found == {
        ("templates/page.html", "Open", "a shop"),
        ("templates/page.html", ("%(n)s of 100%%", "%(n)s of them"), None),
        ("templates/page.html", "Title", None),
        ("code.py", ("one", "many"), None),
        ("code.py", "May", "a month"),
    }


words = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters='\n\t"\\%éשلЯሰ'), min_size=1, max_size=60
)


@given(
    st.lists(
        st.tuples(st.none() | words, words, st.none() | words, words, words, st.booleans()),
        max_size=8,
        unique_by=lambda entry: entry[:2],
    )
)
def test_a_compiled_catalogue_reads_as_polib_and_gettext_read_it(entries):
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for context, source, plural, first, second, fuzzy in entries:
        said = {"msgid_plural": plural, "msgstr_plural": {0: first, 1: second}} if plural else {"msgstr": first}
        catalogue.append(polib.POEntry(msgctxt=context, msgid=source, flags=["fuzzy"] * fuzzy, **said))

    ours = gettext.GNUTranslations(BytesIO(compiled_catalogue(str(catalogue))))

    theirs = gettext.GNUTranslations(BytesIO(catalogue.to_binary()))
    assert {**ours._catalog, "": ""} == {**theirs._catalog, "": ""}
    assert ours._info["plural-forms"] == theirs._info["plural-forms"]
