"""The tests inside a file: run, and a difference said so that one sees what to change."""

from pathlib import Path

import pytest
from django.utils.translation import override

from igum.programmes.rules.checking import check
from igum.programmes.rules.file_tests import run_tests
from igum.programmes.rules.surroundings import Surroundings
from igum.questionnaires import queries as questionnaires

FILES = sorted((Path(__file__).parents[2] / "sample" / "programmes").glob("*.yaml"))
HOUSEHOLD = next(file for file in FILES if file.stem == "household-economics").read_text()
CLASSES = next(file for file in FILES if file.stem == "subsidised-classes").read_text()


def differences(source: str) -> list[str]:
    with override("en"):
        checked = check(source, Surroundings(questionnaires))
        assert checked.programme, [str(problem) for problem in checked.problems]
        results = run_tests(checked.programme, questionnaires)
    return [difference for result in results for difference in result.differences]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_sample_file_passes_its_own_tests(file):
    assert differences(file.read_text()) == []


def test_every_sample_file_carries_three_tests_or_more():
    programmes = [check(file.read_text(), Surroundings(questionnaires)).programme for file in FILES]

    assert {one.key for one in programmes if len(one.tests) < 3} == set()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("members >= 3", "members >= 7", "eligible: expected true, came out false. False: size."),
        ("{eligible: true, score: 60", "{eligible: unknown, score: 60", "eligible: expected unknown, came out true."),
        ("missing: [net_income]", "missing: []", "missing: expected [], came out [net_income]."),
        ("failed: [size]", "failed: [size, income]", "failed: expected [size, income], came out [size]."),
        ("score: 60", "score: 70", "score: expected 70, came out 60. The parts: children 40, debts 20."),
        ("parts: {children: 40", "parts: {children: 30", "parts.children: expected 30, came out 40."),
        ("subsidy: no_income}", "subsidy: none}", "subsidy: expected none, came out no_income."),
    ],
)
def test_a_difference_says_what_was_expected_what_came_out_and_why(old, new, said):
    assert said in differences(HOUSEHOLD.replace(old, new))


def test_a_question_that_is_not_asked_counts_as_unanswered():
    asks = "given: {class: judo, age: 12, asks_subsidy: false, classes_now: 1}"
    answers_unasked = asks.replace("classes_now", "members: 9, net_income: 0, classes_now")

    assert differences(CLASSES.replace(asks, answers_unasked)) == []


def test_a_day_among_the_params_is_compared_as_a_day():
    training = next(file for file in FILES if file.stem == "resilience-training").read_text()

    found = differences(training.replace("trained_on: 2026-01-10", "trained_on: 2024-03-14"))

    assert found == [
        "eligible: expected false, came out true.",
        "failed: expected [due], came out [].",
    ]
