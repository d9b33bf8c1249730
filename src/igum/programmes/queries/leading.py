"""Who may lead a session, and who is free then."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from igum.core.actor import Actor, system_actor
from igum.core.tenancy import tenant_scope
from igum.programmes.models import Session, TeamMember
from igum.programmes.models.sessions import SessionQuerySet
from igum.programmes.queries.inviting import members_lacking
from igum.programmes.queries.serving import memberships_of
from igum.programmes.rules.leading import Candidacy, candidacy_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of a cohort's team who might lead a session.

    Attributes:
        is_elsewhere: they have another session then.
        lacks: papers of their role that are not in force on that day.
    """

    member: TeamMember
    candidacy: Candidacy
    is_elsewhere: bool
    lacks: tuple[Any, ...] = ()

    @property
    def may_lead(self) -> bool:
        """Whether they may be chosen."""
        return self.candidacy == Candidacy.GOOD and not self.is_elsewhere and not self.lacks


def own_memberships(actor: Actor, cohort_id: UUID, *, at: datetime) -> list[TeamMember]:
    """The roles in one cohort that an actor serves in."""
    return list(memberships_of(actor, at=at).filter(cohort_id=cohort_id)) if actor.is_known else []


def leaders_for(session: Session, *, at: datetime) -> list[Candidate]:
    """The team of a session's cohort, those who may lead it first. For whoever may arrange the session."""
    with tenant_scope(system_actor(session.region_id)):
        team = list(TeamMember.objects.serving(at).filter(cohort_id=session.cohort_id).order_by("-leads", "name", "pk"))
        lacking = members_lacking(session.cohort, team, at=session.starts_at)
        found = [
            Candidate(
                member=one,
                candidacy=standing_of(one, session),
                is_elsewhere=sessions_of_leader(one, session).exists(),
                lacks=tuple(lacking.get(one.pk, ())),
            )
            for one in team
        ]
    return sorted(found, key=lambda one: not one.may_lead)


def standing_of(member: TeamMember, session: Session) -> Candidacy:
    """Whether somebody of a team is one who may lead a session, by their term and their role."""
    ends = member.until_at
    serves = member.since_at <= session.starts_at and (ends is None or ends > session.starts_at)
    return candidacy_of(serves=serves, leads=member.leads, is_expected=member.role in session.who)


def sessions_of_leader(member: TeamMember, during: Session) -> SessionQuerySet:
    """The other sessions that somebody is at while one is held: that they lead, or in another team are expected at."""
    person = Q(led_by__user_id=member.user_id) if member.user_id else Q(led_by_id=member.pk)
    if member.user_id:
        others = TeamMember.objects.serving(during.starts_at).filter(user_id=member.user_id)
        for other in others.exclude(cohort_id=during.cohort_id):
            person |= Q(cohort_id=other.cohort_id, who__contains=[other.role])
    here = Q(cohort_id=during.cohort_id, phase=during.phase, number=during.number)
    return Session.objects.held().between(during.starts_at, during.ends_at).filter(person).exclude(here)
