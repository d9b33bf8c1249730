"""A network as GraphML, for whoever works with it elsewhere."""

import re
from collections.abc import Mapping
from xml.etree import ElementTree

from igum.engines.network.networks import Network
from igum.engines.network.ties import Organization

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
KEYS = (
    ("name", "node", "string"),
    ("intensity", "edge", "int"),
    ("standing", "edge", "string"),
    ("sources", "edge", "string"),
)
# What XML 1.0 cannot hold, not even escaped: a name that has one would make the whole file unreadable.
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_graphml(network: Network, names: Mapping[Organization, str]) -> str:
    """The network as a GraphML document: nodes with names, undirected edges with intensity, standing and sources.

    Keys and names may hold anything; what XML cannot hold is replaced by the replacement character.

    Args:
        network: what to write.
        names: of the organisations; one that has none is named by its key.

    Source:
        The GraphML file format, http://graphml.graphdrawing.org.

    >>> as_graphml(Network(("a",), ()), {"a": "Tom & <Jerry>"}).count("Tom &amp; &lt;Jerry&gt;")
    1
    """
    root = ElementTree.Element("graphml", xmlns=NAMESPACE)
    for name, kind, type_ in KEYS:
        ElementTree.SubElement(root, "key", {"id": name, "for": kind, "attr.name": name, "attr.type": type_})
    graph = ElementTree.SubElement(root, "graph", edgedefault="undirected")
    for number, organization in enumerate(network.organizations):
        node = ElementTree.SubElement(graph, "node", id=f"n{number}")
        _add(node, "name", names.get(organization, organization))
    number_of = {organization: number for number, organization in enumerate(network.organizations)}
    for tie in network.ties:
        ends = {"source": f"n{number_of[tie.one]}", "target": f"n{number_of[tie.other]}"}
        edge = ElementTree.SubElement(graph, "edge", ends)
        _add(edge, "intensity", str(tie.intensity.value))
        _add(edge, "standing", tie.standing.value)
        _add(edge, "sources", " ".join(tie.sources))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _add(to: ElementTree.Element, key: str, text: str) -> None:
    ElementTree.SubElement(to, "data", key=key).text = NOT_IN_XML.sub("\ufffd", text)
