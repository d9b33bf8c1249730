"""Patterns find what Python's own would find, and no pattern keeps the machine busy."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igum.engines.rules.patterns import Misread, Pattern, read_pattern


class Counted(tuple[Any, ...]):
    """Steps of a pattern that count how often one of them was looked at."""

    looked_at = 0

    def __getitem__(self, place: Any) -> Any:
        self.looked_at += 1
        return super().__getitem__(place)


def found(pattern: str, text: str) -> bool:
    read = read_pattern(pattern)
    assert isinstance(read, Pattern), read
    return read.found_in(text)


ATOMS = st.sampled_from(["a", "b", "é", ".", "[ab]", "[^a]", "[a-c0]", r"\d", r"\w", r"\.", "^", "$", "(?:ab)"])
REPEATS = st.sampled_from(["", "", "*", "+", "?", "{2}", "{1,2}", "{1,}", "*?"])
PIECES = st.lists(st.tuples(ATOMS, REPEATS).map("".join), max_size=4).map("".join)
PATTERNS = st.recursive(
    PIECES, lambda inner: st.tuples(inner, inner).map(lambda two: f"({two[0]}|{two[1]})+"), max_leaves=4
)


@given(PATTERNS, st.text("abcé0. \n", max_size=8))
def test_a_pattern_finds_what_pythons_own_finds(pattern: str, text: str):
    try:
        pythons = re.compile(pattern.replace("$", r"\Z"), re.ASCII)
    except re.error:
        return

    assert found(pattern, text) == (pythons.search(text) is not None)


@pytest.mark.parametrize("pattern", ["^(a*)*$", "^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "a{0,30}a{30}$", "(.*)(.*)(.*)x"])
def test_patterns_that_keep_others_busy_for_years_look_at_each_step_a_few_times_for_a_character(pattern: str):
    read, text = read_pattern(pattern), "a" * 300 + "!"
    assert isinstance(read, Pattern)
    steps = Counted(read.steps)

    assert not Pattern(steps).found_in(text)

    assert steps.looked_at <= 2 * len(steps) * (len(text) + 1)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(a", "a group ( is not closed"),
        ("a)", "there is a ) without its ("),
        ("*a", "nothing stands before * that could be repeated"),
        ("a**", "one repetition cannot follow another"),
        ("[a", "a class [ is not closed"),
        ("[z-a]", "a range in a class goes from a smaller character to a larger"),
        ("a{2,1}", "a repetition ends before it begins"),
        ("a{x}", "a repetition needs a number from 0 to 1000"),
        ("a{2", "a repetition { is not closed; write \\{ for the sign itself"),
        ("(a{100}){100}", "the pattern is too long when its repetitions are written out"),
        ("(" * 40, "groups stand more than 30 deep"),
        (r"(a)\1", r"\1 is not part of these patterns"),
        ("(?=a)", "looking around and named groups are not part of these patterns"),
        ("a\\", "nothing stands after the last backslash"),
    ],
)
def test_a_pattern_that_cannot_be_read_says_why(pattern: str, reason: str):
    read = read_pattern(pattern)

    assert isinstance(read, Misread)
    assert read.reason == reason


@given(st.text("ab()[]{}*+?|^$\\.-,0123", max_size=20))
def test_whatever_is_written_is_read_or_refused(pattern: str):
    read = read_pattern(pattern)

    assert isinstance(read, Misread) or read.found_in("ab") in (True, False)
