"""Rebuild the approximate areas of authorities that maps shade: src/igum/places/data/areas.json.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/make_areas.py package/countries-10m.json

Needs shapely >= 2.1 and scipy, which Igum itself does not: install them aside. Natural Earth's outline is in the
public domain. What "approximate" means here is told in src/igum/places/data/SOURCES.md.
"""

import csv
import json
import math
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from scipy.spatial import Voronoi
from shapely import Geometry, coverage_simplify, make_valid, transform
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, mapping
from shapely.ops import nearest_points, unary_union

DATA = Path(__file__).resolve().parents[1] / "src/igum/places/data"
COUNTRY = "376"  # ISO 3166-1 numeric
MIDDLE_LATITUDE = 31.5
KM_A_DEGREE = 111.32
# A locality that lies outside the drawn outline gets a disc: a small one where the outline is merely coarse (a coast,
# a border fence), else one wide enough to be seen.
NEAR_OUTLINE_KM = 4.0
NEAR_MARGIN_KM, FAR_MARGIN_KM = 1.2, 2.5
SMALLEST_PIECE_KM2 = 0.3
SIMPLIFY_KM = 0.12
DECIMALS = 4


def main(world: Path) -> None:
    with (DATA / "localities.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    points = np.array([to_plane(float(row["longitude"]), float(row["latitude"])) for row in rows])
    land = outline(json.loads(world.read_text()), points)
    pieces = defaultdict(list)
    for row, cell in zip(rows, cells(points, land), strict=True):
        pieces[row["authority"]].append(cell)
    codes = sorted(pieces, key=lambda code: int(code or 0))
    areas = [without_specks(unary_union(pieces[code])) for code in codes]
    simple = coverage_simplify(areas, SIMPLIFY_KM)
    features = [feature(int(code), area) for code, area in zip(codes, simple, strict=True) if code]
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    (DATA / "areas.json").write_text(text + "\n", encoding="utf-8")
    print(f"{len(features)} areas, {len(text) / 1000:.0f} kB")


def to_plane(longitude: float, latitude: float) -> tuple[float, float]:
    """Degrees to kilometres, on a plane that is true along the country's middle."""
    return longitude * KM_A_DEGREE * math.cos(math.radians(MIDDLE_LATITUDE)), latitude * KM_A_DEGREE


def to_degrees(corners: np.ndarray) -> np.ndarray:
    return corners / KM_A_DEGREE / np.array([math.cos(math.radians(MIDDLE_LATITUDE)), 1.0])


def outline(world: dict[str, Any], points: np.ndarray) -> Geometry:
    """The country, with a disc around every locality that lies outside it."""
    shape = next(shape for shape in world["objects"]["countries"]["geometries"] if shape.get("id") == COUNTRY)
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    country = make_valid(unary_union([Polygon(ring(world, rings[0])) for rings in polygons]))
    outside = [Point(point) for point in points if not country.contains(Point(point))]
    print(f"{len(outside)} of {len(points)} localities lie outside the outline")
    return unary_union([country, *(margin(point, country) for point in outside)])


def margin(point: Point, country: Geometry) -> Geometry:
    gap_km = point.distance(country)
    if gap_km > NEAR_OUTLINE_KM:
        return point.buffer(FAR_MARGIN_KM, 8)
    bridge = LineString([point, nearest_points(point, country)[1]])
    return bridge.buffer(NEAR_MARGIN_KM, 8)


def ring(world: dict[str, Any], arcs: list[int]) -> list[tuple[float, float]]:
    """One ring of a TopoJSON shape: arcs are quantised deltas, and ~n is arc n backwards."""
    scale, shift = world["transform"]["scale"], world["transform"]["translate"]
    corners: list[tuple[float, float]] = []
    for number in arcs:
        steps = np.cumsum(np.array(world["arcs"][number if number >= 0 else ~number]), axis=0)
        line = [to_plane(x * scale[0] + shift[0], y * scale[1] + shift[1]) for x, y in steps]
        corners += line if number >= 0 else line[::-1]
    return corners


def cells(points: np.ndarray, land: Geometry) -> list[Geometry]:
    """The part of the land that is nearer to a point than to any other."""
    far = 10_000.0
    frame = points.mean(axis=0) + np.array([[-far, -far], [-far, far], [far, -far], [far, far]])
    diagram = Voronoi(np.vstack([points, frame]))
    regions = [diagram.regions[diagram.point_region[n]] for n in range(len(points))]
    return [Polygon(diagram.vertices[region]).intersection(land) for region in regions]


def without_specks(area: Geometry) -> Geometry:
    parts = [part for part in getattr(area, "geoms", [area]) if isinstance(part, Polygon)]
    large = [part for part in parts if part.area >= SMALLEST_PIECE_KM2]
    return MultiPolygon(large or [max(parts, key=lambda part: part.area)])


def feature(code: int, area: Geometry) -> dict[str, Any]:
    geometry = mapping(transform(area, to_degrees))
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rounded = [[[[round(x, DECIMALS), round(y, DECIMALS)] for x, y in line] for line in part] for part in parts]
    return {
        "type": "Feature",
        "properties": {"code": code},
        "geometry": {"type": "MultiPolygon", "coordinates": rounded},
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
