"""Looking at people: what is read of them leaves a trace, one row for each page that was opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction

from igum.core.actor import Actor
from igum.core.audit import record, record_read
from igum.engines.matching.outcomes import Suggestion
from igum.programmes import queries
from igum.programmes.models import Cohort, Engagement, TeamMember
from igum.programmes.queries.caseload import People, Sought
from igum.programmes.rules import programme as file


@transaction.atomic
def read_way(*, actor: Actor, engagement_id: UUID, at: datetime) -> queries.Way:
    """A subject's way, and the trace that the actor read it.

    Raises:
        Engagement.DoesNotExist: there is none that the actor may see.
    """
    way = queries.way_of(actor, engagement_id, at=at)
    record_read(actor, "programmes.engagement.read", [way.engagement], at=at)
    return way


@transaction.atomic
def read_settlement(*, actor: Actor, engagement_id: UUID, at: datetime) -> queries.Settlement:
    """A settlement's page, for somebody with an account. That it was looked at leaves a trace.

    Raises:
        Engagement.DoesNotExist: there is none that the actor may see, or its programme does not go with settlements.
    """
    settlement = queries.settlement_of(actor, engagement_id, at=at)
    record_read(actor, "programmes.settlement.read", [settlement.way.engagement], at=at)
    return settlement


@transaction.atomic
def read_roster(*, actor: Actor, session_id: UUID, at: datetime) -> queries.Roster:
    """A session's roster, and the trace that the actor read it.

    Raises:
        Session.DoesNotExist: there is none that the actor may see.
    """
    roster = queries.roster_of(actor, session_id, at=at)
    record(actor, "programmes.session.read", roster.session, at=at, people=len(roster.lines))
    return roster


@transaction.atomic
def read_team(*, actor: Actor, cohort: Cohort, at: datetime) -> queries.Team:
    """Who serves in a round and who goes with whom, and the trace that the actor read it.

    Raises:
        Nothing: row-level security leaves an actor what they may see.
    """
    team = queries.team_of(actor, cohort, at=at)
    subjects = {match.engagement_id for match in team.matches} | {one.pk for one in team.unmatched}
    record(actor, "programmes.team.read", cohort, at=at, people=len(team.members) + len(subjects))
    return team


@dataclass(frozen=True, slots=True)
class Suggested:
    """The best for one subject by one of the file's matchings."""

    match: file.Match
    best: Sequence[tuple[TeamMember, Suggestion]]


@transaction.atomic
def read_suggestions(*, actor: Actor, cohort: Cohort, engagement: Engagement, at: datetime) -> tuple[Suggested, ...]:
    """Whom the rules suggest for a subject, and the trace that the actor read it.

    Raises:
        Nothing: the round and the subject are what queries gave the actor.
    """
    programme = queries.programme_of(cohort.version)
    found = tuple(
        Suggested(match, queries.suggestions_for(actor, cohort, match, engagement.pk, at=at))
        for match in programme.matching
    )
    record(actor, "programmes.suggestions.read", engagement, at=at, people=sum(len(one.best) for one in found))
    return found


@transaction.atomic
def read_mine(*, actor: Actor, at: datetime) -> queries.Mine:
    """A member's own page, and the trace of it where it shows anybody.

    Raises:
        Nothing: who goes with nobody reads nothing.
    """
    mine = queries.mine(actor, at=at)
    _trace(actor, "programmes.mine.read", len(mine.engagements) + len(mine.asked), at)
    return mine


@transaction.atomic
def read_caseload(*, actor: Actor, sought: Sought, at: datetime) -> People:
    """A page of a worker's people, and the trace of it where it shows anybody.

    Raises:
        PermissionDenied: the actor screens nothing here.
    """
    people = queries.caseload_of(actor, sought, at=at)
    _trace(actor, "programmes.caseload.read", len(people.rows), at)
    return people


@transaction.atomic
def read_people(*, actor: Actor, cohort: Cohort, sought: Sought, at: datetime) -> People:
    """A page of those who take part in a round, and the trace that the actor read it.

    Raises:
        PermissionDenied: the actor does not screen the round.
    """
    people = queries.people_of(actor, cohort, sought, at=at)
    record(actor, "programmes.people.read", cohort, at=at, people=len(people.rows))
    return people


def _trace(actor: Actor, action: str, people: int, at: datetime) -> None:
    """A page that is of no one thing stands on the trail under whose page it is."""
    if people:
        record(actor, action, get_user_model()(pk=actor.user_id), at=at, people=people)


@transaction.atomic
def read_lacking(
    *, actor: Actor, cohort: Cohort, kind: str = "", page: int = 1, at: datetime
) -> queries.LackingOfRound:
    """Who of a round lacks what, and the trace that the actor read it.

    Raises:
        PermissionDenied: the actor does not run the programme.
    """
    found = queries.lacking_of(actor, cohort, kind=kind, page=page, at=at)
    record(actor, "programmes.lacking.read", cohort, at=at, people=len(found.rows))
    return found
