"""Teams from several towns play each other: fair games, courts that nobody has twice, results and a table."""

from collections import Counter
from copy import deepcopy
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import localtime

from igum.core.actor import Actor
from igum.core.tenancy import tenant_scope
from igum.people.models import Post, User
from igum.programmes import commands, queries
from igum.programmes.models import Cohort, Engagement, Game, Player, Session, Turn
from igum.programmes.queries.board import meetings_of
from igum.programmes.tests.factories import (
    AFTER,
    AKKO,
    KARMIEL,
    NAHARIYA,
    OPENS,
    PROGRAM,
    WESTERN_GALILEE,
    apply,
    coordinator,
    first_come,
    make_user,
    publish,
    visitor,
)

pytestmark = pytest.mark.usefixtures("lasting_region", "db")

TEXTS = {"he": "טקסט", "ar": "نص"}
TOWNS = (AKKO, KARMIEL, NAHARIYA, AKKO)
GAMES = {
    "at": "17:00",
    "lasts": "PT2H",
    "repeat": "FREQ=WEEKLY;BYDAY=TU;COUNT=12",
    "skip": ["jewish", "muslim"],
    "who": ["coach"],
}
SHAPE = {
    "subject": "group",
    "selection": first_come(),
    "roles": {"coach": {"names": TEXTS}},
    "phases": [{"key": "games", "names": TEXTS, "starts": "cohort", "lasts": "P6M"}],
    "league": {
        "phase": "games",
        "games": GAMES,
        "turns": {**GAMES, "repeat": "FREQ=WEEKLY;BYDAY=SU;COUNT=6", "at": "16:00"},
        "points": {"win": 3, "draw": 1, "loss": 0},
        "least_towns": 2,
    },
}


def a_league(key: str = "teams", **changed) -> Cohort:
    """Four teams of three towns, one court in each of two."""
    league = {**SHAPE["league"], **changed}
    plan = {"key": "2026", "opens": "2026-08-01", "closes": "2026-09-10", "starts": "2026-10-13", "places": 4}
    cohort = publish(key=key, **{**SHAPE, "league": league, "cohorts": [plan]})
    for number, town in enumerate(TOWNS):
        apply(cohort, f"{key}-{number}", town=town, name=f"Team {number}")
    with tenant_scope(PROGRAM):
        for name, town in (("Hall A", AKKO), ("Hall B", KARMIEL)):
            commands.add_court(actor=PROGRAM, cohort_id=cohort.pk, name=name, locality_id=town, at=AFTER)
    return cohort


@pytest.fixture(scope="module")
def lasting_league(lasting_region) -> Cohort:
    return a_league()


@pytest.fixture
def cohort(lasting_league, db) -> Cohort:
    return deepcopy(lasting_league)


def draw(cohort: Cohort, at: datetime = AFTER, actor: Actor = PROGRAM) -> commands.Drawn:
    with tenant_scope(actor):
        return commands.draw_league(actor=actor, cohort_id=cohort.pk, at=at)


def games() -> list[Game]:
    with tenant_scope(PROGRAM):
        return list(Game.objects.select_related("session", "home", "away").order_by("session__starts_at", "pk"))


def note(game: Game, home: int, away: int, actor: Actor = PROGRAM, at: datetime | None = None) -> None:
    with tenant_scope(actor):
        commands.note_result(actor=actor, game_id=game.pk, home=home, away=away, at=at or game.session.ends_at)


def page_of(cohort: Cohort, actor: Actor = PROGRAM, at: datetime = AFTER) -> queries.League:
    with tenant_scope(actor):
        return queries.league_of(actor, cohort.pk, at=at)


def test_everyone_meets_everyone_at_home_and_away(cohort):
    drawn = draw(cohort)

    pairs = {(game.home_id, game.away_id) for game in games()}
    assert (drawn.games, len(pairs)) == (12, 12)
    assert set(Counter(game.home_id for game in games()).values()) == {3}


def test_the_same_league_is_drawn_the_same_way_every_time(cohort):
    draw(cohort)

    with tenant_scope(PROGRAM):
        named = Game.objects.order_by("round", "session__room__name", "session__starts_at")
        drawn = list(named.values_list("home__name", "away__name", "session__room__name"))
    assert drawn[:4] == [
        ("Team 0", "Team 3", "Hall B"),
        ("Team 1", "Team 2", "Hall B"),
        ("Team 2", "Team 0", "Hall B"),
        ("Team 3", "Team 1", "Hall B"),
    ]


def test_nobody_plays_twice_a_day_and_no_game_is_on_a_holiday(cohort):
    draw(cohort)

    by_day = Counter(
        (localtime(game.session.starts_at).date(), team) for game in games() for team in (game.home_id, game.away_id)
    )
    assert set(by_day.values()) == {1}
    assert {localtime(game.session.starts_at).weekday() for game in games()} == {1}


def test_no_court_is_had_twice_though_others_use_it_too(cohort):
    first = draw(cohort)
    with tenant_scope(PROGRAM):
        taken = Game.objects.select_related("session").order_by("session__starts_at", "pk")[0].session
    other = publish(key="other", selection=first_come())
    with tenant_scope(PROGRAM):
        Game.objects.all().delete()
        Turn.objects.all().delete()
        Session.objects.exclude(pk=taken.pk).delete()
        Session.objects.filter(pk=taken.pk).update(cohort=other)

    assert draw(cohort).games == first.games

    with tenant_scope(PROGRAM):
        there = Session.objects.filter(room=taken.room, starts_at__lt=taken.ends_at, ends_at__gt=taken.starts_at)
        assert list(there) == [taken]


def test_what_was_played_stays_when_a_team_joins_and_the_rest_is_drawn_anew(cohort):
    draw(cohort)
    first = games()[0]
    note(first, 60, 50)
    with tenant_scope(PROGRAM):
        Cohort.objects.update(places=5)
    apply(cohort, "secret-5", town=NAHARIYA, name="Team 5")

    drawn = draw(cohort, at=first.session.ends_at)

    pairs = Counter((game.home_id, game.away_id) for game in games())
    assert (drawn.games, drawn.kept, set(pairs.values())) == (20, 2, {1})
    assert next(game for game in games() if game.pk == first.pk).home_score == 60


def test_a_game_that_a_person_moved_stays_where_it_is(cohort):
    draw(cohort)
    moved = games()[-1]
    with tenant_scope(PROGRAM):
        Session.objects.filter(pk=moved.session_id).update(moved_at=AFTER)

    assert draw(cohort).kept == 1
    assert moved.session_id in {game.session_id for game in games()}


def test_the_table_has_the_best_first(cohort):
    draw(cohort)
    first, second = games()[:2]
    note(first, 60, 50)
    note(second, 40, 40)

    table = page_of(cohort).table

    assert [row.points for _team, row in table] == [3, 1, 1, 0]
    assert table[0][0] == first.home


def test_courts_are_shared_in_turn_by_the_players_of_each_authority(cohort):
    with tenant_scope(PROGRAM):
        [one, *_others] = Engagement.objects.order_by("name")
        for number, town in enumerate((AKKO, AKKO, KARMIEL)):
            commands.add_player(
                actor=PROGRAM, engagement_id=one.pk, name=f"Player {number}", locality_id=town, at=AFTER
            )

    assert draw(cohort).turns == 12

    with tenant_scope(PROGRAM):
        assert Counter(Turn.objects.values_list("had_by_id", flat=True)) == {AKKO: 8, KARMIEL: 4}


def test_the_board_waits_for_results_of_games_and_for_nothing_of_turns(cohort):
    with tenant_scope(PROGRAM):
        one = Engagement.objects.order_by("name").first()
        commands.add_player(actor=PROGRAM, engagement_id=one.pk, name="Dan", locality_id=AKKO, at=AFTER)
    draw(cohort)
    first, second = games()[:2]
    note(first, 60, 50)

    with tenant_scope(PROGRAM):
        meetings = meetings_of(WESTERN_GALILEE, [cohort.pk], second.session.ends_at)[cohort.pk]

    assert (meetings.unnoted, meetings.unnoted_id) == (1, second.session_id)


def test_a_team_from_one_town_only_is_told_so(cohort):
    with tenant_scope(PROGRAM):
        one = Engagement.objects.order_by("name").first()
        for name, town in (("Dan", AKKO), ("Eli", KARMIEL)):
            commands.add_player(actor=PROGRAM, engagement_id=one.pk, name=name, locality_id=town, at=AFTER)

    assert [team.is_mixed for team in page_of(cohort).teams] == [True, False, False, False]


def test_too_few_days_are_told_with_how_many_are_missing(in_english):
    cohort = a_league("short", games={**GAMES, "repeat": "FREQ=WEEKLY;BYDAY=TU;COUNT=4"})

    with pytest.raises(commands.TooFewDays, match="2 more are needed"):
        draw(cohort)


def test_nobody_is_drawn_alone():
    cohort = publish(key="alone", **SHAPE)
    apply(cohort, "secret", name="Team")

    with pytest.raises(commands.TooFewTeams):
        draw(cohort)


def test_a_result_is_noted_once_the_game_has_begun(cohort):
    draw(cohort)

    with pytest.raises(PermissionDenied):
        note(games()[0], 60, 50, at=AFTER)


def test_only_those_who_run_the_programme_draw(cohort):
    with tenant_scope(PROGRAM), pytest.raises(PermissionDenied):
        commands.draw_league(actor=Actor(make_user().pk, WESTERN_GALILEE), cohort_id=cohort.pk, at=AFTER)


def a_coach(cohort: Cohort, *, leads: bool = True) -> tuple[Actor, commands.Newcomer]:
    user = make_user()
    newcomer = commands.Newcomer("Coach", user.pk, leads=leads)
    with tenant_scope(PROGRAM):
        commands.add_member(actor=PROGRAM, cohort_id=cohort.pk, role="coach", newcomer=newcomer, at=AFTER)
    return Actor(user.pk, WESTERN_GALILEE), newcomer


def test_a_coach_who_leads_sees_the_league_and_notes_results(cohort):
    draw(cohort)
    coach, _newcomer = a_coach(cohort)
    game = games()[0]

    note(game, 60, 50, actor=coach)

    assert page_of(cohort, coach).table[0][0] == game.home


@pytest.mark.parametrize("leads", [True, False])
def test_whoever_leads_the_coaches_finds_the_league_on_their_own_page(cohort, client, leads):
    coach, _newcomer = a_coach(cohort, leads=leads)
    user = User.objects.get(pk=coach.user_id)
    with tenant_scope(PROGRAM):
        Post.objects.create(user=user, region_id=WESTERN_GALILEE, role="volunteer", starts_on=OPENS.date())
    client.force_login(user)
    league = reverse("programmes:league", args=[cohort.pk])

    page = client.get(reverse("programmes:mine"))

    assert reverse("programmes:calendar", args=[cohort.pk]) in page.text
    assert (league in page.text) is leads
    assert client.get(league).status_code == (200 if leads else 404)


@pytest.mark.parametrize("who", ["coach whose term ended", "another authority", "another region", "another's link"])
def test_nobody_else_sees_anything_of_it(cohort, who):
    with tenant_scope(PROGRAM):
        one = Engagement.objects.order_by("name").first()
        commands.add_player(actor=PROGRAM, engagement_id=one.pk, name="Dan", locality_id=AKKO, at=AFTER)
    draw(cohort)
    actor = {
        "another authority": coordinator(authority_id=NAHARIYA),
        "another region": Actor(None, 213, coordinator().posts),
        "another's link": visitor("another"),
    }.get(who)
    if actor is None:
        actor, _newcomer = a_coach(cohort)
        with tenant_scope(PROGRAM):
            member = queries.team_of(PROGRAM, cohort, at=AFTER).members[0]
            commands.end_member(actor=PROGRAM, member_id=member.pk, reason="moved", at=AFTER)

    with tenant_scope(actor):
        assert [model.objects.count() for model in (Game, Player, Turn)] == [0, 0, 0]
        with pytest.raises(Cohort.DoesNotExist):
            queries.league_of(actor, cohort.pk, at=AFTER + timedelta(hours=1))


@pytest.fixture
def runs(client):
    user = make_user()
    with tenant_scope(PROGRAM):
        Post.objects.create(user=user, region_id=WESTERN_GALILEE, role="coordinator", starts_on=OPENS.date())
    client.force_login(user)
    return client


def test_a_league_is_drawn_and_read_on_its_page(cohort, runs, django_assert_max_num_queries):
    draw(cohort)
    page = reverse("programmes:league", args=[cohort.pk])

    with django_assert_max_num_queries(30):
        answer = runs.get(page)

    assert answer.text.count("Hall A") + answer.text.count("Hall B") >= 12
    result = reverse("programmes:result", args=[cohort.pk, games()[0].pk])
    assert runs.post(result, {"home": "60", "away": "x"}).status_code in {403, 409}


def test_players_join_and_leave_a_team_on_its_page(cohort, runs):
    with tenant_scope(PROGRAM):
        team = Engagement.objects.order_by("name").first()
    page = reverse("programmes:players", args=[team.pk])

    runs.post(page, {"name": "Dan", "town": str(AKKO)})
    with tenant_scope(PROGRAM):
        player = Player.objects.get()
    assert "Dan" in runs.get(page).text
    runs.post(page, {"end": str(player.pk)})

    assert "Dan" not in runs.get(page).text.partition("<main")[2]
    assert runs.post(page, {"name": "Dan", "town": "1"}).status_code == 409


def test_a_result_that_is_none_is_refused_beside_its_game_with_what_was_typed(runs, cohort):
    draw(cohort)
    with tenant_scope(PROGRAM):
        Session.objects.update(starts_at=OPENS, ends_at=OPENS + timedelta(hours=2), room=None)
    game = games()[-1]

    page = runs.post(reverse("programmes:result", args=[cohort.pk, game.pk]), {"home": "7", "away": "many"})

    assert page.status_code == 409
    assert (page.context["beside"], page.context["refused_round"]) == (str(game.pk), game.round)
    assert 'value="many"' in page.text
    assert page.text.count("alert refusal") == 1


def test_only_the_round_in_which_something_is_to_be_noted_stands_open(runs, cohort):
    draw(cohort)
    first, *_others = games()
    note(first, 3, 1)

    page = runs.get(reverse("programmes:league", args=[cohort.pk]))

    assert page.context["open_round"] == 1
    assert page.text.count('class="quiet of-league" open') == 1
