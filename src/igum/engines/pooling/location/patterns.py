"""Who could sit together: where parties stay whole, every set of them that makes groups of a right size, as a column.

A program alone sees half of a party in half of a group. Between whole sets it sees nothing of the kind, so that its
relaxation promises far less than it did before.
"""

from dataclasses import replace

import numpy as np
import scipy  # its parts are read when they are first used

from igum.engines.pooling.location.formulation import Program
from igum.engines.pooling.location.network import Network

MOST_OF_ONE = 4000  # sets of one offer; an offer of more keeps its plain rows alone, which bounds too
MOST_OF_ALL = 60_000

Set = tuple[int, tuple[int, ...], int]  # an offer, arcs, how many groups they fill


def with_patterns(network: Network, program: Program) -> Program:
    """The program of a network whose parties stay whole, with columns for sets behind its own.

    Each offer takes one set or none; its arcs and groups are those of the set. The sets need not be asked for whole:
    whole arcs are a corner, and no mixture of other sets makes one.

    Args:
        network: with ``whole``.
        program: its rows.

    Source:
        G. Dantzig and P. Wolfe, "Decomposition principle for linear programs", Operations Research 8 (1960).
    """
    listed = _sets(network)
    if not listed:
        return program
    arcs, offers, width = network.tail.size, network.hall.size, program.cost.size
    own = np.unique([offer for offer, _, _ in listed])
    held = np.flatnonzero(np.isin(network.head, own))
    column = np.arange(len(listed))
    offer = np.array([offer for offer, _, _ in listed])
    arc = np.concatenate([np.array(members) for _, members, _ in listed])
    of_arc = np.repeat(column, [len(members) for _, members, _ in listed])
    # Rows: arcs, groups, one set at most where the site opens.
    sets = scipy.sparse.csr_array(
        (
            np.concatenate([np.ones(arc.size), [count for _, _, count in listed], np.ones(column.size)]),
            (np.concatenate([arc, arcs + offer, arcs + offers + offer]), np.concatenate([of_arc, column, column])),
        ),
        shape=(arcs + 2 * offers, column.size),
    )
    plain = scipy.sparse.csr_array(
        (
            -np.ones(held.size + 2 * own.size),
            (
                np.concatenate([held, arcs + own, arcs + offers + own]),
                np.concatenate([held, arcs + own, arcs + offers + network.offer_site[own]]),
            ),
        ),
        shape=(arcs + 2 * offers, width),
    )
    rows = np.concatenate([held, arcs + own, arcs + offers + own])
    nothing = np.zeros(column.size)
    least = np.where(rows < arcs + offers, 0.0, -np.inf)
    return replace(
        program,
        matrix=scipy.sparse.csr_array(scipy.sparse.block_array([[program.matrix, None], [plain[rows], sets[rows]]])),
        lower=np.concatenate([program.lower, least]),
        upper=np.concatenate([program.upper, np.zeros(rows.size)]),
        low=np.concatenate([program.low, nothing]),
        most=np.concatenate([program.most, np.ones(column.size)]),
        whole=np.concatenate([program.whole, np.zeros(column.size, dtype=np.uint8)]),
        cost=np.concatenate([program.cost, nothing]),
        served=np.concatenate([program.served, nothing]),
    )


def _sets(network: Network) -> list[Set]:
    order = np.argsort(network.head, kind="stable")
    ends = np.cumsum(np.bincount(network.head, minlength=network.hall.size))[:-1]
    found: list[Set] = []
    for offer, arcs in enumerate(np.split(order, ends)):
        listed = _sets_of(network, offer, arcs.tolist())
        if len(found) + len(listed) > MOST_OF_ALL:
            break
        found.extend(listed)
    return found


def _sets_of(network: Network, offer: int, arcs: list[int]) -> list[Set]:
    """Every set of one offer's parties that makes groups of a right size; none where there are too many to list."""
    least, most, groups = int(network.least[offer]), int(network.most[offer]), int(network.groups[offer])
    room = min(most * groups, int(network.seats[network.hall[offer]]))
    sets: list[tuple[tuple[int, ...], int]] = [((), 0)]
    for arc in arcs:
        load = int(network.people[network.tail[arc]])
        sets += [((*members, arc), heads + load) for members, heads in sets if heads + load <= room]
        if len(sets) > MOST_OF_ONE:
            return []
    counted = ((members, heads, -(-heads // max(most, 1))) for members, heads in sets if members)
    return [(offer, members, count) for members, heads, count in counted if least * count <= heads and count <= groups]
