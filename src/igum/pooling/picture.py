"""The map of a plan, drawn on the server: towns, places that open, and who goes where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

from igum.pooling.queries.pages import Flow
from igum.pooling.words import Names

WIDTH, EDGE = 640.0, 46.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A town on the map."""

    x: float
    y: float
    name: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Line:
    """People on their way."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True, slots=True)
class Picture:
    """The map, and the same as rows: from, to, people."""

    width: float
    height: float
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    rows: tuple[tuple[str, str, int], ...]


def picture(flows: Sequence[Flow], points: Mapping[str, tuple[float, float]], names: Names) -> Picture | None:
    """Draw flows between towns; None where no town's point is known."""
    open_in = {flow.end for flow in flows}
    codes = [
        code for code in dict.fromkeys(each for flow in flows for each in (flow.end, flow.start)) if code in points
    ]
    if not codes:
        return None
    stretch = cos(radians(sum(points[code][0] for code in codes) / len(codes)))
    across = {code: points[code][1] * stretch for code in codes}
    up = {code: points[code][0] for code in codes}
    wide = max(max(across.values()) - min(across.values()), 0.01)
    scale = (WIDTH - 2 * EDGE) / wide
    tall = max(up.values()) - min(up.values())
    height = tall * scale + 2 * EDGE

    def at(code: str) -> tuple[float, float]:
        x = EDGE + (across[code] - min(across.values())) * scale
        return round(x, 1), round(EDGE + (max(up.values()) - up[code]) * scale, 1)

    lines = tuple(
        Line(*at(flow.start), *at(flow.end), round(1 + sqrt(flow.people), 1))
        for flow in flows
        if flow.start in across and flow.end in across and flow.start != flow.end
    )
    return Picture(
        width=WIDTH,
        height=round(height, 1),
        dots=tuple(Dot(*at(code), names.town(code), code in open_in) for code in codes),
        lines=lines,
        rows=tuple((names.town(flow.start), names.town(flow.end), flow.people) for flow in flows),
    )
