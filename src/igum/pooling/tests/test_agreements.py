from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from igum.core.tenancy import tenant_scope
from igum.engines.pooling.shares.keys import Key
from igum.people.rules import Role
from igum.people.tests.factories import ALDER_VALLEY, BIRCH, CEDAR, ELM, MAPLE_HILLS, make_actor, make_post, make_user
from igum.pooling import commands, queries, tasks
from igum.pooling.commands import Said, Spent
from igum.pooling.models import Agreement, Plan, Pool, Signature
from igum.pooling.queries.costs import Sharing
from igum.pooling.rules.what_if import WhatIf
from igum.pooling.tests.factories import (
    NOW,
    SOURCE,
    a_term,
    committee,
    coordinator,
    make_plans,
    make_pool,
    manager,
    propose,
    sign,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lasting_places")]


def test_two_towns_fill_a_group_that_neither_could_alone(plan):
    assert (plan.people, plan.missing) == (10, 0)
    assert plan.alone == {str(BIRCH): {"people": 0, "cost": 0}, str(CEDAR): {"people": 0, "cost": 0}}


def test_a_town_votes_and_may_think_better_of_it(plan):
    actor = manager(CEDAR)
    with tenant_scope(actor):
        for choice in ("against", "for"):
            commands.vote(actor=actor, plan_id=plan.pk, authority_id=CEDAR, choice=choice, key="shapley", at=NOW)

        assert [vote.choice for vote in plan.votes.all()] == ["for"]


def test_a_town_does_not_vote_for_its_neighbour(plan):
    actor = manager(CEDAR)
    with tenant_scope(actor), pytest.raises(PermissionDenied):
        commands.vote(actor=actor, plan_id=plan.pk, authority_id=BIRCH, choice="for", key="", at=NOW)


def test_a_steering_member_of_a_town_reads_and_votes_by_a_post_in_force(plan):
    user = make_user()
    make_post(user, Role.STEERING_MEMBER, BIRCH)
    actor = make_actor(Role.STEERING_MEMBER, BIRCH, user_id=user.pk)
    with tenant_scope(actor):
        commands.vote(actor=actor, plan_id=plan.pk, authority_id=BIRCH, choice="for", key="", at=NOW)

        assert plan.votes.get().authority_id == BIRCH


def test_who_has_no_post_any_more_reads_nothing_past_any_filter(plan):
    with tenant_scope(committee(BIRCH)):
        assert not Pool.objects.exists()
        assert not Plan.objects.exists()


@pytest.mark.parametrize(("region", "authority"), [(MAPLE_HILLS, ELM), (ALDER_VALLEY, ELM)])
def test_others_read_nothing_past_any_filter(plan, region, authority):
    with tenant_scope(make_actor(Role.DEPARTMENT_MANAGER, authority, region_id=region)):
        assert not Pool.objects.exists()
        assert not Plan.objects.exists()


def test_the_last_signature_puts_the_agreement_in_force_with_shares_that_add_up(plan):
    agreement = propose(plan)
    assert sign(agreement, BIRCH).in_force_at is None

    signed = sign(agreement, CEDAR)

    assert signed.in_force_at == NOW
    assert sum(signed.shares.values()) == plan.net_agorot


def test_a_town_signs_once_and_only_for_itself(plan):
    agreement = propose(plan)
    sign(agreement, BIRCH)

    with pytest.raises(commands.AlreadySigned):
        sign(agreement, BIRCH)
    actor = manager(BIRCH)
    with tenant_scope(actor), pytest.raises(PermissionDenied):
        commands.sign_agreement(actor=actor, agreement_id=agreement.pk, authority_id=CEDAR, at=NOW)


def test_a_bound_is_kept_and_the_others_pay_the_difference(plan):
    agreement = propose(plan, caps={str(CEDAR): 500_000})

    assert agreement.shares[str(CEDAR)] <= 500_000
    assert sum(agreement.shares.values()) == plan.net_agorot


def test_in_an_agreement_nobody_pays_less_than_nothing(plan):
    assert min(Sharing.of(plan).by(Key.SHAPLEY).shares.values()) < 0

    agreement = propose(plan)

    assert min(agreement.shares.values()) == 0
    assert sum(agreement.shares.values()) == plan.net_agorot


def test_bounds_that_leave_the_cost_unpaid_are_refused(plan):
    with pytest.raises(commands.NoKey):
        propose(plan, caps={str(CEDAR): 1, str(BIRCH): 1})


def test_the_database_keeps_what_all_have_signed(plan):
    agreement = propose(plan)
    sign(agreement, BIRCH)
    sign(agreement, CEDAR)

    with tenant_scope(coordinator()):
        for deed in (
            lambda: Agreement.objects.filter(pk=agreement.pk).update(withdrawn_at=NOW),
            lambda: Agreement.objects.filter(pk=agreement.pk).update(shares={}),
            lambda: Signature.objects.all().delete(),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                deed()


def test_what_not_all_have_signed_is_withdrawn_and_proposed_anew(plan):
    first = propose(plan)
    actor = coordinator()
    with tenant_scope(actor), pytest.raises(commands.AlreadyProposed):
        commands.propose_agreement(actor=actor, plan_id=plan.pk, terms=a_term(), at=NOW)
    with tenant_scope(actor):
        commands.withdraw_agreement(actor=actor, agreement_id=first.pk, at=NOW)

    assert propose(plan).pk != first.pk


def test_actuals_by_quarter_and_a_review_follow_the_agreement(plan):
    agreement = propose(plan)
    actor = manager(BIRCH)
    spent = Spent(BIRCH, 2027, 4, paid_agorot=100_00, people=6)
    with tenant_scope(actor), pytest.raises(commands.NotInForce):
        commands.note_spending(actor=actor, agreement_id=agreement.pk, spent=spent, at=NOW)
    sign(agreement, BIRCH)
    sign(agreement, CEDAR)

    with tenant_scope(actor):
        commands.note_spending(actor=actor, agreement_id=agreement.pk, spent=spent, at=NOW)
        early = replace(spent, quarter=1)
        with pytest.raises(commands.NotThoseDays):
            commands.note_spending(actor=actor, agreement_id=agreement.pk, spent=early, at=NOW)
        commands.review_agreement(actor=actor, agreement_id=agreement.pk, said=Said(BIRCH, 2028, "yes"), at=NOW)

        found = queries.agreements_for(actor).get()
        assert found.spendings.get().paid_agorot == 100_00
        assert found.reviews.get().verdict == "yes"


def test_a_floor_of_the_document_holds_in_the_agreement_too():
    floor = SOURCE.replace("without: 9000,", f'without: 9000, floors: {{"{CEDAR}": 8000}},')
    plan = make_plans(make_pool(source=floor))[0]

    agreement = propose(plan, key=Key.POPULATION)

    assert agreement.floors == {str(CEDAR): 8000_00}
    assert agreement.shares[str(CEDAR)] == 8000_00
    assert sum(agreement.shares.values()) == plan.net_agorot


def test_bounds_that_cannot_be_kept_are_refused_without_the_engines_words(plan):
    with pytest.raises(commands.NoKey, match="No town's least may be above its most"):
        propose(plan, floors={str(BIRCH): 10**9})


def test_nobody_votes_against_what_all_have_signed(plan):
    agreement = propose(plan)
    sign(agreement, BIRCH)
    sign(agreement, CEDAR)

    actor = manager(CEDAR)
    with tenant_scope(actor), pytest.raises(commands.Agreed):
        commands.vote(actor=actor, plan_id=plan.pk, authority_id=CEDAR, choice="against", key="", at=NOW)


def test_changes_that_do_not_fit_together_are_refused_in_the_pages_words(plan):
    actor = coordinator()
    with tenant_scope(actor), pytest.raises(commands.NothingChanged, match="These changes do not fit together"):
        commands.ask_what_if(actor=actor, pool_id=plan.pool_id, what_if=WhatIf(rules={"least": 500}), at=NOW)


def test_a_question_whose_answer_failed_lets_another_be_asked(monkeypatch):
    pool, actor = make_pool(), coordinator()
    with tenant_scope(actor):
        question = commands.find_plans(actor=actor, pool_id=pool.pk, at=NOW)
    monkeypatch.setattr(tasks, "find_plans", lambda *_words, **_named: {}["nothing"])

    with pytest.raises(KeyError):
        tasks.solve(region_id=ALDER_VALLEY, solve_id=str(question.pk))

    with tenant_scope(actor):
        assert commands.find_plans(actor=actor, pool_id=pool.pk, at=NOW).pk != question.pk
