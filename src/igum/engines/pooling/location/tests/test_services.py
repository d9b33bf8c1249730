"""What cannot be asked is refused, with the name of what was wrong."""

from fractions import Fraction

import pytest

from igum.engines.pooling.location.effort import Effort
from igum.engines.pooling.location.planning import plan
from igum.engines.pooling.location.services import Cofunding, Party, Rules, Service, Site
from igum.engines.pooling.location.tests.makers import make_service


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Party("Alder", -1), "people of Alder"),
        (lambda: Party("Alder", float("nan")), "people of Alder"),
        (lambda: Party("Alder", 10**9), "people of Alder"),
        (lambda: Party("", 1), "town of a party"),
        (lambda: Party("Alder", 1, need=0), "need of Alder"),
        (lambda: Site("hall", "Alder", ("Sunday",), -5), "seats of hall"),
        (lambda: Site("hall", "Alder", ("Sunday", "Sunday"), 5), "slots of hall holds Sunday twice"),
        (lambda: Rules(least=0), "least"),
        (lambda: Rules(least=5, most=4), "most"),
        (lambda: Rules(apart=("colour",)), "apart"),
        (lambda: Rules(budget=-1), "budget"),
        (lambda: Cofunding("state", 0.75), "rate of state"),
        (lambda: Cofunding("state", Fraction(5, 4)), "rate of state"),
        (lambda: make_service({"Alder": 1}, {"Birch": 1}, {("Alder", "Birch"): -3}), "minutes from Alder to Birch"),
        (lambda: Service("", (), (), {}), "name must be"),
        (lambda: Service("choir", (), (), {}, kept=frozenset({"hall"})), "kept names a site hall"),
        (lambda: Effort(seconds=0), "seconds"),
        (lambda: Effort(gap=float("nan")), "gap"),
    ],
)
def test_a_number_out_of_its_range_is_refused_by_name(make, words):
    with pytest.raises(ValueError, match=words):
        make()


def test_a_site_without_seats_serves_nobody():
    assert plan(make_service({"Alder": 3}, {"Alder": 0})).people == 0


def test_the_largest_numbers_are_counted_to_the_agora():
    service = make_service({"Alder": 10**6}, {"Alder": 10**6}, most=10**6, head_cost=10**6 + 1)

    assert plan(service).money.net == 10**12 + 10**6
