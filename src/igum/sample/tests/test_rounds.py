"""The programmes of the demo, lived through by its invented people."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from igum.core.actor import system_actor
from igum.core.tenancy import tenant_scope
from igum.people.models import User
from igum.places.commands import load_places
from igum.programmes import queries
from igum.programmes.models import (
    Application,
    Attendance,
    Cohort,
    Engagement,
    Match,
    Measurement,
    Programme,
    Session,
)
from igum.programmes.rules.file_tests import run_tests
from igum.programmes.rules.running import can_run
from igum.questionnaires import queries as questionnaires
from igum.sample.applicants import families, players
from igum.sample.rounds import load_programmes, programme_files
from igum.sample.services import REGION

SEALED = {"resilience-care.yaml", "women-refuge.yaml", "detached-youth.yaml"}


@pytest.mark.parametrize("name", sorted(programme_files()))
def test_every_file_checks_and_passes_its_own_tests(name):
    file = programme_files()[name]

    assert [result for result in run_tests(file, questionnaires) if not result.passed] == []
    assert file.tests or file.identity == "anonymous"  # nobody applies who could be tested
    assert {"he", "ar"} <= set(file.languages)


def test_sealed_coded_and_anonymous_programmes_check_and_are_refused_to_run():
    refused = {name: can_run(file).reason for name, file in programme_files().items() if not can_run(file)}

    assert set(refused) == SEALED
    assert all(refused.values())


def test_the_people_are_as_many_as_their_programmes_say():
    assert len(families()) == 16
    assert len(players()) == 50
    assert len({player.answers["instrument"] for player in players()}) == 7
    assert len({player.town for player in players()}) == 9
    assert len({player.name for player in players()}) == 50


@pytest.fixture(scope="module")
def lived(django_db_setup, django_db_blocker) -> Iterator[datetime]:
    """The demo's programmes, loaded once for these tests and taken back after them."""
    now = timezone.now()
    with django_db_blocker.unblock(), rolled_back():
        load_places()
        for name in ("coordinator", "region-director"):
            User.objects.create_user(f"{name}@demo.example")
        load_programmes(at=now)
        yield now


@contextmanager
def rolled_back() -> Iterator[None]:
    """Everything inside, and then none of it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_ten_families_and_thirty_four_players_take_part_and_the_others_wait(lived):
    published = load_programmes(at=lived)  # again: nothing changes

    with tenant_scope(system_actor(REGION)):
        assert published == Programme.objects.count() == len(programme_files()) - len(SEALED)
        taking_part = Counter(Engagement.objects.values_list("cohort__programme__key", flat=True))
        applied = Counter(Application.objects.values_list("cohort__programme__key", flat=True))
        ouds = Engagement.objects.filter(application__findings__holds__contains=["oud"]).count()
    assert taking_part == {"household-economics": 10 + 10, "youth-orchestra": 34, "settlement-accompaniment": 3}
    assert applied == {"household-economics": 16 + 16, "youth-orchestra": 50, "settlement-accompaniment": 5}
    assert ouds >= 3


def test_a_round_of_last_year_was_lived_from_its_first_evening_to_its_last(lived):
    with tenant_scope(system_actor(REGION)):
        [cohort] = Cohort.objects.filter(programme__key="household-economics", key="2025")
        held = Counter(Session.objects.filter(cohort=cohort, is_after=False).values_list("phase", flat=True))
        together = Counter(
            Match.objects.agreed(lived).filter(engagement__cohort=cohort).values_list("member__role", flat=True)
        )
        noted = Attendance.objects.filter(session__cohort=cohort, engagement__isnull=False).count()
        measured = Counter(Measurement.objects.filter(engagement__cohort=cohort).values_list("moment", flat=True))
    assert held == {"exposure": 1, "workshops": 7, "maintenance": 9}
    assert together["mentor"] == 20
    assert noted == 10 * (1 + 7 + 9)
    assert measured == {"baseline": 10, "workshops": 10, "end": 10}


def test_the_report_of_last_year_says_that_families_owe_less_and_shows_no_small_number(lived):
    with tenant_scope(system_actor(REGION)):
        cohort = Cohort.objects.get(programme__key="household-economics", key="2025")
        report = queries.report_of(system_actor(REGION), cohort.pk, at=lived)

    figures = report.figures
    [debts] = figures.outcomes
    assert (figures.took_part, figures.held, figures.planned) == (10, 17, 17)
    assert (debts.measured, debts.verdict) == (10, "better")
    assert [moment for moment, _ in debts.means] == ["baseline", "workshops", "end"]
    shown = [number for one in (*figures.counts, debts.people) for number in one.numbers.values()]
    assert all(number is None or number == 0 or number >= figures.limit for number in shown)


def test_three_settlements_went_from_their_profile_to_what_they_reached(lived):
    program = system_actor(REGION)
    with tenant_scope(program):
        cohort = Cohort.objects.get(programme__key="settlement-accompaniment", key="2025")
        found = queries.communities_of(program, cohort.pk, at=lived)
        settlement = queries.settlement_of(program, found.settlements[0].engagement.pk, at=lived)

    assert [(one.goals, one.next_review) for one in found.settlements] == [(3, None)] * 3
    assert sum(one.met for one in found.settlements) == 6
    assert [origin.people for origin in settlement.origins] == [2, 2]
    assert {match.member.role for match in settlement.way.with_us} == {"team", "leadership", "adviser"}
    assert all(entries for _kind, entries in settlement.profile)
