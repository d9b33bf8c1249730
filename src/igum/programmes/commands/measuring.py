"""Forms that are filled in on the way: evidence that a task is done, and what outcomes are measured by."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.links import hash_of
from igum.core.tenancy import tenant_scope
from igum.programmes import access, queries
from igum.programmes.commands.hearing import hear_of
from igum.programmes.commands.work import refuse_another_role, refuse_ended
from igum.programmes.models import Measurement, Task
from igum.programmes.queries.files import programme_of
from igum.programmes.rules.measuring import asked_by, values_of
from igum.questionnaires.commands import keep_questionnaire, start_response

PURPOSE = "programmes.task"


class AsksNoForm(Refused):
    """The task is shown to be done in another way."""


class WasDone(Refused):
    """The task is done, or was let off."""


@transaction.atomic
def open_form(*, actor: Actor, task_id: UUID, secret: str, language: str, at: datetime) -> None:
    """Begin the form of a task, behind a secret link of its own. A form that was begun before is begun anew.

    Opened by one of the team or by who runs the programme, the link is theirs: it opens with their account only, and
    no longer than they are shown the task.

    Raises:
        Task.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor is neither the subject nor of its team, nor runs the programme.
        AsksNoForm: the task is shown to be done in another way.
        WasDone: the task is done, or was let off.
        HasEnded: the subject takes no part any more.
        OfAnotherRole: it is a task of the team, and the actor is the subject.
    """
    task = queries.tasks_for(actor, at=at).get(pk=task_id)
    serves = bool(access.may_screen(actor, task)) or queries.serves_subject(actor, task.engagement_id, at=at)
    require(access.may_work_with(actor, task, serves=serves))
    refuse_ended(task.engagement, task.cohort)
    planned = queries.task_of_file(task)
    refuse_another_role(actor, task, planned)
    if planned is None or not planned.form:
        raise AsksNoForm(_("This task has no form. Say in words that it is done."))
    if task.done_at or task.waived_at:
        raise WasDone(_("This is done already. Nothing more is needed."))
    programme = programme_of(task.cohort.version)
    program = system_actor(task.region_id)
    with tenant_scope(program):
        form = keep_questionnaire(
            actor=program,
            region_id=task.region_id,
            authority_id=None,
            key=f"programmes.{programme.key}.{planned.form}",
            definition=programme.forms[planned.form],
            at=at,
        )
    filler = replace(actor, link=hash_of(secret))
    with tenant_scope(filler):
        start_response(
            actor=filler,
            questionnaire_id=form.pk,
            purpose=PURPOSE,
            about_id=task.pk,
            authority_id=task.authority_id,
            secret=secret,
            language=language,
            at=at,
            is_bound=actor.is_known,
        )


def receive_form(*, actor: Actor, response_id: UUID, task_id: UUID, facts: Mapping[str, Any], at: datetime) -> None:
    """Take in a form that was sent: the task is done, and what outcomes are measured by it is kept. Once.

    Raises:
        Task.DoesNotExist: there is no such task in the region.
        WasDone: the task was done or let off meanwhile, perhaps by another form.
        HasEnded: the subject takes no part any more.
    """
    with tenant_scope(system_actor(actor.region_id)):
        tasks = Task.objects.select_for_update(of=("self",)).select_related("cohort__version", "engagement")
        task = tasks.get(pk=task_id, region_id=actor.here)
        refuse_ended(task.engagement, task.cohort)
        if task.done_at or task.waived_at:
            raise WasDone(_("This is done already. Nothing more is needed."))
        task.done_at, task.done_by_id, task.response_id = at, actor.user_id, response_id
        task.save(update_fields=["done_at", "done_by", "response"])
        hear_of(task.engagement_id, at)
        asked = asked_by(task.key)
        if asked is not None:
            Measurement.objects.bulk_create(
                (
                    Measurement(
                        id=uuid4(),
                        region_id=task.region_id,
                        authority_id=task.authority_id,
                        engagement_id=task.engagement_id,
                        outcome=outcome.key,
                        moment=asked.moment,
                        value=value,
                        response_id=response_id,
                        measured_at=at,
                        measured_by_id=actor.user_id,
                    )
                    for outcome, value in values_of(programme_of(task.cohort.version), asked, facts)
                ),
                update_conflicts=True,
                unique_fields=["region", "engagement", "outcome", "moment"],
                update_fields=["value", "response", "measured_at", "measured_by"],
            )
    record(actor, "programmes.task.form_received", task, at=at)
