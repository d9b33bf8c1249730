"""What the modules above may ask: who is free, what is known, where the documents stand."""

from datetime import timedelta

import pytest

from igum.core.tenancy import tenant_scope
from igum.engines.rules.checking import check
from igum.engines.rules.evaluating import compile_rule
from igum.engines.rules.parsing import parse
from igum.engines.rules.types import UNKNOWN
from igum.people.tests.factories import BIRCH_TOWN
from igum.volunteering import queries
from igum.volunteering.tests.factories import (
    PROGRAM,
    TODAY,
    TUESDAY_FOUR,
    TWO_HOURS,
    join,
    make_shift,
    make_volunteer,
    neighbour,
    worker,
)

pytestmark = pytest.mark.usefixtures("places")


def value(rule: str, volunteer) -> object:
    expression = parse(rule)
    check(expression, queries.fact_types())
    return compile_rule(expression)(queries.facts_of(volunteer, TODAY))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ('"ar" in languages', True),
        ('gender == "woman"', UNKNOWN),
        ("evenings && !sabbath", True),
        (f"town == {BIRCH_TOWN}", True),
        ("minor", False),
        ('"finance" in skills', UNKNOWN),
    ],
)
def test_a_programmes_rule_reads_what_was_told_and_knows_what_was_not(rule, expected):
    noa = make_volunteer(languages=("he", "ar"), available=("1:evening",), birth_year=1990)

    assert value(rule, noa) is expected


def test_free_is_whoever_named_that_time_and_holds_no_other_shift():
    noa, silent = make_volunteer(available=("1:afternoon",)), make_volunteer()
    with tenant_scope(PROGRAM):
        free = queries.free_at(noa, TUESDAY_FOUR, TUESDAY_FOUR + timedelta(hours=1))
        late = queries.free_at(noa, TUESDAY_FOUR, TUESDAY_FOUR + timedelta(hours=4))
        unknown = queries.free_at(silent, TUESDAY_FOUR, TUESDAY_FOUR + TWO_HOURS)
    join(make_shift(), noa)
    with tenant_scope(PROGRAM):
        busy = queries.free_at(noa, TUESDAY_FOUR, TUESDAY_FOUR + timedelta(hours=1))

    assert (free, late, unknown, busy) == (True, False, None, False)


def test_volunteers_are_those_of_the_towns_one_looks_after():
    noa = make_volunteer()
    for actor, found in ((worker(), [noa]), (neighbour(), [])):
        with tenant_scope(actor):
            assert list(queries.volunteers_for(actor)) == found
