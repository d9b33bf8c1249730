"""Measures beside networkx, and what is left if one leaves."""

import networkx
import pytest
from hypothesis import given

from igum.engines.network.changes import compare
from igum.engines.network.measures import betweenness, departure, summarise
from igum.engines.network.networks import Network
from igum.engines.network.tests.makers import as_graph, network, networks, region, tie
from igum.engines.network.ties import Intensity


@given(networks())
def test_measures_are_as_networkx_counts_them(any_network):
    graph, summary = as_graph(any_network), summarise(any_network)

    assert {each.organization: each.degree for each in summary.places} == dict(graph.degree)
    assert betweenness(any_network) == pytest.approx(networkx.betweenness_centrality(graph))
    assert summary.density == pytest.approx(networkx.density(graph))
    assert {frozenset(each) for each in any_network.components} == set(
        map(frozenset, networkx.connected_components(graph))
    )
    assert set(summary.isolated) == set(networkx.isolates(graph))


def test_a_region_s_measures_are_as_networkx_counts_them():
    of_region = region()

    assert betweenness(of_region) == pytest.approx(networkx.betweenness_centrality(as_graph(of_region)))


def test_the_hub_of_a_star_is_a_broker_and_too_much_rests_on_it():
    summary = summarise(network("ah", "bh", "ch", "dh"))

    assert [place.organization for place in summary.brokers()] == ["h"]
    assert [place.organization for place in summary.places if place.over_central] == ["h"]


def test_who_stands_on_no_way_is_no_broker():
    assert summarise(network("ab", "bc", "ca")).brokers() == ()


@given(networks())
def test_whoever_cuts_others_off_by_leaving_is_what_networkx_calls_an_articulation_point(any_network):
    cutting = {each for each in any_network.organizations if departure(any_network, each).cut_off}

    assert cutting == set(networkx.articulation_points(as_graph(any_network)))


def test_a_departure_names_who_is_cut_off_who_is_left_alone_and_who_stands_in():
    found = departure(network("ab", "bc", "cd", "de", "bx", alone="z"), "b")

    assert found.ties_lost == 3
    assert found.cut_off == (("a",), ("x",))
    assert found.isolated == ("a", "x")
    assert found.pairs_parted == 7
    assert found.stands_in == "d"


def test_changes_name_what_is_new_gone_stronger_and_weaker():
    before = Network.of("abcd", [tie("a", "b", Intensity.KNOW), tie("a", "c", Intensity.INTEGRATE), tie("a", "d")])
    after = Network.of("abce", [tie("a", "b", Intensity.COORDINATE), tie("a", "c", Intensity.KNOW), tie("b", "e")])

    changes = compare(before, after)

    assert (changes.joined, changes.left) == (("e",), ("d",))
    assert [(each.one, each.other) for each in changes.new] == [("b", "e")]
    assert [(each.one, each.other) for each in changes.gone] == [("a", "d")]
    assert [each.other for each in changes.stronger] == ["b"]
    assert [each.other for each in changes.weaker] == ["c"]


def test_only_ties_that_are_strong_enough_count():
    ties = [tie("a", "b", Intensity.KNOW), tie("b", "c", Intensity.COORDINATE)]

    assert Network.of("abc", ties, least=Intensity.COOPERATE).isolated == ("a",)


def test_a_tie_with_a_stranger_is_refused():
    with pytest.raises(ValueError, match="x are not"):
        Network.of("ab", [tie("a", "x")])
