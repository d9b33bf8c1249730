"""Maps as plain values: drawn on the server as SVG, and sent as GeoJSON to the script that replaces the drawing."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

WIDTH = 600.0
TALLEST = 900.0
MARGIN = 14.0
SMALLEST = 0.02  # degrees: about two kilometres, so that a single spot has surroundings


@dataclass(frozen=True)
class Area:
    """The area of an authority. ``shade`` is 1–10, or None where nothing is known."""

    name: str
    language: str
    url: str
    geometry: Mapping[str, Any]
    shade: int | None = None
    here: bool = True

    @property
    def css(self) -> str:
        """The classes that give it its colour."""
        shade = f"shade-{self.shade}" if self.shade else "shade-unknown"
        return f"map-area {shade}" if self.here else "map-area elsewhere"

    def feature(self) -> dict[str, Any]:
        """The area as GeoJSON."""
        facts = {"name": self.name, "language": self.language, "url": self.url, "css": self.css, "here": self.here}
        return {"type": "Feature", "properties": facts, "geometry": self.geometry}


@dataclass(frozen=True)
class Spot:
    """A locality on a map, in degrees."""

    name: str
    language: str
    url: str
    latitude: float
    longitude: float
    here: bool = True

    @property
    def css(self) -> str:
        """The classes that give it its colour."""
        return "map-spot" if self.here else "map-spot elsewhere"

    def feature(self) -> dict[str, Any]:
        """The locality as GeoJSON."""
        facts = {"name": self.name, "language": self.language, "url": self.url, "css": self.css, "here": self.here}
        point = {"type": "Point", "coordinates": [self.longitude, self.latitude]}
        return {"type": "Feature", "properties": facts, "geometry": point}


@dataclass(frozen=True)
class PlaceMap:
    """What one map shows."""

    areas: tuple[Area, ...] = ()
    spots: tuple[Spot, ...] = ()

    def collection(self) -> dict[str, Any]:
        """All of it as one GeoJSON FeatureCollection."""
        shown: tuple[Area | Spot, ...] = (*self.areas, *self.spots)
        return {"type": "FeatureCollection", "features": [thing.feature() for thing in shown]}

    def drawing(self) -> "Drawing | None":
        """All of it as values for an SVG; None when there is nothing to draw."""
        framed = [corner for area in self.areas if area.here for line in lines_of(area.geometry) for corner in line]
        framed += [(spot.longitude, spot.latitude) for spot in self.spots]
        return draw(self, Frame.around(framed)) if framed else None


@dataclass(frozen=True)
class Frame:
    """From degrees to the drawing: the window, and how large a degree is."""

    west: float
    north: float
    width: float
    height: float
    x_scale: float
    y_scale: float

    @classmethod
    def around(cls, corners: list[tuple[float, float]]) -> "Frame":
        """The window that holds all corners with a margin. Degrees east are shorter than degrees north."""
        longitudes, latitudes = zip(*corners, strict=True)
        west, east, south, north = min(longitudes), max(longitudes), min(latitudes), max(latitudes)
        squeeze = math.cos(math.radians((south + north) / 2))
        wide, tall = max((east - west) * squeeze, SMALLEST), max(north - south, SMALLEST)
        scale = min(WIDTH / wide, TALLEST / tall)
        return cls(west, north, wide * scale + 2 * MARGIN, tall * scale + 2 * MARGIN, scale * squeeze, scale)

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point falls, in the drawing's own units from its top left corner."""
        x = (longitude - self.west) * self.x_scale + MARGIN
        return round(x, 1), round((self.north - latitude) * self.y_scale + MARGIN, 1)

    def holds(self, area: Area) -> bool:
        """Whether any of the area can be seen, judged by its surrounding box."""
        corners = [self.place(*corner) for line in lines_of(area.geometry) for corner in line]
        across, down = zip(*corners, strict=True)
        return bool(min(across) < self.width and max(across) > 0 and min(down) < self.height and max(down) > 0)


@dataclass(frozen=True)
class Drawing:
    """An SVG without its brackets: the window, the outlines and the spots, each with its name and classes."""

    width: float
    height: float
    outlines: tuple[tuple[Area, str], ...]
    spots: tuple[tuple[Spot, float, float], ...]


def draw(shown: PlaceMap, frame: Frame) -> Drawing:
    """Lay out a map in its frame. Areas that the frame cuts off altogether are left out."""
    outlines = tuple((area, _outline(area, frame)) for area in shown.areas if frame.holds(area))
    spots = tuple((spot, *frame.place(spot.longitude, spot.latitude)) for spot in shown.spots)
    return Drawing(round(frame.width, 1), round(frame.height, 1), outlines, spots)


def lines_of(geometry: Mapping[str, Any]) -> Iterator[list[tuple[float, float]]]:
    """The rings of a Polygon or MultiPolygon, as longitude and latitude."""
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for part in parts:
        for ring in part:
            yield [(corner[0], corner[1]) for corner in ring]


def _outline(area: Area, frame: Frame) -> str:
    rings = ([frame.place(*corner) for corner in line] for line in lines_of(area.geometry))
    return "".join("M" + " ".join(f"{x:g},{y:g}" for x, y in ring) + "Z" for ring in rings)
