"""What is settled before the search for the least cost begins."""

from dataclasses import replace

from igum.engines.pooling.location.arcs import lay_out
from igum.engines.pooling.location.certain import certainties
from igum.engines.pooling.location.formulation import formulate
from igum.engines.pooling.location.patterns import with_patterns
from igum.engines.pooling.location.solver import relax
from igum.engines.pooling.location.tests.makers import make_service


def needing_more(service, town):
    """The same service, each person of a town counting twice."""
    parties = tuple(replace(party, need=2 if party.town == town else 1) for party in service.parties)
    return replace(service, parties=parties)


def test_those_whose_need_is_greater_sit_in_every_best_plan():
    network = lay_out(needing_more(make_service({"Alder": 6, "Birch": 7}, {"Alder": 10}), "Alder")).network

    found = certainties(network, formulate(network), met=16, seconds=60)

    assert (found.missing[0], found.missing[1] >= 3) == (0, True)


def test_nothing_is_certain_where_less_is_asked_for():
    network = lay_out(make_service({"Alder": 6, "Birch": 7}, {"Alder": 10})).network

    found = certainties(network, formulate(network), met=1, seconds=60)

    assert found.missing.tolist() == [6, 7]


def test_whole_towns_promise_no_more_than_whole_groups_hold():
    service = make_service({"Alder": 6, "Birch": 6, "Cedar": 6}, {"Alder": 10}, most=10, whole_towns=True)
    network = lay_out(service).network
    plain = formulate(network)

    promised = {
        name: round(float(program.served @ relax(-program.served, program, seconds=60).values), 6)
        for name, program in (("plain", plain), ("with sets", with_patterns(network, plain)))
    }

    assert promised == {"plain": 10, "with sets": 6}
