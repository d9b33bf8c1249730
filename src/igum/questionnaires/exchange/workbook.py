"""Reading a sheet that came from outside: what is hostile or too much is refused before it is opened."""

import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from pyxform import aliases
from pyxform.errors import PyXFormError
from pyxform.parsing.sheet_headers import process_header
from pyxform.question import MultipleChoiceQuestion, Option
from pyxform.xls2json import workbook_to_json
from pyxform.xls2json_backends import DefinitionData, get_xlsform

MOST_UNPACKED = 30_000_000
MOST_PARTS = 300
MOST_ROWS = 5_000
MOST_CELLS = 100_000
FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*>\s*<f[ >/]')
READ = ("survey", "choices", "settings", "external_choices")


class Refusal(Exception):
    """Why a file cannot be taken in, and of which sheet, row and column that is true."""

    def __init__(self, words: str, *, sheet: str = "", row: int = 0, column: str = "") -> None:
        super().__init__(words)
        self.sheet, self.row, self.column = sheet, row, column


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the sheet, and its cells by the parts of their column's name."""

    number: int
    cells: dict[tuple[str, ...], str]
    columns: dict[tuple[str, ...], str] = field(default_factory=dict)

    def get(self, *name: str) -> str:
        """The text of a cell; empty where there is none."""
        return self.cells.get(name, "")

    def column(self, *name: str) -> str:
        """What the author calls a column."""
        return self.columns.get(name, "::".join(name))

    def under(self, *name: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """The cells of a column that stands in several languages: the rest of its name, and the text."""
        for key, text in self.cells.items():
            if key[: len(name)] == name:
                yield key[len(name) :], text


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a form; its choices wherever they stand."""

    survey: list[Row]
    choices: list[Row]
    settings: dict[str, str]


def read_book(content: bytes, suffix: str) -> Book:
    """The rows of a form's sheets.

    Raises:
        Refusal: it is hostile, too large, no sheet, or pyxform finds it wrong.
    """
    if suffix == ".xlsx":
        _look_into(content)
    elif suffix == ".xls" and "_VBA_PROJECT".encode("utf-16-le") in content:
        raise Refusal(_("The file holds macros. Save it as .xlsx, without macros."))
    try:
        with warnings.catch_warnings(action="ignore"):  # of parts of a sheet that no form needs
            read = get_xlsform(BytesIO(content), file_type=suffix)
        sheets = {name: list(getattr(read, name) or ()) for name in READ}
        if any(len(rows) > MOST_ROWS for rows in sheets.values()):
            raise Refusal(_("There are more than %(most)s rows. Divide the form.") % {"most": MOST_ROWS})
        if read.entities or read.osm:
            raise Refusal(_("Entities and OSM tags cannot be taken in. Take those sheets out."))
        headers = {name: tuple((getattr(read, f"{name}_header") or [{}])[0]) for name in READ}
        book = Book(
            list(_rows(sheets["survey"], headers["survey"], aliases.survey_header, MultipleChoiceQuestion)),
            [
                row
                for name in ("choices", "external_choices")
                for row in _rows(sheets[name], headers[name], aliases.list_header, Option)
            ],
            {str(name).strip().lower(): str(text) for name, text in (sheets["settings"] or [{}])[0].items()},
        )
        _hold_against(read)
    except PyXFormError as why:
        words = str(why)[:2000]
        row = re.search(r"\[row : (\d+)\]", words)
        raise Refusal(
            _("pyxform, which reads XLSForms, says: %(words)s") % {"words": words},
            sheet="survey" if row else "",
            row=int(row[1]) if row else 0,
        ) from None
    except (TypeError, KeyError, ValueError, AttributeError, IndexError, AssertionError):
        # pyxform leans on the shape of what it reads; whatever else it stumbles over is no form.
        raise Refusal(_("This is no XLSForm: a sheet called “survey” with the columns type, name and label.")) from None
    return book


def _hold_against(read: DefinitionData) -> None:
    """Let pyxform check the whole form by its own rules."""
    workbook_to_json(workbook_dict=read, form_name="data", warnings=[])


def _rows(rows: Sequence[dict[str, Any]], headers: Sequence[str], known: dict[str, Any], kind: Any) -> Iterator[Row]:
    double = any("::" in header for header in headers)
    names: dict[str, tuple[str, ...]] = {}
    for header in headers:
        names[header] = process_header(header, double, known, set(kind.get_slot_names()))[1]
    columns = {name: header for header, name in names.items()}
    for number, row in enumerate(rows, start=2):
        cells = {names[header]: str(text).strip() for header, text in row.items() if header in names and text}
        yield Row(number, cells, columns)


def _look_into(content: bytes) -> None:
    """Refuse an archive that is no sheet, holds macros or formulas, or unpacks to more than any form."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.namelist()
            if len(parts) > MOST_PARTS:
                raise Refusal(_("The file has too many parts to be a form. Copy its sheets into a new file."))
            if any("vbaproject" in part.lower() for part in parts):
                raise Refusal(_("The file holds macros. Save it as .xlsx, without macros."))
            left = MOST_UNPACKED
            sheets: dict[str, bytes] = {}
            for part in parts:
                unpacked = _unpack(archive, part, left)
                left -= len(unpacked)
                if part.endswith((".xml", ".rels")):
                    sheets[part] = unpacked
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise Refusal(_("The file is damaged or is no .xlsx. Save it anew as .xlsx.")) from None
    for part, xml in sheets.items():
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            _look_at_sheet(_name_of(part, sheets), xml)


def _unpack(archive: zipfile.ZipFile, part: str, left: int) -> bytes:
    """The content of a part. What its header says of its size is not believed."""
    with archive.open(part) as reading:
        unpacked = reading.read(left + 1)
    if len(unpacked) > left:
        raise Refusal(_("The file unpacks to more than 30 MB. Copy its sheets by values into a new file."))
    return unpacked


def _look_at_sheet(name: str, xml: bytes) -> None:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise Refusal(_("The file is damaged or is no .xlsx. Save it anew as .xlsx."))
    if xml.count(b"<row ") + xml.count(b"<row>") > MOST_ROWS * 4 or xml.count(b"<c ") > MOST_CELLS:
        raise Refusal(_("There are more than %(most)s rows. Divide the form.") % {"most": MOST_ROWS}, sheet=name)
    if name.lower() in READ and (formula := FORMULA.search(xml)):
        cell = formula[1].decode()
        column, row = re.sub(r"\d", "", cell), int(re.sub(r"\D", "", cell))
        words = _("Cell %(cell)s holds a formula. Copy the sheet and paste it by values.") % {"cell": cell}
        raise Refusal(words, sheet=name, row=row, column=column)


def _name_of(part: str, sheets: dict[str, bytes]) -> str:
    """What a sheet is called, by the book's own list."""
    target = part.removeprefix("xl/").encode()
    for relation in re.findall(rb"<Relationship [^>]*>", sheets.get("xl/_rels/workbook.xml.rels", b"")):
        wanted = re.search(rb'Id="([^"]+)"', relation)
        if wanted and (b'"' + target + b'"' in relation or b'"/xl/' + target + b'"' in relation):
            for sheet in re.findall(rb"<sheet [^>]*>", sheets.get("xl/workbook.xml", b"")):
                name = re.search(rb'name="([^"]+)"', sheet)
                if name and b'"' + wanted[1] + b'"' in sheet:
                    return name[1].decode(errors="replace")
    return ""
