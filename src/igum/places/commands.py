"""What changes places: loading the facts that come with the package."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import models, transaction

from igum.places.models import Authority, Locality, Region

DATA = Path(__file__).parent / "data"
LANGUAGES = ("he", "en", "ar", "ru", "am")
Progress = Callable[[str], None]


@dataclass(frozen=True)
class LoadedPlaces:
    """How many of each are in the package, and so in the database."""

    regions: int
    authorities: int
    localities: int


@transaction.atomic
def load_places(*, progress: Progress | None = None) -> LoadedPlaces:
    """Bring regions, authorities and localities in the database to what the package says. Repeats without harm.

    A place that the package no longer has stays, because others may point to it.

    Args:
        progress: told in a few words what is being loaded.

    Raises:
        DatabaseError: the tables are not there, or not for this login to write.
    """
    say = progress or _say_nothing
    say("regions")
    regions = _upsert([_region(row) for row in _rows("regions.csv")])
    say("authorities")
    authorities = _upsert([_authority(row) for row in _rows("authorities.csv")])
    say("localities")
    localities = _upsert([_locality(row) for row in _rows("localities.csv")])
    return LoadedPlaces(regions, authorities, localities)


def _say_nothing(words: str) -> None:
    """Nobody asked how far loading is."""


def _upsert(places: Sequence[models.Model]) -> int:
    table: type[models.Model] = type(places[0])
    columns = [field.name for field in table._meta.concrete_fields if not field.primary_key]
    table._default_manager.bulk_create(places, update_conflicts=True, unique_fields=["id"], update_fields=columns)
    return len(places)


def _region(row: dict[str, str]) -> Region:
    elsewhere = [int(count) for count in row["counts_elsewhere"].split()]
    return Region(id=int(row["code"]), slug=row["slug"], names=_names(row), counts_elsewhere=elsewhere)


def _authority(row: dict[str, str]) -> Authority:
    return Authority(
        id=int(row["code"]),
        cbs_code=row["cbs_code"],
        names=_names(row),
        names_transliterated=row["transliterated"].split(),
        names_also=_names_also(row),
        kind=row["kind"],
        district=row["district"],
        region_id=row["region"] or None,
        population=row["population"] or None,
        area_km2=row["area_km2"] or None,
        percent_0_17=row["percent_0_17"] or None,
        percent_65_plus=row["percent_65_plus"] or None,
        socio_economic_cluster=row["socio_economic_cluster"] or None,
        peripherality_cluster=row["peripherality_cluster"] or None,
    )


def _locality(row: dict[str, str]) -> Locality:
    return Locality(
        id=int(row["code"]),
        names=_names(row),
        names_transliterated=row["transliterated"].split(),
        names_also=_names_also(row),
        kind=row["kind"],
        district=row["district"],
        authority_id=row["authority"] or None,
        without_authority=row["without_authority"],
        region_id=row["region"] or None,
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        population=row["population"] or None,
    )


def _names(row: dict[str, str]) -> dict[str, str]:
    return {language: row[language] for language in LANGUAGES if row[language]}


def _names_also(row: dict[str, str]) -> dict[str, list[str]]:
    return {language: row[f"also_{language}"].split("|") for language in ("he", "en") if row[f"also_{language}"]}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
