"""GraphML that others can read, whatever the names."""

from xml.etree import ElementTree

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from igum.engines.network.graphml import as_graphml
from igum.engines.network.networks import Network
from igum.engines.network.tests.makers import network, tie


def read(document):
    return networkx.parse_graphml(document)


def test_networkx_reads_what_was_written():
    graph = read(as_graphml(network("ab", "bc", alone="z"), {"a": "מרכז חוסן", "b": "مركز"}))

    assert sorted(data["name"] for _, data in graph.nodes(data=True)) == ["c", "z", "מרכז חוסן", "مركز"]
    assert graph.number_of_edges() == 2
    assert {(data["intensity"], data["standing"], data["sources"]) for *_, data in graph.edges(data=True)} == {
        (2, "confirmed", "work")
    }


@pytest.mark.parametrize(
    "name",
    [
        "</data><node id='x'/>",
        "<!ENTITY a SYSTEM 'file:///etc/passwd'>&a;",
        "]]>",
        "\"'&amp;",
        "<script>alert(1)</script>",
    ],
)
def test_a_hostile_name_is_only_a_name(name):
    graph = read(as_graphml(network("ab"), {"a": name}))

    assert sorted(data["name"] for _, data in graph.nodes(data=True)) == sorted(["b", name])


@given(st.text(), st.text(min_size=1))
def test_any_text_makes_a_document_that_can_be_read(name, key):
    organizations = {key, key + "x"}

    document = as_graphml(Network.of(organizations, [tie(*organizations)]), {key: name})

    assert len(ElementTree.fromstring(document.encode("utf-8")).findall(".//{*}node")) == 2
