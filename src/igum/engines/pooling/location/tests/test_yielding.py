"""Need that may be missed at a price: the way to a plan of many towns."""

import numpy as np

from igum.engines.pooling.location import search
from igum.engines.pooling.location.arcs import lay_out
from igum.engines.pooling.location.effort import Goal, Status
from igum.engines.pooling.location.formulation import formulate
from igum.engines.pooling.location.network import nobody
from igum.engines.pooling.location.planning import plan
from igum.engines.pooling.location.solver import Row, minimise
from igum.engines.pooling.location.tests.makers import make_service, with_site_costs
from igum.engines.pooling.location.yielding import Draft, yielding

PEOPLE = {"Alder": 7, "Birch": 6, "Cedar": 5, "Dale": 4}
SERVICE = with_site_costs(
    make_service(PEOPLE, {"Alder": 8, "Birch": 6, "Cedar": 5}, least=3, most=6, group_cost=900, head_cost=10),
    Alder=5000,
    Birch=4000,
    Cedar=3000,
)


def test_a_plan_found_with_need_at_a_price_is_as_good_and_as_sure(monkeypatch):
    plain = plan(SERVICE)

    monkeypatch.setattr(search, "ROOMY", 1)
    found = plan(SERVICE)

    assert (found.people, found.money.net) == (plain.people, plain.money.net)
    assert found.stage(Goal.COST).bound <= plain.money.net
    assert found.stage(Goal.COST).status is Status.PROVEN


def test_its_bound_holds_for_every_plan_that_misses_nothing():
    network = lay_out(SERVICE).network
    program = formulate(network)
    must = 15

    row = Row(-program.served, -must)
    strict = minimise(program.cost, program, (row,), seconds=60)
    soft = yielding(network, program, row)
    yields = minimise(soft.cost, soft, seconds=60)

    assert yields.bound <= float(program.cost @ strict.values) + 1e-6
    assert np.allclose(yields.values[-1], 0)


def test_what_is_missed_grows_dearer_until_a_plan_that_misses_nothing_leads():
    network = lay_out(SERVICE).network
    program = formulate(network)
    draft = Draft(network, yielding(network, program, Row(-program.served, -15)), nobody(network))
    full = minimise(-program.served, program, seconds=60)
    known = program.choice(network, full.values)

    for _ in range(9):
        draft.again(known)

    assert draft.choice.served(network) >= 15
