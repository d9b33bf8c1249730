"""Reading a list of people out of a file that came from outside. What is hostile or too much is refused in words."""

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, StringIO
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from igum.core.errors import Refused
from igum.core.spreadsheets import ACTS

MOST_BYTES = 10_000_000
MOST_UNPACKED = 100_000_000
MOST_PARTS = 200
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CHARACTERS = 5_000
FORMULA = re.compile(rb'<c (?:[^>]*? )?r="([A-Z]+[0-9]+)"[^>]*>\s*<f[ >/]')
MERGED = re.compile(rb'<mergeCell ref="([A-Z0-9:]+)"')
HIDDEN = re.compile(rb'<sheet [^>]*state="(?:hidden|veryHidden)"[^>]*>')
HIDDEN_ROW = re.compile(rb'<row (?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="([0-9]+)"')
HIDDEN_COLUMN = re.compile(rb'<col (?=[^>]*\bhidden="(?:1|true)")[^>]*?\bmin="([0-9]+)"')
# Marks of direction and the like: nobody sees them, and they make two equal words differ.
UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
PROTECTED = b"\xd0\xcf\x11\xe0"  # an old .xls, or an .xlsx under a password

Cell = str | int | float | bool | None


class FileRefused(Refused):
    """The file cannot be taken in; the text says what it holds and what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: its number as the sheet counts, and its cells under the headers."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words of the first row, and every row under them that is not empty."""

    headers: tuple[str, ...]
    lines: tuple[Line, ...]
    name: str = ""


def read_sheet(file_name: str, content: bytes) -> Sheet:
    """The rows of a file: .xlsx, or .csv in UTF-8 or the Hebrew code page of Windows.

    Raises:
        FileRefused: it is hostile, too large, empty, or no list.
    """
    if len(content) > MOST_BYTES:
        raise FileRefused(_("The file is larger than 10 MB. Divide the list into several files."))
    if content.startswith(PROTECTED):
        raise FileRefused(_("The file is an old .xls, or has a password. Save it as .xlsx without one."))
    if content.startswith(b"PK"):
        name, rows = _xlsx(content)
    elif file_name.lower().endswith((".csv", ".txt", ".tsv")):
        name, rows = "", _csv(content)
    elif file_name.lower().endswith((".xlsx", ".xls")):
        raise FileRefused(
            _("The file has the name of an Excel file, but is none. Open it in Excel, and save it as .xlsx.")
        )
    else:
        raise FileRefused(_("Only .xlsx and .csv files are taken in. Save the list as one of them."))
    return _sheet(name, rows)


def _sheet(name: str, rows: Iterable[tuple[int, list[Cell]]]) -> Sheet:
    filled = ((number, cells) for number, cells in rows if any(cell not in (None, "") for cell in cells))
    first = next(filled, None)
    if first is None:
        raise FileRefused(_("The file is empty. Its first row names the questions, and each row below is a person."))
    headers = [str("" if cell is None else cell).strip() for cell in first[1]]
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) > MOST_COLUMNS:
        words = _("There are more than %(most)s columns. Take out those not needed.")
        raise FileRefused(words % {"most": MOST_COLUMNS})
    lines: list[Line] = []
    for number, cells in filled:
        if len(lines) >= MOST_ROWS:
            raise FileRefused(_("There are more than %(most)s rows. Divide the list.") % {"most": f"{MOST_ROWS:,}"})
        kept = _under(headers, number, cells)
        if any(cell not in (None, "") for cell in kept):
            lines.append(Line(number, kept))
    if not lines:
        raise FileRefused(_("There is nobody in the file: under the row of headings every row is empty."))
    return Sheet(tuple(header[:200] for header in headers), tuple(lines), name)


def _under(headers: list[str], number: int, cells: list[Cell]) -> tuple[Cell, ...]:
    """As many cells as there are headings."""
    if any(cell not in (None, "") for cell in cells[len(headers) :]):
        words = _(
            "Row %(row)s holds something in a column without a heading."
            " Let the first row name each column, with no title above it."
        )
        raise FileRefused(words % {"row": number})
    return (*cells[: len(headers)], *[None] * (len(headers) - len(cells)))


# --- .csv -----------------------------------------------------------------------------------------------------


def _csv(content: bytes) -> Iterator[tuple[int, list[Cell]]]:
    text = _decoded(content)
    head = text[:10_000].splitlines()[0] if text.strip() else ""
    divider = max(",;\t", key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=divider, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, [_text(cell, f"{number}") for cell in cells]
    except csv.Error:
        raise FileRefused(
            _("Row %(row)s of the file cannot be read: a quotation mark is missing. Save the list as .csv anew.")
            % {"row": reader.line_num}
        ) from None


def _decoded(content: bytes) -> str:
    if content.startswith(UTF_16):  # as Excel saves “Unicode text”
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            content = b"\0"
    if b"\0" in content:
        raise FileRefused(_("This is no list in text. Save it as .xlsx, or as .csv in UTF-8."))
    for encoding in ("utf-8-sig", "cp1255"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused(_("The letters of the file cannot be read. Save it as .xlsx, or as .csv in UTF-8."))


# --- .xlsx ----------------------------------------------------------------------------------------------------


def _xlsx(content: bytes) -> tuple[str, Iterator[tuple[int, list[Cell]]]]:
    _look_into(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = [(sheet.title, _rows(sheet)) for sheet in book.worksheets]
        return next(filter(None, map(_filled, sheets)), sheets[0])
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError):
        raise _damaged() from None


def _filled(sheet: tuple[str, Iterator[tuple[int, list[Cell]]]]) -> tuple[str, Iterator[tuple[int, list[Cell]]]] | None:
    """A sheet that holds anything, from its first row that does."""
    name, rows = sheet
    first = next((row for row in rows if any(cell not in (None, "") for cell in row[1])), None)
    return None if first is None else (name, chain([first], rows))


def _rows(sheet: Any) -> Iterator[tuple[int, list[Cell]]]:
    # What the sheet says of its own size is not believed: it may promise a million empty rows.
    sheet.reset_dimensions()
    try:
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield number, [_value(cell, f"{number}") for cell in row[: MOST_COLUMNS + 1]]
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError):
        raise _damaged() from None


def _value(cell: Any, row: str) -> Cell:
    if cell is None or isinstance(cell, bool | int | float):
        return cell
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return cell.isoformat("minutes") if isinstance(cell, time) else _text(str(cell), row)


def _text(text: str, row: str) -> str:
    """A text without the apostrophe that keeps spreadsheets from taking it for a formula."""
    if len(text) > MOST_CHARACTERS:
        raise FileRefused(
            _("A cell in row %(row)s holds more than %(most)s characters. Shorten it.")
            % {"row": row, "most": f"{MOST_CHARACTERS:,}"}
        )
    bare = UNSEEN.sub("", text).replace("\0", "").replace("\xa0", " ").strip()
    return bare[1:] if bare.startswith("'") and bare[1:].startswith(ACTS) else bare


def _look_into(content: bytes) -> None:
    """Refuse an archive that is no sheet, unpacks to more than any list, or holds more than values."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.namelist()
            if len(parts) > MOST_PARTS:
                raise FileRefused(_("The file has too many parts for a list. Copy its sheet into a new file."))
            if any("vbaproject" in part.lower() or "macrosheet" in part.lower() for part in parts):
                raise FileRefused(_("The file holds macros. Save it as .xlsx, without macros."))
            if "content.xml" in parts and "mimetype" in parts:
                raise FileRefused(_("This is a sheet of LibreOffice (.ods). Save it as .xlsx."))
            if "xl/workbook.xml" not in parts:
                raise _damaged()
            left = MOST_UNPACKED
            for part in parts:
                xml = _unpack(archive, part, left)
                left -= len(xml)
                if part.endswith((".xml", ".rels")):
                    _look_at(part, xml)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise _damaged() from None


def _unpack(archive: zipfile.ZipFile, part: str, left: int) -> bytes:
    """The content of a part. What its header says of its size is not believed."""
    with archive.open(part) as reading:
        unpacked = reading.read(left + 1)
    if len(unpacked) > left:
        raise FileRefused(_("The file unpacks to more than 100 MB. Copy its sheet by values into a new file."))
    return unpacked


def _look_at(part: str, xml: bytes) -> None:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or xml.startswith(UTF_16):
        raise _damaged()
    if part == "xl/workbook.xml" and (sheet := HIDDEN.search(xml)):
        name = re.search(rb'name="([^"]*)"', sheet[0])
        raise FileRefused(
            _("The file has a hidden sheet, “%(name)s”. Show it and see that it may be handed in, or delete it.")
            % {"name": name[1].decode(errors="replace") if name else "?"}
        )
    if part.startswith("xl/worksheets/"):
        if xml.count(b"<row ") > MOST_ROWS * 5:
            raise FileRefused(_("There are more than %(most)s rows. Divide the list.") % {"most": f"{MOST_ROWS:,}"})
        if formula := FORMULA.search(xml):
            words = _("Cell %(cell)s holds a formula. Copy the sheet and paste it by values.")
            raise FileRefused(words % {"cell": formula[1].decode()})
        if merged := MERGED.search(xml):
            words = _("The cells %(cells)s are merged. Part them, so that each row is one person.")
            raise FileRefused(words % {"cells": merged[1].decode()})
        _refuse_hidden(xml)


def _refuse_hidden(xml: bytes) -> None:
    """Whoever hands in a list has seen all of it: a filter hides the very rows that somebody meant to leave out."""
    if row := HIDDEN_ROW.search(xml):
        words = _("Row %(row)s is hidden, perhaps by a filter. Show all rows, or copy those you mean into a new file.")
        raise FileRefused(words % {"row": row[1].decode()})
    if column := HIDDEN_COLUMN.search(xml):
        words = _("Column %(column)s is hidden. Show it and see that it may be handed in, or delete it.")
        raise FileRefused(words % {"column": get_column_letter(int(column[1]))})


def _damaged() -> FileRefused:
    return FileRefused(_("The file is damaged or is no .xlsx. Save it anew as .xlsx."))
