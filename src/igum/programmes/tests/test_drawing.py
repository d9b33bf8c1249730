"""A programme drawn: its steps and people, for a page of either direction, for a terminal, and read aloud."""

import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.utils.translation import override

from igum.programmes.rules.checking import check
from igum.programmes.rules.drawing import WIDTH, Drawing, as_svg, as_text, drawing_of
from igum.programmes.rules.outline import outline_of
from igum.programmes.rules.programme import Programme
from igum.programmes.rules.surroundings import Surroundings
from igum.questionnaires import queries as questionnaires

FILES = sorted((Path(__file__).parents[2] / "sample" / "programmes").glob("*.yaml"))
HOUSEHOLD = next(file for file in FILES if file.stem == "household-economics")


@cache
def programme_in(file: Path) -> Programme:
    programme = check(file.read_text(), Surroundings(questionnaires)).programme
    assert programme
    return programme


def drawn(file: Path, language: str) -> Drawing:
    with override(language):
        return drawing_of(outline_of(programme_in(file), language), language)


@pytest.mark.parametrize("language", ["he", "ar", "en"])
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_sample_file_is_drawn_inside_its_frame(file, language):
    drawing = drawn(file, language)
    svg = as_svg(drawing)

    root = ElementTree.fromstring(svg)
    assert root.get("direction") == ("ltr" if language == "en" else "rtl")
    assert all(
        box.x >= 0 and box.x + box.width <= WIDTH and box.y + box.height <= drawing.height for box in drawing.boxes
    )
    assert all(0 < line.x < WIDTH and 0 < line.y < drawing.height for line in drawing.lines)
    assert " style=" not in svg


def test_the_other_direction_is_the_mirror_image():
    right, left = drawn(HOUSEHOLD, "he"), drawn(HOUSEHOLD, "en")

    cards = [box for box in right.boxes if box.css == "programme-card"]
    assert len(cards) == len([box for box in left.boxes if box.css == "programme-card"]) == 5
    assert right.lines[0].x == WIDTH - left.lines[0].x


def test_the_words_say_all_that_is_drawn():
    drawing = drawn(HOUSEHOLD, "en")

    said = re.sub(r"\s+", " ", drawing.words)
    for line in drawing.lines:
        assert line.text.rstrip("…") in said


def test_who_does_not_see_the_drawing_has_its_title_and_words():
    svg = as_svg(drawn(HOUSEHOLD, "he"))

    assert 'role="img"' in svg
    assert "<title>כלכלת המשפחה 1.0.0</title>" in svg
    assert "<desc>" in svg


def test_in_a_terminal_it_is_read_from_top_to_bottom():
    with override("en"):
        text = as_text(outline_of(programme_in(HOUSEHOLD), "he"))

    assert "4. סדנאות\n   7 sessions, every 2 weeks, Tuesday, 17:30, 120 minutes" in text
    assert "◇ attendance.rate >= 0.8 && tasks.plan" in text


def test_a_text_of_the_file_cannot_become_markup():
    source = HOUSEHOLD.read_text().replace("he: ערב חשיפה", 'he: "<script>x</script>"')
    programme = check(source, Surroundings(questionnaires)).programme

    svg = as_svg(drawing_of(outline_of(programme, "he"), "he"))

    assert "<script>" not in svg
    assert "&lt;script&gt;" in svg
