"""What if: one thing changed, and what follows from it."""

from dataclasses import replace
from fractions import Fraction

from igum.engines.pooling.location.alone import coalition_cost, costs_beside
from igum.engines.pooling.location.changes import close_site, drop_town, keep_site, lock_town, with_rules
from igum.engines.pooling.location.effort import Effort, Progress, Status, Stopped
from igum.engines.pooling.location.planning import plan
from igum.engines.pooling.location.plans import Reason
from igum.engines.pooling.location.reasons import if_town_leaves, places_of, why_site
from igum.engines.pooling.location.services import Cofunding, Party
from igum.engines.pooling.location.tests.makers import make_service, with_site_costs
from igum.engines.pooling.location.words import say_leaving, say_place, say_site

TWO = make_service({"Alder": 6, "Birch": 7}, {"Alder": 20, "Birch": 20}, least=10)


def test_a_closed_site_stays_closed():
    assert plan(close_site(TWO, "Alder")).opened == ("Birch",)


def test_a_kept_site_is_paid_for_though_nobody_comes():
    service = keep_site(with_site_costs(TWO, Alder=5, Birch=700), "Birch")

    assert plan(service).money.net == 700


def test_a_locked_town_goes_there_or_nowhere():
    service = lock_town(with_rules(TWO, least=1), "Alder", "Birch")

    seats = plan(service).seats

    assert [(seat.party, seat.minutes) for seat in seats if seat.party == 0] == [(0, 10)]


def test_a_town_that_leaves_may_leave_the_others_too_few():
    found = plan(drop_town(TWO, "Alder"))

    assert [one.reason for one in found.left_out] == [Reason.GROUP_TOO_SMALL]


def test_a_whole_town_goes_to_one_site():
    service = make_service({"Alder": 8}, {"Birch": 5, "Cedar": 5})

    assert (plan(service).people, plan(with_rules(service, whole_towns=True)).people) == (8, 0)


def test_groups_are_apart_by_language_unless_told_otherwise():
    parties = (Party("Alder", 4, ("he",)), Party("Alder", 4, ("ar",)))
    service = replace(make_service({}, {"Alder": 8}, {("Alder", "Alder"): 0}, least=6), parties=parties)

    assert (plan(service).people, plan(with_rules(service, apart=())).people) == (0, 8)


def test_people_come_only_when_they_are_free():
    parties = (Party("Alder", 4, free=frozenset({"Monday"})),)
    service = replace(make_service({}, {"Alder": 8}, {("Alder", "Alder"): 0}), parties=parties)

    assert [one.reason for one in plan(service).left_out] == [Reason.NO_COMMON_HOURS]


def test_the_state_pays_by_its_rates_and_a_fund_up_to_its_ceiling():
    funds = (Cofunding("state", Fraction(3, 4)), Cofunding("fund", Fraction(1, 10), ceiling=50))
    service = replace(make_service({"Alder": 10}, {"Alder": 10}, head_cost=100), cofunding=funds)

    assert plan(service).money.funded == (("state", 750), ("fund", 50))


def test_a_budget_is_kept_after_cofunding():
    service = make_service({"Alder": 10}, {"Alder": 10}, head_cost=100, budget=250)
    service = replace(service, cofunding=(Cofunding("state", Fraction(1, 2)),))

    assert (plan(service).people, plan(service).money.net) == (5, 250)


def test_whoever_stops_gets_the_best_plan_so_far():
    def stop(progress: Progress) -> None:
        raise Stopped

    found = plan(TWO, Effort(tell=stop))

    assert found.status in (Status.STOPPED, Status.PROVEN)


def test_progress_tells_what_is_bettered_and_how_near_it_is():
    told: list[Progress] = []

    plan(TWO, Effort(tell=told.append))

    assert told[-1].gap == 0


def test_coalitions_too_small_for_a_group_pay_for_places_elsewhere():
    costs = costs_beside(TWO, plan(TWO), without=100)

    assert [costs(frozenset(towns)) for towns in ({"Alder"}, {"Birch"}, {"Alder", "Birch"})] == [600, 700, 0]


def test_a_coalition_leaves_out_whom_it_costs_less_to_send_elsewhere():
    service = make_service({"Alder": 5}, {"Alder": 5}, group_cost=1000)

    assert coalition_cost(service, {"Alder"}, without=100) == 500


class TestReasons:
    def test_a_site_is_open_for_those_who_would_lose_by_its_closing(self):
        service = make_service({"Alder": 6, "Birch": 7}, {"Alder": 20}, least=10)

        why = why_site(service, plan(service), "Alder")

        assert (why.fewer, say_site(why)) == (13, "Alder: without it 13 fewer people would be served.")

    def test_a_town_is_told_which_nearer_site_does_not_open(self):
        service = with_site_costs(TWO, Alder=500)

        place = places_of(service, plan(service), "Alder")[0]

        assert say_place(service, place) == (
            "Alder: 6 people for Birch (10 minutes); Alder is nearer (0 minutes) but does not open."
        )

    def test_leaving_is_told_by_what_both_sides_lose(self):
        leaving = if_town_leaves(TWO, plan(TWO), "Alder")

        assert (leaving.here, leaving.alone, leaving.others_fewer) == (6, 0, 7)
        assert "the other towns serve 7 fewer people" in " ".join(say_leaving(leaving))
