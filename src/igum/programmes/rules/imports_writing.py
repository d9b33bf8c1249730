"""Sheets given out: a list to fill in, and rows that were rejected. Nothing in them acts when they are opened."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from igum.core.spreadsheets import harmless
from igum.programmes.rules.duplicates import words_key
from igum.programmes.rules.imports import Asked
from igum.programmes.rules.imports_reading import MOST_ROWS, Cell

RIGHT_TO_LEFT = ("he", "ar")
WIDTH = 24


def rejected_sheet(
    headers: Sequence[str], rows: Iterable[tuple[int, Sequence[Cell], Sequence[str]]], language: str
) -> bytes:
    """An .xlsx of the rows that were not taken in: as they were, with their numbers and the reasons beside them."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Rejected rows")[:31])
    sheet.sheet_view.rightToLeft = language in RIGHT_TO_LEFT
    sheet.freeze_panes = "A2"
    for place in range(1, len(headers) + 3):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTH
    sheet.append([_bold(sheet, words) for words in (*headers, reasons_heading(), row_heading())])
    for number, cells, reasons in rows:
        because = WriteOnlyCell(sheet, harmless("\n".join(reasons)))
        because.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append([*map(harmless, cells), because, number])
    return _written(book)


def template_sheet(asked: Sequence[Asked], language: str) -> bytes:
    """An .xlsx to fill in: the questions' words as headings, and on a second sheet what may be chosen."""
    book = Workbook()
    sheet: Any = book.active
    choices: Any = book.create_sheet(_("Choices")[:31])
    sheet.title = _("People")[:31]
    called = [words_key(question.words(language)) for question in asked]
    for place, question in enumerate(asked, start=1):
        words = question.words(language)
        heading = sheet.cell(1, place, harmless(words if called.count(words_key(words)) == 1 else question.name))
        heading.font = Font(bold=question.needed)
        heading.alignment = Alignment(wrap_text=True, vertical="top")
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = WIDTH
        if question.kind in ("phone", "id_number"):  # as text, so that no leading nought is lost
            sheet.column_dimensions[letter].number_format = "@"
        _offer(sheet, choices, letter, [heading.value, *_offered(question, language)])
    for each in (sheet, choices):
        each.sheet_view.rightToLeft = language in RIGHT_TO_LEFT
        each.freeze_panes = "A2"
    return _written(book)


def reasons_heading() -> str:
    """The heading of the column of reasons."""
    return _("Why it was not taken in")


def row_heading() -> str:
    """The heading of the column of row numbers."""
    return _("Row in the file")


def _offered(question: Asked, language: str) -> list[str]:
    if question.kind in ("yes_no", "consent"):
        return [_("Yes"), _("No")]
    return [names.get(language) or names.get("he") or value for value, names in question.choices.items()]


def _offer(sheet: Any, choices: Any, letter: str, words: list[str]) -> None:
    """List what may be chosen on the second sheet, and let the cells of the first choose from it."""
    if len(words) == 1:
        return
    place = 1 if choices.max_column == 1 and choices.cell(1, 1).value is None else choices.max_column + 1
    for row, word in enumerate(words, start=1):
        choices.cell(row, place, harmless(word))
    choices.cell(1, place).font = Font(bold=True)
    column = get_column_letter(place)
    choices.column_dimensions[column].width = WIDTH
    rule = DataValidation("list", formula1=f"'{choices.title}'!${column}$2:${column}${len(words)}", allow_blank=True)
    rule.showErrorMessage = False  # several may be written in one cell, parted by a semicolon
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{MOST_ROWS}")


def _bold(sheet: Any, words: str) -> Any:
    cell = WriteOnlyCell(sheet, harmless(words))
    cell.font = Font(bold=True)
    return cell


def _written(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
