"""The taxonomy, its thesaurus and the abbreviations, as they stand in the repository."""

import csv
import os
import re
import unicodedata
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from igum import directory

DATA = Path(directory.__file__).parent / "data"
REPOSITORY = Path(__file__).resolve().parents[4]
SHARED = Path(os.environ.get("IGUM_SHARED") or REPOSITORY.parent / "shared")
LANGUAGES = ("he", "en", "ar", "ru", "am")
AXES = {"need": "human_services", "situation": "human_situations"}
SCRIPTS = {"he": "HEBREW", "en": "LATIN", "ar": "ARABIC", "ru": "CYRILLIC", "am": "ETHIOPIC"}
# Alone, each of these fits half the directory.
TOO_BROAD = {
    "he": {"עזרה", "תמיכה", "סיוע", "טיפול", "ייעוץ", "ליווי", "שירות", "שירותים", "מרכז", "עמותה", "קבוצה", "פעילות"},
    "ar": {"مساعدة", "دعم", "خدمة", "خدمات", "علاج", "استشارة", "مركز", "جمعية", "مجموعة", "نشاط"},
    "en": {"help", "support", "assistance", "aid", "service", "services", "care", "treatment", "center", "group"},
    "ru": {"помощь", "поддержка", "содействие", "услуга", "услуги", "лечение", "центр", "группа", "консультация"},
    "am": {"እርዳታ", "ድጋፍ", "አገልግሎት", "ሕክምና", "ምክር"},
}


def load(name: str) -> Any:
    return yaml.load((DATA / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


TAXONOMY = load("taxonomy")
TERMS: dict[str, dict[str, str]] = {code: names for axis in AXES for code, names in TAXONOMY[axis].items()}
SYNONYMS: dict[str, dict[str, list[str]]] = load("synonyms")
ABBREVIATIONS: dict[str, dict[str, list[str]]] = load("abbreviations")
ENTRIES = [
    (code, lang, entry) for code, found in SYNONYMS.items() for lang, listed in found.items() for entry in listed
]


def scripts_of(text: str) -> set[str]:
    return {unicodedata.name(letter).split()[0] for letter in text if letter.isalpha()}


def parent_of(code: str) -> str:
    return code.rpartition(":")[0]


@pytest.mark.parametrize(("axis", "source"), [("need", "services.csv"), ("situation", "situations.csv")])
def test_the_codes_of_an_axis_are_those_of_openeligibility(axis, source):
    path = SHARED / "data" / "taxonomy" / source
    if not path.exists():
        pytest.skip(f"{path} is not there; set IGUM_SHARED to the folder that holds data/taxonomy")

    with path.open(encoding="utf-8", newline="") as rows:
        codes = {row["slug"] for row in csv.DictReader(rows)}

    assert set(TAXONOMY[axis]) == codes


@pytest.mark.parametrize(
    ("axis", "root", "count"), [("need", "human_services", 190), ("situation", "human_situations", 218)]
)
def test_every_term_of_an_axis_hangs_from_its_root(axis, root, count):
    terms = TAXONOMY[axis]

    orphans = [code for code in terms if code != root and parent_of(code) not in terms]

    assert len(terms) == count
    assert orphans == []


def test_a_parent_stands_above_its_children_in_the_file():
    order = {code: place for place, code in enumerate(TERMS)}

    late = [code for code in TERMS if parent_of(code) and order[parent_of(code)] > order[code]]

    assert late == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_has_a_name_in_the_language_and_its_script(language):
    wrong = {
        code: names.get(language)
        for code, names in TERMS.items()
        if not names.get(language, "").strip() or SCRIPTS[language] not in scripts_of(names[language])
    }
    foreign = {
        code: names[language]
        for code, names in TERMS.items()
        # HIV, PTSD and FD are written in Latin letters in every language.
        if scripts_of(re.sub(r"\b[A-Z]{2,4}\b", "", names[language])) - {SCRIPTS[language], "MODIFIER"}
    }

    assert wrong == {}
    assert foreign == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_siblings_share_a_name(language):
    by_name = defaultdict(list)
    for code, names in TERMS.items():
        by_name[parent_of(code), names[language].casefold()].append(code)

    assert [codes for codes in by_name.values() if len(codes) > 1] == []


def test_names_and_entries_are_written_without_stray_spaces_or_signs():
    texts = [names[language] for names in TERMS.values() for language in LANGUAGES]
    texts += [entry for _, _, entry in ENTRIES]

    untidy = [text for text in texts if text != " ".join(text.split()) or set(text) & set("|=،;\u200f\u200e")]

    assert untidy == []


def test_the_file_says_which_languages_wait_for_a_native_reader():
    assert TAXONOMY["waiting"] == ["am"]
    assert TAXONOMY["licence"] == "CC-BY-SA-3.0"


def test_everyday_words_stand_under_terms_that_exist():
    assert sorted(set(SYNONYMS) - set(TERMS)) == []


def test_every_term_without_children_has_everyday_words_in_four_languages():
    parents = {parent_of(code) for code in TERMS}

    silent = [
        (code, language)
        for code in TERMS
        for language in ("he", "ar", "en", "ru")
        if code not in parents and not SYNONYMS.get(code, {}).get(language)
    ]

    assert silent == []


def test_an_everyday_word_points_at_three_terms_at_most():
    terms_of = defaultdict(set)
    for code, language, entry in ENTRIES:
        terms_of[language, entry.casefold()].add(code)

    assert {key: codes for key, codes in terms_of.items() if len(codes) > 3} == {}


def test_no_everyday_word_fits_half_the_directory():
    assert [found for found in ENTRIES if found[2].casefold() in TOO_BROAD[found[1]]] == []


def test_no_entry_repeats_its_own_term_or_its_neighbour():
    repeats = [found for found in ENTRIES if found[2].casefold() == TERMS[found[0]][found[1]].casefold()]
    folded = sorted((code, language, entry.casefold()) for code, language, entry in ENTRIES)
    doubles = [one for one, next_one in pairwise(folded) if one == next_one]

    assert repeats == []
    assert doubles == []


def test_everyday_words_are_in_their_own_script_or_in_latin_letters():
    foreign = [
        (code, language, entry)
        for code, language, entry in ENTRIES
        if scripts_of(entry) - {SCRIPTS[language], "LATIN", "MODIFIER"}
    ]

    assert foreign == []


def test_abbreviations_have_meanings_other_than_themselves():
    broken = [
        (language, short)
        for language, table in ABBREVIATIONS.items()
        for short, meanings in table.items()
        if not meanings or short in meanings or " " in short or not all(isinstance(one, str) for one in meanings)
    ]

    assert broken == []
    assert len(ABBREVIATIONS["he"]) >= 150


def test_no_abbreviation_is_written_twice():
    lines = (DATA / "abbreviations.yaml").read_text(encoding="utf-8").splitlines()
    keys = [line.split(": [")[0] for line in lines if re.match(r"  [^#\s]", line)]

    assert len(keys) == sum(len(table) for table in ABBREVIATIONS.values())
