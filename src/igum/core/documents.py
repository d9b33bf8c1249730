"""A document of blocks: what a report says, whatever it is shown as: a page, a printed sheet, a workbook.

Each form draws on the same blocks, so none can show a figure that another hides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

HIDDEN = "–"
# Unicode's own isolates: what stands between them is ordered from left to right and turns nothing around it.
LEFT_TO_RIGHT, END = "\u2066", "\u2069"


@dataclass(frozen=True, slots=True)
class Cell:
    """Words, or a figure as people read it and, where it is shown, as a program does.

    Attributes:
        pattern: how a workbook shows the number.
    """

    text: str
    number: int | float | Decimal | None = None
    is_figure: bool = False
    pattern: str = "#,##0"


@dataclass(frozen=True, slots=True)
class Heading:
    """Begins a part of the document; 2 is the level under its title."""

    text: str
    level: int = 2
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. Soft: a note. Strong: what it comes to."""

    text: str
    soft: bool = False
    strong: bool = False
    kind: str = "words"


@dataclass(frozen=True, slots=True)
class Facts:
    """A few figures, each under its name."""

    rows: tuple[tuple[str, Cell], ...]
    kind: str = "facts"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the first column names the row."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class Bars:
    """Amounts to be seen beside each other, >= 0; a table nearby says the same."""

    title: str
    rows: tuple[tuple[str, Cell], ...]
    kind: str = "bars"

    def __iter__(self) -> Iterator[tuple[str, float]]:
        """Label and amount of each."""
        return ((label, float(cell.number or 0)) for label, cell in self.rows)


Block = Heading | Words | Facts | Table | Bars


@dataclass(frozen=True, slots=True)
class Document:
    """What is said, in one language.

    Attributes:
        author: on whose behalf; ``footer`` stands on every sheet.
    """

    title: str
    subtitle: str
    language: str
    on: date
    author: str
    summary: str
    footer: str
    blocks: tuple[Block, ...]


def figure(number: float | Decimal | None, text: str = "", *, pattern: str = "#,##0") -> Cell:
    """A number with how it is read; a dash for one that may not be shown.

    >>> figure(1200).text, figure(None).text, figure(0.85, "85%").text
    ('1,200', '–', '85%')
    """
    if number is None:
        return Cell(HIDDEN, is_figure=True)
    return Cell(text or f"{number:,}", number, is_figure=True, pattern=pattern)


def isolated(text: str) -> str:
    """A figure inside a sentence, kept from turning it around in a language written from right to left."""
    return f"{LEFT_TO_RIGHT}{text}{END}"
