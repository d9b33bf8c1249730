from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igum.volunteering.catalogue import skills, vetting_kinds
from igum.volunteering.rules.times import ALL_PARTS, is_free, parts_between
from igum.volunteering.rules.vetting import (
    PARENTS,
    POLICE,
    VIOLENCE,
    Standing,
    kinds_needed,
    lacking,
    last_good_day,
    standing_of,
)

TODAY = date(2027, 1, 4)
LANGUAGES = {"he", "ar", "en", "ru", "am"}


@dataclass
class Paper:
    kind: str = "secrecy"
    expires_on: date | None = None
    is_approved: bool = True
    is_refused: bool = False


@pytest.mark.parametrize(
    ("papers", "standing"),
    [
        ([], Standing.MISSING),
        ([Paper(is_approved=False)], Standing.WAITING),
        ([Paper(is_approved=False, is_refused=True)], Standing.REFUSED),
        ([Paper(expires_on=TODAY)], Standing.VALID),
        ([Paper(expires_on=TODAY - timedelta(days=1))], Standing.EXPIRED),
        ([Paper(expires_on=TODAY - timedelta(days=1)), Paper(is_approved=False)], Standing.WAITING),
        ([Paper(expires_on=TODAY - timedelta(days=1)), Paper()], Standing.VALID),
        ([Paper(kind="training")], Standing.MISSING),
    ],
)
def test_the_best_of_the_papers_counts(papers, standing):
    assert standing_of("secrecy", papers, TODAY).standing is standing


def test_of_two_good_papers_the_later_end_is_said():
    papers = [Paper(expires_on=TODAY), Paper(expires_on=TODAY + timedelta(days=9))]

    assert standing_of("secrecy", papers, TODAY).expires_on == TODAY + timedelta(days=9)


def test_work_with_dependants_asks_adults_for_the_violence_clearance_only():
    needed = kinds_needed(with_minors=False, with_dependants=True, others=(), volunteer_is_minor=False)

    assert needed == {VIOLENCE}


def test_nobody_under_age_is_asked_for_a_clearance():
    needed = kinds_needed(with_minors=True, with_dependants=True, others=(), volunteer_is_minor=True)

    assert needed == {PARENTS}
    assert POLICE not in needed


@given(st.lists(st.sampled_from(["secrecy", "training", POLICE]), max_size=4))
def test_what_is_lacking_is_never_valid_and_never_more_than_what_is_needed(kinds):
    papers = [Paper(kind=kind) for kind in kinds]

    missing = lacking({"secrecy", "training"}, papers, TODAY)

    assert {state.kind for state in missing} == {"secrecy", "training"} - set(kinds)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 1, 1)), st.integers(1, 36))
def test_a_document_is_good_for_whole_months_less_a_day(issued, months):
    last = last_good_day(issued, months)

    assert last is not None
    after = last + timedelta(days=1)
    assert after.day == issued.day or (after.day == 1 and last.day < issued.day)
    assert (after.year - issued.year) * 12 + after.month - issued.month in {months, months + 1}


# Hours of the clock on the wall, as the rules take them.
MOMENTS = st.datetimes(min_value=datetime(2027, 1, 1), max_value=datetime(2028, 1, 1))  # noqa: DTZ001
LENGTHS = st.timedeltas(min_value=timedelta(minutes=1), max_value=timedelta(hours=24))


@settings(max_examples=50)
@given(MOMENTS, LENGTHS)
def test_every_period_touches_some_part_of_the_week_and_whoever_is_always_free_is_free(starts_at, lasts):
    parts = parts_between(starts_at, starts_at + lasts)

    assert parts
    assert parts <= set(ALL_PARTS)
    assert is_free(ALL_PARTS, starts_at, starts_at + lasts) is True


@settings(max_examples=50)
@given(MOMENTS, LENGTHS, st.timedeltas(min_value=timedelta(0), max_value=timedelta(hours=23)))
def test_a_period_within_another_touches_no_other_part(starts_at, lasts, into):
    whole = parts_between(starts_at, starts_at + lasts)
    begin = starts_at + min(into, lasts - timedelta(minutes=1))

    assert parts_between(begin, starts_at + lasts) <= whole


def test_a_night_after_midnight_belongs_to_the_day_before():
    half_past_midnight, two = datetime(2027, 1, 9, 0, 30), datetime(2027, 1, 9, 2)  # noqa: DTZ001

    assert parts_between(half_past_midnight, two) == {"4:night"}


def test_every_kind_and_skill_is_named_in_every_language_and_says_what_it_rests_on():
    for kind in vetting_kinds().values():
        assert set(kind.names) == set(kind.explains) == set(kind.source.says) == LANGUAGES
        assert kind.source.reference
    assert all(set(names) == LANGUAGES for names in skills().values())


def test_the_violence_law_says_from_which_day_it_is_in_force():
    assert vetting_kinds()[VIOLENCE].source.in_force_on == date(2024, 8, 2)
