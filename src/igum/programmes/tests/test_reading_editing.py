"""A file is changed at one path; everything else stays as somebody wrote it."""

import difflib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igum.programmes.rules.checking import check
from igum.programmes.rules.editing import add_item, as_scalar, remove_value, set_value
from igum.programmes.rules.reading import read
from igum.programmes.rules.surroundings import Surroundings
from igum.questionnaires import queries as questionnaires

FILES = sorted((Path(__file__).parents[2] / "sample" / "programmes").glob("*.yaml"))
HOUSEHOLD = next(file for file in FILES if file.stem == "household-economics").read_text()
printable = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"]), max_size=30)


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[:2] in ("+ ", "- ")]


def test_a_single_value_is_written_over_and_nothing_else():
    after = set_value(HOUSEHOLD, ("cohorts", 0, "places"), 12)

    assert [line.strip() for line in changed_lines(HOUSEHOLD, after)] == [
        '-   - {key: "2026", opens: 2026-08-01, closes: 2026-09-24, starts: 2026-10-13, places: 10}',
        '+   - {key: "2026", opens: 2026-08-01, closes: 2026-09-24, starts: 2026-10-13, places: 12}',
    ]


def test_a_text_with_a_comma_gets_its_quotes():
    after = set_value(HOUSEHOLD, ("names", "he"), "כסף, ומה עושים בו")

    assert read(after).document.data["names"]["he"] == "כסף, ומה עושים בו"
    assert len(changed_lines(HOUSEHOLD, after)) == 2


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_cohort_is_added_without_touching_another_line(file):
    source = file.read_text()
    cohort = {"key": "2031", "opens": "2030-01-01", "closes": "2030-02-01", "starts": "2030-03-01", "places": 5000}

    after = add_item(source, ("cohorts",), cohort)

    added = changed_lines(source, after)
    assert all(line.startswith("+ ") for line in added)
    assert read(after).document.data["cohorts"][-1] == cohort


def test_a_comment_survives_the_removal_of_what_stands_beside_it():
    after = remove_value(HOUSEHOLD, ("selection", "panel"))

    assert "# weights are a sample" in after
    assert "panel" not in read(after).document.data["selection"]
    assert check(after, Surroundings(questionnaires)).programme


def test_a_group_that_is_missing_is_made_on_the_way():
    after = set_value("key: one # its key\n", ("letters", "offer", "he"), "יש לכם מקום")

    assert read(after).document.data == {"key": "one", "letters": {"offer": {"he": "יש לכם מקום"}}}
    assert "# its key" in after


@given(
    st.one_of(
        printable, st.booleans(), st.integers(-(10**9), 10**9), st.sampled_from(["no", "18:00", "2026", "#", "- a"])
    )
)
def test_what_is_written_is_read_back(value):
    for around in ("key: %s\n", "{key: %s}\n", "[{key: %s, b: 1}]\n"):
        reading = read(around % as_scalar(value))
        found = reading.document.data

        assert reading.problems == ()
        assert (found[0] if isinstance(found, list) else found)["key"] == value
        assert not reading.document.doubts
