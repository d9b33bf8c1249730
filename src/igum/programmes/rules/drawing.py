"""A programme drawn: its steps from top to bottom with the people of each, as SVG and as text for a terminal.

Right-to-left pages get it mirrored. Colours belong to the style sheet, by class; without one everything is drawn in the
colour of the text around it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _

from igum.programmes.rules.outline import Outline, Step

# As wide as a telephone, as the charts of core are.
WIDTH = 420.0
MARGIN = 12.0
LINE = 20.0
CHIP_HEIGHT = 24.0
GAP = 22.0
LETTER = 7.4  # about the width of a letter at this size
MOST_LETTERS = 50
RIGHT_TO_LEFT = frozenset({"he", "ar"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. ``x`` is where reading begins."""

    text: str
    x: float
    y: float
    css: str


@dataclass(frozen=True, slots=True)
class Box:
    """A rounded box."""

    x: float
    y: float
    width: float
    height: float
    css: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What to draw, and the same in words."""

    title: str
    words: str
    language: str
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    arrows: tuple[tuple[float, float], ...]

    @property
    def is_right_to_left(self) -> bool:
        """Whether reading begins at the right edge."""
        return self.language in RIGHT_TO_LEFT


def drawing_of(outline: Outline, language: str) -> Drawing:
    """Lay out the steps one under another."""
    board = _Board(language)
    for number, step in enumerate(outline.steps, 1):
        board.step(number, step, is_last=number == len(outline.steps))
    return Drawing(
        outline.title, as_text(outline), language, board.y, tuple(board.boxes), tuple(board.lines), tuple(board.arrows)
    )


class _Board:
    """Grows downwards."""

    def __init__(self, language: str) -> None:
        self.mirrored = language in RIGHT_TO_LEFT
        self.y = MARGIN
        self.boxes: list[Box] = []
        self.lines: list[Line] = []
        self.arrows: list[tuple[float, float]] = []

    def step(self, number: int, step: Step, *, is_last: bool) -> None:
        top = self.y
        self.y += 8
        self.text(f"{number}. {step.title}", "programme-step")
        for fact in step.facts:
            for row in _rows(fact):
                self.text(row, "programme-fact")
        if step.people:
            self.chips(step.people)
        if step.gate:
            for row in _rows(f"◇ {step.gate}"):
                self.text(row, "programme-gate")
        self.y += 10
        self.boxes.insert(0, Box(MARGIN, top, WIDTH - 2 * MARGIN, self.y - top, "programme-card"))
        if not is_last:
            self.arrows.append((self.y, self.y + GAP))
        self.y += MARGIN if is_last else GAP

    def text(self, words: str, css: str) -> None:
        self.y += LINE
        self.lines.append(Line(words, self.start(14), self.y - 5, css))

    def chips(self, people: Sequence[str]) -> None:
        across = 14.0
        self.y += 6
        for person in people:
            width = len(person) * LETTER + 20
            if across > 14 and across + width > WIDTH - 2 * MARGIN - 14:
                across, self.y = 14.0, self.y + CHIP_HEIGHT + 6
            begin = self.start(across)
            self.boxes.append(
                Box(begin - width if self.mirrored else begin, self.y, width, CHIP_HEIGHT, "programme-chip")
            )
            self.lines.append(Line(person, self.start(across + 10), self.y + 16, "programme-person"))
            across += width + 8
        self.y += CHIP_HEIGHT

    def start(self, across: float) -> float:
        """A distance from where reading begins, as x."""
        return WIDTH - MARGIN - across if self.mirrored else MARGIN + across


def as_svg(drawing: Drawing) -> str:
    """The drawing as an SVG that stands by itself, with its words for those who do not see it."""
    direction = "rtl" if drawing.is_right_to_left else "ltr"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {drawing.height:g}" role="img" '
        f'class="programme-drawing" lang="{escape(drawing.language)}" direction="{direction}" '
        'font-family="Rubik, sans-serif" font-size="14" fill="currentColor">',
        f"<title>{escape(drawing.title)}</title>",
        f"<desc>{escape(drawing.words)}</desc>",
        *_shapes(drawing),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _shapes(drawing: Drawing) -> Iterator[str]:
    for box in drawing.boxes:
        round_by = 12 if box.css == "programme-chip" else 8
        yield (
            f'<rect class="{box.css}" x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" '
            f'rx="{round_by}" fill="none" stroke="currentColor"/>'
        )
    for begin, end in drawing.arrows:
        middle = WIDTH / 2
        yield (
            f'<path class="programme-arrow" d="M{middle:g} {begin:g}V{end:g}m-4 -6l4 6l4 -6" fill="none" '
            'stroke="currentColor"/>'
        )
    for line in drawing.lines:
        weight = ' font-weight="600"' if line.css == "programme-step" else ""
        way = ""
        if line.css == "programme-gate":  # an expression is read from left to right on every page
            way = f' direction="ltr" text-anchor="{"end" if drawing.is_right_to_left else "start"}"'
        yield f'<text class="{line.css}" x="{line.x:g}" y="{line.y:g}"{weight}{way}>{escape(line.text)}</text>'


def as_text(outline: Outline) -> str:
    """The outline for a terminal, and for whoever has it read aloud."""
    lines = [outline.title, " · ".join(outline.facts)]
    for number, step in enumerate(outline.steps, 1):
        lines += ["", f"{number}. {step.title}"]
        lines += [f"   {fact}" for fact in step.facts]
        if step.people:
            lines.append(f"   {_('People')}: {', '.join(step.people)}")
        if step.gate:
            lines.append(f"   ◇ {step.gate}")
    return "\n".join(lines)


def _rows(words: str) -> Iterator[str]:
    """A text cut into rows that fit, between words."""
    row = ""
    for word in words.split():
        if row and len(row) + len(word) + 1 > MOST_LETTERS:
            yield row
            row = word
        else:
            row = f"{row} {word}".strip()
    if row:
        yield row
