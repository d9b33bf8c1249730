"""Somebody's way through a programme: where they are, what comes next, who is with them, what is to be done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.timezone import localdate

from igum.core.actor import Actor
from igum.programmes import access
from igum.programmes.models import (
    Attendance,
    Audience,
    Cohort,
    Engagement,
    Match,
    Note,
    Session,
    Task,
    TeamMember,
)
from igum.programmes.queries.documents import documents_for
from igum.programmes.queries.files import programme_of
from igum.programmes.queries.serving import engagements_for, memberships_of, sessions_for
from igum.programmes.rules import programme as file
from igum.programmes.rules.attendance import Record, record_of
from igum.programmes.rules.measuring import asked_by, task_for
from igum.programmes.rules.timetables import times_from


@dataclass(frozen=True, slots=True)
class Way:
    """An engagement with everything its page shows to one actor."""

    engagement: Engagement
    programme: file.Programme
    phase: str
    next_sessions: tuple[Session, ...]
    attended: Record
    tasks: tuple[Task, ...]
    with_us: tuple[Match, ...]
    notes: tuple[Note, ...]
    serves: bool


def tasks_for(actor: Actor, *, at: datetime) -> QuerySet[Task]:
    """The tasks of those who take part that an actor may see."""
    seen = engagements_for(actor, at=at).select_related(None).values("pk")
    return Task.objects.filter(region_id=actor.here, engagement__in=seen).select_related(
        "engagement", "cohort__version"
    )


def notes_for(actor: Actor, engagement: Engagement) -> QuerySet[Note]:
    """What an actor may read about a subject whose engagement they may see: newest first."""
    notes = Note.objects.filter(engagement=engagement).select_related("member", "written_by")
    readable = Q(audience=Audience.SUBJECT)
    if actor.is_known and not (actor.link and actor.link == engagement.application.link_hash):
        readable |= Q(audience=Audience.TEAM) | Q(written_by_id=actor.user_id)
    return notes.filter(readable).order_by("-written_at", "-pk")


def serves_subject(actor: Actor, engagement_id: UUID, *, at: datetime) -> bool:
    """Whether an actor is of a subject's team now: matched with it, or leading its cohort."""
    if actor.user_id is None:
        return False
    matched = Match.objects.agreed(at).filter(engagement_id=engagement_id, user_id=actor.user_id)
    leading = memberships_of(actor, at=at).filter(leads=True, cohort__engagements=engagement_id)
    return matched.exists() or leading.exists()


def way_of(actor: Actor, engagement_id: UUID, *, at: datetime) -> Way:
    """One subject's way, as an actor may see it.

    Raises:
        Engagement.DoesNotExist: there is none that the actor may see.
    """
    engagement = engagements_for(actor, at=at).select_related("cohort__version").get(pk=engagement_id)
    programme = programme_of(engagement.cohort.version)
    coming = sessions_for(actor, at=at).held().filter(cohort_id=engagement.cohort_id, ends_at__gt=at, is_after=False)
    noted = Attendance.objects.filter(engagement=engagement).order_by("session__starts_at", "session_id")
    matches = Match.objects.standing(at).filter(engagement=engagement).select_related("member")
    if not access.may_screen(actor, engagement):
        matches = matches.filter(approved_at__isnull=False)
    return Way(
        engagement=engagement,
        programme=programme,
        phase=phase_at(engagement.cohort, at),
        next_sessions=tuple(coming.order_by("starts_at")[:3]),
        attended=record_of(list(noted.values_list("status", flat=True))),
        tasks=tuple(_with_documents(actor, engagement, at)),
        with_us=tuple(matches.order_by("proposed_at", "pk")),
        notes=tuple(notes_for(actor, engagement)[:50]),
        serves=serves_subject(actor, engagement_id, at=at),
    )


def _with_documents(actor: Actor, engagement: Engagement, at: datetime) -> QuerySet[Task]:
    documents = Prefetch("documents", documents_for(actor, at=at))
    return tasks_for(actor, at=at).filter(engagement=engagement).order_by("due_on", "pk").prefetch_related(documents)


def phase_at(cohort: Cohort, at: datetime) -> str:
    """The key of the phase a cohort is in on a day: the last that has begun; empty before the first."""
    if cohort.starts_on is None:
        return ""
    today = localdate(at)
    begun = [times for times in times_from(programme_of(cohort.version), cohort.starts_on) if times.begins <= today]
    return max(begun, key=lambda times: times.begins).phase.key if begun else ""


def task_of_file(task: Task) -> file.Task | None:
    """What the file says of a task; None for one given by hand."""
    programme = programme_of(task.cohort.version)
    asked = asked_by(task.key)
    if asked is not None:
        return task_for(programme, asked)
    for phase in programme.phases:
        if phase.key == task.phase:
            return next((planned for planned in phase.tasks if planned.key == task.key), None)
    return None


@dataclass(frozen=True, slots=True)
class Serving:
    """A round that somebody serves in, and whether they lead it."""

    cohort: Cohort
    leads: bool


@dataclass(frozen=True, slots=True)
class Mine:
    """What a member of teams has to do: whom they go with, what comes, what is open, and the rounds they serve in."""

    engagements: tuple[Engagement, ...]
    asked: tuple[Match, ...]
    sessions: Sequence[Session]
    tasks: tuple[Task, ...]
    rounds: tuple[Serving, ...]


def mine(actor: Actor, *, at: datetime) -> Mine:
    """The page of a member of teams: only what they serve, whatever posts they hold besides. Four queries."""
    serving = memberships_of(actor, at=at)
    matches = Match.objects.standing(at).filter(member__in=serving, approved_at__isnull=False)
    matches = matches.select_related("engagement__cohort__programme", "member")
    found = list(matches.order_by("engagement__name", "pk"))
    asked = tuple(match for match in found if match.member_agreed_at is None)
    together = [match for match in found if match.subject_agreed_at and match.member_agreed_at]
    engagements = tuple({match.engagement_id: match.engagement for match in together}.values())
    cohorts = serving.order_by().values("cohort_id")
    coming = (
        Session.objects.held()
        .filter(cohort_id__in=cohorts, ends_at__gt=at)
        .select_related("cohort__programme", "cohort__version", "room")
    )
    tasks = Task.objects.open().filter(engagement__in=[one.pk for one in engagements])
    return Mine(
        engagements,
        asked,
        list(coming.order_by("starts_at", "is_after")[:5]),
        tuple(tasks.select_related("engagement", "cohort__version").order_by("due_on", "pk")[:20]),
        _rounds(serving),
    )


def _rounds(serving: Iterable[TeamMember]) -> tuple[Serving, ...]:
    """Each round once, whatever roles somebody has in it; those that began last stand first."""
    leads: dict[UUID, bool] = {}
    cohorts: dict[UUID, Cohort] = {}
    for member in serving:
        cohorts[member.cohort_id] = member.cohort
        leads[member.cohort_id] = leads.get(member.cohort_id, False) or member.leads
    newest = sorted(cohorts.values(), key=lambda one: (one.opens_at, one.pk), reverse=True)
    return tuple(Serving(one, leads[one.pk]) for one in newest)
