"""Volunteers who may serve in a cohort: what each still lacks, until when papers hold, and who waited longest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from igum.core.actor import Actor, system_actor
from igum.core.tenancy import tenant_scope
from igum.programmes.models import Cohort, Engagement, Invitation, Match, Session, TeamMember
from igum.programmes.models.sessions import SessionQuerySet
from igum.programmes.queries.files import programme_of
from igum.programmes.queries.serving import engagements_for
from igum.programmes.rules.programme import Role
from igum.programmes.rules.requiring import VALID, asked_by_hand, members_needed, papers_of
from igum.volunteering import queries as volunteering

TOP = 3
TOLD_BEFORE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A volunteer beside what a role requires.

    Attributes:
        lacks: papers not in force, and where they stand.
        until: the first day on which one of the papers is good for the last time; None: they have no end.
        speaks: how many of the subjects without anybody they speak with.
        near: how many of those live in their town.
        invited: they are asked already, and have not answered.
    """

    volunteer: Any
    lacks: tuple[Any, ...]
    until: date | None
    speaks: int
    near: int
    invited: bool


@dataclass(frozen=True, slots=True)
class Recruiting:
    """A role of a cohort: who is there, who is needed, who could come. The first of ``candidates`` waited longest."""

    role: str
    serving: int
    invited: int
    needed: int | None
    by_hand: tuple[str, ...]
    candidates: tuple[Candidate, ...] = field(default=())

    @property
    def is_paused(self) -> bool:
        """Whether nobody more is needed now: nobody is asked for nothing."""
        return self.needed is not None and self.serving + self.invited >= self.needed

    @property
    def top(self) -> tuple[Candidate, ...]:
        """The three who could begin and waited longest."""
        ready = [one for one in self.candidates if not one.lacks and not one.invited]
        return () if self.is_paused else tuple(ready[:TOP])


def recruiting_of(actor: Actor, cohort: Cohort, role: str, *, at: datetime) -> Recruiting:
    """Volunteers whom the actor looks after, for a role: first those who lack nothing, each group by its waiting.

    Raises:
        KeyError: the file has no such role.
    """
    needs = programme_of(cohort.version).roles[role]
    members = TeamMember.objects.serving(at).filter(cohort=cohort, role=role)
    open_invitations = set(
        Invitation.objects.filter(cohort=cohort, role=role, accepted_at=None, declined_at=None).values_list(
            "volunteer_id", flat=True
        )
    )
    alone = list(engagements_for(actor, at=at).filter(cohort=cohort, ended_at=None).exclude(matches__in=_agreed(at)))
    found = list(
        volunteering.volunteers_for(actor)
        .active()
        .filter(user__isnull=False)
        .exclude(pk__in=members.exclude(volunteer=None).values("volunteer_id"))
        .exclude(user_id__in=members.exclude(user=None).values("user_id"))
        .order_by("joined_at", "pk")[:200]
    )
    states = states_of(actor, [(one, needs) for one in found], at=at)
    candidates = [_candidate(one, states[one.pk], alone, one.pk in open_invitations) for one in found]
    subjects = Engagement.objects.filter(cohort=cohort, ended_at=None).count() or cohort.places
    return Recruiting(
        role=role,
        serving=members.count(),
        invited=len(open_invitations),
        needed=members_needed(needs, subjects),
        by_hand=asked_by_hand(needs),
        candidates=tuple(sorted(candidates, key=lambda one: bool(one.lacks))),
    )


def states_of(actor: Actor, asked: Iterable[tuple[Any, Role]], *, at: datetime) -> Mapping[UUID, tuple[Any, ...]]:
    """Where volunteers stand with what their roles require. Kinds and days alone: nothing of what is in a paper.

    For those whom the calling function has found by the actor's own right.
    """
    day = localdate(at)
    pairs = [(one, papers_of(role, is_minor=one.is_known_minor_on(day))) for one, role in asked]
    kinds = frozenset().union(*(needed for _one, needed in pairs)) if pairs else frozenset()
    with tenant_scope(system_actor(actor.here)):
        found = volunteering.vettings_of([one.pk for one, _needed in pairs], kinds, at)
    return {one.pk: tuple(found[one.pk][kind] for kind in sorted(needed)) for one, needed in pairs}


def members_lacking(cohort: Cohort, members: Iterable[TeamMember], *, at: datetime) -> dict[UUID, list[Any]]:
    """The papers that members of a team do not have in force; nobody who was let in by hand."""
    states = papers_of_members(cohort, members, at=at)
    lacking = {pk: [one for one in own if one.standing != VALID] for pk, own in states.items()}
    return {pk: lacks for pk, lacks in lacking.items() if lacks}


def sessions_of_lapsing(cohort: Cohort, sessions: SessionQuerySet, *, at: datetime) -> list[Session]:
    """Of a round's sessions, those to come whose leader lacks a required paper by then: ask for it, or name another."""
    coming = sessions.held().filter(starts_at__gt=at, led_by__volunteer__isnull=False).order_by("starts_at", "is_after")
    led = [one for one in coming if one.led_by]
    states = papers_of_members(cohort, {one.led_by_id: one.led_by for one in led if one.led_by}.values(), at=at)
    return [one for one in led if not _hold(states.get(cast("UUID", one.led_by_id), ()), localdate(one.starts_at))]


def _hold(states: Iterable[Any], day: date) -> bool:
    return all(one.standing == VALID and (one.expires_on is None or one.expires_on >= day) for one in states)


def papers_of_members(cohort: Cohort, members: Iterable[TeamMember], *, at: datetime) -> dict[UUID, tuple[Any, ...]]:
    """Where members stand with the papers of their roles, by member."""
    roles = programme_of(cohort.version).roles
    known = [one for one in members if one.volunteer_id is not None and one.role in roles]
    if not known:
        return {}
    program = system_actor(cohort.region_id)
    with tenant_scope(program):
        volunteers = volunteering.volunteers_by_id([one.volunteer_id for one in known if one.volunteer_id])
    found: dict[UUID, tuple[Any, ...]] = {}
    for role in {one.role for one in known}:
        own = {one.pk: volunteers[cast("UUID", one.volunteer_id)] for one in known if one.role == role}
        states = states_of(program, [(volunteer, roles[role]) for volunteer in own.values()], at=at)
        found |= {pk: states[volunteer.pk] for pk, volunteer in own.items()}
    return found


def invitations_of(actor: Actor) -> QuerySet[Invitation]:
    """What somebody is asked and has not answered."""
    own = Invitation.objects.filter(region_id=actor.here, user_id=actor.user_id or 0)
    return own.filter(accepted_at=None, declined_at=None).select_related("cohort__programme", "cohort__version")


def papers_ending(actor: Actor, *, at: datetime) -> list[Any]:
    """The papers by which somebody serves that run out within a month, or have run out."""
    serving = TeamMember.objects.serving(at).filter(region_id=actor.here, user_id=actor.user_id or 0)
    last = localdate(at) + TOLD_BEFORE
    ending: dict[str, Any] = {}
    for member in serving.exclude(volunteer=None).select_related("cohort__version", "cohort__programme"):
        for state in papers_of_members(member.cohort, [member], at=at).get(member.pk, ()):
            ends = state.expires_on is not None and state.expires_on <= last
            if ends or state.standing != VALID:
                ending[state.kind] = state
    return list(ending.values())


def _agreed(at: datetime) -> QuerySet[Match]:
    return Match.objects.agreed(at)


def _candidate(volunteer: Any, states: tuple[Any, ...], alone: list[Engagement], invited: bool) -> Candidate:
    ends = [one.expires_on for one in states if one.standing == VALID and one.expires_on]
    return Candidate(
        volunteer=volunteer,
        lacks=tuple(one for one in states if one.standing != VALID),
        until=min(ends, default=None),
        speaks=sum(one.language in (volunteer.languages or [volunteer.language]) for one in alone),
        near=sum(one.locality_id is not None and one.locality_id == volunteer.locality_id for one in alone),
        invited=invited,
    )
