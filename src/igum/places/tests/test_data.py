"""The facts in the package: whole, in the right letters, and the same as a rebuild."""

import json
import os
import re
import runpy
from pathlib import Path

import numpy as np
import pytest

from igum.places.commands import DATA
from igum.places.rules import distance_km
from igum.places.tests.factories import rows_of

ROOT = Path(__file__).resolve().parents[4]
SHARED = Path(os.environ.get("IGUM_SHARED", ROOT.parent / "shared")) / "data" / "places"
LETTERS = {
    "he": r"[א-ת][א-ת \-'\"()]*",
    "en": r"[A-Za-z][A-Za-z \-'()]*",
    "ar": r"[ء-ي][ء-ي \-()]*",
    "ru": r"[А-яё][А-яё \-—()]*",
    "am": r"[ሀ-ፚ][ሀ-ፚ \-()]*",
}


def test_there_are_11_regions_257_authorities_and_1266_localities():
    assert [len(rows_of(name)) for name in ("regions.csv", "authorities.csv", "localities.csv")] == [11, 257, 1266]


@pytest.mark.parametrize("file", ["regions.csv", "authorities.csv", "localities.csv"])
@pytest.mark.parametrize("language", ["he", "en", "ar", "ru"])
def test_every_name_is_written_in_the_letters_of_its_language(file, language):
    names = [row[language] for row in rows_of(file)]

    assert [name for name in names if not re.fullmatch(LETTERS[language], name)] == []


@pytest.mark.parametrize("file", ["regions.csv", "authorities.csv", "localities.csv"])
def test_an_amharic_name_is_in_ethiopic_letters_or_missing(file):
    names = [row["am"] for row in rows_of(file) if row["am"]]

    assert names
    assert [name for name in names if not re.fullmatch(LETTERS["am"], name)] == []


def test_western_galilee_has_amharic_names_throughout():
    here = [row for file in ("authorities.csv", "localities.csv") for row in rows_of(file) if row["region"] == "212"]

    assert len(here) == 13 + 69
    assert [row["he"] for row in here if not row["am"]] == []


@pytest.mark.parametrize(
    ("hebrew", "arabic"),
    [
        ("עכו", "عكا"),
        ("נהרייה", "نهاريا"),
        ("מעלות-תרשיחא", "معلوت ترشيحا"),
        ("בית ג'ן", "بيت جن"),
        ("חורפיש", "حرفيش"),
        ("פסוטה", "فسوطة"),
        ("מעיליא", "معليا"),
        ("מזרעה", "المزرعة"),
        ("שייח' דנון", "الشيخ دنون"),
        ("עראמשה", "عرب العرامشة"),
        ("אום אל-פחם", "أم الفحم"),
        ("נצרת", "الناصرة"),
        ("שפרעם", "شفاعمرو"),
        ("פקיעין (בוקייעה)", "البقيعة"),
        ("ג'ש (גוש חלב)", "الجش"),
        ("מעלה עירון", "طلعة عارة"),
        ("שגב-שלום", "شقيب السلام"),
        ("צפת", "صفد"),
        ("ירושלים", "القدس"),
    ],
)
def test_a_town_has_the_arabic_name_its_residents_use(hebrew, arabic):
    assert [row["ar"] for row in rows_of("localities.csv") if row["he"] == hebrew] == [arabic]


def test_a_transliterated_name_is_marked_with_a_language_that_exists():
    marks = {mark for row in rows_of("localities.csv") for mark in row["transliterated"].split()}

    assert marks == {"ar", "ru"}


def test_every_locality_has_an_authority_or_a_stated_reason():
    authorities = {row["code"] for row in rows_of("authorities.csv")}
    rows = rows_of("localities.csv")

    assert {row["authority"] for row in rows} - authorities == {""}
    assert all(bool(row["authority"]) != bool(row["without_authority"]) for row in rows)
    assert sorted(row["he"] for row in rows if row["without_authority"]) == sorted(
        ["מחנה יתיר", "מקווה ישראל", "נווה אבות", "שני"]
    )


def test_a_region_that_is_named_exists():
    regions = {row["code"] for row in rows_of("regions.csv")}

    for file in ("authorities.csv", "localities.csv"):
        assert {row["region"] for row in rows_of(file)} <= regions | {""}


def test_an_unknown_population_is_empty_and_never_zero():
    populations = [row["population"] for row in rows_of("localities.csv")]

    assert populations.count("") == 47
    assert "0" not in populations


def test_western_galilee_adds_up_to_what_the_bureau_lists():
    here = [row for row in rows_of("localities.csv") if row["region"] == "212"]

    assert len(here) == 69
    assert sum(int(row["population"] or 0) for row in here) == 217_238


def test_every_locality_lies_in_the_country():
    for row in rows_of("localities.csv"):
        assert 29.4 < float(row["latitude"]) < 33.4
        assert 34.2 < float(row["longitude"]) < 35.95


def test_every_authority_has_an_area_that_holds_or_touches_one_of_its_localities():
    features = json.loads((DATA / "areas.json").read_text())["features"]
    areas = {str(one["properties"]["code"]): one["geometry"] for one in features}
    spots: dict[str, list[tuple[float, float]]] = {}
    for row in rows_of("localities.csv"):
        spots.setdefault(row["authority"], []).append((float(row["latitude"]), float(row["longitude"])))

    assert areas.keys() == {row["code"] for row in rows_of("authorities.csv")}
    for code, area in areas.items():
        corners = [corner for part in area["coordinates"] for line in part for corner in line]
        longitudes, latitudes = zip(*corners, strict=True)
        nearest = min(
            distance_km(lat, lon, np.array(latitudes), np.array(longitudes)).min() for lat, lon in spots[code]
        )
        assert nearest < 30, code


def test_the_areas_are_small_enough_to_send():
    assert (DATA / "areas.json").stat().st_size < 400_000


def test_the_facts_are_what_a_rebuild_from_the_public_tables_gives():
    if not SHARED.is_dir():
        pytest.skip(f"the public tables are not at {SHARED}: set IGUM_SHARED to the folder that holds data/places")
    script = runpy.run_path(str(ROOT / "tools" / "make_places.py"))

    rebuilt = script["build"](SHARED)

    for name, text in rebuilt.items():
        assert (DATA / name).read_text(encoding="utf-8") == text, f"{name}: run python tools/make_places.py"
