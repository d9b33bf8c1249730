"""Who of a round lacks which gate, document or consent: one page, for those who run the programme."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from igum.core.actor import Actor, PostHeld
from igum.core.models import AuditRow
from igum.core.tenancy import tenant_scope
from igum.people.models import Consent
from igum.programmes import commands, queries
from igum.programmes.models import Cohort, Engagement, Task
from igum.programmes.queries.gates import Handed
from igum.programmes.tests.factories import (
    AFTER,
    AKKO,
    KARMIEL,
    PROGRAM,
    WESTERN_GALILEE,
    apply,
    coordinator,
    first_come,
    make_user,
    publish,
    visitor,
)
from igum.programmes.tests.test_agreements import CONSENTS
from igum.programmes.tests.test_calendar import WORKSHOPS
from igum.programmes.tests.test_views import sign_in

pytestmark = pytest.mark.usefixtures("lasting_region", "db", "in_english")
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
TASK = {"key": "contract", "names": {"he": "חוזה", "en": "Contract"}, "due": "P1M", "evidence": "file"}


@pytest.fixture(scope="module")
def lasting_round(lasting_region) -> Cohort:
    """Two families, Alon and Barak, of a programme of Acre with a gate, a document and a consent."""
    phase = {**WORKSHOPS, "tasks": [TASK], "gate": "tasks.contract"}
    made = publish(authority_id=AKKO, phases=[phase], consents=CONSENTS, selection=first_come())
    for name in ("Alon", "Barak"):
        apply(made, f"secret-{name}", name=name, consent_mentors=True)
    with tenant_scope(PROGRAM):
        commands.schedule_cohort(actor=PROGRAM, cohort_id=made.pk, at=AFTER)
    return made


@pytest.fixture
def cohort(lasting_round, db) -> Cohort:
    return deepcopy(lasting_round)


def lacking(cohort: Cohort, actor: Actor | None = None, *, at=AFTER, kind: str = "") -> queries.LackingOfRound:
    actor = actor or coordinator(authority_id=AKKO)
    with tenant_scope(actor):
        return queries.lacking_of(actor, cohort, kind=kind, at=at)


def task(name: str) -> Task:
    with tenant_scope(PROGRAM):
        return Task.objects.get(engagement__name=name, key="contract")


def hand_in(name: str):
    actor = visitor(f"secret-{name}")
    with tenant_scope(actor):
        return commands.hand_in_document(actor=actor, task_id=task(name).pk, content=PDF, name="contract.pdf", at=AFTER)


def decide(decision, document, at=AFTER) -> None:
    actor = coordinator(make_user().pk, AKKO)
    with tenant_scope(actor):
        decision(actor=actor, document_id=document.pk, words="A page is missing", at=at)


def test_each_is_listed_with_what_they_lack_and_how_far_it_has_come(cohort, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    hand_in("Barak")

    found = lacking(cohort)

    assert [row.engagement.name for row in found.rows] == ["Alon", "Barak"]
    [gate] = found.rows[0].gates
    assert gate.gate.tasks == ("contract",)
    assert [row.documents[0].handed for row in found.rows] == [Handed.NOTHING, Handed.WAITING]
    assert found.counts == {"gate": 1, "document": 2}  # what is handed in is done, until somebody returns it


def test_a_document_that_was_returned_is_lacking_again_and_late_after_its_day(cohort, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    decide(commands.return_document, hand_in("Alon"))
    decide(commands.accept_document, hand_in("Barak"))

    found = lacking(cohort, at=AFTER + timedelta(days=90))

    [row] = found.rows
    [document] = row.documents
    assert (row.engagement.name, document.handed, document.is_late) == ("Alon", Handed.RETURNED, True)
    assert found.complete == 1


def test_a_required_consent_that_was_withdrawn_or_ran_out_is_lacking(cohort):
    with tenant_scope(PROGRAM):
        first = Engagement.objects.get(name="Alon")
        Consent.objects.filter(about_id=str(first.application_id)).update(withdrawn_at=AFTER)

    assert [row.engagement.name for row in lacking(cohort, kind="consent").rows] == ["Alon"]
    assert lacking(cohort, at=AFTER + timedelta(days=600)).counts["consent"] == 2


def test_only_those_who_run_the_programme_read_it(cohort):
    worker = Actor(make_user().pk, WESTERN_GALILEE, (PostHeld("social_worker", WESTERN_GALILEE, AKKO),))

    for actor in (worker, coordinator(make_user().pk, KARMIEL), visitor("secret-Alon")):
        with pytest.raises(PermissionDenied):
            lacking(cohort, actor)


def test_the_page_names_what_is_lacking_and_leaves_a_trace(client, cohort):
    sign_in(client, "coordinator")
    address = reverse("programmes:gates", args=[cohort.pk])

    page = client.get(address, {"show": "document", "lang": "en"})

    assert "Alon" in page.text
    assert "Contract" in page.text
    with tenant_scope(PROGRAM):
        assert AuditRow.objects.filter(action="programmes.lacking.read").count() == 1
    sign_in(client, "social_worker", authority_id=AKKO)
    assert client.get(address).status_code == 403
    sign_in(client, "coordinator", authority_id=KARMIEL)
    assert client.get(address).status_code == 404


def test_the_page_costs_the_same_however_many_take_part(cohort, django_assert_max_num_queries):
    actor = coordinator(authority_id=AKKO)
    with tenant_scope(actor), django_assert_max_num_queries(12):
        queries.lacking_of(actor, cohort, at=AFTER)
