"""Tasks and notes of those who take part."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.tenancy import tenant_scope
from igum.programmes import access, queries
from igum.programmes.commands.hearing import hear_of
from igum.programmes.models import Audience, Cohort, Engagement, Note, Task, TeamMember
from igum.programmes.rules import programme as file
from igum.programmes.rules.documents import SUBJECT

LONGEST_NOTE = 4000


class TaskNeedsWords(Refused):
    """The file asks to write what was done."""


class TaskHasNoName(Refused):
    """A task given by hand needs a name."""


class NothingWritten(Refused):
    """A note without a word."""


class TaskNeedsFile(Refused):
    """The file asks to hand in a document."""


class OfAnotherRole(Refused):
    """The task is one of the team's, and the subject says that it is done."""


class HasEnded(Refused):
    """The subject takes no part any more."""


@transaction.atomic
def finish_task(*, actor: Actor, task_id: UUID, note: str, at: datetime) -> None:
    """Say that a task is done, in words where the file asks for them. The second time changes nothing.

    Raises:
        Task.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor is neither the subject nor of its team, nor runs the programme.
        TaskNeedsWords: the file asks to write what was done.
        TaskNeedsFile: the file asks to hand in a document; the team may write instead that it saw it.
        OfAnotherRole: it is a task of the team, and the actor is the subject.
        HasEnded: the subject takes no part any more.
    """
    task = queries.tasks_for(actor, at=at).get(pk=task_id)
    require(access.may_work_with(actor, task, serves=queries.serves_subject(actor, task.engagement_id, at=at)))
    refuse_ended(task.engagement, task.cohort)
    planned = queries.task_of_file(task)
    refuse_another_role(actor, task, planned)
    if planned is not None:
        _refuse_unshown(actor, planned, note)
    with tenant_scope(system_actor(task.region_id)):
        locked = Task.objects.select_for_update(of=("self",)).get(pk=task_id)
        if locked.done_at or locked.waived_at:
            return
        locked.done_at, locked.done_by_id, locked.note = at, actor.user_id, note.strip()[:LONGEST_NOTE]
        locked.save(update_fields=["done_at", "done_by", "note"])
        hear_of(task.engagement_id, at)
    record(actor, "programmes.task.done", task, at=at)


@transaction.atomic
def give_task(*, actor: Actor, engagement_id: UUID, title: str, due_on: date, at: datetime) -> Task:
    """Give a subject a task of its own, beside those of the file: homework between two meetings.

    Raises:
        Engagement.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor is not of the subject's team and does not run the programme.
        TaskHasNoName: nothing was written.
        HasEnded: the subject takes no part any more.
    """
    engagement = _of_team(actor, engagement_id, at)
    if not title.strip():
        raise TaskHasNoName(_("Write what is to be done."))
    phase = queries.phase_at(engagement.cohort, at)
    with tenant_scope(system_actor(engagement.region_id)):
        task = Task.objects.create(
            id=uuid4(),
            region_id=engagement.region_id,
            authority_id=engagement.authority_id,
            cohort_id=engagement.cohort_id,
            engagement=engagement,
            phase=phase,
            title=title.strip()[:200],
            due_on=due_on,
            given_by_id=actor.user_id,
        )
    record(actor, "programmes.task.given", task, at=at)
    return task


@transaction.atomic
def waive_task(*, actor: Actor, task_id: UUID, reason: str, at: datetime) -> None:
    """Let a subject off a task. One that is done, or was let off before, stays as it is.

    Raises:
        Task.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor does not run the programme.
    """
    task = queries.tasks_for(actor, at=at).get(pk=task_id)
    require(access.may_decide(actor, task))
    if Task.objects.filter(pk=task_id, done_at=None, waived_at=None).update(waived_at=at, waive_reason=reason[:400]):
        record(actor, "programmes.task.waived", task, at=at)


@transaction.atomic
def write_note(*, actor: Actor, engagement_id: UUID, text: str, audience: str, at: datetime) -> Note:
    """Write something about a subject: for oneself, for its team, or for the subject too. A subject writes to both.

    Raises:
        Engagement.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor is neither the subject nor of its team, nor runs the programme.
        NothingWritten: there is no word in it.
        HasEnded: the subject takes no part any more.
    """
    engagement = queries.engagements_for(actor, at=at).get(pk=engagement_id)
    serves = queries.serves_subject(actor, engagement_id, at=at)
    require(access.may_work_with(actor, engagement, serves=serves))
    refuse_ended(engagement, engagement.cohort)
    if not text.strip():
        raise NothingWritten(_("Write the note first."))
    is_subject = not actor.is_known or (not serves and not access.may_screen(actor, engagement))
    member = TeamMember.objects.serving(at).filter(cohort_id=engagement.cohort_id, user_id=actor.user_id or 0).first()
    with tenant_scope(system_actor(engagement.region_id)):
        note = Note.objects.create(
            id=uuid4(),
            region_id=engagement.region_id,
            authority_id=engagement.authority_id,
            engagement=engagement,
            audience=Audience.SUBJECT if is_subject else Audience(audience),
            text=text.strip()[:LONGEST_NOTE],
            written_by_id=None if is_subject else actor.user_id,
            member=member,
            written_at=at,
        )
        hear_of(engagement.pk, at)
    record(actor, "programmes.note.written", note, at=at)
    return note


def refuse_ended(engagement: Engagement, cohort: Cohort) -> None:
    """What has ended takes nothing more. The round is its own, as whoever calls has read it already.

    Raises:
        HasEnded: the subject takes no part any more, or the round is closed.
    """
    if engagement.ended_at:
        raise HasEnded(_("They take no part any more. Nothing new is asked of them."))
    if cohort.closed_at:
        raise HasEnded(_("This round is closed. Nothing new is written in it."))


def refuse_another_role(actor: Actor, task: Task, planned: file.Task | None) -> None:
    """What the team is to do the subject does not call done.

    Raises:
        OfAnotherRole: the actor is the subject, and the task is one of the team's.
    """
    is_subject = actor.link and actor.link == task.engagement.application.link_hash
    if is_subject and planned is not None and planned.who != SUBJECT:
        raise OfAnotherRole(_("Somebody of your team does this. They say when it is done."))


def _refuse_unshown(actor: Actor, planned: file.Task, note: str) -> None:
    if planned.evidence == "note" and not note.strip():
        raise TaskNeedsWords(_("Write in a line or two what was done, so that the team can read it."))
    if planned.evidence == "file" and (actor.link or not note.strip()):
        raise TaskNeedsFile(_("Hand in the file that shows it: a document, or a picture of the page."))


def _of_team(actor: Actor, engagement_id: UUID, at: datetime) -> Engagement:
    engagement = queries.engagements_for(actor, at=at).get(pk=engagement_id)
    serves = queries.serves_subject(actor, engagement_id, at=at)
    require(access.may_guide(actor, engagement, serves=serves))
    refuse_ended(engagement, engagement.cohort)
    return engagement
