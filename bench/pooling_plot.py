"""How seconds grow with towns, as a small SVG with both scales logarithmic."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

WIDTH, HEIGHT, MARGIN = 640, 360, 56


def growth_plot(rows: Sequence[Mapping[str, Any]]) -> str:
    """A line through seconds a service by number of towns; a ring where the gap was not closed."""
    towns = [row["towns"] for row in rows]
    seconds = [max(row["seconds"], 0.01) for row in rows]
    low, high = math.floor(math.log10(min(seconds))), max(math.ceil(math.log10(max(seconds))), -1)
    across = _scale(math.log(min(towns)), math.log(max(towns)), MARGIN, WIDTH - MARGIN)
    up = _scale(low, max(high, low + 1), HEIGHT - MARGIN, MARGIN)
    points = [(across(math.log(town)), up(math.log10(spent))) for town, spent in zip(towns, seconds, strict=True)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="sans-serif" '
        'font-size="13">',
        "<title>Seconds for a service by number of towns</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for power in range(low, max(high, low + 1) + 1):
        y = up(power)
        parts.append(f'<line x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ccc"/>')
        parts.append(f'<text x="{MARGIN - 6}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>')
    for (x, y), row in zip(points, rows, strict=True):
        fill = "#fff" if row["worst_gap"] else "#0b5cad"
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{fill}" stroke="#0b5cad" stroke-width="2"/>')
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - MARGIN + 20}" text-anchor="middle">{row["towns"]}</text>')
    parts.insert(3, f'<polyline points="{line}" fill="none" stroke="#0b5cad" stroke-width="2"/>')
    foot = "towns; seconds for one service, all goals; a ring: not proven in its time"
    parts.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 12}" text-anchor="middle">{foot}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _scale(low: float, high: float, start: float, end: float) -> Any:
    return lambda value: start + (value - low) / max(high - low, 1e-9) * (end - start)
