"""How far apart places are: kilometres of air line, and minutes of driving by estimate or by an operator's matrix."""

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import numpy as np
import yaml
from django.utils.translation import gettext as _
from numpy.typing import ArrayLike, NDArray

from igum.core.errors import Refused

Floats = NDArray[np.float64]
Minutes = Mapping[tuple[int, int], float]

MEAN_EARTH_RADIUS_KM = 6371.0088  # IUGG mean radius R1; H. Moritz, Geodetic Reference System 1980
TRAVEL_FILE = Path(__file__).parent / "data" / "travel.yaml"
MATRIX_COLUMNS = ["from", "to", "minutes"]
LONGEST_DRIVE_MINUTES = 24 * 60


class MatrixRefused(Refused):
    """A matrix of travel times cannot be used; the words name the line and what is wrong with it."""


@dataclass(frozen=True)
class Stretch:
    """A part of the way: where it begins, on the air line, and what each further kilometre of air line costs."""

    begins_km: float
    minutes_a_km: float


def distance_km(latitude: ArrayLike, longitude: ArrayLike, to_latitude: ArrayLike, to_longitude: ArrayLike) -> Floats:
    """The air-line distance between points, along the great circle.

    Args:
        latitude: of the first points, degrees (WGS 84). Any shapes that broadcast together.
        longitude: of the first points, degrees.
        to_latitude: of the second points, degrees.
        to_longitude: of the second points, degrees.

    Returns:
        Kilometres, in the broadcast shape. Within 0.5% of the ellipsoid.

    Source:
        R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68(2), 1984: exact for near points too.

    >>> distance_km(33.00791, 35.09732, 32.91479, 35.29262).round(1).item()  # Nahariyya to Karmi'el
    21.0
    """
    from_lat, from_lon, to_lat, to_lon = (
        np.radians(np.asarray(degrees, dtype=float)) for degrees in (latitude, longitude, to_latitude, to_longitude)
    )
    haversine = np.sin((to_lat - from_lat) / 2) ** 2
    haversine = haversine + np.cos(from_lat) * np.cos(to_lat) * np.sin((to_lon - from_lon) / 2) ** 2
    kilometres: Floats = 2 * MEAN_EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(haversine, 0.0, 1.0)))
    return kilometres


def estimated_minutes(air_line_km: ArrayLike) -> Floats:
    """How long the drive takes, by the air-line distance and the stretches of ``data/travel.yaml``.

    Rises with the distance, and less and less steeply: so a detour by a third place is never shorter.

    Args:
        air_line_km: kilometres, any shape; >= 0.

    Returns:
        Minutes, in the same shape.

    Raises:
        ValueError: a distance is negative or not a number.

    >>> estimated_minutes([0.0, 1.0, 10.0, 100.0]).round(1).tolist()
    [0.0, 2.8, 19.0, 106.4]
    """
    km = np.asarray(air_line_km, dtype=float)
    if not np.all(km >= 0):
        raise ValueError("air_line_km must be zero or more")
    minutes = np.zeros_like(km)
    stretches = travel_stretches()
    ends = [stretch.begins_km for stretch in stretches[1:]] + [np.inf]
    for stretch, ends_km in zip(stretches, ends, strict=True):
        minutes += np.clip(km - stretch.begins_km, 0.0, ends_km - stretch.begins_km) * stretch.minutes_a_km
    return minutes


@cache
def travel_stretches() -> tuple[Stretch, ...]:
    """The stretches in force: those of the latest date in the file."""
    estimates = yaml.safe_load(TRAVEL_FILE.read_text(encoding="utf-8"))["estimates"]
    rows = max(estimates, key=lambda estimate: estimate["valid_from"])["stretches"]
    begins = [0.0] + [float(row["up_to_km"]) for row in rows[:-1]]
    return tuple(
        Stretch(begins_km, row["detour"] / row["km_per_hour"] * 60) for begins_km, row in zip(begins, rows, strict=True)
    )


# --- An operator's own matrix -----------------------------------------------------------------------------


def read_travel_matrix(lines: Iterable[str], known_codes: Collection[int]) -> Minutes:
    """The minutes of a CSV with the columns ``from,to,minutes``: CBS locality codes, and minutes by car.

    A pair given one way only holds both ways. Pairs that are left out keep the estimate.

    Raises:
        MatrixRefused: a line cannot be read; in words, with its number.
    """
    rows = csv.reader(lines)
    header = [cell.strip().lower() for cell in next(rows, [])]
    if header != MATRIX_COLUMNS:
        raise MatrixRefused(
            _("Line 1 must be “from,to,minutes”, but is “%(line)s”. Write the three column names there.")
            % {"line": ",".join(header)}
        )
    given: dict[tuple[int, int], float] = {}
    try:
        for cells in rows:
            if any(cell.strip() for cell in cells):
                _take_line(given, rows.line_num, cells, known_codes)
    except csv.Error:
        raise _refused(rows.line_num, _("it is no line of CSV. Save the table as CSV in UTF-8.")) from None
    both_ways = {(there, here): minutes for (here, there), minutes in given.items()}
    return MappingProxyType({**both_ways, **given})


def _take_line(
    given: dict[tuple[int, int], float], number: int, cells: list[str], known_codes: Collection[int]
) -> None:
    pair, minutes = _matrix_line(number, cells, known_codes)
    if given.get(pair, minutes) != minutes:
        raise _refused(number, _("this pair was given before with other minutes. Keep one of the two."))
    given[pair] = minutes


def _matrix_line(number: int, cells: list[str], known_codes: Collection[int]) -> tuple[tuple[int, int], float]:
    if len(cells) != len(MATRIX_COLUMNS):
        raise _refused(number, _("there must be three values: from, to and minutes."))
    here, there = (_matrix_code(number, cell, known_codes) for cell in cells[:2])
    try:
        minutes = float(cells[2])
    except ValueError:
        raise _refused(number, _("“%(cell)s” is not a number of minutes.") % {"cell": cells[2]}) from None
    if not 0 <= minutes <= LONGEST_DRIVE_MINUTES:
        raise _refused(number, _("minutes must be from 0 to %(most)s.") % {"most": LONGEST_DRIVE_MINUTES})
    if here == there and minutes:
        raise _refused(number, _("the way from a place to itself takes 0 minutes."))
    return (here, there), minutes


def _matrix_code(number: int, cell: str, known_codes: Collection[int]) -> int:
    code = int(cell) if cell.strip().isascii() and cell.strip().isdigit() else None
    if code not in known_codes or code is None:
        raise _refused(number, _("“%(cell)s” is not the code of a locality.") % {"cell": cell})
    return code


def _refused(number: int, reason: str) -> MatrixRefused:
    return MatrixRefused(_("Line %(number)s: %(reason)s") % {"number": number, "reason": reason})
