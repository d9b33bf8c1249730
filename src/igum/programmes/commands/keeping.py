"""Keeping ends: what is past its time is made anonymous, every night, and the trail says how much."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.files import erase_file
from igum.messages.commands import erase_messages
from igum.people.commands import forget_about
from igum.places import queries as places
from igum.programmes import access
from igum.programmes.models import (
    Application,
    CalendarFeed,
    Document,
    DuplicateKey,
    Engagement,
    Goal,
    Invitation,
    Match,
    Note,
    Passage,
    Player,
    Referral,
    Review,
    Task,
    TeamMember,
    WorkEntry,
)
from igum.programmes.queries.keeping import past_keeping, rows_past_keeping
from igum.questionnaires import queries as questionnaires
from igum.questionnaires.commands import erase_responses

ABOUT = "programmes.application"
TASK = "programmes.task"


@dataclass(frozen=True, slots=True)
class Erased:
    """How much was erased."""

    applications: int = 0
    unsent: int = 0
    letters: int = 0
    rows: int = 0
    members: int = 0


@transaction.atomic
def erase_past_keeping(*, actor: Actor, at: datetime) -> Erased:
    """Make anonymous what is past its keeping. A second run finds nothing.

    What stays tells nobody who it was: that somebody of a town applied, with how many points, and what became of it.

    Raises:
        PermissionDenied: somebody other than the program asks.
    """
    require(access.may_run_the_clock(actor))
    past = past_keeping(actor, at=at)
    ids = past.ids
    erased = Erased(
        applications=len(ids) - len(past.unsent),
        unsent=len(past.unsent),
        letters=erase_messages(actor=actor, about_kind=ABOUT, about_ids=ids, at=at) if ids else 0,
        rows=rows_past_keeping(actor, at=at).update(cells=[]),
        members=_erase_members(past.member_ids),
    )
    Invitation.objects.filter(pk__in=past.invitations).delete()
    if ids:
        applications = Application.objects.filter(pk__in=ids)
        responses = list(applications.values_list("response_id", flat=True))
        erase_responses(actor=actor, response_ids=responses, at=at)
        forget_about(actor=actor, kind=ABOUT, ids=ids)
        gone = {"name": "", "phone": "", "end_reason": "", "resident": None, "household": None}
        Engagement.objects.filter(application__in=ids).update(**gone)
        _erase_the_way(actor, ids, at)
        Review.objects.filter(application__in=ids).update(remark="")
        DuplicateKey.objects.filter(application__in=ids).delete()
        applications.filter(pk__in=past.unsent, withdrawn_at=None).update(withdrawn_at=at)
        applications.update(
            **{"name": "", "phone": "", "email": "", "outcome_reason": "", "findings": {}, "amended": None},
            resident=None,
            link_hash=Concat(Value("erased:"), Cast("pk", CharField())),  # no link opens it any more
            link_sealed=b"",
            erased_at=at,
        )
    if erased != Erased():
        region = places.regions().get(pk=actor.here)
        counts = {"applications": erased.applications, "unsent": erased.unsent}
        counts |= {"letters": erased.letters, "rows": erased.rows, "members": erased.members}
        record(actor, "programmes.keeping.ended", region, at=at, **counts)
    return erased


def _erase_members(ids: Collection[UUID]) -> int:
    """Who was in a team is nobody any more: that somebody served, in which role and how long, stays."""
    Match.objects.filter(member__in=ids).update(user=None, reasons=[], end_reason="")
    nobody: dict[str, Any] = {"name": "", "phone": "", "facts": {}, "locality": None, "user": None, "volunteer": None}
    return TeamMember.objects.filter(pk__in=ids).update(**nobody)


def _erase_the_way(actor: Actor, ids: Collection[UUID], at: datetime) -> None:
    """What was written and answered on the way of those who took part, and by which link they came."""
    tasks = Task.objects.filter(engagement__application__in=ids)
    answered = questionnaires.responses_about(actor, TASK, tasks.values_list("pk", flat=True))
    erase_responses(actor=actor, response_ids=list(answered.values_list("pk", flat=True)), at=at)
    documents = Document.objects.filter(engagement__application__in=ids)
    for file_id in documents.exclude(name="").values_list("file_id", flat=True):
        erase_file(actor=actor, file_id=file_id, at=at)
    documents.update(name="", words="")
    tasks.update(note="", waive_reason="")
    tasks.exclude(title="").update(title="–")
    Note.objects.filter(engagement__application__in=ids).delete()
    Player.objects.filter(engagement__application__in=ids).delete()
    WorkEntry.objects.filter(engagement__application__in=ids).update(text="–")
    Passage.objects.filter(engagement__application__in=ids).update(reason="")
    Goal.objects.filter(engagement__application__in=ids).update(drop_reason="")
    CalendarFeed.objects.filter(link_hash__in=Application.objects.filter(pk__in=ids).values("link_hash")).delete()
    matches = Match.objects.filter(engagement__application__in=ids)
    matches.filter(ended_at=None).update(ended_at=at)
    matches.update(link_hash="", reasons=[], end_reason="")
    Referral.objects.filter(application__in=ids).update(mark="", service="")
