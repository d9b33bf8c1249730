"""Where gaps are, as values for an SVG: a circle for each authority, as large as its gap."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

WIDTH, HEIGHT, MARGIN = 600.0, 460.0, 46.0
SIDE = 110.0  # room for half of the longest name
LARGEST, SMALLEST = 36.0, 5.0
LEAST = 0.01  # degrees


@dataclass(frozen=True, slots=True)
class Spot:
    """An authority in degrees, how many people lack something there, and how much it is lacking."""

    name: str
    latitude: float
    longitude: float
    people: int
    level: str


@dataclass(frozen=True, slots=True)
class Circle:
    """A spot as it is drawn. Its area is in proportion to the people."""

    spot: Spot
    x: float
    y: float
    radius: float


def circles(spots: Sequence[Spot]) -> tuple[Circle, ...]:
    """The spots on one sheet, the largest first, so that the small ones are drawn above.

    >>> [(c.spot.name, c.radius) for c in circles([Spot("a", 33, 35, 100, "some"), Spot("b", 33.1, 35.1, 25, "none")])]
    [('a', 36.0), ('b', 18.0)]
    """
    if not spots:
        return ()
    south, west = min(one.latitude for one in spots), min(one.longitude for one in spots)
    squeeze = cos(radians(south))
    wide = max((one.longitude - west) * squeeze for one in spots)
    tall = max(one.latitude - south for one in spots)
    scale = min((WIDTH - 2 * SIDE) / (wide or LEAST), (HEIGHT - 2 * MARGIN) / (tall or LEAST))
    # In the middle of the sheet, also when there is one spot alone.
    left, foot = (WIDTH - wide * scale) / 2, (HEIGHT + tall * scale) / 2
    most = max(one.people for one in spots) or 1
    drawn = (
        Circle(
            spot=one,
            x=round(left + (one.longitude - west) * squeeze * scale, 1),
            y=round(foot - (one.latitude - south) * scale, 1),
            radius=round(max(LARGEST * sqrt(one.people / most), SMALLEST), 1),
        )
        for one in spots
    )
    return tuple(sorted(drawn, key=lambda circle: (-circle.radius, circle.spot.name)))
