"""How far apart places are: the operator's matrix where it has the pair, the estimate elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import numpy as np
from django.conf import settings
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from igum.places import rules
from igum.places.models import Authority, Locality
from igum.places.queries.areas import complain_once
from igum.places.queries.finding import LARGEST_FIRST


@dataclass(frozen=True)
class Neighbour:
    """A place and how far it is. ``km`` is by air line; ``estimated`` tells whether the minutes are."""

    place: Locality | Authority
    km: float
    minutes: float
    estimated: bool


def travel_minutes(from_code: int, to_code: int) -> float:
    """Minutes by car between two localities.

    Raises:
        Locality.DoesNotExist: there is no locality with one of the codes.
        MatrixRefused: the operator's matrix cannot be read.
    """
    return float(travel_matrix([from_code, to_code])[0, 1])


def travel_matrix(codes: Sequence[int]) -> NDArray[np.float64]:
    """Minutes by car between all pairs of localities, rows from and columns to, in the order of ``codes``.

    Raises:
        Locality.DoesNotExist: there is no locality with one of the codes.
        MatrixRefused: the operator's matrix cannot be read.
    """
    points = dict(_points(Locality.objects.filter(pk__in=set(codes)).values_list("id", "latitude", "longitude")))
    missing = sorted(set(codes) - points.keys())
    if missing:
        raise Locality.DoesNotExist(f"There is no locality {missing[0]}.")
    latitude, longitude = np.array([points[code] for code in codes]).reshape(-1, 2).T
    air_line = rules.distance_km(latitude[:, None], longitude[:, None], latitude, longitude)
    minutes = rules.estimated_minutes(air_line)
    given = operators_minutes()
    if given:
        for row, here in enumerate(codes):
            for column, there in enumerate(codes):
                minutes[row, column] = given.get((here, there), minutes[row, column])
    return minutes


def nearest_localities(code: int, *, at_most: int = 8) -> list[Neighbour]:
    """The populated localities that are reached soonest from one. Two queries.

    Raises:
        Locality.DoesNotExist: there is no locality with this code.
    """
    others = Locality.objects.filter(population__gt=0).values_list("id", "latitude", "longitude")
    points = dict(_points(others))
    here = points.get(code) or _point_of(code)
    codes = [other for other in points if other != code]
    reached = _reached(code, here, codes, [points[other] for other in codes])[:at_most]
    places = Locality.objects.select_related("authority").in_bulk([there for there, *_rest in reached])
    return [Neighbour(places[there], km, minutes, estimated) for there, km, minutes, estimated in reached]


def nearest_authorities(code: int, *, at_most: int = 8) -> list[Neighbour]:
    """The authorities reached soonest from one, measured between the largest locality of each. Two queries."""
    seats = (
        Locality.objects.filter(authority__isnull=False, population__gt=0)
        .order_by("authority_id", *LARGEST_FIRST)
        .distinct("authority_id")
        .values_list("authority_id", "id", "latitude", "longitude")
    )
    seat_of = {authority: (seat, (latitude, longitude)) for authority, seat, latitude, longitude in seats}
    if code not in seat_of:
        return []
    here, point = seat_of.pop(code)
    authority_at = {seat: authority for authority, (seat, _point) in seat_of.items()}
    reached = _reached(here, point, list(authority_at), [where for _seat, where in seat_of.values()])[:at_most]
    places = Authority.objects.in_bulk([authority_at[seat] for seat, *_rest in reached])
    return [Neighbour(places[authority_at[seat]], km, minutes, estimated) for seat, km, minutes, estimated in reached]


def operators_minutes() -> rules.Minutes:
    """The matrix that the setting IGUM_TRAVEL_MATRIX names; empty when it names none.

    Raises:
        MatrixRefused: it cannot be read; in words, with the line.
    """
    if not settings.IGUM_TRAVEL_MATRIX:
        return MappingProxyType({})
    path = Path(settings.IGUM_TRAVEL_MATRIX)
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        raise rules.MatrixRefused(
            _("IGUM_TRAVEL_MATRIX names %(path)s, which is not there. Correct the path, or leave the setting empty.")
            % {"path": path}
        ) from None
    return _matrix_of(path, changed)


def _given_or_none() -> rules.Minutes:
    """The operator's minutes for a page; what is wrong with them stands in the log, and the page shows the estimate."""
    try:
        return operators_minutes()
    except rules.MatrixRefused as refusal:
        complain_once(refusal.reason)
        return MappingProxyType({})


@lru_cache(maxsize=2)
def _matrix_of(path: Path, changed: int) -> rules.Minutes:
    known = set(Locality.objects.values_list("id", flat=True))
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return rules.read_travel_matrix(lines, known)
    except UnicodeDecodeError:
        raise rules.MatrixRefused(_("%(path)s is not UTF-8 text. Save it as CSV in UTF-8.") % {"path": path}) from None


def _reached(
    here: int, point: tuple[float, float], codes: list[int], points: list[tuple[float, float]]
) -> list[tuple[int, float, float, bool]]:
    """Code, kilometres, minutes and whether estimated, soonest first."""
    if not codes:
        return []
    latitude, longitude = np.array(points).T
    air_line = rules.distance_km(*point, latitude, longitude)
    estimate = rules.estimated_minutes(air_line)
    given = _given_or_none()
    rows = [
        (code, float(km), given.get((here, code), float(guess)), (here, code) not in given)
        for code, km, guess in zip(codes, air_line, estimate, strict=True)
    ]
    return sorted(rows, key=lambda row: (row[2], row[0]))


def _point_of(code: int) -> tuple[float, float]:
    place = Locality.objects.only("latitude", "longitude").get(pk=code)
    return place.latitude, place.longitude


def _points(rows: Iterable[tuple[int, float, float]]) -> list[tuple[int, tuple[float, float]]]:
    return [(code, (latitude, longitude)) for code, latitude, longitude in rows]
