"""What prices rule out is in no best plan, tried on small networks made up at random against a solver that sees all."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from igum.engines.pooling.location.arcs import lay_out
from igum.engines.pooling.location.effort import Effort, Status
from igum.engines.pooling.location.formulation import formulate
from igum.engines.pooling.location.lagrange import Prices, Terms
from igum.engines.pooling.location.narrowing import bound_by, lifted, needed
from igum.engines.pooling.location.network import Network
from igum.engines.pooling.location.rounding import tighten
from igum.engines.pooling.location.solver import minimise
from igum.engines.pooling.location.stages import choose
from igum.engines.pooling.location.tests.makers import make_service


def make_network(chance, *, least=True, several=True, counted=True):
    """Everybody is to be served; sites of several halls, halls of several offers, towns of several parties."""
    sites, parties = int(chance.integers(2, 5)), int(chance.integers(2, 8))
    site = np.repeat(np.arange(sites), chance.integers(1, 3, sites) if several else 1)
    hall = np.repeat(np.arange(site.size), chance.integers(1, 3, site.size) if several else 1)
    offers = hall.size
    tail, head = np.nonzero(chance.random((parties, offers)) < 0.8)
    fewest = int(chance.integers(0, sites)) if counted and chance.random() < 0.5 else 0
    return Network(
        people=chance.integers(1, 9, parties),
        need=np.ones(parties, dtype=np.int64),
        town=chance.integers(0, parties, parties) if several else np.arange(parties),
        tail=tail,
        head=head,
        cost=chance.integers(0, 60, tail.size),
        minutes=np.zeros(tail.size, dtype=np.int64),
        hall=hall,
        least=chance.integers(0, 9, offers) * int(least),
        most=chance.integers(9, 21, offers),
        groups=chance.integers(1, 4, offers) if several else np.ones(offers, dtype=np.int64),
        group_cost=chance.integers(0, 80, offers),
        site=site,
        seats=chance.integers(15, 40, site.size),
        rooms=chance.integers(1, 4, site.size),
        site_cost=chance.integers(0, 120, sites),
        kept=chance.random(sites) < 0.15,
        whole=True,
        everyone=True,
        sites_least=fewest,
        sites_most=int(chance.integers(max(fewest, 1), sites + 1)) if counted and chance.random() < 0.5 else None,
    )


def best_of(network):
    """The least cost by a program of plain rows alone, and its plan; None where there is no plan."""
    program = formulate(network, strong=False)
    answer = minimise(program.cost, program, seconds=60)
    return None if answer.values is None else program.choice(network, answer.values)


def bounds_of(network):
    """What prices tell: those of the relaxation, those after some rounds, and poor ones."""
    terms = Terms(*(one.astype(float) for one in (network.cost, network.group_cost, network.site_cost)))
    tightened = tighten(network, formulate(network), int(network.people.sum()), (), lambda: 60.0)
    if tightened.prices is not None:
        yield bound_by(network, *lifted(network, tightened.program, terms, tightened.prices))
    prices = Prices(network, terms)
    for _ in range(30):
        prices.better(1.1 * abs(prices.best[0]) if prices.best[0] > 0 else 1000.0)
    yield prices.bound()
    yield Prices(network, terms, np.full(network.people.size, 20.0)).bound()


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**9), st.booleans(), st.booleans())
def test_no_best_plan_uses_what_prices_rule_out(seed, least, several):
    network = make_network(np.random.default_rng(seed), least=least, several=several)
    best = best_of(network)
    if best is None or not network.tail.size:
        return
    cost = best.cost(network)

    for bound in bounds_of(network):
        assert bound.value <= cost + 1e-6
        assert bound.value + bound.arc[best.units > 0].max(initial=0) <= cost + 1e-6
        assert bound.value + bound.site[best.opened].max(initial=0) <= cost + 1e-6
        assert bound.value + bound.closed[~best.opened].max(initial=0) <= cost + 1e-6
        left = needed(network, formulate(network), bound, cost)
        assert (left.most[: network.tail.size][best.units > 0] > 0).all()


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**9), st.booleans(), st.booleans())
def test_a_narrowed_search_ends_with_the_best_plan_of_all(seed, least, several):
    network = make_network(np.random.default_rng(seed), least=least, several=several)
    best = best_of(network)

    found = choose(network, Effort(60.0))

    if best is None:
        assert found.stages[0].status is Status.IMPOSSIBLE
    else:
        assert found.stages[0].status is Status.PROVEN
        assert found.choice.cost(network) == found.stages[0].value == best.cost(network)


def test_people_let_in_to_make_a_group_large_enough_are_not_ruled_out():
    service = make_service({"Alder": 8, "Birch": 2}, {"Alder": 10}, least=10, most=10, whole_towns=True)
    network = replace(lay_out(service).network, everyone=True)
    nothing = Terms(np.zeros(network.tail.size), np.zeros(network.hall.size), np.zeros(network.site_cost.size))

    bound = Prices(network, nothing, party=np.array([9.0, -5.0])).bound()

    assert bound.value == 0.0  # nine for each of eight are paid for, and so are five for each of two
    assert bound.arc.tolist() == [0.0, 0.0]
