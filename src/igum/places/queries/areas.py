"""The shapes that maps shade: approximate areas from the package, or the operator's own."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from igum.core.errors import Refused

APPROXIMATE_AREAS = Path(__file__).parents[1] / "data" / "areas.json"
Geometry = dict[str, Any]


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


def areas_are_approximate() -> bool:
    """Whether the areas are the package's own, which show where and not the legal boundary."""
    return not settings.IGUM_AUTHORITY_AREAS


def read_operator_areas(text: str) -> Mapping[int, Geometry]:
    """The areas of a GeoJSON FeatureCollection whose features carry an authority's code in ``properties.code``.

    Raises:
        AreasRefused: it is not such a collection; in words, with the number of the feature.
    """
    try:
        features = json.loads(text)["features"]
    except (ValueError, KeyError, TypeError):
        raise AreasRefused(_("The file of authority areas is not a GeoJSON FeatureCollection.")) from None
    areas: dict[int, Geometry] = {}
    for number, feature in enumerate(features, 1):
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
        areas[code] = geometry
    return MappingProxyType(areas)


def _code_and_geometry(feature: Any) -> tuple[int | None, Geometry | None]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    code = str((properties or {}).get("code", ""))
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    usable = isinstance(geometry, dict) and geometry.get("type") in {"Polygon", "MultiPolygon"}
    return int(code) if code.isdigit() else None, geometry if usable else None


@lru_cache(maxsize=2)
def _areas_of(path: Path, changed: int) -> Mapping[int, Geometry]:
    return read_operator_areas(path.read_text(encoding="utf-8"))
