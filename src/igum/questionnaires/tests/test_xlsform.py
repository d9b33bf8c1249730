import io
import os
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import Workbook

from igum.questionnaires.exchange.conversion import SheetRefused, read_xlsform
from igum.questionnaires.exchange.xlsform import convert
from igum.questionnaires.exchange.xpath import Known, Untranslatable, translate
from igum.questionnaires.rules.compiling import read
from igum.questionnaires.rules.definition import Kind
from igum.questionnaires.rules.state import Filling, state

NAMES = {
    "age": Known("age", Kind.INTEGER),
    "weight": Known("weight", Kind.DECIMAL),
    "town": Known("town", Kind.CHOICE),
    "langs": Known("langs", Kind.CHOICES),
    "born": Known("born", Kind.DATE),
    "full name": Known("full_name", Kind.TEXT),
    "kids": Known("kids", Kind.REPEAT),
    "kid_age": Known("kid_age", Kind.INTEGER, "kids"),
}
# ruff: noqa: E501
FORM = """
| survey |  |  |  |  |  |  |  |  |  |
|  | type | name | label::Hebrew (he) | label::English | required | relevant | constraint | constraint message::Hebrew (he) | calculation |
|  | text | full-name | שם | Name | yes |  |  |  |  |
|  | integer | age | גיל | Age |  |  | . >= 18 | מגיל 18 |  |
|  | select_one towns | town | יישוב | Town |  | ${age} > 20 |  |  |  |
|  | select_multiple lang | langs | שפות | Languages |  |  |  |  |  |
|  | begin repeat | kids | ילדים | Children |  |  |  |  |  |
|  | integer | kid_age | גיל הילד | Age of the child |  |  |  |  |  |
|  | end repeat |  |  |  |  |  |  |  |  |
|  | calculate | total |  |  |  |  |  |  | sum(${kid_age}) + ${age} |
|  | note | thanks | תודה | Thank you |  | selected(${langs}, 'he') |  |  |  |
| choices |  |  |  |  |  |  |  |  |  |
|  | list_name | name | label::Hebrew (he) | label::English |  |  |  |  |  |
|  | towns | akko | עכו | Acre |  |  |  |  |  |
|  | towns | yasif | כפר יאסיף | Kafr Yasif |  |  |  |  |  |
|  | lang | he | עברית | Hebrew |  |  |  |  |  |
|  | lang | ar | ערבית | Arabic |  |  |  |  |  |
| settings |  |  |  |  |  |  |  |  |  |
|  | form_title | default_language |  |  |  |  |  |  |  |
|  | משפחה מגישה | Hebrew (he) |  |  |  |  |  |  |  |
"""


def reasons(sheet: str, suffix: str = ".md") -> list[tuple[int, str, str]]:
    told = convert(sheet.encode(), suffix, "en")
    assert told["definition"] is None
    return [(each["row"], each["column"], each["words"]) for each in told["remarks"]]


def a_survey(*rows: str, columns: str = "type | name | label | relevant | constraint | calculation") -> str:
    return "\n".join(["| survey |", f"| | {columns} |", *(f"| | {row} |" for row in rows)])


def test_a_form_of_a_field_worker_becomes_a_questionnaire_that_counts_alike():
    told = convert(FORM.encode(), ".md", "he")

    definition = told["definition"]
    compiled, problems = read(definition)
    assert problems == []
    assert [each["name"] for each in definition["questions"]] == [
        "full_name",
        "age",
        "town",
        "langs",
        "kids",
        "total",
        "thanks",
    ]
    assert definition["title"]["he"] == "משפחה מגישה"
    assert definition["questions"][1]["check"] == {"rule": "value >= 18", "say": {"he": "מגיל 18"}}
    now = state(compiled, Filling({"age": 30, "langs": ["he"], "kids": [{"kid_age": 4}, {"kid_age": 6}]}), "he")
    assert now.calculated == {"total": 40}
    assert {"town", "thanks"} <= now.visible
    assert [error.words for error in state(compiled, Filling({"age": 12, "full_name": "א"}), "he").errors] == [
        "מגיל 18"
    ]


@pytest.mark.parametrize(
    ("xpath", "ours"),
    [
        ("${age} >= 18 and ${town} != 'akko'", 'age >= 18 && town != "akko"'),
        ("${age} > 3 or not(${age} < 2 and true())", "age > 3 || !(age < 2 && true)"),
        ("selected(${langs}, 'he')", '"he" in langs'),
        ("selected(${town}, 'akko')", 'town == "akko"'),
        ("count-selected(${langs}) > 1", "size(langs) > 1"),
        ("${town} = 1", 'town == "1"'),
        ("${full name} > 3", "double(full_name) > 3"),
        ("${age} = '5'", "age == 5"),
        ("${full name} = ''", "!has(full_name)"),
        ("${age} != ''", "has(age)"),
        ("today() - ${born} > 30", "days_between(born, today) > 30"),
        ("int((today() - ${born}) div 365.25)", "int(double(days_between(born, today)) / 365.25)"),
        ("${born} < '2020-01-01'", 'born < date("2020-01-01")'),
        ("if(${age} > 17, 'adult', 'child')", 'age > 17 ? "adult" : "child"'),
        ("concat(${full name}, ' ', ${age})", 'full_name + " " + string(age)'),
        ("regex(${full name}, '[a-z]+')", 'full_name.matches("^([a-z]+)$")'),
        ("sum(${kid_age})", "sum(kids.map(each, each.kid_age))"),
        ("count(${kids})", "size(kids)"),
        ("coalesce(${age}, 0)", "has(age) ? age : 0"),
        ("-${age} * (2 + 3)", "-age * (2 + 3)"),
        ("${age} mod 2 = 0", "age % 2 == 0"),
    ],
)
def test_expressions_say_the_same_in_our_language(xpath, ours):
    assert translate(xpath, NAMES).code == ours


@pytest.mark.parametrize(
    "xpath",
    [
        "position(..)",
        "../age > 3",
        "${nobody} = 1",
        "pulldata('a','b','c','d')",
        "${age} >",
        "uuid()",
        "'open",
        "a b",
        ")",
    ],
)
def test_what_cannot_be_said_is_refused_in_words(xpath):
    with pytest.raises(Untranslatable, match=r"\w+ \w+"):
        translate(xpath, NAMES)


def test_each_reason_names_its_row_and_column():
    found = reasons(
        a_survey(
            "text | a | A | | |",
            "image | b | B | | |",
            "integer | c | C | position(..) = 1 | |",
            "text | d | Hello ${a} | | |",
            "decimal | e | E | | . > round(3) |",
        )
    )

    assert [(row, column) for row, column, _words in found] == [
        (3, "type"),
        (4, "relevant"),
        (5, "label"),
        (6, "constraint"),
    ]


def test_a_type_clash_is_traced_back_to_its_cell():
    [(row, column, words)] = reasons(a_survey("text | a | A | | |", "text | b | B | string-length(${a}) | |"))

    assert (row, column) == (3, "relevant")
    assert "true or false" in words


def test_what_a_device_knows_of_itself_is_left_out_and_said():
    told = convert(a_survey("start | s | | | |", "deviceid | d | | | |", "text | a | A | | |").encode(), ".md", "en")

    assert [each["name"] for each in told["definition"]["questions"]] == ["a"]
    assert [remark["row"] for remark in told["remarks"]] == [2, 3]


def test_the_same_name_in_two_groups_becomes_two_names():
    sheet = a_survey(
        *("begin group | g | G | | |", "text | a | A | | |", "end group | | | | |"),
        *("begin group | h | H | | |", "text | a | A | | |", "end group | | | | |"),
    )

    groups = convert(sheet.encode(), ".md", "en")["definition"]["questions"]

    assert [group["questions"][0]["name"] for group in groups] == ["a", "h_a"]


def narrowed(sheet: str) -> str:
    """Two lists of which the second leans on the first, its choices in a sheet of this name."""
    command = "select_one" if sheet == "choices" else "select_one_external"
    head = "| | list_name | name | label | region |"
    return "\n".join(
        [
            a_survey(
                "select_one region | region | Region | |",
                f"{command} town | town | Town | region=${{region}} |",
                columns="type | name | label | choice_filter |",
            ),
            *("| choices |", head, "| | region | north | North | |", "| | region | south | South | |"),
            *(() if sheet == "choices" else ("| external_choices |", head)),
            *("| | town | akko | Acre | north |", "| | town | arad | Arad | south |"),
            *("| | town | both | Both | north |", "| | town | both | Both | south |"),
            *("| settings |", "| | allow_choice_duplicates |", "| | yes |"),
        ]
    )


@pytest.mark.parametrize("sheet", ["choices", "external_choices"])
@pytest.mark.parametrize(("town", "fits"), [("akko", True), ("arad", False), ("both", True)])
def test_a_list_that_leans_on_another_answer_takes_only_what_fits_it(sheet, town, fits):
    told = convert(narrowed(sheet).encode(), ".md", "en")

    compiled, problems = read(told["definition"])
    errors = state(compiled, Filling({"region": "north", "town": town}), "en").errors
    assert problems == []
    assert [error.words for error in errors] == ([] if fits else ["This answer does not fit."])


def test_a_list_waits_for_the_answer_it_leans_on():
    compiled, _problems = read(convert(narrowed("choices").encode(), ".md", "en")["definition"])

    assert state(compiled, Filling({"town": "arad"}), "en").errors == ()


@pytest.mark.parametrize(
    ("row", "columns", "said"),
    [
        ("note | a | Look at the map | map.png", "type | name | label | image", "Left out: a picture"),
        ("hidden | a | A |", "type | name | label | x", "nobody sees it"),
    ],
)
def test_what_is_left_out_without_changing_what_is_asked_is_said(row, columns, said):
    sheet = a_survey(row, "text | b | B |", columns=columns)

    told = convert(sheet.encode(), ".md", "en")

    assert told["definition"]["questions"][-1]["name"] == "b"
    assert said in told["remarks"][0]["words"]


def test_a_picture_in_place_of_words_is_refused():
    [(row, column, _words)] = reasons(a_survey("text | a | | map.png", columns="type | name | label | image"))

    assert (row, column) == (2, "image")


def test_a_number_of_entries_that_another_answer_sets_is_left_to_whoever_fills_in():
    sheet = a_survey(
        "integer | n | How many? | |",
        "begin repeat | kids | Children | ${n} |",
        "text | kid | Name | |",
        "end repeat | | | |",
        columns="type | name | label | repeat_count |",
    )

    told = convert(sheet.encode(), ".md", "en")

    assert [remark["row"] for remark in told["remarks"]] == [3]
    assert "most" not in told["definition"]["questions"][1]


def test_what_nobody_may_answer_is_only_read():
    sheet = a_survey(
        "text | a | From the file | yes |", "text | b | B | |", columns="type | name | label | read_only |"
    )

    assert [each["type"] for each in convert(sheet.encode(), ".md", "en")["definition"]["questions"]] == [
        "note",
        "text",
    ]


# --- Hostile files -----------------------------------------------------------------------------------------------


def a_book(survey: list[list[object]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("survey")
    for row in survey:
        sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def repacked(content: bytes, part: str, inside: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, inside if name == part else old.read(name))
        if part not in old.namelist():
            new.writestr(part, inside)
    return written.getvalue()


HEAD = ["type", "name", "label"]
PLAIN = a_book([HEAD, ["text", "a", "A"]])


def test_a_sheet_is_read_by_a_process_of_its_own():
    converted = read_xlsform(PLAIN, "form.XLSX", language="en")

    assert converted.definition["questions"] == [{"name": "a", "type": "text", "ask": {"en": "A"}}]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (repacked(PLAIN, "xl/worksheets/sheet9.xml", b"0" * 60_000_000), "30 MB"),
        (repacked(PLAIN, "xl/vbaProject.bin", b"x"), "macros"),
        (a_book([HEAD, ["text", "a", '=HYPERLINK("http://example.org")']]), "holds a formula"),
        (repacked(PLAIN, "xl/worksheets/sheet1.xml", b'<row r="2"><c r="A2"/></row>' * 100_000), "rows"),
        (
            repacked(PLAIN, "xl/worksheets/sheet1.xml", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'),
            "damaged",
        ),
        (b"PK\x03\x04 no archive", "damaged"),
        (b"", "damaged"),
        (a_book([["a", "b"], [1, 2]]), "type"),
        (a_book([HEAD, [12, True, 3.5]]), "supported"),
        (a_book([]), "survey"),
    ],
    ids=[
        "bomb",
        "macros",
        "formula",
        "100k rows",
        "entities",
        "no archive",
        "empty",
        "no form",
        "wrong types",
        "blank",
    ],
)
def test_a_hostile_file_is_refused_in_words(content, words):
    told = convert(content, ".xlsx", "en")

    assert told["definition"] is None
    assert words in told["remarks"][0]["words"]


@pytest.mark.parametrize("name", ["form.xlsm", "form.exe", "form", "form.xlsx.zip"])
def test_only_sheets_are_read(name):
    with pytest.raises(SheetRefused, match=r"\.xlsx"):
        read_xlsform(PLAIN, name)


def test_a_file_of_more_than_two_megabytes_is_not_even_opened():
    with pytest.raises(SheetRefused, match="2 MB"):
        read_xlsform(b"x" * 2_000_001, "form.xlsx")


# --- pyxform's own examples --------------------------------------------------------------------------------------

EXAMPLES = os.environ.get("IGUM_XLSFORMS", "")


@pytest.mark.skipif(not EXAMPLES, reason="IGUM_XLSFORMS names no folder of XLSForms, such as pyxform's own tests")
def test_every_example_of_pyxform_becomes_a_questionnaire_or_is_refused_with_a_reason():
    outcomes: Counter[str] = Counter()
    silent = []
    for file in sorted(Path(EXAMPLES).rglob("*")):
        if file.suffix not in {".xlsx", ".xls", ".md", ".csv"}:
            continue
        told = convert(file.read_bytes(), file.suffix, "en")
        outcomes["converted" if told["definition"] else "refused"] += 1
        if not told["definition"] and not all(remark["words"] for remark in told["remarks"]):
            silent.append(file.name)
        if told["definition"]:
            assert read(told["definition"])[1] == [], file.name

    print(dict(outcomes))
    assert silent == []
    assert sum(outcomes.values()) > 0
