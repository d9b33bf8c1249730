"""Networks to try things on."""

import networkx
import numpy as np
from hypothesis import strategies as st

from igum.engines.network.networks import Network
from igum.engines.network.ties import Intensity, Source, Standing, Tie


def tie(one: str, other: str, intensity: Intensity = Intensity.COOPERATE) -> Tie:
    return Tie(min(one, other), max(one, other), intensity, Standing.CONFIRMED, (Source.WORK,))


def network(*pairs: str, alone: str = "") -> Network:
    """A network of one-letter organisations: network("ab", "bc", alone="z")."""
    return Network.of({*"".join(pairs), *alone}, [tie(*pair) for pair in pairs])


def region(organizations: int = 120, seed: int = 4) -> Network:
    """Towns' departments around a few regional bodies, with some that nobody knows."""
    chance = np.random.default_rng(seed)
    names = [f"{number:03}" for number in range(organizations)]
    pairs = set()
    for number in range(6, organizations - 6):
        near = [number % 6, *chance.choice(range(6, organizations - 6), 2)]
        pairs |= {tuple(sorted((names[number], names[other]))) for other in near if other != number}
    return Network.of(names, [tie(*pair, Intensity(int(chance.integers(1, 5)))) for pair in sorted(pairs)])


def as_graph(of: Network) -> networkx.Graph:
    graph = networkx.Graph()
    graph.add_nodes_from(of.organizations)
    graph.add_edges_from((each.one, each.other) for each in of.ties)
    return graph


@st.composite
def networks(draw: st.DrawFn) -> Network:
    names = "abcdefgh"[: draw(st.integers(1, 8))]
    pairs = [(one, other) for one in names for other in names if one < other]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return Network.of(names, [tie(*pair) for pair in chosen])
