"""Documents: handed in for a task, opened, accepted or returned, taken back."""

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.files import DOCUMENTS, OpenFile, erase_file, keep_file, open_file
from igum.core.tenancy import tenant_scope
from igum.programmes import access, queries
from igum.programmes.commands.hearing import hear_of
from igum.programmes.commands.work import refuse_another_role, refuse_ended
from igum.programmes.models import Audience, Document, Task
from igum.programmes.rules.documents import MOST_OF_A_TASK, SUBJECT, WORDS_LENGTH


class TakesNoDocument(Refused):
    """The task takes no file, or no further one."""


class WasAnswered(Refused):
    """The document was accepted, returned or taken back before."""


class SayWhy(Refused):
    """A document is returned with words."""


@transaction.atomic
def hand_in_document(*, actor: Actor, task_id: UUID, content: bytes, name: str, at: datetime) -> Document:
    """Hand in a file that shows that a task is done; the team looks at it. The subject does so by its link.

    What is handed in for a task of the subject the subject reads too; for a task of the team, its team alone.

    Raises:
        Task.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor is neither the subject nor of its team, nor runs the programme.
        TakesNoDocument: the task is shown to be done in another way, was let off, or holds enough files.
        NotAccepted: the file is empty, too large, or of a kind that is not taken.
        HasEnded: the subject takes no part any more.
        OfAnotherRole: it is a task of the team, and the actor is the subject.
    """
    task = queries.tasks_for(actor, at=at).get(pk=task_id)
    require(access.may_work_with(actor, task, serves=queries.serves_subject(actor, task.engagement_id, at=at)))
    refuse_ended(task.engagement, task.cohort)
    planned = queries.task_of_file(task)
    refuse_another_role(actor, task, planned)
    if planned is not None and planned.evidence != "file":
        raise TakesNoDocument(_("This task is shown to be done in another way. Look what it asks for."))
    file = keep_file(actor=actor, content=content, name=name, rules=DOCUMENTS, at=at, authority_id=task.authority_id)
    with _as_program(actor):
        locked = Task.objects.select_for_update(of=("self",)).get(pk=task_id)
        if locked.waived_at:
            raise TakesNoDocument(_("This task is not needed any more. Nothing is to be handed in."))
        if Document.objects.filter(task=locked).count() >= MOST_OF_A_TASK:
            raise TakesNoDocument(_("This task holds as many files as it can. Write to the team about another one."))
        document = Document.objects.create(
            id=uuid4(),
            region_id=task.region_id,
            authority_id=task.authority_id,
            task=locked,
            engagement_id=task.engagement_id,
            file=file,
            name=file.name,
            audience=Audience.SUBJECT if planned is None or planned.who == SUBJECT else Audience.TEAM,
            handed_in_at=at,
            handed_in_by_id=actor.user_id,
        )
        if locked.done_at is None:
            locked.done_at, locked.done_by_id = at, actor.user_id
            locked.save(update_fields=["done_at", "done_by"])
            hear_of(locked.engagement_id, at)
    record(actor, "programmes.document.handed_in", document, at=at)
    return document


@transaction.atomic
def open_document(*, actor: Actor, document_id: UUID, at: datetime) -> OpenFile:
    """The file itself, for those who see the task. Every opening is on the trail.

    Raises:
        Document.DoesNotExist: there is none that the actor may see.
        FileIsGone: it was taken back, or erased in its time.
    """
    document = queries.documents_for(actor, at=at).get(pk=document_id)
    # Whoever handed it in owns the file's row; that the others read it was asked just now.
    with _as_program(actor):
        return open_file(actor=actor, file_id=document.file_id, action="programmes.document.read", at=at)


@transaction.atomic
def accept_document(*, actor: Actor, document_id: UUID, words: str, at: datetime) -> None:
    """Say that a document is as it should be, perhaps with a word of thanks.

    Raises:
        Document.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor is not of the team, or handed it in.
        WasAnswered: it was accepted, returned or taken back meanwhile.
    """
    document = _to_decide(actor, document_id, at)
    with _as_program(actor):
        document = _undecided(document_id)
        document.accepted_at, document.decided_by_id, document.words = at, actor.user_id, words.strip()[:WORDS_LENGTH]
        document.save(update_fields=["accepted_at", "decided_by", "words"])
    record(actor, "programmes.document.accepted", document, at=at)


@transaction.atomic
def return_document(*, actor: Actor, document_id: UUID, words: str, at: datetime) -> None:
    """Return a document, and say what is missing. The task is open again.

    Raises:
        Document.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor is not of the team, or handed it in.
        SayWhy: nothing was written.
        WasAnswered: it was accepted, returned or taken back meanwhile.
    """
    document = _to_decide(actor, document_id, at)
    if not words.strip():
        raise SayWhy(_("Write what is missing, so that they can hand it in again."))
    with _as_program(actor):
        document = _undecided(document_id)
        document.returned_at, document.decided_by_id, document.words = at, actor.user_id, words.strip()[:WORDS_LENGTH]
        document.save(update_fields=["returned_at", "decided_by", "words"])
        _reopen(document.task_id)
    record(actor, "programmes.document.returned", document, at=at)


@transaction.atomic
def withdraw_document(*, actor: Actor, document_id: UUID, at: datetime) -> None:
    """Take back what one handed in, as long as nobody decided about it. The file is erased, and the task is open again.

    Raises:
        Document.DoesNotExist: there is none that the actor may see.
        PermissionDenied: somebody else handed it in.
        WasAnswered: it was accepted or returned meanwhile.
    """
    document = queries.documents_for(actor, at=at).select_related("engagement").get(pk=document_id)
    require(access.may_take_back(actor, document))
    with _as_program(actor):
        document = _undecided(document_id)
        document.withdrawn_at, document.name = at, ""
        document.save(update_fields=["withdrawn_at", "name"])
        erase_file(actor=actor, file_id=document.file_id, at=at)
        _reopen(document.task_id)
    record(actor, "programmes.document.withdrawn", document, at=at)


def _as_program(actor: Actor) -> AbstractContextManager[None]:
    """Write for whoever was asked for leave just now; the trail of the files says who that was."""
    return tenant_scope(replace(system_actor(actor.here), user_id=actor.user_id))


def _to_decide(actor: Actor, document_id: UUID, at: datetime) -> Document:
    document = queries.documents_for(actor, at=at).select_related("engagement").get(pk=document_id)
    serves = queries.serves_subject(actor, document.engagement_id, at=at)
    require(access.may_decide_document(actor, document, serves=serves))
    return document


def _undecided(document_id: UUID) -> Document:
    """The document, locked. The task first, as whoever hands in locks it."""
    Task.objects.select_for_update(of=("self",)).get(documents=document_id)
    document = Document.objects.select_for_update(of=("self",)).get(pk=document_id)
    if document.accepted_at or document.returned_at or document.withdrawn_at:
        raise WasAnswered(_("This document was accepted, returned or taken back meanwhile. Reload the page."))
    return document


def _reopen(task_id: UUID) -> None:
    """A task without any standing document is to be done again, unless somebody said in words that it is done."""
    if not Document.objects.standing().filter(task=task_id).exists():
        Task.objects.filter(pk=task_id, note="").update(done_at=None, done_by=None)
