"""Good files check; what a file may not say is told with its line."""

from functools import cache
from pathlib import Path

import pytest
from django.utils.translation import override

from igum.programmes.rules.checking import Checked, check
from igum.programmes.rules.problems import Problem
from igum.programmes.rules.running import can_run
from igum.programmes.rules.surroundings import CannotRead, Surroundings
from igum.questionnaires import queries as questionnaires

FILES = sorted((Path(__file__).parents[2] / "sample" / "programmes").glob("*.yaml"))
HOUSEHOLD = next(file for file in FILES if file.stem == "household-economics")
AROUND = Surroundings(questionnaires)
WAITING = {"resilience-care", "women-refuge", "detached-youth"}
CHILD = """\
format: 1
key: household-economics-hill
version: 1.0.0
extends: {key: household-economics, version: 1.0.0}
changes:
  params.income_ceiling.value: 300000
  cohorts: [{key: "2028", opens: 2027-08-01, closes: 2027-09-09, starts: 2027-10-12, places: 4}]
"""


@cache
def checked(source: str, around: Surroundings = AROUND) -> Checked:
    with override("en"):
        return check(source, around)


def beside_its_parent() -> Surroundings:
    return Surroundings(questionnaires, lambda key, version: HOUSEHOLD.read_text() if version == "1.0.0" else None)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
class TestEverySampleFile:
    def test_has_no_problem(self, file):
        assert [str(problem) for problem in checked(file.read_text()).problems] == []

    def test_can_be_read_in_one_sitting(self, file):
        assert len(file.read_text().splitlines()) < 200

    def test_is_written_in_hebrew_and_arabic(self, file):
        assert checked(file.read_text()).programme.languages == ("he", "ar")

    def test_runs_unless_it_must_be_kept_apart(self, file):
        decision = can_run(checked(file.read_text()).programme)

        assert decision.allowed is (file.stem not in WAITING)
        assert bool(decision.reason) is (file.stem in WAITING)


def test_a_checked_programme_has_days_lengths_and_numbers_as_such():
    programme = checked(HOUSEHOLD.read_text()).programme

    assert programme.cohorts[0].starts.isoformat() == "2026-10-13"
    assert programme.confidentiality.keep.months == 7 * 12
    assert programme.selection.score[0].weight == 10
    assert programme.phases[1].sessions.then.lasts.minutes == 120
    assert programme.roles["mentor"].for_each_subject == 2


def test_all_problems_are_told_at_once():
    source = HOUSEHOLD.read_text().replace("members >= 3", "membres >= 3").replace("percent: 50", "percent: 60")
    source = source.replace("after: workshops", "after: workshop").replace("kind: output", "kind: outptu")

    lines = {problem.line for problem in checked(source).problems}

    assert len(lines) == 4


class TestAFileThatExtendsAnother:
    def test_is_the_parent_with_the_listed_paths_written_anew(self):
        programme = checked(CHILD, beside_its_parent()).programme

        assert programme.key == "household-economics-hill"
        assert programme.params["income_ceiling"].value == 300000
        assert [cohort.key for cohort in programme.cohorts] == ["2028"]
        assert [phase.key for phase in programme.phases] == ["exposure", "workshops", "maintenance"]

    def test_is_told_of_a_wrong_value_at_its_own_line(self):
        (problem,) = checked(CHILD.replace("300000", "[1]"), beside_its_parent()).problems

        assert (problem.line, problem.path) == (6, "params.income_ceiling.value")

    def test_may_change_only_what_the_parent_lists(self):
        source = CHILD + "  selection.eligible.size.when: members >= 2\n"

        (problem,) = checked(source, beside_its_parent()).problems

        assert problem.line == 8
        assert "selection.eligible.size.when" in problem.what

    def test_names_things_that_the_parent_has(self):
        source = CHILD.replace("income_ceiling.value", "ceiling.value")

        (problem,) = checked(source, beside_its_parent()).problems

        assert problem.line == 6
        assert "params.ceiling.value" in problem.what

    def test_needs_its_parent_to_be_there(self):
        (problem,) = checked(CHILD).problems

        assert problem.line == 4
        assert "household-economics 1.0.0" in problem.what

    def test_cannot_extend_a_file_that_extends_another(self):
        around = Surroundings(questionnaires, lambda key, version: CHILD)

        (problem,) = checked(CHILD, around).problems

        assert "extends another file itself" in problem.what


class TestAnXlsform:
    SOURCE = HOUSEHOLD.read_text()
    BEGIN, END = SOURCE.index("  budget:"), SOURCE.index("params:")
    WITH_SHEET = SOURCE[:BEGIN] + "  budget: {xlsform: forms/budget.xlsx}\n\n" + SOURCE[END:]

    def test_gives_its_questions_to_rules_and_to_the_version(self):
        budget = checked(self.SOURCE).programme.forms["budget"]
        around = Surroundings(questionnaires, xlsform={"forms/budget.xlsx": budget}.__getitem__)

        programme = checked(self.WITH_SHEET, around).programme

        assert programme.forms["budget"] == budget

    def test_that_cannot_be_had_is_told_once(self):
        def missing(path: str):
            raise CannotRead(f"There is no file {path}.")

        problems = checked(self.WITH_SHEET, Surroundings(questionnaires, xlsform=missing)).problems

        assert [(problem.path, problem.what) for problem in problems] == [
            ("forms.budget.xlsform", "There is no file forms/budget.xlsx.")
        ]


def test_a_problem_inside_an_expression_points_at_the_word():
    source = HOUSEHOLD.read_text().replace("when: members >= 3", "when: members >= 3 && hose == 1")
    line = next(text for text in source.splitlines() if "hose" in text)

    (problem,) = checked(source).problems

    assert problem.column == line.index("hose") + 1


def test_problems_stand_in_the_order_of_the_file():
    source = HOUSEHOLD.read_text().replace("percent: 50", "percent: 60").replace("version: 1.0.0", "version: one")

    found: tuple[Problem, ...] = checked(source).problems

    assert [problem.line for problem in found] == sorted(problem.line for problem in found)
    assert len(found) == 2
