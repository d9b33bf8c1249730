"""A report as a workbook: numbers as numbers, a sheet for each table, from right to left where the language is."""

import re
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from igum.core.documents import END, LEFT_TO_RIGHT, Cell, Document, Facts, Heading, Table, Words
from igum.core.spreadsheets import harmless
from igum.core.templatetags.igum import RIGHT_TO_LEFT

WIDTH, FIRST_WIDTH = 18, 44
NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\']")
LONGEST_TITLE = 31


def workbook_of(document: Document) -> bytes:
    """The document as an .xlsx. No cell acts when it is opened."""
    book = Workbook()
    book.properties.title = harmless(_plain(document.title))
    book.properties.creator = harmless(document.author)
    book.properties.language = document.language
    first: Any = book.active
    first.title = _title(_("Report"), [])
    _say(first, document)
    for block in document.blocks:
        if isinstance(block, Table):
            sheet: Any = book.create_sheet(_title(block.title, book.sheetnames))
            _tabulate(sheet, block)
    for sheet in book.worksheets:
        sheet.sheet_view.rightToLeft = document.language in RIGHT_TO_LEFT
        sheet.column_dimensions["A"].width = FIRST_WIDTH
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _say(sheet: Any, document: Document) -> None:
    """Everything but the tables: what it is, figures, notes."""
    _write(sheet, 1, 1, Cell(document.title), bold=True)
    _write(sheet, 2, 1, Cell(document.subtitle))
    row = 4
    for block in document.blocks:
        if isinstance(block, Facts):
            for label, cell in block.rows:
                _write(sheet, row, 1, Cell(label))
                _write(sheet, row, 2, cell)
                row += 1
        elif isinstance(block, Heading | Words):
            _write(sheet, row, 1, Cell(block.text), bold=isinstance(block, Heading))
            row += 1
    sheet.column_dimensions["B"].width = WIDTH


def _tabulate(sheet: Any, table: Table) -> None:
    for place, words in enumerate(table.columns, start=1):
        _write(sheet, 1, place, Cell(words), bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = WIDTH
    for number, row in enumerate(table.rows, start=2):
        for place, cell in enumerate(row, start=1):
            _write(sheet, number, place, cell)
    sheet.freeze_panes = "B2"


def _write(sheet: Any, row: int, column: int, cell: Cell, *, bold: bool = False) -> None:
    is_number = cell.number is not None and "/" not in cell.text
    written = sheet.cell(row, column, cell.number if is_number else harmless(_plain(cell.text)))
    written.font = Font(bold=bold)
    written.alignment = Alignment(wrap_text=not cell.is_figure, vertical="top")
    if is_number:
        written.number_format = cell.pattern


def _plain(text: str) -> str:
    """Without the marks of direction: a cell has one of its own."""
    return text.replace(LEFT_TO_RIGHT, "").replace(END, "")


def _title(words: str, taken: list[str]) -> str:
    """A sheet's title: short, without the signs that Excel refuses, and the only one."""
    bare = NOT_IN_A_TITLE.sub(" ", _plain(words)).strip()[:LONGEST_TITLE] or "1"
    numbered = (f"{bare[: LONGEST_TITLE - 4].strip()} {number}" for number in range(2, 100))
    return next((title for title in (bare, *numbered) if title.lower() not in {one.lower() for one in taken}), bare)
