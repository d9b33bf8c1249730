"""Forms on the way are filled in, and outcomes are measured by them."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from igum.core.actor import Actor
from igum.core.links import hash_of
from igum.core.tenancy import tenant_scope
from igum.programmes import commands, queries
from igum.programmes.models import Engagement, Measurement, Task
from igum.programmes.tests.factories import (
    AFTER,
    PROGRAM,
    WESTERN_GALILEE,
    apply_several,
    first_come,
    make_user,
    publish,
    visitor,
)
from igum.programmes.tests.test_calendar import ROLES, TEXTS, WORKSHOPS, schedule
from igum.programmes.tests.test_team import publish_forms
from igum.questionnaires import commands as filling
from igum.questionnaires import queries as questionnaires

pytestmark = pytest.mark.usefixtures("region")

BUDGET = {
    "title": {"he": "רישום", "ar": "تسجيل"},
    "questions": [
        {"name": "income", "type": "integer", "required": True, "ask": TEXTS},
        {"name": "debts", "type": "integer", "ask": TEXTS},
    ],
}
DEBT_RATIO = {
    "key": "debt_ratio",
    "kind": "outcome",
    "answers": "better_off",
    "indicator": TEXTS,
    "unit": "ratio",
    "measured": ["baseline", "workshops"],
    "better": "down",
    "form": "budget",
    "value": "double(debts) / double(income)",
}


@pytest.fixture
def family() -> Engagement:
    cohort = publish(
        phases=[WORKSHOPS],
        roles=ROLES,
        forms={**publish_forms(), "budget": BUDGET},
        outcomes=[DEBT_RATIO],
        selection=first_come(),
    )
    apply_several(cohort, [1])
    schedule(cohort)
    with tenant_scope(PROGRAM):
        return Engagement.objects.get()


def asked(moment: str) -> Task:
    with tenant_scope(PROGRAM):
        return Task.objects.get(key=f"measure.budget.{moment}")


def fill(task: Task, actor: Actor, **answers: int) -> None:
    with tenant_scope(actor):
        commands.open_form(actor=actor, task_id=task.pk, secret="form-1", language="he", at=AFTER)
    filler = Actor(region_id=WESTERN_GALILEE, link=hash_of("form-1"))
    with tenant_scope(filler):
        response = questionnaires.response_by_link(filler)
        filling.save_answers(actor=filler, response_id=response.pk, answers=answers, at=AFTER)
        filling.submit_response(actor=filler, response_id=response.pk, at=AFTER)


def test_each_moment_at_which_an_outcome_is_measured_is_a_form_to_fill_in_by_its_day(family):
    assert (asked("baseline").due_on.isoformat(), asked("workshops").due_on.isoformat()) == ("2026-10-13", "2026-11-10")


def test_a_form_that_was_sent_does_the_task_and_measures_the_outcome(family):
    fill(asked("baseline"), visitor("secret-0"), income=4000, debts=1000)

    with tenant_scope(PROGRAM):
        [measured] = Measurement.objects.all()
    assert (measured.outcome, measured.moment, measured.value) == ("debt_ratio", "baseline", Decimal("0.25"))
    assert asked("baseline").done_at == AFTER


def test_what_the_answers_do_not_tell_is_measured_as_unknown(family):
    fill(asked("baseline"), visitor("secret-0"), income=4000)

    with tenant_scope(PROGRAM):
        assert Measurement.objects.get().value is None


def test_a_form_that_was_sent_is_not_asked_for_again(family):
    task, subject = asked("baseline"), visitor("secret-0")
    fill(task, subject, income=4000, debts=1000)

    with tenant_scope(subject), pytest.raises(commands.WasDone):
        commands.open_form(actor=subject, task_id=task.pk, secret="form-2", language="he", at=AFTER)


def test_nobody_opens_the_form_of_another_family(family):
    stranger = Actor(make_user().pk, WESTERN_GALILEE)

    with tenant_scope(stranger), pytest.raises(Task.DoesNotExist):
        commands.open_form(actor=stranger, task_id=asked("baseline").pk, secret="form-2", language="he", at=AFTER)


def test_a_report_of_few_shows_neither_how_many_they_are_nor_how_they_fared(family):
    fill(asked("baseline"), visitor("secret-0"), income=4000, debts=1000)

    with tenant_scope(PROGRAM):
        report = queries.report_of(PROGRAM, family.cohort_id, at=AFTER)

    [debts] = report.figures.outcomes
    assert (report.figures.took_part, {rate.share for rate in report.figures.rates}) == (None, {None})
    assert (debts.verdict, {mean for _, mean in debts.means}) == ("", {None})


def test_a_report_is_read_by_those_who_run_the_programme_only(family):
    stranger = Actor(make_user().pk, WESTERN_GALILEE)

    with tenant_scope(stranger), pytest.raises(PermissionDenied):
        queries.report_of(stranger, family.cohort_id, at=AFTER)


def test_a_form_of_the_team_is_not_opened_by_the_family():
    phase = WORKSHOPS | {"tasks": [{"key": "seen", "names": TEXTS, "due": "P1D", "evidence": "form", "form": "budget"}]}
    phase["tasks"][0]["who"] = "mentor"
    forms = {**publish_forms(), "budget": BUDGET}
    cohort = publish(phases=[phase], roles=ROLES, forms=forms, selection=first_come())
    apply_several(cohort, [1])
    schedule(cohort)
    with tenant_scope(PROGRAM):
        task = Task.objects.get(key="seen")

    with pytest.raises(commands.OfAnotherRole), tenant_scope(visitor("secret-0")):
        commands.open_form(actor=visitor("secret-0"), task_id=task.pk, secret="form-1", language="he", at=AFTER)
