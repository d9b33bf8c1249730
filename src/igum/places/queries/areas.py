"""The shapes that maps shade: approximate areas from the package, or the operator's own."""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from igum.core.errors import Refused

APPROXIMATE_AREAS = Path(__file__).parents[1] / "data" / "areas.json"
Geometry = dict[str, Any]


logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class ShownAreas:
    """Areas by authority code. Approximate ones show where, and not the legal boundary."""

    areas: Mapping[int, Geometry]
    approximate: bool


class AreasRefused(Refused):
    """The operator's GeoJSON of authority areas cannot be used; the words name what is wrong with it."""


def authority_areas() -> Mapping[int, Geometry]:
    """The area of each authority as a GeoJSON geometry, by authority code.

    Raises:
        AreasRefused: the file that IGUM_AUTHORITY_AREAS names cannot be used.
    """
    if not settings.IGUM_AUTHORITY_AREAS:
        return _areas_of(APPROXIMATE_AREAS, 0)
    path = Path(settings.IGUM_AUTHORITY_AREAS)
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        raise AreasRefused(
            _("IGUM_AUTHORITY_AREAS names %(path)s, which is not there. Correct the path, or leave the setting empty.")
            % {"path": path}
        ) from None
    return _areas_of(path, changed)


def shown_areas() -> ShownAreas:
    """The areas for a page. What is wrong with the operator's file stands in the log; a visitor could mend nothing."""
    try:
        return ShownAreas(authority_areas(), approximate=not settings.IGUM_AUTHORITY_AREAS)
    except AreasRefused as refusal:
        complain_once(refusal.reason)
        return ShownAreas(_areas_of(APPROXIMATE_AREAS, 0), approximate=True)


@lru_cache(maxsize=16)
def complain_once(words: str) -> None:
    """Say in the log what the operator has to mend; once, however many pages meet it."""
    logger.error(words)


def read_operator_areas(text: str) -> Mapping[int, Geometry]:
    """The areas of a GeoJSON FeatureCollection whose features carry an authority's code in ``properties.code``.

    Raises:
        AreasRefused: it is not such a collection; in words, with the number of the feature.
    """
    areas: dict[int, Geometry] = {}
    for number, feature in enumerate(_features(text), 1):
        code, geometry = _code_and_geometry(feature)
        if code is None:
            raise AreasRefused(
                _("Feature %(number)s has no authority code in properties.code. Write the code there.")
                % {"number": number}
            )
        if geometry is None:
            raise AreasRefused(
                _("Feature %(number)s is not a Polygon or a MultiPolygon. Give each authority an area.")
                % {"number": number}
            )
        if code in areas:
            raise AreasRefused(
                _("Feature %(number)s is a second area of authority %(code)s. Join the two to one MultiPolygon.")
                % {"number": number, "code": code}
            )
        areas[code] = geometry
    return MappingProxyType(areas)


def _features(text: str) -> list[Any]:
    try:
        features = json.loads(text)["features"]
    except (ValueError, KeyError, TypeError):
        features = None
    if not isinstance(features, list):
        raise AreasRefused(_("The file of authority areas is not a GeoJSON FeatureCollection."))
    return features


def _code_and_geometry(feature: Any) -> tuple[int | None, Geometry | None]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    code = str((properties or {}).get("code", ""))
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    known = code.isascii() and code.isdigit()
    return int(code) if known else None, geometry if _is_area(geometry) else None


def _is_area(geometry: Any) -> bool:
    """Whether it is one or more polygons with rings that can be drawn."""
    if not isinstance(geometry, dict) or geometry.get("type") not in {"Polygon", "MultiPolygon"}:
        return False
    parts = geometry.get("coordinates")
    polygons = [parts] if geometry["type"] == "Polygon" else parts
    return _all(polygons, lambda rings: _all(rings, lambda ring: _all(ring, _is_position, at_least=4)))


def _all(things: Any, fits: Callable[[Any], bool], *, at_least: int = 1) -> bool:
    return isinstance(things, list) and len(things) >= at_least and all(map(fits, things))


def _is_position(corner: Any) -> bool:
    """Degrees east, degrees north, and perhaps a height."""
    if not isinstance(corner, list) or len(corner) < 2:
        return False
    east, north = corner[:2]
    return all(isinstance(one, int | float) for one in (east, north)) and abs(east) <= 180 and abs(north) <= 90


@lru_cache(maxsize=2)
def _areas_of(path: Path, changed: int) -> Mapping[int, Geometry]:
    try:
        return read_operator_areas(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise AreasRefused(_("%(path)s is not UTF-8 text. Save it as GeoJSON in UTF-8.") % {"path": path}) from None
