"""Who is chosen: known answers first, then what must hold for every crowd, against all ways to fill."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igum.engines.choosing.choice import choose
from igum.engines.choosing.order import in_order
from igum.engines.choosing.outcomes import Because, Outcome
from igum.engines.choosing.terms import Ceiling, Decision, Passing, Places, Reserve, Rule, TieBreak
from igum.engines.choosing.tests.makers import a_candidate, crowds, keys, places

RULE = Rule(seed="2026-09-10")


def filled(crowd, reserves):
    """How many places of the reserves these can fill, by trying."""
    if not crowd:
        return 0
    first, rest = crowd[0], crowd[1:]
    best = filled(rest, reserves)
    for name in first.holds & reserves.keys():
        if reserves[name]:
            best = max(best, 1 + filled(rest, {**reserves, name: reserves[name] - 1}))
    return best


def units(crowd):
    """Each place that somebody takes, as a candidate of one place."""
    return [candidate for candidate in crowd for _ in range(candidate.units)]


def fits_in(crowd, there):
    firm = {reserve.name: reserve.places for reserve in there.reserved if not reserve.released}
    return len(units(crowd)) <= there.total - sum(firm.values()) + filled(units(crowd), firm)


def best_by_trying(crowd, there):
    ordered = in_order(crowd, RULE)
    every = {reserve.name: reserve.places for reserve in there.reserved}
    firm = {reserve.name: reserve.places for reserve in there.reserved if not reserve.released}

    def worth(chosen):
        return filled(chosen, every), filled(chosen, firm), [candidate in chosen for candidate in ordered]

    subsets = (list(subset) for size in range(len(crowd) + 1) for subset in combinations(ordered, size))
    return [candidate.key for candidate in max((way for way in subsets if fits_in(way, there)), key=worth)]


class TestKnownAnswers:
    def test_the_best_scores_are_chosen_and_the_others_wait_in_order(self):
        families = [a_candidate(f"family {score}", score) for score in range(1, 17)]

        result = choose(families, Places(10), RULE)

        assert keys(result.chosen) == [f"family {score}" for score in range(16, 6, -1)]
        assert keys(result.waiting) == [f"family {score}" for score in range(6, 0, -1)]
        assert [answer.waiting_position for answer in result.waiting] == [1, 2, 3, 4, 5, 6]
        assert [answer.position for answer in result.waiting] == [11, 12, 13, 14, 15, 16]

    def test_an_exact_third_is_not_less_than_a_third(self):
        crowd = [a_candidate("late", Fraction(1, 3), minutes=9), a_candidate("early", Fraction(2, 6))]

        assert keys(choose(crowd, Places(1), RULE).chosen) == ["early"]

    def test_one_who_fits_two_reserves_takes_the_place_that_nobody_else_can(self):
        there = Places(2, (Reserve("town", 1, {"town": 1139}), Reserve("oud", 1, {"instrument": "oud"})))
        both = a_candidate("both", 9, groups={"town": 1139, "instrument": "oud"})
        townsman = a_candidate("townsman", 2, groups={"town": 1139})
        stranger = a_candidate("stranger", 8)

        result = choose([both, townsman, stranger], there, RULE)

        assert {answer.candidate.key: answer.seats[0].reserve for answer in result.chosen} == {
            "both": "oud",
            "townsman": "town",
        }
        assert result.waiting[0].reasons[0].because is Because.PLACES_WENT_TO_RESERVES

    def test_who_would_get_in_anyway_counts_for_the_reserve(self):
        there = Places(2, (Reserve("town", 1, "town"),))
        crowd = [a_candidate("first", 9, holds=frozenset({"town"})), a_candidate("second", 8)]
        crowd.append(a_candidate("third", 7, holds=frozenset({"town"})))

        assert keys(choose(crowd, there, RULE).chosen) == ["first", "second"]

    @pytest.mark.parametrize(("released", "chosen", "left"), [(True, ["a", "b"], 0), (False, ["a"], 1)])
    def test_places_nobody_fits_go_to_everybody_only_if_they_are_released(self, released, chosen, left):
        there = Places(2, (Reserve("town", 1, "town", released=released),))

        result = choose([a_candidate("a", 2), a_candidate("b", 1)], there, RULE)

        assert (keys(result.chosen), result.places_left) == (chosen, left)
        assert result.reserves[0].filled == 0

    def test_places_kept_empty_are_given_as_the_reason(self):
        there = Places(1, (Reserve("town", 1, "town", released=False),))

        (waits,) = choose([a_candidate("a", 2)], there, RULE).waiting

        assert [(reason.because, dict(reason.facts)) for reason in waits.reasons] == [
            (Because.PLACES_KEPT_EMPTY, {"reserves": ("town",), "places": 1})
        ]

    def test_no_more_than_the_ceiling_come_from_one_town(self):
        crowd = [a_candidate(f"{town}{score}", score, groups={"town": town}) for town in "xy" for score in (3, 2, 1)]

        result = choose(crowd, Places(4, ceilings=(Ceiling("town", 1),)), RULE)

        assert sorted(keys(result.chosen)) == ["x3", "y3"]
        assert result.waiting[0].reasons[0].facts == {
            "by": "town",
            "value": result.waiting[0].candidate.key[0],
            "places": 1,
        }

    def test_a_ceiling_lets_the_first_in_before_one_who_would_fill_a_reserve(self):
        there = Places(2, (Reserve("oud", 1, "oud"),), (Ceiling("town", 1),))
        first = a_candidate("first", 9, groups={"town": "x"})
        oud_of_x = a_candidate("oud of x", 5, groups={"town": "x"}, holds=frozenset({"oud"}))
        oud_of_y = a_candidate("oud of y", 4, groups={"town": "y"}, holds=frozenset({"oud"}))

        assert keys(choose([first, oud_of_x, oud_of_y], there, RULE).chosen) == ["first", "oud of y"]
        assert keys(choose([first, oud_of_x], there, RULE).chosen) == ["first"]


class TestFamilies:
    CROWD = (a_candidate("two", 9, units=2), a_candidate("three", 8, units=3), a_candidate("one", 7))

    def test_a_smaller_family_may_pass_where_places_are_to_be_filled(self):
        result = choose(self.CROWD, Places(4), Rule("s", passing=Passing.FILL))

        assert keys(result.chosen) == ["two", "one"]
        assert result.places_left == 1
        assert result.waiting[0].reasons[0].facts == {"units": 3, "left": 1}

    def test_nobody_passes_where_order_is_strict(self):
        result = choose(self.CROWD, Places(4), Rule("s", passing=Passing.STRICT))

        assert keys(result.chosen) == ["two"]
        assert result.waiting[1].reasons[0].because is Because.BEHIND_A_LARGER

    def test_a_family_larger_than_the_whole_programme_holds_nobody_up(self):
        crowd = [a_candidate("five", 9, units=5), a_candidate("one", 1)]

        result = choose(crowd, Places(4), Rule("s", passing=Passing.STRICT))

        assert keys(result.chosen) == ["one"]
        assert result.waiting[0].reasons[0].because is Because.MORE_THAN_ALL_PLACES

    def test_a_family_may_sit_partly_on_a_reserve(self):
        family = a_candidate("family", 9, units=3, holds=frozenset({"town"}))

        (answer,) = choose([family], Places(4, (Reserve("town", 2, "town"),)), RULE).chosen

        assert [(seat.reserve, seat.places) for seat in answer.seats] == [("town", 2), (None, 1)]

    def test_who_waits_first_for_a_reserve_is_not_passed_on_it_where_order_is_strict(self):
        there = Places(2, (Reserve("town", 2, "town"),))
        held = frozenset({"town"})
        crowd = [a_candidate("a", 9, holds=held), a_candidate("b", 8, units=2, holds=held)]
        crowd.append(a_candidate("c", 7, holds=held))

        assert keys(choose(crowd, there, Rule("s", passing=Passing.STRICT)).chosen) == ["a"]
        assert keys(choose(crowd, there, Rule("s", passing=Passing.FILL)).chosen) == ["a", "c"]


class TestPeopleDecide:
    def test_whom_a_person_chose_stays_and_whom_a_person_declined_does_not_come_in(self):
        crowd = [
            a_candidate("last", 1, decision=Decision.CHOSEN, eligible=False),
            a_candidate("best", 9, decision=Decision.DECLINED),
            a_candidate("good", 8),
            a_candidate("fair", 7),
        ]

        result = choose(crowd, Places(2), RULE)

        assert keys(result.chosen) == ["good", "last"]
        assert result.chosen[1].reasons[0].because is Because.CHOSEN_BY_PERSON
        assert [(answer.candidate.key, answer.outcome) for answer in result.not_chosen] == [
            ("best", Outcome.NOT_CHOSEN)
        ]

    def test_more_than_there_are_places_for_is_said_and_not_undone(self):
        crowd = [a_candidate(f"by hand {number}", units=2, decision=Decision.CHOSEN) for number in range(3)]

        result = choose([*crowd, a_candidate("best", 9)], Places(4), RULE)

        assert (len(result.chosen), result.places_over, result.places_left) == (3, 2, 0)
        assert keys(result.waiting) == ["best"]

    def test_unknown_eligibility_is_listed_apart_and_never_chosen(self):
        crowd = [a_candidate("unknown", 9, eligible=None), a_candidate("no", 8, eligible=False), a_candidate("yes")]

        result = choose(crowd, Places(3), RULE)

        assert (keys(result.chosen), keys(result.needs_information), keys(result.not_chosen)) == (
            ["yes"],
            ["unknown"],
            ["no"],
        )
        assert result.needs_information[0].position is None


class TestReasons:
    def test_who_waits_learns_the_last_score_that_was_enough(self):
        result = choose([a_candidate("a", 9), a_candidate("b", 5)], Places(1), RULE)

        (reason,) = result.waiting[0].reasons
        assert (reason.because, dict(reason.facts)) == (Because.BELOW_LAST_CHOSEN, {"score": 5, "last_score": 9})

    def test_a_lot_is_shown_to_both_who_drew_it(self):
        crowd = [a_candidate("a", 5), a_candidate("b", 5)]

        result = choose(crowd, Places(1), Rule("seed", ties=(TieBreak.LOT,)))

        won, lost = result.chosen[0].reasons[-1], result.waiting[0].reasons[0]
        assert won.because is lost.because is Because.TIE_BY_LOT
        assert won.facts["lot"] == lost.facts["lot_across"] == result.chosen[0].lot
        assert won.facts["lot"] < lost.facts["lot"]

    def test_who_misses_a_reserved_place_learns_the_last_score_on_it(self):
        town = frozenset({"town"})
        crowd = [a_candidate("a", 9), a_candidate("b", 5, holds=town), a_candidate("c", 3, holds=town)]

        (waits,) = choose(crowd, Places(2, (Reserve("town", 1, "town"),)), RULE).waiting

        assert [(reason.because, dict(reason.facts)) for reason in waits.reasons] == [
            (Because.BELOW_LAST_CHOSEN, {"score": 3, "last_score": 9}),
            (Because.BELOW_LAST_ON_RESERVE, {"reserve": "town", "score": 3, "last_score": 5}),
        ]

    def test_a_lot_on_a_reserve_is_shown_to_those_who_fit_it(self):
        town = frozenset({"town"})
        crowd = [a_candidate("a", 9), a_candidate("b", 5, holds=town), a_candidate("c", 5, holds=town)]

        result = choose(crowd, Places(2, (Reserve("town", 1, "town"),)), RULE)

        won, lost = result.chosen[1].reasons[-1], result.waiting[0].reasons[-1]
        assert won.because is lost.because is Because.TIE_BY_LOT
        assert (won.facts["reserve"], won.facts["lot_across"]) == ("town", lost.facts["lot"])

    def test_who_applied_earlier_is_told_so(self):
        result = choose([a_candidate("a", 5, minutes=1), a_candidate("b", 5)], Places(1), RULE)

        assert keys(result.chosen) == ["b"]
        assert result.waiting[0].reasons[0].because is Because.TIE_BY_APPLIED_AT

    def test_a_full_waiting_list_is_said(self):
        crowd = [a_candidate(str(score), score) for score in (3, 2, 1)]

        result = choose(crowd, Places(1), Rule("s", longest_waiting=1))

        assert (keys(result.waiting), keys(result.not_chosen)) == (["2"], ["1"])
        assert result.not_chosen[0].reasons[-1].because is Because.WAITING_LIST_FULL


@settings(max_examples=150)
@given(crowds(), places())
def test_no_other_way_fills_more_reserved_places_or_is_better_by_order(crowd, there):
    assert keys(choose(crowd, there, RULE).chosen) == best_by_trying(crowd, there)


@given(crowds(), places())
def test_nobody_is_passed_by_a_later_one_unless_a_reserve_would_be_filled_less(crowd, there):
    every = {reserve.name: reserve.places for reserve in there.reserved}
    result = choose(crowd, there, RULE)
    inside = [answer.candidate for answer in result.chosen]

    for left_out in result.waiting:
        for passed_by in (answer for answer in result.chosen if answer.position > left_out.position):
            swapped = [*(one for one in inside if one is not passed_by.candidate), left_out.candidate]
            assert filled(swapped, every) < filled(inside, every) or not fits_in(swapped, there)


@given(crowds(), places(), st.randoms())
def test_the_order_of_the_list_changes_nothing(crowd, there, chance):
    shuffled = list(crowd)
    chance.shuffle(shuffled)

    assert choose(shuffled, there, RULE) == choose(crowd, there, RULE)


@given(crowds(), places(), st.data())
def test_a_better_score_never_loses_a_place(crowd, there, data):
    before = keys(choose(crowd, there, RULE).chosen)

    for key in before:
        better = [replace(one, score=one.score + 1) if one.key == key else one for one in crowd]
        assert key in keys(choose(better, there, RULE).chosen)


@given(crowds(), places())
def test_one_more_general_place_puts_nobody_out(crowd, there):
    before = set(keys(choose(crowd, there, RULE).chosen))

    assert before <= set(keys(choose(crowd, replace(there, total=there.total + 1), RULE).chosen))


@settings(max_examples=100)
@given(crowds(largest=3), places(), st.sampled_from(Passing))
def test_families_never_take_more_than_there_is_and_are_never_split(crowd, there, passing):
    result = choose(crowd, there, Rule("s", passing=passing))

    inside = [answer.candidate for answer in result.chosen]
    assert fits_in(inside, there)
    assert all(sum(seat.places for seat in answer.seats) == answer.candidate.units for answer in result.chosen)
    assert result.places_left == there.total - sum(candidate.units for candidate in inside)
    for use in result.reserves:
        seats = [seat for answer in result.chosen for seat in answer.seats if seat.reserve == use.name]
        assert use.filled == sum(seat.places for seat in seats) <= use.places


@settings(max_examples=100)
@given(crowds(largest=3), places())
def test_no_place_stays_empty_that_a_whole_family_could_take(crowd, there):
    result = choose(crowd, there, Rule("s", passing=Passing.FILL))

    inside = [answer.candidate for answer in result.chosen]
    assert not any(fits_in([*inside, answer.candidate], there) for answer in result.waiting)


@given(crowds(largest=3, names=("nothing",)), st.integers(0, 9))
def test_strict_order_chooses_those_before_the_first_who_does_not_fit(crowd, total):
    possible = [candidate for candidate in in_order(crowd, Rule("s")) if candidate.units <= total]
    taken, expected = 0, []
    for candidate in possible:
        taken += candidate.units
        if taken > total:
            break
        expected.append(candidate.key)

    assert keys(choose(crowd, Places(total), Rule("s", passing=Passing.STRICT)).chosen) == expected


@given(crowds(largest=3), places(), st.data())
def test_what_people_decided_stands(crowd, there, data):
    said = data.draw(st.lists(st.sampled_from([None, *Decision]), min_size=len(crowd), max_size=len(crowd)))
    decided = [replace(candidate, decision=decision) for candidate, decision in zip(crowd, said, strict=True)]

    result = choose(decided, there, RULE)

    chosen = set(keys(result.chosen))
    assert {one.key for one in decided if one.decision is Decision.CHOSEN} <= chosen
    assert not chosen & {one.key for one in decided if one.decision is Decision.DECLINED}
    by_people = sum(one.units for one in decided if one.decision is Decision.CHOSEN)
    assert result.places_over == max(0, by_people - there.total)


@given(crowds(largest=2), places(), st.integers(0, 3), st.sampled_from(Passing))
def test_a_ceiling_is_never_passed_and_everybody_gets_a_reason(crowd, there, most, passing):
    towns = [replace(one, groups={"town": one.score % 2}) for one in crowd]

    result = choose(towns, replace(there, ceilings=(Ceiling("town", most),)), Rule("s", passing=passing))

    for town in (0, 1):
        inside = [answer.candidate for answer in result.chosen if answer.candidate.groups["town"] == town]
        assert sum(candidate.units for candidate in inside) <= most
    assert len(result.answers()) == len(crowd)
    assert all(answer.reasons for answer in result.answers().values())


def test_ten_thousand_who_fit_ten_reserves_leave_no_place_empty():
    names = [f"reserve {number}" for number in range(10)]
    crowd = [
        a_candidate(
            f"case {number}",
            number * 7919 % 101,
            minutes=number * 31 % 977,
            units=1 + number % 4,
            holds=frozenset(name for place, name in enumerate(names) if number * (place + 3) % 7 == 0),
        )
        for number in range(10_000)
    ]
    there = Places(4_000, tuple(Reserve(name, 200, name, released=name < "reserve 5") for name in names))

    assert choose(crowd, there, RULE).places_left == 0
