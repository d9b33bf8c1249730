"""Screening by one statement finds what the evaluator finds, whatever was answered or left open."""

from copy import copy
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from igum.core.tenancy import tenant_scope
from igum.programmes.commands.screening import find_out
from igum.programmes.commands.screening_at_once import screen_in_sql
from igum.programmes.models import Application, Cohort
from igum.programmes.queries.files import programme_of
from igum.programmes.tests import factories
from igum.programmes.tests.factories import AFTER, AKKO, PROGRAM, apply, publish
from igum.questionnaires.models import Response
from igum.questionnaires.queries import fact_reader

pytestmark = pytest.mark.usefixtures("region")
T = {"he": "טקסט", "ar": "نص"}
FORM = {
    "title": T,
    "questions": [
        {"name": "members", "type": "integer", "ask": T},
        {"name": "income", "type": "money", "ask": T},
        {"name": "share", "type": "decimal", "ask": T},
        {"name": "born", "type": "date", "ask": T},
        {"name": "alone", "type": "yes_no", "ask": T, "when": "members == 1"},
        {
            "name": "debts",
            "type": "group",
            "ask": T,
            "when": "income < 500000",
            "questions": [{"name": "debt", "type": "money", "ask": T}],
        },
        {"name": "a_head", "type": "calculation", "value": "income / members"},
        {
            "name": "needs",
            "type": "choices",
            "ask": T,
            "choices": [{"value": "food", "names": T}, {"value": "rent", "names": T}],
        },
        {
            "name": "children",
            "type": "repeat",
            "ask": T,
            "most": 5,
            "questions": [{"name": "age", "type": "integer", "ask": T}],
        },
    ],
}
SELECTION = {
    "eligible": [
        {"key": "size", "when": "members >= 2", "because": T},
        {"key": "poor", "when": "a_head < params.ceiling || debt > 100000", "because": T},
        {"key": "grown", "when": "years_between(born, applied_on) >= 18", "because": T},
        {"key": "young", "when": "children.exists(child, child.age < 6) || alone", "because": T},
    ],
    "score": [
        {"key": "part", "value": "share", "weight": 1.23456, "most": 40, "because": T},
        {"key": "debt", "value": "debt > 100000 ? 20 : 5", "most": 15, "because": T},
        {"key": "needs", "value": "size(needs) * 7", "most": 10, "because": T},
    ],
    "reserved": [
        {"key": "acre", "when": f"town == {AKKO}", "places": 1, "because": T},
        {"key": "rent", "when": '"rent" in needs', "places": 1, "because": T},
    ],
    "takes": "members",
    "tie_break": ["lot"],
    "offer": {"expires": "P5D"},
}
FOUND = ("is_eligible", "rule_score", "units", "findings", "screened_at")
answers = st.fixed_dictionaries(
    {},
    optional={
        "town": st.sampled_from([AKKO, factories.KARMIEL]),
        "members": st.integers(-3, 300),
        "income": st.integers(0, 1_000_000),
        "share": st.floats(-100, 100, allow_nan=False).filter(lambda x: x == 0 or abs(x) > 1e-9) | st.just(0.5),
        "born": st.dates().map(str),
        "alone": st.booleans(),
        "debt": st.integers(0, 200_000),
        "needs": st.lists(st.sampled_from(["food", "rent"]), unique=True),
        "children": st.lists(st.fixed_dictionaries({}, optional={"age": st.integers(0, 20)}), max_size=3),
    },
)


def round_with(listed: list[dict]) -> Cohort:
    """A round to which so many have applied with these answers."""
    cohort = Cohort.objects.select_related("version__intake").get()
    first = Application.objects.select_related("response").order_by("started_at", "pk").first()
    responses, applications = [], []
    for each in listed:
        response, application = copy(first.response), copy(first)
        response.pk, application.pk = uuid4(), uuid4()
        response.answers, response.link_hash = each, uuid4().hex
        application.response, application.link_hash = response, response.link_hash
        responses.append(response)
        applications.append(application)
    Response.objects.bulk_create(responses)
    Application.objects.bulk_create(applications)
    return cohort


def by_hand(cohort: Cohort) -> dict:
    """What the evaluator finds of every application, as the table would keep it."""
    facts_of = fact_reader(cohort.version.intake.definition, on=AFTER.date())
    applications = list(Application.objects.select_related("response"))
    for application in applications:
        find_out(application, programme_of(cohort.version), facts_of(application.response.answers), at=AFTER)
    Application.objects.bulk_update(applications, FOUND)
    return found()


def found() -> dict:
    return {row[0]: row[1:] for row in Application.objects.values_list("pk", *FOUND)}


@pytest.fixture
def published(region) -> None:
    apply(publish(forms={"application": FORM}, selection=SELECTION, params=PARAMS), "secret", members=2)


PARAMS = {"ceiling": {"value": 320_000, "unit": "agorot"}}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(answers, min_size=1, max_size=25))
def test_one_statement_finds_what_the_evaluator_finds(published, listed):
    with tenant_scope(PROGRAM), transaction.atomic():
        cohort = round_with(listed)
        expected = by_hand(cohort)
        Application.objects.update(is_eligible=None, rule_score=None, findings={}, units=9)

        count = screen_in_sql(cohort, at=AFTER)

        assert count == len(expected)
        assert found() == expected
        transaction.set_rollback(True)  # the next answers are screened without these


@pytest.mark.parametrize("share", [0.00004050, 1.00005, 0.5, 40.00045, 2.675, 1e-7])
def test_points_are_rounded_alike(published, share):
    with tenant_scope(PROGRAM):
        cohort = round_with([{"share": share, "members": 3}])
        expected = by_hand(cohort)

        screen_in_sql(cohort, at=AFTER)

        assert found() == expected


def test_a_rule_without_a_form_in_sql_is_left_to_the_evaluator():
    eligible = [{"key": "odd", "when": 'string(share) == "1.5"', "because": T}]
    publish(forms={"application": FORM}, selection={**SELECTION, "eligible": eligible}, params=PARAMS)

    with tenant_scope(PROGRAM):
        cohort = Cohort.objects.select_related("version__intake").get()

        assert screen_in_sql(cohort, at=AFTER) is None
