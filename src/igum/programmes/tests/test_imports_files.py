"""Files that come from outside: what is read, what is refused in words, and what goes out again harmlessly."""

import re
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from igum.core.spreadsheets import harmless
from igum.programmes.rules.imports import Asked, CellReader, NoAnswer, match_columns
from igum.programmes.rules.imports_reading import MOST_ROWS, FileRefused, read_sheet
from igum.programmes.rules.imports_writing import rejected_sheet, template_sheet

pytestmark = pytest.mark.usefixtures("in_english")
HEADERS = ["contact_name", "contact_phone"]
ASKED = [
    Asked("contact_name", "text", {"he": "שם מלא", "en": "Full name"}, needed=True),
    Asked("contact_phone", "phone", {"he": "טלפון", "ar": "رقم الهاتف"}),
    Asked("town", "town", {"he": "יישוב"}),
    Asked("born", "date", {"he": "תאריך לידה"}),
    Asked("alone", "yes_no", {"he": "לבד?"}),
    Asked("needs", "choices", {"he": "צרכים"}, {"food": {"he": "מזון", "ar": "طعام"}, "rent": {"he": "שכר דירה"}}),
]


def reader() -> CellReader:
    return CellReader({question.name: question for question in ASKED}, {"עכו": 7600})


def book(rows, *, change=None) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    if change:
        change(made)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    out = BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1255"])
def test_a_text_file_is_read_in_utf_8_and_in_the_hebrew_code_page(encoding):
    sheet = read_sheet("list.csv", "שם,טלפון\nרות כהן,0525550100\n".encode(encoding))

    assert sheet.headers == ("שם", "טלפון")
    assert sheet.lines[0].cells == ("רות כהן", "0525550100")


def test_unicode_text_from_excel_is_read():
    sheet = read_sheet("list.txt", "שם\tטלפון\nרות כהן\t0525550100\n".encode("utf-16"))

    assert (sheet.headers, sheet.lines[0].cells) == (("שם", "טלפון"), ("רות כהן", "0525550100"))


def test_marks_that_nobody_sees_part_no_heading_from_its_question():
    sheet = read_sheet("a.xlsx", book([["\u200fשם\xa0מלא\u200e", "\u202bטלפון\u202c"], ["רות", "\u200e050-555-0100"]]))

    assert match_columns(sheet.headers, ASKED) == ["contact_name", "contact_phone"]
    assert sheet.lines[0].cells == ("רות", "050-555-0100")


def test_the_first_sheet_that_holds_anything_is_read():
    def second(made: Workbook) -> None:
        made.create_sheet("families").append(HEADERS)
        made["families"].append(["Ruth", 1])

    sheet = read_sheet("a.xlsx", book([], change=second))

    assert (sheet.name, sheet.headers) == ("families", tuple(HEADERS))


@pytest.mark.parametrize("divider", [",", ";", "\t"])
def test_whatever_parts_the_columns_is_found(divider):
    assert read_sheet("a.csv", f"a{divider}b\n1{divider}2\n".encode()).lines[0].cells == ("1", "2")


def test_empty_rows_are_passed_over_and_the_others_keep_their_numbers():
    sheet = read_sheet("a.xlsx", book([HEADERS, ["Ruth", 1], [], [None, ""], ["Dan", 2]]))

    assert [line.number for line in sheet.lines] == [2, 5]


def formula(made: Workbook) -> None:
    made.active["B2"] = "=1+1"


def merged(made: Workbook) -> None:
    made.active.merge_cells("A3:B3")


def hidden(made: Workbook) -> None:
    made.create_sheet("secret").sheet_state = "hidden"


def hidden_row(made: Workbook) -> None:
    made.active.row_dimensions[2].hidden = True


def hidden_column(made: Workbook) -> None:
    made.active.column_dimensions["B"].hidden = True


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (lambda: book([HEADERS, ["Ruth", 1]], change=formula), "B2 holds a formula"),
        (lambda: book([HEADERS, ["Ruth", 1]], change=merged), "A3:B3 are merged"),
        (lambda: book([HEADERS, ["Ruth", 1]], change=hidden), "hidden sheet, “secret”"),
        (lambda: book([HEADERS, ["Ruth", 1]], change=hidden_row), "Row 2 is hidden, perhaps by a filter"),
        (lambda: book([HEADERS, ["Ruth", 1]], change=hidden_column), "Column B is hidden"),
        (
            lambda: book([["Families 2026"], HEADERS, ["Ruth", 1]]),
            "Row 2 holds something in a column without a heading",
        ),
        (lambda: with_part(with_part(book([HEADERS]), "mimetype", b""), "content.xml", b""), "LibreOffice"),
        (lambda: b"name,phone\nRuth,1\n", "name of an Excel file"),
        (lambda: with_part(book([HEADERS, ["Ruth", 1]]), "xl/vbaProject.bin", b"x"), "macros"),
        (lambda: with_part(book([HEADERS]), "xl/media/a.xml", b"0" * 100_000_001), "100 MB"),
        (lambda: with_part(book([HEADERS]), "xl/a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]>'), "damaged"),
        (lambda: book([HEADERS, *[["x", number] for number in range(MOST_ROWS + 1)]]), "more than 20,000 rows"),
        (lambda: book([HEADERS, ["y" * 5_001, 1]]), "row 2 holds more than 5,000 characters"),
        (lambda: book([HEADERS]), "nobody in the file"),
        (lambda: book([]), "empty"),
        (lambda: b"PK\x03\x04 and no archive", "damaged"),
        (lambda: b"\xd0\xcf\x11\xe0 an old book", "password"),
        (lambda: b"x" * 10_000_001, "10 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_hostile_or_too_much_is_refused_in_words(content, words):
    with pytest.raises(FileRefused, match=re.escape(words)):
        read_sheet("list.xlsx", content())


@pytest.mark.parametrize("content", [b"a,b\n\0,1", b'a,b\n"1,2', b"a,b\n\xff\xfe\xfd\xd9\xda,1", b""])
def test_a_text_file_that_is_none_is_refused_in_words(content):
    with pytest.raises(FileRefused):
        read_sheet("list.csv", content)


@given(st.binary(max_size=300))
def test_no_file_at_all_stops_the_program(content):
    for name in ("a.csv", "a.xlsx"):
        with suppress(FileRefused):
            read_sheet(name, content)


@given(st.text(max_size=40))
def test_nothing_that_goes_out_is_taken_for_a_formula(text):
    assert not str(harmless(text)).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+972501234567", "-3 rooms", "@home"])
def test_a_rejected_row_comes_back_as_it_was_when_it_is_handed_in_again(text):
    returned = rejected_sheet(HEADERS, [(7, [text, "1"], ["Because"])], "he")

    sheet = read_sheet("again.xlsx", returned)

    assert sheet.headers[:2] == tuple(HEADERS)
    assert sheet.lines[0].cells[0] == text
    assert load_workbook(BytesIO(returned)).active["A2"].data_type == "s"


def test_columns_are_found_by_name_and_by_words_in_any_language():
    headers = ["Full  Name*", "رقم الهاتف", "TOWN", "shoe size"]

    assert match_columns(headers, ASKED) == ["contact_name", "contact_phone", "town", ""]


def test_two_columns_for_one_question_are_not_clear():
    assert match_columns(["טלפון", "contact_phone"], ASKED) == ["", ""]


@pytest.mark.parametrize(
    ("name", "cell", "answer"),
    [
        ("contact_phone", 525550100, "0525550100"),
        ("contact_phone", 525550100.0, "0525550100"),
        ("contact_phone", "52-555-0100", "0525550100"),
        ("contact_phone", 48001122, "048001122"),
        ("contact_phone", 972525550100, "+972525550100"),
        ("contact_phone", "+972 52 555 0100", "+972 52 555 0100"),
        ("contact_phone", "12", "12"),
        ("town", "עכו", "7600"),
        ("town", 7600, "7600"),
        ("town", "Atlantis", "Atlantis"),
        ("alone", "כן", True),
        ("alone", "لا", False),
        ("alone", True, True),
        ("alone", "perhaps", "perhaps"),
        ("needs", "מזון; שכר דירה", ["food", "rent"]),
        ("needs", "طعام", ["food"]),
        ("born", "1.2.1980", "1.2.1980"),
        ("born", None, None),
    ],
)
def test_a_cell_is_read_as_somebody_would_have_typed_it(name, cell, answer):
    assert reader().read(name, cell) == answer


def test_a_date_that_is_a_number_is_not_guessed():
    with pytest.raises(NoAnswer, match="45252 is a number and no date"):
        reader().read("born", 45252)


@pytest.mark.parametrize(
    ("name", "cell", "words"),
    [("contact_name", "#REF!", "could not work this cell out: #REF!"), ("contact_phone", "5.26E+08", "shortened")],
)
def test_what_excel_spoiled_is_said_in_words(name, cell, words):
    with pytest.raises(NoAnswer, match=words):
        reader().read(name, cell)


@pytest.mark.parametrize("language", ["he", "ar", "en"])
def test_a_sheet_that_was_filled_in_is_understood_whole(language):
    made = load_workbook(BytesIO(template_sheet(ASKED, language)))
    made.worksheets[0].append(["Ruth", "0525550100", "עכו", "1.1.1980", "כן", "מזון"])
    out = BytesIO()
    made.save(out)

    sheet = read_sheet("a.xlsx", out.getvalue())

    assert match_columns(sheet.headers, ASKED) == [question.name for question in ASKED]
