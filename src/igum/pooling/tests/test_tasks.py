"""The job that answers a question: what was found before is where it begins."""

import pytest

from igum.core.tenancy import tenant_scope
from igum.people.tests.factories import ALDER_VALLEY, BIRCH_TOWN, CEDAR_TOWN
from igum.pooling import commands, tasks
from igum.pooling.models import Plan
from igum.pooling.queries.costs import Sharing
from igum.pooling.rules.solving import find_plans
from igum.pooling.rules.what_if import WhatIf
from igum.pooling.tests.factories import NOW, coordinator, make_plans, make_pool

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]


@pytest.fixture
def begun_from(monkeypatch):
    """What each search of the job began from; the search itself is the real one."""
    seen = []

    def watched(pool, effort, *, several, before=None):
        seen.append(before)
        return find_plans(pool, effort, several=several, before=before)

    monkeypatch.setattr(tasks, "find_plans", watched)
    return seen


def answer(pool, what_if):
    actor = coordinator()
    with tenant_scope(actor):
        solve = commands.ask_what_if(actor=actor, pool_id=pool.pk, what_if=what_if, at=NOW)
    tasks.solve(region_id=ALDER_VALLEY, solve_id=str(solve.pk))
    with tenant_scope(actor):
        return Plan.objects.get(solve=solve)


def test_a_lock_on_where_a_town_goes_anyway_begins_from_the_plan_before_and_loses_nothing(begun_from):
    pool = make_pool()
    first = next(plan for plan in make_plans(pool) if plan.aim == Plan.Aim.MOST_SERVED)
    known = Sharing.of(first).plan
    place = known.opened[0]

    again = answer(pool, WhatIf(locked={str(CEDAR_TOWN): place}))
    changed = answer(pool, WhatIf(locked={str(CEDAR_TOWN): place, str(BIRCH_TOWN): place}))

    assert [before and before.plan for before in begun_from] == [None, known, Sharing.of(again).plan]
    assert (again.people, again.net_agorot) == (first.people, first.net_agorot)
    assert (changed.people, changed.net_agorot) == (first.people, first.net_agorot)
