"""Many hands at once, and what a promotion costs."""

from concurrent.futures import ThreadPoolExecutor
from copy import copy
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from igum.core.links import hash_of
from igum.core.sealed import seal
from igum.core.tenancy import tenant_scope
from igum.programmes import commands, queries
from igum.programmes.models import Application, Cohort, Engagement, Offer
from igum.programmes.rules.outcomes import Stage
from igum.programmes.tests import factories
from igum.programmes.tests.factories import AFTER, DURING, PROGRAM, apply_several, publish, start, visitor
from igum.questionnaires import commands as questionnaires
from igum.questionnaires.models import Response


def in_threads(work, count: int, at_once: int = 16) -> list:
    """What came of each, in no order. Each hand has a connection of its own, as a thread of the web server has."""
    numbers = iter(range(count))

    def one_after_the_other(_hand: int) -> list:
        try:
            return [work(number) for number in numbers]
        finally:
            connection.close()

    with ThreadPoolExecutor(at_once) as pool:
        return [one for done in pool.map(one_after_the_other, range(at_once)) for one in done]


def ready_to_send(cohort: Cohort, count: int) -> list[UUID]:
    """So many responses that only wait to be sent, each behind a link of its own: copies of one that was begun."""
    with tenant_scope(visitor("s")):
        begun = start(cohort, "s")
        answered = Response.objects.get(pk=begun.response_id)
    answered.answers = {"contact_phone": "052-555-0100", "town": factories.AKKO, "members": 3}
    with tenant_scope(PROGRAM):
        responses, applications = [], []
        for number in range(count):
            own = {"pk": uuid4(), "link_hash": hash_of(f"s{number}")}
            application = replaced(begun, **own)
            answers = {**answered.answers, "contact_name": f"Family {number}"}
            response = replaced(answered, pk=uuid4(), link_hash=own["link_hash"], about_id=own["pk"], answers=answers)
            application.response_id = response.pk
            secret = seal(f"s{number}", table=Application._meta.db_table, column="link_sealed", pk=application.pk)
            application.link_sealed = secret
            responses.append(response)
            applications.append(application)
        Response.objects.bulk_create(responses)
        Application.objects.bulk_create(applications)
    return [response.pk for response in responses]


def replaced(row, **fields):
    """A copy of a row with other fields."""
    twin = copy(row)
    for name, value in fields.items():
        setattr(twin, name, value)
    return twin


@pytest.mark.usefixtures("busy_db")
class TestAtOnce:
    def test_five_hundred_claims_on_fifty_places_give_fifty_and_tell_the_others(self):
        factories.make_places()
        cohort = publish(
            selection=factories.first_come(),
            cohorts=[
                {"key": "2026", "opens": "2026-08-01", "closes": "2026-09-10", "starts": "2026-10-13", "places": 50}
            ],
        )
        responses = ready_to_send(cohort, 500)

        def send(number: int) -> Stage:
            actor = visitor(f"s{number}")
            with tenant_scope(actor):
                questionnaires.submit_response(actor=actor, response_id=responses[number], at=DURING)
            with tenant_scope(actor):
                [application] = queries.applications_for(actor)
                return queries.status_of(actor, application.pk, at=AFTER).stage

        stages = in_threads(send, 500)

        assert (stages.count(Stage.TAKING_PART), stages.count(Stage.WAITING)) == (50, 450)
        with tenant_scope(PROGRAM):
            assert Engagement.objects.count() == 50

    def test_one_place_is_never_offered_to_two_however_many_give_theirs_up_at_once(self):
        factories.make_places()
        cohort = publish(
            cohorts=[
                {"key": "2026", "opens": "2026-08-01", "closes": "2026-09-10", "starts": "2026-10-13", "places": 8}
            ]
        )
        apply_several(cohort, [number % 5 for number in range(24)])
        with tenant_scope(PROGRAM):
            commands.choose_cohort(actor=PROGRAM, cohort_id=cohort.pk, seed="seed", at=AFTER)
            commands.make_offers(actor=PROGRAM, cohort_id=cohort.pk, at=AFTER)
            offers = list(Offer.objects.values_list("pk", flat=True))

        def give_up_or_take(number: int) -> None:
            verb = commands.accept_offer if number % 2 else commands.decline_offer
            with tenant_scope(PROGRAM):
                verb(actor=PROGRAM, offer_id=offers[number], at=AFTER)

        in_threads(give_up_or_take, len(offers), at_once=8)

        with tenant_scope(PROGRAM):
            held = Engagement.objects.filter(ended_at=None).count() + Offer.objects.unanswered().count()
            applicants = Offer.objects.values_list("application_id", flat=True)
            assert held == 8
            assert len(set(applicants)) == len(applicants) == 12


@pytest.mark.usefixtures("region")
def test_seventeen_promotions_from_a_waiting_list_cost_at_most_sixty_queries():
    cohort = publish(
        cohorts=[{"key": "2026", "opens": "2026-08-01", "closes": "2026-09-10", "starts": "2026-10-13", "places": 17}]
    )
    apply_several(cohort, [number % 5 for number in range(34)])
    with tenant_scope(PROGRAM):
        commands.choose_cohort(actor=PROGRAM, cohort_id=cohort.pk, seed="seed", at=AFTER)
        commands.make_offers(actor=PROGRAM, cohort_id=cohort.pk, at=AFTER)

    with tenant_scope(PROGRAM), CaptureQueriesContext(connection) as asked:
        ended = commands.expire_offers(actor=PROGRAM, at=AFTER + timedelta(days=9))

    assert ended == 17
    with tenant_scope(PROGRAM):
        assert Offer.objects.unanswered().count() == 17
    assert len(asked) <= 60, len(asked)
