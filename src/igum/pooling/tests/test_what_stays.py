"""What neither a second run, a second press, a closing nor a clever form may take from the towns."""

import pytest
from django.core.exceptions import PermissionDenied

from igum.core.actor import Actor, PostHeld, system_actor
from igum.core.tenancy import tenant_scope
from igum.engines.pooling.shares.keys import Key
from igum.people.rules import Role
from igum.people.tests.factories import ALDER_VALLEY, BIRCH, CEDAR, make_user
from igum.pooling import access, commands, tasks
from igum.pooling.models import Agreement, Plan, Pool, Solve
from igum.pooling.tests.factories import NOW, SOURCE, coordinator, make_plans, make_pool, manager, propose, sign

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lasting_places")]
PROGRAM = system_actor(ALDER_VALLEY)


def of_both_towns():
    posts = tuple(PostHeld(Role.DEPARTMENT_MANAGER, ALDER_VALLEY, town) for town in (BIRCH, CEDAR))
    return Actor(user_id=make_user().pk, region_id=ALDER_VALLEY, posts=posts)


def close(pool_id):
    actor = coordinator()
    with tenant_scope(actor):
        commands.close_pool(actor=actor, pool_id=pool_id, at=NOW)


def test_a_second_run_of_the_engine_loses_no_vote_and_changes_no_figure(plan):
    actor = manager(CEDAR)
    with tenant_scope(actor):
        commands.vote(actor=actor, plan_id=plan.pk, authority_id=CEDAR, choice="for", key="", at=NOW)
    with tenant_scope(PROGRAM):
        before = list(Plan.objects.values_list("pk", "counted_at", "costs"))
        Solve.objects.update(ended_at=None)  # as after a worker was killed before its last line

    tasks.solve(region_id=ALDER_VALLEY, solve_id=str(plan.solve_id))

    with tenant_scope(PROGRAM):
        assert list(Plan.objects.values_list("pk", "counted_at", "costs")) == before
        assert plan.votes.get().authority_id == CEDAR


def test_a_plan_that_was_not_counted_before_the_worker_was_killed_is_counted_by_the_next(plan):
    with tenant_scope(PROGRAM):
        Plan.objects.filter(pk=plan.pk).update(counted_at=None, costs={})
        Solve.objects.update(ended_at=None)

    tasks.solve(region_id=ALDER_VALLEY, solve_id=str(plan.solve_id))

    with tenant_scope(PROGRAM):
        assert Plan.objects.get(pk=plan.pk).costs == plan.costs


def test_costs_by_which_towns_have_voted_are_not_counted_anew(plan):
    with tenant_scope(PROGRAM):
        commands.keep_costs(actor=PROGRAM, plan_id=plan.pk, kept={"costs": {}}, at=NOW)

        assert Plan.objects.get(pk=plan.pk).costs == plan.costs


def test_what_was_closed_is_not_signed(plan):
    agreement = propose(plan)
    close(plan.pool_id)

    with pytest.raises(PermissionDenied, match="closed"):
        sign(agreement, BIRCH)


def test_what_is_over_is_not_signed(plan):
    agreement, actor = propose(plan), manager(BIRCH)
    later = NOW.replace(year=2031)

    with tenant_scope(actor), pytest.raises(commands.Over):
        commands.sign_agreement(actor=actor, agreement_id=agreement.pk, authority_id=BIRCH, at=later)


def test_a_proposal_makes_a_bound_of_the_document_stricter_and_never_looser():
    bounded = SOURCE.replace("without: 9000,", f'without: 9000, floors: {{"{CEDAR}": 8000}},')
    plan = make_plans(make_pool(source=bounded))[0]

    agreement = propose(plan, key=Key.POPULATION, floors={str(CEDAR): 100})

    assert agreement.floors == {str(CEDAR): 8000_00}


def test_nothing_is_noted_or_said_for_a_town_that_does_not_pay():
    pool = Pool(region_id=ALDER_VALLEY, authority_ids=[BIRCH, CEDAR])
    agreement = Agreement(region_id=ALDER_VALLEY, pool=pool, shares={str(CEDAR): 1})

    for decision in (access.may_note_spending, access.may_review):
        assert not decision(manager(BIRCH), agreement, BIRCH)
        assert decision(manager(CEDAR), agreement, CEDAR)


def test_who_serves_two_towns_says_for_which_they_write(plan):
    actor = of_both_towns()
    with tenant_scope(actor):
        for wrong in (None, ALDER_VALLEY):
            with pytest.raises(commands.WhichTown):
                commands.comment(actor=actor, pool_id=plan.pool_id, text="Ours is larger.", at=NOW, authority_id=wrong)

        said = commands.comment(actor=actor, pool_id=plan.pool_id, text="Ours is larger.", at=NOW, authority_id=CEDAR)

    assert said.authority_id == CEDAR


def test_who_serves_one_town_writes_for_it(plan):
    actor = manager(CEDAR)
    with tenant_scope(actor):
        assert commands.comment(actor=actor, pool_id=plan.pool_id, text="Good.", at=NOW).authority_id == CEDAR
