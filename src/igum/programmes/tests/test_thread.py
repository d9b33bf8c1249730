"""From the file to the place: the whole way of a family, through the commands."""

from datetime import timedelta

import pytest

from igum.core.tenancy import tenant_scope
from igum.messages.models import Message
from igum.programmes import commands, queries
from igum.programmes.models import Application, Engagement, Offer
from igum.programmes.rules.outcomes import Outcome, Stage
from igum.programmes.tests import factories
from igum.programmes.tests.factories import AFTER, PROGRAM, apply, apply_several, publish, visitor

pytestmark = pytest.mark.usefixtures("region")


def stage(secret: str, at=AFTER) -> Stage:
    actor = visitor(secret)
    with tenant_scope(actor):
        [application] = queries.applications_for(actor)
        return queries.status_of(actor, application.pk, at=at).stage


def choose_and_offer(cohort, at=AFTER) -> int:
    with tenant_scope(PROGRAM):
        commands.choose_cohort(actor=PROGRAM, cohort_id=cohort.pk, seed="seed", at=at)
        return commands.make_offers(actor=PROGRAM, cohort_id=cohort.pk, at=at)


def answer(secret: str, verb, at=AFTER) -> None:
    actor = visitor(secret)
    with tenant_scope(actor):
        [offer] = queries.offers_for(actor)
        verb(actor=actor, offer_id=offer.pk, at=at)


def test_an_application_is_received_screened_and_confirmed_by_letter():
    application = apply(publish(), "secret", members=5, children=3)

    assert application.applied_at == factories.DURING
    assert (application.name, application.locality_id) == ("משפחת אלון", factories.AKKO)
    assert (application.is_eligible, application.rule_score) == (True, 30)
    with tenant_scope(PROGRAM):
        [letter] = Message.objects.all()
    assert "secret" in letter.body
    assert stage("secret") == Stage.RECEIVED


def test_the_two_with_most_points_are_offered_a_place_and_the_third_waits():
    cohort = publish()
    apply_several(cohort, [1, 3, 2])

    assert choose_and_offer(cohort) == 2
    assert [stage(f"secret-{number}") for number in range(3)] == [Stage.WAITING, Stage.OFFERED, Stage.OFFERED]


def test_a_place_given_up_is_offered_to_the_next_and_never_again_to_who_gave_it_up():
    cohort = publish()
    apply_several(cohort, [1, 3, 2])
    choose_and_offer(cohort)

    answer("secret-1", commands.decline_offer)
    answer("secret-2", commands.accept_offer)

    assert [stage(f"secret-{number}") for number in range(3)] == [Stage.OFFERED, Stage.DECLINED, Stage.TAKING_PART]
    assert choose_and_offer(cohort) == 0


def test_an_offer_that_runs_out_goes_to_the_next():
    cohort = publish()
    apply_several(cohort, [1, 3, 2])
    choose_and_offer(cohort)
    later = AFTER + timedelta(days=7)

    with tenant_scope(PROGRAM):
        assert commands.expire_offers(actor=PROGRAM, at=later) == 2
        assert commands.expire_offers(actor=PROGRAM, at=later) == 0

    assert [stage(f"secret-{number}", later) for number in range(3)] == [Stage.OFFERED, Stage.EXPIRED, Stage.EXPIRED]


def test_a_withdrawn_application_frees_its_place():
    cohort = publish()
    apply_several(cohort, [1, 3, 2])
    choose_and_offer(cohort)
    answer("secret-1", commands.accept_offer)

    actor = visitor("secret-1")
    with tenant_scope(actor):
        [application] = queries.applications_for(actor)
        commands.withdraw_application(actor=actor, application_id=application.pk, at=AFTER)

    assert stage("secret-1") == Stage.WITHDRAWN
    assert stage("secret-0") == Stage.OFFERED


def test_who_answers_nothing_about_it_is_neither_let_in_nor_kept_out_by_a_rule():
    cohort = publish(
        selection=factories.a_definition()["selection"]
        | {"eligible": [{"key": "young", "when": "children >= 1", "because": {"he": "יש ילדים"}}]}
    )
    application = apply(cohort, "secret", members=5)

    choose_and_offer(cohort)

    assert application.is_eligible is None
    assert application.findings["missing"] == {"young": ["children"]}
    assert stage("secret") == Stage.NEEDS_INFORMATION


def test_what_a_person_decided_no_run_undoes():
    cohort = publish()
    low, *_ = apply_several(cohort, [1, 3, 2])
    manager = factories.coordinator(user_id=factories.make_user().pk)
    with tenant_scope(manager):
        commands.decide_applications(
            actor=manager, cohort_id=cohort.pk, application_ids=[low.pk], outcome=Outcome.CHOSEN, reason="", at=AFTER
        )

    choose_and_offer(cohort)

    assert [stage(f"secret-{number}") for number in range(3)] == [Stage.OFFERED, Stage.OFFERED, Stage.WAITING]


def test_where_the_first_come_places_go_in_the_order_of_arrival():
    cohort = publish(selection=factories.first_come())

    for number in range(3):
        apply(cohort, f"secret-{number}", at=factories.DURING + timedelta(hours=number), members=2)

    assert [stage(f"secret-{number}") for number in range(3)] == [Stage.TAKING_PART, Stage.TAKING_PART, Stage.WAITING]


def test_a_stranger_with_another_link_sees_nothing_of_it():
    apply(publish(), "secret", members=5)

    with tenant_scope(visitor("another")):
        assert not Application.objects.exists()
        assert not Offer.objects.exists()
        assert not Engagement.objects.exists()
