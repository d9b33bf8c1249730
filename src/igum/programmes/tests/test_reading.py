"""Reading YAML: every value knows its line, and hostile or doubtful files are refused in words."""

import pytest
from django.utils.translation import override

from igum.programmes.rules.problems import Place
from igum.programmes.rules.reading import MOST_BYTES, read
from igum.programmes.rules.scalars import Doubt


def data_of(source: str):
    return read(source).document.data


def test_every_value_knows_its_line_and_column():
    document = read("a: 1\nb:\n  - {c: two, d: [3]}\n").document

    assert document.places[("b", 0, "d", 0)] == Place(3, 18)
    assert document.key_places[("b", 0, "c")] == Place(3, 6)
    assert document.place(("b", 0, "not there")) == Place(3, 5)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("0.5", 0.5),
        ("true", True),
        ("null", None),
        ("", None),
        ('"12"', "12"),
        ("2026-10-13", "2026-10-13"),
        ("no", "no"),
        ("18:00", "18:00"),
        ("0123", "0123"),
        ("1_000", "1_000"),
        ("תוכנית", "תוכנית"),
        ("|\n  one\n  two", "one\ntwo\n"),
    ],
)
def test_a_value_is_what_it_looks_like(written, value):
    assert data_of(f"key: {written}\n") == {"key": value}


@pytest.mark.parametrize(
    ("word", "doubt"),
    [
        ("no", Doubt.YES_NO),
        ("On", Doubt.YES_NO),
        ("18:00", Doubt.SIXTIES),
        ("2026-10-13", Doubt.DAY),
        ("0x1f", Doubt.NUMBER),
        ("1e5", Doubt.NUMBER),
        (".inf", Doubt.NUMBER),
        ("99999999999999999999", Doubt.NUMBER),
    ],
)
def test_a_word_that_programs_read_differently_is_kept_as_text_with_a_doubt(word, doubt):
    document = read(f"key: {word}").document

    assert document.data == {"key": word}
    assert document.doubts == {("key",): doubt}


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("a: &x [1]\nb: [*x, *x]", 1, "a reference of YAML"),
        ("a: *x", 1, "a reference of YAML"),
        ("a: 1\n--- \nb: 2", 2, "second document"),
        ("a: " + "[" * 50 + "]" * 50, 1, "too deep"),
        ("a: " + "[" * 100_000, 1, "too deep"),
        ("a: 1\n" * 60_000, 1, "too large"),
        ("[" + "1," * 30_000 + "1]", 1, "holds too much"),
        ("a: \x00", 1, "cannot be seen"),
        ("a: 1\nb: \u202eכ", 2, "cannot be seen"),
        ("a:\n\t- 1", 2, "tab"),
        ("? [a, b]\n: c", 1, "name is expected"),
        ("a: 'one\nb: two", 1, "never closes"),
        ("a: [1, 2\nb: 3", 1, "not closed"),
        ("a: one: two", 1, "one colon too many"),
        ("a: 1\n b: 2", 2, "colon too many"),
        ("a:\n  b: 1\n c: 2", 3, "does not stand under"),
        ("a: @b", 1, "cannot begin with this sign"),
        ('a: "\\q"', 1, "backslash"),
        ("", 1, "says nothing"),
        ("# only a comment", 1, "says nothing"),
        ("%YAML 9.9\n---\na: 1", 1, "directive"),
    ],
)
def test_what_cannot_be_read_is_told_once_with_its_line(source, line, said):
    with override("en"):
        reading = read(source)

    assert reading.document is None
    (problem,) = reading.problems
    assert problem.line == line
    assert said in str(problem)


def test_a_file_of_another_encoding_is_told_with_its_line():
    with override("en"):
        (problem,) = read("key: 1\nnames: כלכלה\n".encode("windows-1255")).problems

    assert problem.line == 2
    assert "UTF-8" in problem.what


def test_a_byte_order_mark_is_no_part_of_the_file():
    assert read("\ufeffkey: 1".encode()).document.data == {"key": 1}


def test_a_name_written_twice_keeps_the_first_and_reads_on():
    with override("en"):
        reading = read("a: 1\na: {b: [2]}\nc: 3")

    assert reading.document.data == {"a": 1, "c": 3}
    assert [(problem.line, problem.path) for problem in reading.problems] == [(2, "a")]


def test_no_type_of_yaml_is_ever_made():
    reading = read("a: !!python/object/apply:os.system [ls]\nb: !x 1")

    assert reading.document.data["a"] == ["ls"]
    assert [problem.line for problem in reading.problems] == [1, 2]


def test_the_largest_file_is_refused_before_it_is_read():
    with override("en"):
        (problem,) = read(b"a" * (MOST_BYTES + 1)).problems

    assert "256 KB" in problem.what
