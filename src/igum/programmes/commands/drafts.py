"""Writing a programme's file: beginning it, changing it, publishing it, or letting it go."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.programmes import access
from igum.programmes.commands.files import apply_file
from igum.programmes.models import Programme, ProgrammeDraft, ProgrammeVersion
from igum.programmes.queries.drafts import desk_of, draft_of, newest_version, programmes_to_edit
from igum.programmes.rules.edits import CannotEdit, Edit, Put, edited, readable, stands_already
from igum.programmes.rules.starting import Start, new_source


class KeyIsTaken(Refused):
    """Another programme or draft of the region has this key."""


class SavedMeanwhile(Refused):
    """Somebody else, or the same person in another window, saved the draft since it was opened."""


class CannotBeRead(Refused):
    """The change would make a file that nobody can read."""


class NotReady(Refused):
    """The file has problems, or a case inside it comes out otherwise than it says."""


class VersionNotAgreed(Refused):
    """The number agreed to is not the one that the changes need."""


@transaction.atomic
def start_draft(*, actor: Actor, start: Start, authority_id: int | None, at: datetime) -> ProgrammeDraft:
    """Begin a programme by a few answers; ``authority_id`` is None for one that the region itself runs.

    Raises:
        PermissionDenied: the actor publishes no programmes of this authority.
        KeyIsTaken: a programme of the region, or another draft, has this key.
        CannotBeRead: an answer holds signs that no file may hold.
    """
    require(access.may_publish(actor, authority_id))
    taken = Programme.objects.filter(region_id=actor.here, key=start.key).exists()
    if taken or ProgrammeDraft.objects.filter(region_id=actor.here, key=start.key).open().exists():
        raise KeyIsTaken(_("A programme with this word in its address is there already. Choose another word."))
    return _new(actor, _sound(new_source(start), []), authority_id, start.key, None, at)


@transaction.atomic
def open_draft_of(*, actor: Actor, programme_id: UUID, at: datetime) -> ProgrammeDraft:
    """The draft of a published programme's next version: the one that is open, or a new one from its newest file.

    Raises:
        Programme.DoesNotExist: there is none whose next version the actor may write.
    """
    programme = programmes_to_edit(actor).select_for_update(of=("self",)).get(pk=programme_id)
    drafts = ProgrammeDraft.objects.filter(region_id=actor.here, key=programme.key).open()
    draft = next((one for one in drafts if one.authority_id == programme.authority_id), None)
    if draft is not None:
        return draft
    newest = newest_version(programme)
    return _new(actor, newest.source, programme.authority_id, programme.key, newest, at)


@transaction.atomic
def edit_draft(*, actor: Actor, draft_id: UUID, number: int, edits: Sequence[Edit], at: datetime) -> ProgrammeDraft:
    """Change a draft at some paths, or rewrite it; ``number`` is that of the draft that was seen.

    Raises:
        ProgrammeDraft.DoesNotExist: there is none for this actor.
        SavedMeanwhile: it was saved since; nothing is changed.
        CannotBeRead: the file could not be read any more; nothing is changed.
    """
    draft = _locked(actor, draft_id)
    if draft.number != number:
        if not edits or (draft.saved_by_id == actor.user_id and stands_already(draft.source, edits)):
            return draft  # the same once more: pressed twice, or sent again after the answer was lost on its way
        raise SavedMeanwhile(
            _(
                "This draft was saved in the meantime, perhaps in another window. Nothing of yours was saved yet: "
                "compare the two, and save again."
            )
        )
    source = _sound(draft.source, edits)
    if source != draft.source:
        _save(draft, actor, source, at)
        record(actor, "programmes.draft.saved", draft, at=at, number=draft.number)
    return draft


@transaction.atomic
def publish_draft(*, actor: Actor, draft_id: UUID, number: int, version: str, at: datetime) -> ProgrammeVersion:
    """Publish a draft as the version that its changes need, which the coordinator agreed to.

    Raises:
        ProgrammeDraft.DoesNotExist: there is none for this actor.
        SavedMeanwhile: it was saved since it was looked at.
        NotReady: the file has problems, or its own cases come out otherwise.
        VersionNotAgreed: the changes need another number.
        MayNotRun, WasApplied, MayNotReplace: as ``apply_file`` says.
    """
    draft = _locked(actor, draft_id)
    if draft.number != number:
        raise SavedMeanwhile(_("This draft was saved since you looked at it. Look once more, then publish."))
    desk = desk_of(draft, at=at)
    _require_ready(desk.problems, [result.name for result in desk.tests if not result.passed])
    if version != desk.version:
        raise VersionNotAgreed(
            _("The changes need version %(version)s. Look at the list of changes again.") % {"version": desk.version}
        )
    if desk.data["version"] != version:
        _save(draft, actor, _sound(draft.source, [Put(("version",), version)]), at)
        desk = desk_of(draft, at=at)
    file = desk.checked.programme
    if file is None:
        raise NotReady(_("The file has problems. Solve them first: each is shown beside what it is about."))
    applied = apply_file(actor=actor, source=draft.source, file=file, authority_id=draft.authority_id, at=at)
    draft.published_at = at
    draft.save(update_fields=["published_at"])
    record(actor, "programmes.draft.published", draft, at=at, version=version)
    return applied


@transaction.atomic
def discard_draft(*, actor: Actor, draft_id: UUID, at: datetime) -> None:
    """Let a draft go. What is published stays as it is.

    Raises:
        ProgrammeDraft.DoesNotExist: there is none for this actor.
    """
    draft = _locked(actor, draft_id)
    draft.discarded_at = at
    draft.save(update_fields=["discarded_at"])
    record(actor, "programmes.draft.discarded", draft, at=at)


def _locked(actor: Actor, draft_id: UUID) -> ProgrammeDraft:
    ProgrammeDraft.objects.select_for_update().filter(pk=draft_id, region_id=actor.here).first()
    draft = draft_of(actor, draft_id)
    require(access.may_publish(actor, draft.authority_id))
    return draft


def _require_ready(problems: Sequence[object], failed: Sequence[str]) -> None:
    if problems:
        raise NotReady(_("The file has problems. Solve them first: each is shown beside what it is about."))
    if failed:
        raise NotReady(
            _("These cases come out otherwise than they say: %(names)s. Change the rules, or the cases.")
            % {"names": ", ".join(failed)}
        )


def _sound(source: str, edits: Sequence[Edit]) -> str:
    try:
        return edited(source, edits)
    except CannotEdit as trouble:
        raise CannotBeRead(str(trouble)) from trouble


def _new(
    actor: Actor, source: str, authority_id: int | None, key: str, based_on: ProgrammeVersion | None, at: datetime
) -> ProgrammeDraft:
    draft = ProgrammeDraft.objects.create(
        id=uuid4(),
        region_id=actor.here,
        authority_id=authority_id,
        key=key,
        names=_names(source),
        source=source,
        based_on=based_on,
        made_at=at,
        made_by_id=actor.user_id,
        saved_at=at,
        saved_by_id=actor.user_id,
    )
    record(actor, "programmes.draft.started", draft, at=at)
    return draft


def _save(draft: ProgrammeDraft, actor: Actor, source: str, at: datetime) -> None:
    draft.source, draft.names = source, _names(source)
    draft.number += 1
    draft.saved_at, draft.saved_by_id = at, actor.user_id
    draft.save(update_fields=["source", "names", "number", "saved_at", "saved_by"])


def _names(source: str) -> dict[str, str]:
    """The names that the file says, as far as they are texts."""
    names = readable(source).data.get("names")
    return {str(code): str(text) for code, text in names.items() if text} if isinstance(names, dict) else {}
