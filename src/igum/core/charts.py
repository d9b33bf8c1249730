"""Charts as numbers to draw: pure geometry for a server-side SVG. The template adds the table beneath.

A chart is drawn from the reading side: in a right-to-left page its bars grow, and its
time runs, from right to left. Colours and text sizes belong to the style sheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# Narrow, so that its letters stay readable on a telephone; the page may draw it a little larger.
WIDTH = 420.0
ROW_HEIGHT = 52.0
LABEL_HEIGHT = 20.0
BAR_HEIGHT = 18.0
PLOT_HEIGHT = 180.0
MARGIN = 12.0
# Room at the far end of the longest bar for its figure.
FIGURE_WIDTH = 76.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its label and figure, and where its bar stands."""

    label: str
    figure: str
    x: float
    y: float
    width: float
    height: float
    label_x: float
    label_y: float
    figure_x: float
    figure_y: float


@dataclass(frozen=True, slots=True)
class Point:
    """One moment of a line: its label and figure, and where its dot stands."""

    label: str
    figure: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Something to draw, with its title, its unit in words, and the same facts as rows of a table."""

    kind: str
    title: str
    unit: str
    width: float
    height: float
    bars: tuple[Bar, ...] = ()
    points: tuple[Point, ...] = ()

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """Label and figure of everything drawn, in order."""
        marks: tuple[Bar | Point, ...] = (*self.bars, *self.points)
        return tuple((mark.label, mark.figure) for mark in marks)

    @property
    def path(self) -> str:
        """The line as an SVG path."""
        return " ".join(f"{'L' if place else 'M'}{point.x:g} {point.y:g}" for place, point in enumerate(self.points))


def bars(title: str, facts: Sequence[tuple[str, float]], *, unit: str = "", right_to_left: bool = False) -> Chart:
    """A bar for each fact, the longest as wide as there is room.

    Args:
        title: what the bars show, in words.
        facts: label and amount. Amounts in one unit, >= 0.
        unit: what the amounts count, in words, for the table's heading.
        right_to_left: whether the bars start at the right edge.

    Raises:
        ValueError: an amount is negative.

    >>> chart = bars("People", [("Acre", 50.0), ("Maalot", 25.0)])
    >>> [round(bar.width) for bar in chart.bars]
    [320, 160]
    """
    if any(amount < 0 for _, amount in facts):
        raise ValueError("facts must not be negative: a bar has no length below nothing")
    room = WIDTH - 2 * MARGIN - FIGURE_WIDTH
    longest = max((amount for _, amount in facts), default=0) or 1
    edge = WIDTH - MARGIN if right_to_left else MARGIN
    drawn = []
    for row, (label, amount) in enumerate(facts):
        width = max(room * amount / longest, 2.0)
        top = MARGIN + row * ROW_HEIGHT
        drawn.append(
            Bar(
                label=label,
                figure=f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.1f}",
                x=edge - width if right_to_left else edge,
                y=top + LABEL_HEIGHT,
                width=width,
                height=BAR_HEIGHT,
                label_x=edge,
                label_y=top + LABEL_HEIGHT - 6,
                figure_x=edge - width - 8 if right_to_left else edge + width + 8,
                figure_y=top + LABEL_HEIGHT + BAR_HEIGHT - 4,
            )
        )
    return Chart("bars", title, unit, WIDTH, 2 * MARGIN + ROW_HEIGHT * len(drawn), bars=tuple(drawn))


def line(title: str, facts: Sequence[tuple[str, float]], *, unit: str = "", right_to_left: bool = False) -> Chart:
    """A line through the facts in their order, from zero up to the greatest.

    Args:
        title: what the line shows, in words.
        facts: label and amount, evenly spaced in time. Amounts in one unit, >= 0.
        unit: what the amounts count, in words, for the table's heading.
        right_to_left: whether the first fact stands at the right edge.

    Raises:
        ValueError: an amount is negative.

    >>> [(point.x, point.y) for point in line("Calls", [("May", 0.0), ("June", 8.0)]).points]
    [(12.0, 168.0), (408.0, 12.0)]
    """
    if any(amount < 0 for _, amount in facts):
        raise ValueError("facts must not be negative: the line starts at nothing")
    greatest = max((amount for _, amount in facts), default=0) or 1
    step = (WIDTH - 2 * MARGIN) / max(len(facts) - 1, 1)
    floor = PLOT_HEIGHT - MARGIN
    drawn = []
    for place, (label, amount) in enumerate(facts):
        along = MARGIN + place * step
        drawn.append(
            Point(
                label=label,
                figure=f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.1f}",
                x=WIDTH - along if right_to_left else along,
                y=floor - (floor - MARGIN) * amount / greatest,
            )
        )
    return Chart("line", title, unit, WIDTH, PLOT_HEIGHT, points=tuple(drawn))
