"""The benchmark of programmes: it measures what it says, on applicants that are the same each time."""

import json
import random

import pytest

from bench import programmes, programmes_rules


def test_made_up_applicants_are_the_same_each_time():
    assert programmes_rules.made_up(5, random.Random(5)) == programmes_rules.made_up(5, random.Random(5))


def test_cel_python_answers_as_our_rules_do(capsys: pytest.CaptureFixture[str]):
    programmes.main(["rules", "--applicants", "30", "--json"])

    result = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert [row["rule"] for row in result["rules"]["rows"]] == list(programmes_rules.RULES)
    assert result["rules"]["least_ratio"] > 1
