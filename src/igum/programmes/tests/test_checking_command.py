"""./igum programme, as somebody at a terminal meets it."""

import argparse
import io
from pathlib import Path

import pytest

from igum.config.cli import programme
from igum.config.errors import CannotStart

SAMPLES = Path(__file__).parents[2] / "sample" / "programmes"
HOUSEHOLD = SAMPLES / "household-economics.yaml"
CHILD = """\
format: 1
key: on-the-hill
version: 1.0.0
extends: {key: household-economics, version: 1.0.0}
changes: {params.income_ceiling.value: 250000}
"""


def run(*words: object) -> int:
    parser = argparse.ArgumentParser()
    programme.add_arguments(parser)
    return programme.run(parser.parse_args([str(word) for word in words]))


def test_a_good_file_ends_with_0_and_a_broken_one_with_1(tmp_path, capsys):
    broken = tmp_path / "broken.yaml"
    broken.write_text(HOUSEHOLD.read_text().replace("subject: household", "subject: houshold"))

    assert run("check", HOUSEHOLD, "--language", "en") == 0
    assert run("check", HOUSEHOLD, broken, "--language", "en") == 1

    line = next(text for text in capsys.readouterr().out.splitlines() if "houshold" in text)
    assert line.startswith(f"{broken}:13:10 ")
    assert line.endswith("Write “household”.")


def test_a_sealed_file_is_right_and_says_that_it_waits(capsys):
    assert run("check", SAMPLES / "resilience-care.yaml", "--language", "en") == 0

    assert "May not run yet. This programme is sealed" in capsys.readouterr().out


def test_a_test_that_fails_says_how_and_ends_with_1(tmp_path, capsys):
    file = tmp_path / "file.yaml"
    file.write_text(HOUSEHOLD.read_text().replace("score: 50}", "score: 70}"))

    assert run("test", file, "--language", "en") == 1

    assert "score: expected 70, came out 50" in capsys.readouterr().out


def test_all_sample_files_pass_their_tests_at_once(capsys):
    assert run("test", *sorted(SAMPLES.glob("*.yaml")), "--language", "en") == 0

    assert capsys.readouterr().out.count("all as expected") == 16


def test_a_parent_is_found_in_the_same_folder(tmp_path, capsys):
    (tmp_path / "parent.yaml").write_text(HOUSEHOLD.read_text())
    child = tmp_path / "child.yaml"
    child.write_text(CHILD)

    assert run("check", child, "--language", "en") == 0


def test_an_xlsform_that_is_not_there_is_a_problem_of_the_file(tmp_path, capsys):
    source = HOUSEHOLD.read_text()
    begin, end = source.index("  budget:"), source.index("params:")
    file = tmp_path / "file.yaml"
    file.write_text(source[:begin] + "  budget: {xlsform: forms/budget.xlsx}\n\n" + source[end:])

    assert run("check", file, "--language", "en") == 1

    assert "budget.xlsx cannot be read" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CannotStart, match=r"none\.yaml"):
        run("check", tmp_path / "none.yaml", "--language", "en")


def test_a_programme_is_shown_as_text_and_as_svg(capsys):
    assert run("show", HOUSEHOLD) == 0
    assert "כלכלת המשפחה" in capsys.readouterr().out

    assert run("show", HOUSEHOLD, "--svg") == 0
    assert capsys.readouterr().out.startswith("<svg ")


@pytest.mark.parametrize("language", ["he", "en"])
def test_a_guided_start_writes_a_file_that_checks_and_passes_its_tests(tmp_path, monkeypatch, capsys, language):
    answers = "choir\nhe, ar\nמקהלה: שירה, יחד\n\nno\n\n\n\ngroup\n2027-01-01\n2027-02-01\n2027-03-01\n30\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    file = tmp_path / "choir.yaml"

    assert run("new", "--to", file, "--language", language) == 0
    assert run("test", file, "--language", language) == 0


def test_a_guided_start_asks_again_until_an_answer_fits(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(
        "sys.stdin", io.StringIO("Choir!\nchoir\nxx\nen\n" + "\n" * 3 + "people\nperson\n\n\n\nmany\n7\n")
    )

    assert run("new", "--to", tmp_path / "choir.yaml", "--language", "en") == 0

    assert capsys.readouterr().out.count("does not fit here") == 4


def test_a_guided_start_never_writes_over_a_file(tmp_path, monkeypatch):
    file = tmp_path / "choir.yaml"
    file.write_text("mine")
    monkeypatch.setattr("sys.stdin", io.StringIO("\n" * 30))

    with pytest.raises(CannotStart, match="--to"):
        run("new", "--to", file, "--language", "en")

    assert file.read_text() == "mine"


def test_a_guided_start_that_is_broken_off_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("choir\n"))

    with pytest.raises(CannotStart):
        run("new", "--to", tmp_path / "choir.yaml", "--language", "en")

    assert list(tmp_path.iterdir()) == []
