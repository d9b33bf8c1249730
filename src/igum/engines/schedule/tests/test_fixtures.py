"""Every team against every other at home and away, and fair over towns."""

from collections import Counter
from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igum.engines.schedule.fixtures import Court, Team, fixtures


def league(towns, courts=None):
    teams = [Team(f"{town} {number}", town) for number, town in enumerate(towns)]
    names = sorted({*towns, *(courts or towns)})
    minutes = {
        (one, other): 10 + 7 * abs(names.index(one) - names.index(other)) for one, other in combinations(names, 2)
    }
    grounds = [Court(f"court {number} of {town}", town) for number, town in enumerate(courts or names)]
    return teams, grounds, minutes


def at_home(plan, team):
    return [game.home == team for game in plan.games if team in (game.home, game.away)]


leagues = st.lists(st.sampled_from("abcdefg"), min_size=2, max_size=9)


@given(leagues)
@settings(max_examples=25, deadline=None)
def test_each_team_is_once_at_home_to_each_other_and_plays_once_a_round(towns):
    teams, courts, minutes = league(towns)

    plan = fixtures(teams, courts, minutes)

    assert sorted((game.home, game.away) for game in plan.games) == sorted(permutations([t.key for t in teams], 2))
    playing = Counter((game.round, team) for game in plan.games for team in (game.home, game.away))
    assert set(playing.values()) == {1}
    assert max(game.round for game in plan.games) == 2 * (len(teams) + len(teams) % 2 - 1)


@given(leagues)
@settings(max_examples=25, deadline=None)
def test_no_court_has_two_games_at_once_and_courts_of_a_town_take_turns(towns):
    teams, courts, minutes = league(towns, courts=["a", "a", "b", "c", "c", "c"])

    plan = fixtures(teams, courts, minutes)

    slots = [(game.round, game.court, game.turn) for game in plan.games]
    assert len(set(slots)) == len(slots)
    used = Counter(game.court for game in plan.games)
    for town in "abc":
        of_town = [used[court.key] for court in courts if court.town == town]
        assert max(of_town) - min(of_town) <= 1


@pytest.mark.parametrize("many", range(4, 19, 2))
def test_an_even_league_has_as_few_at_home_again_as_there_can_be_in_each_half(many):
    plan = fixtures(*league([f"town {number:02}" for number in range(many)]))

    half = many - 1
    again = [number for _, number in plan.hosts_again]
    assert sum(number <= half for number in again) == (many - 2) // 2
    assert len(again) <= many - 1 < (3 * many - 6) / 2 + 2  # the second is that of a half played twice in one order


@pytest.mark.parametrize("many", [3, 5, 7, 17])
def test_an_odd_league_has_nobody_at_home_again_within_a_half(many):
    plan = fixtures(*league([f"town {number:02}" for number in range(many)]))

    assert all(number == many + 1 for _, number in plan.hosts_again)


@pytest.mark.parametrize("many", [4, 5, 8, 9])
def test_halfway_and_at_the_end_everybody_was_at_home_as_often_as_away(many):
    plan = fixtures(*league([f"town {number:02}" for number in range(many)]))

    for team in plan.minutes:
        games = at_home(plan, team)
        half = len(games) // 2
        assert sum(games) == half
        assert abs(2 * sum(games[:half]) - half) <= 1


def test_nobody_meets_the_same_team_in_two_rounds_one_after_the_other():
    plan = fixtures(*league([f"town {number:02}" for number in range(10)]))

    rounds = [{frozenset((g.home, g.away)) for g in plan.games if g.round == number} for number in range(1, 19)]
    assert not any(one & other for one, other in pairwise(rounds))


def test_two_teams_of_a_town_with_one_court_are_at_home_in_turn():
    teams, courts, minutes = league(["a", "a", "b", "c", "d", "e"])

    plan = fixtures(teams, courts, minutes)

    derby = [game for game in plan.games if {game.home, game.away} == {"a 0", "a 1"}]
    assert len(derby) == 2
    assert all(game.turn == 1 for game in plan.games)


def test_a_town_without_a_court_is_at_home_at_the_nearest_one():
    teams, courts, minutes = league(["a", "b", "d"], courts=["a", "d"])

    plan = fixtures(teams, courts, minutes)

    assert {game.court for game in plan.games if game.home == "b 1"} == {"court 0 of a"}
    assert plan.minutes["b 1"] == 2 * 2 * 17 + 2 * 17 + 2 * 17


def test_the_order_of_the_lists_does_not_matter():
    teams, courts, minutes = league(["a", "b", "c", "d", "a"])

    assert fixtures(teams[::-1], courts[::-1], minutes) == fixtures(teams, courts, minutes)


@pytest.mark.parametrize(
    ("teams", "courts", "refusal"),
    [
        ([Team("a", "a")], [Court("c", "a")], "from 2 to 30"),
        ([Team("a", "a"), Team("a", "b")], [Court("c", "a")], "a stands twice"),
        ([Team("a", "a"), Team("b", "a")], [], "must be a court"),
        ([Team("a", "a"), Team("b", "b")], [Court("c", "a")], "between b and a are missing"),
        ([Team(str(number), "a") for number in range(31)], [Court("c", "a")], "not 31"),
    ],
)
def test_what_cannot_be_played_is_refused(teams, courts, refusal):
    with pytest.raises(ValueError, match=refusal):
        fixtures(teams, courts, {})
