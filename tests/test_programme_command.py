"""./igum programme, as somebody at a terminal meets it."""

import argparse
import io
from pathlib import Path

import pytest
from django.utils import timezone
from django.utils.translation import override

from igum.config.cli import programme, programme_database
from igum.config.errors import CannotStart
from igum.core.actor import system_actor
from igum.core.tenancy import tenant_scope
from igum.programmes.models import Cohort
from igum.programmes.rules.reading import read
from igum.programmes.tests.factories import WESTERN_GALILEE, make_places
from igum.questionnaires import queries as questionnaires

SAMPLES = Path(__file__).parents[1] / "src" / "igum" / "sample" / "programmes"
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


def test_a_parent_is_found_among_files_that_are_none(tmp_path):
    (tmp_path / "child.yaml").write_text(CHILD)
    (tmp_path / "a-folder.yaml").mkdir()
    (tmp_path / "leads-nowhere.yml").symlink_to(tmp_path / "gone")
    (tmp_path / "parent.yaml").write_text(HOUSEHOLD.read_text())

    assert run("check", tmp_path / "child.yaml", "--language", "en") == 0


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

    assert capsys.readouterr().out.count("all as expected") == 17


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


class TestPlanAndApply:
    """On a database: what would change, what is refused, and what is published."""

    @pytest.fixture(autouse=True)
    def _region(self, committed_db, monkeypatch):
        make_places()
        monkeypatch.setattr(programme_database, "open_site", lambda: None)  # the test's database is open already

    def changed(self, tmp_path: Path, *changes: tuple[str, str]) -> Path:
        source = HOUSEHOLD.read_text(encoding="utf-8")
        for before, after in changes:
            assert before in source
            source = source.replace(before, after)
        file = tmp_path / "programme.yaml"
        file.write_text(source, encoding="utf-8")
        return file

    def test_a_new_programme_is_published_and_again_changes_nothing(self, capsys):
        for _ in range(2):
            assert run("apply", HOUSEHOLD, "--region", "western-galilee", "--language", "en") == 0

        assert "/programmes/western-galilee/household-economics/" in capsys.readouterr().out

    def test_a_change_under_the_same_version_is_planned_in_words_and_refused(self, tmp_path, capsys):
        run("apply", HOUSEHOLD, "--region", "western-galilee")
        file = self.changed(tmp_path, ("members >= 3", "members >= 4"))

        planned = run("plan", file, "--region", "western-galilee", "--language", "en")
        said = capsys.readouterr().out

        assert planned == 1
        assert "selection.eligible.size.when: members >= 3 becomes members >= 4" in said
        assert "2.0.0" in said
        with pytest.raises(CannotStart, match="Raise the version"):
            run("apply", file, "--region", "western-galilee", "--language", "en")

    def test_a_raised_version_is_published_and_running_rounds_keep_theirs(self, tmp_path, capsys):
        run("apply", HOUSEHOLD, "--region", "western-galilee")
        file = self.changed(tmp_path, ("members >= 3", "members >= 4"), ("version: 1.0.0", "version: 2.0.0"))

        assert run("apply", file, "--region", "western-galilee") == 0

        with tenant_scope(system_actor(WESTERN_GALILEE)):
            versions = set(
                Cohort.objects.filter(opens_at__lte=timezone.now()).values_list("version__version", flat=True)
            )
        assert versions == {"1.0.0"}

    def test_an_unknown_region_is_named_with_those_that_are_known(self):
        with pytest.raises(CannotStart, match="western-galilee"):
            run("apply", HOUSEHOLD, "--region", "nowhere", "--language", "en")

    @pytest.mark.parametrize("name", ["women-refuge.yaml", "detached-youth.yaml", "resilience-care.yaml"])
    def test_a_sealed_coded_or_anonymous_programme_is_refused_with_its_reason(self, name):
        with pytest.raises(CannotStart, match="do not run here yet"):
            run("apply", SAMPLES / name, "--region", "western-galilee", "--language", "en")


def test_an_xlsform_is_printed_as_a_form_to_be_pasted_into_a_file(tmp_path, capsys):
    file = tmp_path / "form.md"
    file.write_text(XLSFORM)

    assert run("form", file, "--language", "en", "--texts", "en") == 0

    printed = capsys.readouterr().out
    assert printed.startswith("  # sheet survey, row 3, column “type”: Left out: ")
    data = read(f"forms:\n{printed}").document.data
    with override("en"):
        converted = questionnaires.read_xlsform(XLSFORM.encode(), "form.md", language="en")
    assert data["forms"]["application"] == converted.definition
    assert '- {value: "no", names: {he: לא, ar: لا}}' in printed


def test_an_xlsform_that_is_refused_says_of_each_cell_why_and_ends_with_1(tmp_path, capsys):
    file = tmp_path / "form.md"
    file.write_text(XLSFORM.replace("deviceid", "geopoint"))

    assert run("form", file, "--language", "en") == 1

    said = "sheet survey, row 3, column “type”: No point on a map can be answered. Ask for the town or the address."
    assert capsys.readouterr().out == f"{file}: {said}\n"


XLSFORM = """
| survey |
| | type | name | label::Hebrew (he) | label::Arabic (ar) | constraint |
| | select_one yn | yes | מסכימים: כן? | هل توافقون؟ | |
| | deviceid | device | | | |
| | integer | on | כמה נפשות בבית? | كم شخصًا في البيت؟ | . > 0 |
| choices |
| | list_name | name | label::Hebrew (he) | label::Arabic (ar) |
| | yn | no | לא | لا |
| | yn | 1 | כן # | نعم |
"""
