"""Whatever stands in a file, it is answered by problems with a line, never by a traceback."""

import random
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from igum.programmes.rules.checking import check
from igum.programmes.rules.file_tests import run_tests
from igum.programmes.rules.surroundings import Surroundings
from igum.questionnaires import queries as questionnaires

SOURCES = [file.read_text() for file in sorted((Path(__file__).parents[2] / "sample" / "programmes").glob("*.yaml"))]
AROUND = Surroundings(questionnaires, lambda key, version: SOURCES[0])
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
PIECES = [
    "",
    " ",
    "\n",
    "\t",
    ":",
    ": ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    '"',
    "'",
    "#",
    "!",
    "&a ",
    "*a",
    "|",
    ">",
    "?",
    "%",
    "null",
    "no",
    "-1",
    "999999999999999999999",
    "1e999",
    ".nan",
    "2026-13-45",
    "9999-12-31",
    "P999Y",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=1",
    "FREQ=YEARLY;UNTIL=00010101",
    "members.members",
    "1 / 0 == 1",
    "((((((",
    "size(",
    "x" * 1100,
    "\u200f",
    "\U0001f600",
    "extends: {key: community-anchor, version: 1.0.0}\nchanges: {cohorts.x.y: 1}\n",
]


def is_answered(source: str | bytes) -> None:
    checked = check(source, AROUND)

    assert (checked.programme is None) == bool(checked.problems)
    lines = source.count(b"\n" if isinstance(source, bytes) else "\n") + 1  # type: ignore[arg-type]
    for problem in checked.problems:
        assert 1 <= problem.line <= lines + 1
        assert problem.column >= 1
        assert problem.what
    if checked.programme:
        run_tests(checked.programme, questionnaires)


@settings(max_examples=50, deadline=None, suppress_health_check=SLOW)
@given(st.sampled_from(SOURCES), st.integers(0), st.lists(st.sampled_from(PIECES), min_size=1, max_size=3))
def test_a_piece_put_anywhere(source, seed, pieces):
    chance = random.Random(seed)
    for piece in pieces:
        at = chance.randrange(len(source))
        source = source[:at] + piece + source[at + chance.choice([0, 0, 1, 5]) :]

    is_answered(source)


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(st.sampled_from(SOURCES), st.integers(0), st.sampled_from(PIECES))
def test_a_value_replaced_or_taken_out(source, seed, piece):
    chance = random.Random(seed)
    lines = source.split("\n")
    number = chance.choice([place for place, line in enumerate(lines) if ": " in line])
    before, _colon, after = lines[number].partition(": ")
    words: list[Any] = after.split(" ")
    words[chance.randrange(len(words))] = piece
    lines[number] = before + ": " + " ".join(words)

    is_answered("\n".join(lines))


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(st.sampled_from(SOURCES), st.integers(0))
def test_lines_taken_out_doubled_or_moved(source, seed):
    chance = random.Random(seed)
    lines = source.split("\n")
    begin = chance.randrange(len(lines))
    piece = lines[begin : begin + chance.randrange(1, 6)]
    del lines[begin : begin + len(piece)]
    for _time in range(chance.randrange(3)):
        at = chance.randrange(len(lines))
        lines[at:at] = piece

    is_answered("\n".join(lines))


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200), st.text(max_size=200), st.text(alphabet=":{}[]-,'\"#&*!|>%@`? \n\tab", max_size=60)
    )
)
def test_anything_at_all(source):
    is_answered(source)
