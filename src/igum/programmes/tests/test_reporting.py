"""No combination of published numbers tells a hidden one: not within a report, between forms, rounds or reports."""

import json
from uuid import UUID

import numpy as np
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from igum.programmes.rules.building import programme_of
from igum.programmes.rules.costing import cost_of
from igum.programmes.rules.releasing import (
    MEMBERS,
    Earlier,
    figures_as_json,
    figures_from_json,
    following,
    is_safe,
    marks_of,
)
from igum.programmes.rules.reporting import HOMES, IMPROVED, Counts, Figures, Subject, figures_of
from igum.programmes.tests.factories import AKKO, KARMIEL, a_definition
from igum.programmes.tests.test_measuring import BUDGET, DEBT_RATIO

LIMIT = 5
PROGRAMME = programme_of(
    a_definition(
        forms={**a_definition()["forms"], "budget": BUDGET},
        outcomes=[DEBT_RATIO],
        pool={"shares": [{"authority": AKKO, "percent": 60}, {"authority": KARMIEL, "percent": 40}]},
        cost={"payers": [{"key": "authorities", "names": {"he": "א"}, "percent": 90},
                         {"key": "families", "names": {"he": "ב"}, "percent": 10}]},
    )
)  # fmt: skip
BETTER, SAME, WORSE, UNKNOWN = (4.0, 2.0), (3.0, 3.0), (2.0, 4.0), None

people = st.tuples(
    st.booleans(), st.sampled_from([AKKO, AKKO, KARMIEL, None]), st.sampled_from([BETTER, BETTER, SAME, WORSE, UNKNOWN])
)
rounds = st.lists(people, min_size=1, max_size=26)


def subjects(round_of):
    return [
        Subject(
            id=UUID(int=number),
            has_left=has_left,
            home=home,
            came=8,
            noted=10,
            done=1,
            tasks=2,
            values={"debt_ratio": dict(zip(("baseline", "workshops"), values, strict=True))} if values else {},
        )
        for number, (has_left, home, values) in enumerate(round_of)
    ]


def figures(round_of) -> Figures:
    return figures_of(PROGRAMME, subjects(round_of), held=3, planned=4)


def truth(round_of) -> list[list[int]]:
    """Every table of a round with nothing hidden, in the order of its figures."""
    left = sum(each[0] for each in round_of)
    homes = [sum(each[1] == home for each in round_of) for home in (AKKO, KARMIEL, None)]
    fared = [sum(each[2] == kind for each in round_of) for kind in (BETTER, SAME, WORSE, UNKNOWN)]
    return [[len(round_of) - left, left], homes, fared]


def all_counts(shown: Figures) -> list[Counts]:
    return [*shown.counts, *(fared.people for fared in shown.outcomes)]


class Attacker:
    """Somebody who has every published number, and knows which of them add up to which."""

    def __init__(self) -> None:
        self.unknown = 0
        self.rows: list[tuple[dict[int, float], float]] = []

    def cells(self, published) -> list[int]:
        """Unknowns, one for each cell; what is published of them is learnt."""
        places = list(range(self.unknown, self.unknown + len(published)))
        self.unknown += len(published)
        for place, number in zip(places, published, strict=True):
            if number is not None:
                self.learns({place: 1.0}, number)
        return places

    def learns(self, sums, number) -> None:
        self.rows.append((sums, float(number)))

    def reads(self, report: Figures, earlier: list[list[int]] | None = None) -> list[list[int]]:
        """All of a report: each of its tables adds up to how many took part, and its costs tell of how many.

        What stands as in an earlier report is nothing new.
        """
        [total] = self.cells([report.took_part])
        found = []
        for number, table in enumerate(all_counts(report)):
            if table.since and earlier:
                found.append(earlier[number])
                continue
            places = self.cells(list(table.numbers.values()))
            self.learns({**dict.fromkeys(places, 1.0), total: -1.0}, 0)
            found.append(places)
        if report.cost and report.cost.person:
            self.learns({total: 1.0}, round(report.cost.agorot / report.cost.person.agorot))
        for each in report.cost.better_off.values() if report.cost else ():
            self.learns({found[2][0]: 1.0}, round(report.cost.agorot / each.agorot))
        for place, part in zip(found[1], (AKKO, KARMIEL), strict=False):
            if report.cost and str(part) in report.cost.residents:
                whole = report.cost.parts[f"authority.{part}"]
                self.learns({place: 1.0}, round(whole / report.cost.residents[str(part)]))
        return found

    def bounds(self, cell: int) -> tuple[float, float]:
        """Between what the number in a cell must be."""
        matrix, right = self._system()
        aim = np.zeros(self.unknown)
        aim[cell] = 1
        low, high = (linprog(sign * aim, A_eq=matrix, b_eq=right, bounds=(0, 10_000)) for sign in (1, -1))
        return round(low.fun, 6), round(-high.fun, 6)

    def determines(self, cell: int) -> bool:
        """Whether a cell is a combination of what is published, by linear algebra alone."""
        matrix, _right = self._system()
        aim = np.zeros(self.unknown)
        aim[cell] = 1
        return int(np.linalg.matrix_rank(np.vstack([matrix, aim]))) == int(np.linalg.matrix_rank(matrix))

    def _system(self):
        matrix = np.zeros((len(self.rows), self.unknown))
        for row, (sums, _number) in enumerate(self.rows):
            for place, sign in sums.items():
                matrix[row, place] = sign
        return matrix, np.array([number for _sums, number in self.rows])


def assert_nothing_small_is_told(attacker: Attacker, places, true_tables) -> None:
    for cells, numbers in zip(places, true_tables, strict=True):
        for cell, number in zip(cells, numbers, strict=True):
            if 0 < number < LIMIT:
                assert not attacker.determines(cell)
                low, high = attacker.bounds(cell)
                assert low <= 1
                assert high >= LIMIT


def with_cost(shown: Figures, agorot: int = 9_999_999) -> Figures:
    improved = {one.key: one.people.numbers[IMPROVED] for one in shown.outcomes}
    homes = shown.count(HOMES)
    cost = cost_of(
        PROGRAMME, agorot, took_part=shown.took_part, improved=improved, homes=homes.numbers if homes else {}
    )
    return Figures(
        shown.limit, shown.took_part, shown.held, shown.planned, shown.rates, shown.counts, shown.outcomes, cost
    )


@given(rounds)
@settings(max_examples=25, deadline=None)
@example([(False, AKKO, BETTER)] * 11 + [(True, KARMIEL, UNKNOWN)])
@example([(False, AKKO, BETTER)] * 3 + [(False, AKKO, SAME)] * 3)
def test_a_report_with_its_costs_tells_no_small_number(round_of):
    attacker = Attacker()

    places = attacker.reads(with_cost(figures(round_of)))

    assert_nothing_small_is_told(attacker, places, truth(round_of))


@given(st.lists(rounds, min_size=2, max_size=3))
@settings(max_examples=10, deadline=None)
def test_rounds_beside_each_other_with_their_sums_tell_no_small_number(several):
    attacker = Attacker()

    shown = [figures(each) for each in several]
    places = [attacker.reads(each) for each in shown]
    for table in range(3):
        for kind in range(len(places[0][table])):
            numbers = [list(all_counts(each)[table].numbers.values())[kind] for each in shown]
            if None not in numbers:  # as the page sums them
                attacker.learns({each[table][kind]: 1.0 for each in places}, sum(numbers))

    for each, of in zip(places, several, strict=True):
        assert_nothing_small_is_told(attacker, each, truth(of))


@given(rounds, rounds, st.integers(0, 26))
@settings(max_examples=25, deadline=None)
@example([(False, AKKO, BETTER)] * 12, [(True, AKKO, WORSE)] * 12, 1)
@example([(False, AKKO, BETTER)] * 12, [(False, AKKO, BETTER)] * 18, 0)
def test_two_reports_of_a_round_tell_neither_a_small_number_nor_a_small_step(before, after, changed):
    after = [*after[:changed], *before[changed:], *after[len(before) :]]
    first, first_marks = figures(before), marks_of(PROGRAMME, subjects(before), mark=str)
    now, marks = figures(after), marks_of(PROGRAMME, subjects(after), mark=str)
    kept_before = json.loads(json.dumps(figures_as_json(first), sort_keys=True))  # as a database keeps it: in no order
    earlier = [Earlier("2026-01-01", figures_from_json(kept_before), first_marks)]
    assume(is_safe(MEMBERS, now, marks, earlier))

    second, kept = following(now, marks, earlier)

    attacker = Attacker()
    places = attacker.reads(first)
    again = attacker.reads(second, places)
    assert_nothing_small_is_told(attacker, places, truth(before))
    for number, (was, shown) in enumerate(zip(all_counts(first), all_counts(second), strict=True)):
        both = [(was.numbers[kind], number) for kind, number in shown.numbers.items()]
        steps = [abs(a - b) for a, b in both if None not in (a, b)]
        assert all(step == 0 or step >= LIMIT for step in steps)
        if not shown.since:
            came, went = kept[shown.key] - first_marks[shown.key], first_marks[shown.key] - kept[shown.key]
            assert max(len(came), len(went)) == 0 or max(len(came), len(went)) >= LIMIT
            assert_nothing_small_is_told(attacker, [again[number]], [truth(after)[number]])


def test_figures_come_back_from_where_they_are_kept_as_they_were():
    shown = with_cost(figures([(False, AKKO, BETTER)] * 12))

    assert figures_from_json(figures_as_json(shown)) == shown


def test_a_mean_of_an_unknown_number_of_people_has_too_few_digits_to_tell_it():
    thirteen = [(False, AKKO, BETTER)] * 5 + [(False, AKKO, SAME)] * 6 + [(False, AKKO, UNKNOWN)] * 2

    [fared] = figures(thirteen).outcomes

    assert fared.measured is None
    assert [mean for _at, mean in fared.means] == [3.4, 2.6]  # not 3.45 and 2.55, of eleven
