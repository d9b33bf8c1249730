"""Which codes of the Central Bureau of Statistics there are: known without a database, for whoever checks a file."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Codes:
    """The name of each authority and of each town, by its code."""

    authorities: Mapping[int, str]
    towns: Mapping[int, str]


@cache
def codes() -> Codes:
    """All codes of the country, as they come with the program."""
    return Codes(_names("authorities.csv"), _names("localities.csv"))


def _names(file: str) -> Mapping[int, str]:
    written = files("igum.places").joinpath("data", file).read_text(encoding="utf-8")
    return {int(row["code"]): row["he"] for row in csv.DictReader(written.splitlines())}
