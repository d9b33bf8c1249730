"""The benchmark of cohorts: each part measures what it says, on small sizes, and its answers agree."""

import json
import random

import pytest

from bench import cohorts, cohorts_matching
from igum.engines.matching.problem import problem_of


def run(part: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    cohorts.main(["--only", part, "--quick", "--json"])
    rows: list[dict[str, object]] = json.loads(capsys.readouterr().out.splitlines()[-1])[part]["rows"]
    return rows


def test_without_the_rule_networkx_finds_as_many_points(capsys: pytest.CaptureFixture[str]):
    rows = {str(row["way"]): row for row in run("matching", capsys)}

    ours, flow = rows["igum without the rule"], rows["networkx min-cost flow"]
    assert (ours["served"], ours["points"]) == (flow["served"], flow["points"])
    assert rows["CP-SAT told whom to serve"]["points"] == rows["igum"]["points"]


def test_a_calendar_of_rule_sets_names_the_same_moments(capsys: pytest.CaptureFixture[str]):
    assert [row["what"] for row in run("calendar", capsys)][-1] == "a year's calendar"


def test_the_greedy_keeps_the_rule():
    problem = problem_of(cohorts_matching.made_up(10, 20, random.Random(3)))

    team = cohorts_matching.greedy(problem)

    assert team
    assert all(problem.has[0, columns].any() for columns in team.values())
