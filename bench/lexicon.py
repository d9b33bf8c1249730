"""The lexicon of the product, read from its own files: the same terms, everyday words and places as on the site."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import yaml

from bench.harness import REPOSITORY
from igum.directory.search.lexicon import Lexicon, Place, Synonym, Term

_DIRECTORY = REPOSITORY / "src/igum/directory/data"
_PLACES = REPOSITORY / "src/igum/places/data"
_LANGUAGES = ("he", "ar", "en", "ru", "am")
_AXES: tuple[Literal["need", "situation"], ...] = ("need", "situation")


def product_lexicon() -> Lexicon:
    """Terms, synonyms, abbreviations and places as the package carries them."""
    return Lexicon(tuple(_terms()), tuple(_places()), tuple(_abbreviations()))


def _terms() -> Iterator[Term]:
    listed, everyday = _read("taxonomy.yaml"), _read("synonyms.yaml")
    for axis in _AXES:
        for code, names in listed[axis].items():
            words = everyday.get(code, {})
            synonyms = tuple(Synonym(language, text) for language, texts in words.items() for text in texts)
            yield Term(code, axis, names, code.rpartition(":")[0] or None, synonyms)


def _abbreviations() -> Iterator[tuple[str, ...]]:
    for table in _read("abbreviations.yaml").values():
        for short, long in table.items() if isinstance(table, dict) else ():
            yield (short, *([long] if isinstance(long, str) else long))


def _places() -> Iterator[Place]:
    for row in _rows("localities.csv"):
        authority = int(row["authority"]) if row["authority"] else None
        yield Place(int(row["code"]), "locality", _names(row), authority, _region(row), *_degrees(row))
    for row in _rows("authorities.csv"):
        yield Place(int(row["code"]), "authority", _names(row), None, _region(row))
    for row in _rows("regions.csv"):
        yield Place(int(row["code"]), "region", _names(row), None, int(row["code"]))


def _names(row: dict[str, str]) -> dict[str, str]:
    return {language: row[language] for language in _LANGUAGES if row[language]}


def _region(row: dict[str, str]) -> int | None:
    return int(row["region"]) if row["region"] else None


def _degrees(row: dict[str, str]) -> tuple[float | None, float | None]:
    return (float(row["latitude"]), float(row["longitude"])) if row["latitude"] else (None, None)


def _rows(name: str) -> list[dict[str, str]]:
    with (_PLACES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read(name: str) -> dict[str, Any]:
    path: Path = _DIRECTORY / name
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {} if path.exists() else {}
