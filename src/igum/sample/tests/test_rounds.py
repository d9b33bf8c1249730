"""The programmes of the demo, lived through by its invented people."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.utils import timezone

from igum.core.actor import system_actor
from igum.core.tenancy import tenant_scope
from igum.people.models import User
from igum.places.commands import load_places
from igum.places.models import Locality
from igum.programmes import queries
from igum.programmes.models import (
    Attendance,
    Cohort,
    Engagement,
    Game,
    Match,
    Measurement,
    Player,
    Programme,
    Session,
    Task,
)
from igum.programmes.rules.file_tests import run_tests
from igum.programmes.rules.running import can_run
from igum.programmes.rules.subsidy import band_of
from igum.programmes.rules.timetables import times_of
from igum.questionnaires import queries as questionnaires
from igum.questionnaires.models import Response
from igum.sample.applicants import families, players
from igum.sample.rounds import FILES, load_programmes, programme_files, tell
from igum.sample.services import REGION
from igum.sample.stories import STORIES, story_of

# This year's rounds of these two are as last year's, and among the dearest to tell.
AS_LAST_YEAR = {("youth-orchestra", "2026"), ("household-economics", "2026")}
TOLD = [one for one in STORIES if (one.programme, one.cohort) not in AS_LAST_YEAR]
SEALED = {"resilience-care.yaml", "women-refuge.yaml", "detached-youth.yaml"}


@pytest.mark.parametrize("name", sorted(file.name for file in FILES.glob("*.yaml")))
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
def lived(lasting_db, rows_counted) -> datetime:
    """The demo's programmes, loaded once for these tests."""
    now = timezone.now()
    load_places()
    for name in ("coordinator", "region-director"):
        User.objects.create_user(f"{name}@demo.example")
    load_programmes(at=now, stories=TOLD, progress=rows_counted())
    return now


@contextmanager
def rolled_back() -> Iterator[None]:
    """Everything inside, and then none of it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def of_region(query):
    with tenant_scope(system_actor(REGION)):
        return query()


def held(programme: str, key: str) -> Counter[str]:
    """By phase, the sessions that were held and have a roster."""
    sessions = Session.objects.filter(cohort__programme__key=programme, cohort__key=key, is_after=False)
    return of_region(lambda: Counter(sessions.filter(roster_number__gt=0).values_list("phase", flat=True)))


def taking_part() -> Counter[tuple[str, str]]:
    names = ("cohort__programme__key", "cohort__key")
    return of_region(lambda: Counter(Engagement.objects.filter(ended_at=None).values_list(*names)))


def test_loading_again_changes_nothing(lived):
    before = taking_part()

    published = load_programmes(at=lived, stories=TOLD)

    assert of_region(Programme.objects.count) == published == len(programme_files()) - len(SEALED)
    assert taking_part() == before


class TestAYearOfTheHouseholdEconomicsProgramme:
    """Every figure of the programme's own description, read off the round that has ended."""

    @pytest.fixture
    def year(self, lived) -> Iterator[Cohort]:
        with tenant_scope(system_actor(REGION)):
            yield Cohort.objects.get(programme__key="household-economics", key="2025")

    def test_sixteen_families_applied_and_ten_were_chosen(self, year):
        chosen = Counter(year.applications.values_list("outcome", flat=True))

        assert year.applications.count() == 16
        assert year.engagements.count() == 10
        assert (chosen["chosen"], chosen["waiting"]) == (10, 6)

    def test_at_the_exposure_evening_were_the_mentors_and_the_steering_team(self, year):
        [evening] = Session.objects.filter(cohort=year, phase="exposure")
        there = Counter(Attendance.objects.filter(session=evening).values_list("member__role", flat=True))

        assert there["mentor"] == 20
        assert there["steering"] == 3
        assert there[None] == 10  # the families that were chosen later

    def test_each_family_went_with_two_of_the_twenty_mentors(self, year, lived):
        pairs = Match.objects.agreed(lived).filter(engagement__cohort=year, member__role="mentor")

        assert set(Counter(pairs.values_list("engagement", flat=True)).values()) == {2}
        assert len(set(pairs.values_list("member", flat=True))) == 20

    def test_seven_workshops_of_two_hours_and_two_more_hours_for_the_mentors(self, year):
        workshops = list(Session.objects.filter(cohort=year, phase="workshops").order_by("starts_at"))
        together = [one for one in workshops if not one.is_after]
        after = [one for one in workshops if one.is_after]

        assert len(together) == len(after) == 7
        assert {one.ends_at - one.starts_at for one in workshops} == {timedelta(hours=2)}
        assert all("subject" not in one.who and "mentor" in one.who for one in after)
        assert together[0].starts_at.month == 10
        between = {(two.planned_on - one.planned_on).days for one, two in pairwise(together)}
        assert between <= {14, 28}  # every two weeks; over a holiday the next fortnight

    def test_families_filled_in_their_budget_at_three_points_and_in_the_first_month(self, year):
        at = Counter(Measurement.objects.filter(engagement__cohort=year).values_list("moment", flat=True))

        assert at == {"baseline": 10, "workshops": 10, "end": 10}
        assert Task.objects.filter(cohort=year, key="expenses", done_at__isnull=False).count() >= 9

    def test_nearly_every_family_made_a_plan_and_did_its_homework(self, year):
        done = Counter(Task.objects.filter(cohort=year, done_at__isnull=False).values_list("key", flat=True))

        assert Task.objects.filter(cohort=year, key="plan").count() == 10
        assert done["plan"] >= 9
        assert done["changes"] >= 9

    def test_the_team_has_people_of_finance_and_the_company_that_guides(self, year):
        roles = Counter(year.team.values_list("role", flat=True))

        assert roles == {"mentor": 20, "finance": 2, "guide": 1, "steering": 3}

    def test_nine_monthly_meetings_followed_and_everybody_was_noted(self, year):
        noted = Attendance.objects.filter(session__cohort=year, engagement__isnull=False)

        assert held("household-economics", "2025") == {"exposure": 1, "workshops": 7, "maintenance": 9}
        assert noted.count() == 10 * (1 + 7 + 9)

    def test_the_same_form_says_at_which_moment_it_is_asked(self, year):
        asked = Task.objects.filter(cohort=year, key__startswith="measure.").select_related("cohort__version")
        names = {queries.task_of_file(task).names["he"] for task in asked}

        assert len(names) == 3
        assert all(name.startswith("רישום הכנסות והוצאות – ") for name in names)

    def test_the_report_says_that_families_owe_less_and_shows_no_small_number(self, year, lived):
        report = queries.report_of(system_actor(REGION), year.pk, at=lived)

        figures = report.figures
        [debts] = figures.outcomes
        assert (figures.took_part, figures.held, figures.planned) == (10, 17, 17)
        assert (debts.measured, debts.verdict) == (10, "better")
        assert [moment for moment, _ in debts.means] == ["baseline", "workshops", "end"]
        shown = [number for one in (*figures.counts, debts.people) for number in one.numbers.values()]
        assert all(number is None or number == 0 or number >= figures.limit for number in shown)


class TestAYearOfTheYouthOrchestra:
    def test_thirty_four_players_of_seven_instruments_from_nine_towns(self, lived):
        players = Engagement.objects.filter(cohort__programme__key="youth-orchestra", cohort__key="2025")
        answers = of_region(lambda: list(players.values_list("locality_id", "application__findings")))
        instruments = of_region(
            lambda: {one.answers["instrument"] for one in Response.objects.filter(about_id__in=_applications(players))}
        )

        assert len(answers) == 34
        assert len({town for town, _ in answers}) == 9
        assert len(instruments) == 7

    def test_places_kept_for_towns_and_instruments_are_held_by_those_they_are_kept_for(self, lived):
        players = Engagement.objects.filter(cohort__programme__key="youth-orchestra", cohort__key="2025")
        holds = of_region(
            lambda: Counter(
                key for found in players.values_list("application__findings", flat=True) for key in found["holds"]
            )
        )

        assert all(holds[key] >= places for key, places in (("cello", 3), ("oud", 3), ("qanun", 2), ("percussion", 2)))
        assert holds["druze_towns"] >= 3
        assert holds["small_towns"] >= 4

    def test_a_year_of_rehearsals_two_concerts_and_friends_in_other_communities(self, lived):
        sessions = held("youth-orchestra", "2025")
        program = system_actor(REGION)
        with tenant_scope(program):
            cohort = Cohort.objects.get(programme__key="youth-orchestra", key="2025")
            report = queries.report_of(program, cohort.pk, at=lived)

        assert sessions["rehearsals"] >= 20
        assert sessions["concerts"] == 2
        [friends] = report.figures.outcomes
        assert friends.verdict == "better"


def _applications(engagements):
    return list(engagements.values_list("application_id", flat=True))


def test_staff_of_all_four_fields_were_trained(lived):
    staff = Engagement.objects.filter(cohort__programme__key="resilience-training", cohort__key="spring-2026")
    fields = of_region(
        lambda: Counter(one.answers["field"] for one in Response.objects.filter(about_id__in=_applications(staff)))
    )

    assert sum(fields.values()) == 20
    assert all(fields[field] >= 4 for field in ("welfare", "education", "security", "information"))
    assert held("resilience-training", "spring-2026") == {"course": 8, "exercise": 1}


def test_families_in_need_pay_a_small_part_of_a_class_and_others_all_of_it(lived):
    classes = Engagement.objects.filter(cohort__programme__key="subsidised-classes", cohort__key="2025")
    file = next(one for one in programme_files().values() if one.key == "subsidised-classes")
    answers = of_region(
        lambda: [dict(one.answers) for one in Response.objects.filter(about_id__in=_applications(classes))]
    )
    bands = Counter(band_of(file, one) for one in answers)

    assert len(answers) == 24
    assert min(bands["wide"], bands["half"], bands["none"]) >= 3
    assert bands["unknown"] == 0
    assert len({one["class"] for one in answers}) == 5
    assert held("subsidised-classes", "2025")["classes"] >= 20


def test_women_decided_themselves_and_feel_that_they_have_a_say(lived):
    program = system_actor(REGION)
    with tenant_scope(program):
        cohort = Cohort.objects.get(programme__key="womens-empowerment", key="2026")
        report = queries.report_of(program, cohort.pk, at=lived)
        voted = Task.objects.filter(cohort=cohort, key="vote", done_at__isnull=False).count()

    assert held("womens-empowerment", "2026") == {"together": 8, "decision": 1, "project": 12}
    assert voted >= 9
    assert [one.verdict for one in report.figures.outcomes if one.key == "own_say"] == ["better"]


def test_a_visitor_finds_rounds_that_are_open_being_chosen_in_the_middle_and_over(lived):
    part = taking_part()
    with tenant_scope(system_actor(REGION)):
        rounds = {
            (cohort.programme.key, cohort.key): cohort.applications.count()
            for cohort in Cohort.objects.select_related("programme")
        }

    assert rounds["resilience-training", "spring-2027"] > 0  # open: people apply
    assert part["resilience-training", "spring-2027"] == 0
    assert rounds["community-leadership", "winter"] == 18  # closed: reviewers are at work
    assert part["community-leadership", "winter"] == 0
    assert 0 < held("mother-to-mother", "2026")["meetings"] < 40
    assert part["mother-to-mother", "2026"] == 6


def test_a_round_goes_on_from_where_it_stands(lived):
    later = lived + timedelta(days=21)
    before = held("mother-to-mother", "2026")["meetings"]

    with rolled_back():
        sessions, _tasks = tell(story_of("mother-to-mother", "2026"), at=later, goes_on=True)
        assert sessions > 0
        assert held("mother-to-mother", "2026")["meetings"] > before
        assert tell(story_of("mother-to-mother", "2026"), at=later, goes_on=True) == (0, 0)


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


class TestASeasonOfJointTeams:
    """Every figure of regional sport: joint teams, fair games, courts that serve every authority, coaches, an event."""

    @pytest.fixture
    def league(self, lived) -> Iterator[queries.League]:
        program = system_actor(REGION)
        with tenant_scope(program):
            season = Cohort.objects.get(programme__key="regional-teams", key="2025")
            yield queries.league_of(program, season.pk, at=lived)

    def test_each_of_six_teams_is_of_two_authorities_and_of_two_languages(self, league):
        players = Player.objects.filter(engagement__cohort=league.cohort)
        homes = {(team, authority) for team, authority in players.values_list("engagement", "locality__authority")}

        assert [(team.players, team.is_mixed) for team in league.teams] == [(6, True)] * 6
        assert set(Counter(team for team, _authority in homes).values()) == {2}
        assert all(
            {"(דוגמה)", "(مثال)"} == {player.name.split()[-1] for player in players.filter(engagement=team.engagement)}
            for team in league.teams
        )

    def test_every_team_met_every_other_at_home_and_away_on_three_courts(self, league):
        games = Game.objects.filter(cohort=league.cohort, noted_at__isnull=False)

        assert len(set(games.values_list("home", "away"))) == 30
        assert {(team.at_home, team.away) for team in league.teams} == {(5, 5)}
        assert {row.played for _team, row in league.table} == {10}
        assert len(set(games.values_list("session__room", flat=True))) == 3

    def test_the_courts_are_in_turn_of_every_authority_that_has_residents(self, league):
        residents = Locality.objects.filter(region_id=REGION, population__gt=0)
        had = {turns for _name, turns, _players in league.turns_had}

        assert len(league.turns_had) == len(set(residents.values_list("authority", flat=True))) == 12
        assert had == {48 // 12}

    def test_coaches_of_six_sports_learn_train_joint_teams_and_meet_at_one_yearly_event(self, lived):
        school = of_region(lambda: Cohort.objects.get(programme__key="regional-sport", key="2025"))
        coaches = of_region(lambda: list(school.engagements.values_list("application_id", flat=True)))
        sports = of_region(lambda: {one.answers["sport"] for one in Response.objects.filter(about_id__in=coaches)})
        sessions = of_region(lambda: Counter(school.sessions.values_list("phase", flat=True)))

        assert (len(coaches), len(sports)) == (12, 6)
        assert sessions["course"] == 20
        assert sessions["teams"] > 0
        assert sessions["international_event"] == 3  # three days, once
        assert held("regional-sport", "2025") == sessions  # over in every part
        assert held("regional-teams", "2025") == {"festival": 1}  # of its games the results are noted


@pytest.mark.parametrize(("name", "key"), [("regional-teams.yaml", "2025"), ("regional-sport.yaml", "2025")])
def test_communities_that_meet_in_sport_meet_on_no_day_of_rest(name, key):
    file = programme_files()[name]
    story = story_of(file.key, key)
    assert story is not None
    assert story.plan is not None
    plans = [story.plan(date(2026, 1, 1)), *file.cohorts]

    met = [one.starts_at for plan in plans for phase in times_of(file, plan) for one in phase.sessions if one.number]

    assert met
    assert {moment.weekday() for moment in met}.isdisjoint({4, 5, 6})  # Friday, the Sabbath, Sunday


def test_a_branch_is_used_by_more_of_its_neighbourhoods_since_it_opens_in_the_evening(lived):
    program = system_actor(REGION)
    with tenant_scope(program):
        branch = Cohort.objects.get(programme__key="community-anchor", key="2026")
        uses = queries.uses_of(program, branch.pk, at=lived)

    assert [period.is_after for period in uses.periods] == [False, True]
    a_month = [
        [uses.where.total_of(row, number) / period.months for number, period in enumerate(uses.periods)]
        for row, _neighbourhood in enumerate(uses.where.rows)
    ]
    assert all(after > before for before, after in a_month)
    assert [len(uses.where.columns), len(uses.who.rows)] == [5, 5]  # for what, and of which age
