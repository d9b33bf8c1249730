"""Rounds beside each other: each with its interval where its own people are enough, whatever is hidden in its table."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.utils import translation

from igum.core.documents import Table, Words
from igum.places.models import Region
from igum.programmes.models import Cohort, Programme
from igum.programmes.queries.reports import Report, RoundsCompared
from igum.programmes.rules.building import programme_of
from igum.programmes.rules.reporting import Subject, figures_of
from igum.programmes.tests.factories import a_definition
from igum.programmes.views.report_comparing import compared_document

# Student's sleep, as the two rounds of a programme: hours gained by ten people with one drug, and with the other.
FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
SLEEP = {
    "key": "sleep",
    "kind": "outcome",
    "answers": "better_off",
    "indicator": {"he": "שעות שינה", "en": "Hours of sleep"},
    "unit": "hours",
    "measured": ["baseline", "end"],
    "better": "up",
    "form": "diary",
    "value": "hours",
}
FILE = programme_of(a_definition(outcomes=[SLEEP]))
ROW = Programme(names={"en": "Sleep"}, region=Region(names={"en": "Region"}))


def report(key: str, gained: list[float]) -> Report:
    """A round whose people slept half an hour at its beginning."""
    people = [
        Subject(UUID(int=number), False, None, 3, 4, 1, 1, {"sleep": {"baseline": 0.5, "end": 0.5 + hours}})
        for number, hours in enumerate(gained)
    ]
    figures = figures_of(FILE, people, held=4, planned=4)
    return Report(Cohort(key=key, programme=ROW), FILE, figures, datetime(2027, 6, 1, tzinfo=UTC))


def compared(*reports: Report) -> tuple[list[list[str]], str]:
    """What the page shows of each round: who improved, the mean change, its interval; and what it concludes."""
    with translation.override("en"):
        blocks = compared_document(RoundsCompared(ROW, reports)).blocks
    outcome = next(one for one in blocks if isinstance(one, Table) and len(one.columns) == 6)
    concluded = next(one.text for one in blocks if isinstance(one, Words) and one.strong)
    rows = outcome.rows[: len(reports)]
    return [[row[place].text.replace("\N{NO-BREAK SPACE}", " ") for place in (1, 4, 5)] for row in rows], str(concluded)


def test_two_rounds_have_each_its_interval_though_the_few_in_them_are_hidden():
    rows, concluded = compared(report("2026", FIRST), report("2027", SECOND))

    # As printed of Student's sleep: 0.75 (-0.53 to 2.03), and 2.33 (0.90 to 3.76). Under five people stay hidden.
    assert rows == [["–", "0.75", "-0.53 … 2.03"], ["–", "2.33", "0.9 … 3.76"]]
    assert concluded == "The intervals overlap: whether one round helped more than another is not clear."


def test_rounds_whose_intervals_lie_apart_are_said_to_differ():
    _rows, concluded = compared(report("2026", FIRST), report("2027", [hours + 3 for hours in SECOND]))

    assert concluded.startswith("Some rounds differ by more than chance would make likely.")


@pytest.mark.parametrize("few", [SECOND[:7], SECOND[:3]])
def test_a_round_of_too_few_has_no_interval_and_takes_none_from_the_other(few):
    rows, concluded = compared(report("2026", FIRST), report("2027", few))

    assert [row[2] for row in rows] == ["-0.53 … 2.03", "–"]
    assert concluded.startswith("In a round with too few people nothing follows from a difference")
