"""The roster of a session: who is expected, and what was noted of each."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from igum.core.access import Decision
from igum.core.actor import Actor
from igum.programmes import access
from igum.programmes.models import Attendance, Cohort, Session, TeamMember
from igum.programmes.queries.files import programme_of
from igum.programmes.queries.inviting import members_lacking
from igum.programmes.queries.serving import engagements_for, memberships_of, sessions_for
from igum.programmes.rules.attendance import Status
from igum.programmes.rules.programme import Phase, Programme

SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Line:
    """One person or family of a roster. ``status`` is empty before anything was noted."""

    id: UUID
    name: str
    role: str
    status: str
    number: int


@dataclass(frozen=True, slots=True)
class Roster:
    """Who is expected at a session, as far as the actor may see them."""

    session: Session
    phase: Phase | None
    statuses: tuple[Status, ...]
    lines: tuple[Line, ...]
    may_note: Decision

    @property
    def noted(self) -> int:
        """How many have something noted."""
        return sum(bool(line.status) for line in self.lines)


def roster_of(actor: Actor, session_id: UUID, *, at: datetime) -> Roster:
    """A session's roster. Six queries at most, however many are expected; for a volunteer, those for their papers too.

    Raises:
        Session.DoesNotExist: there is none that the actor may see.
    """
    session = sessions_for(actor, at=at).get(pk=session_id)
    programme = programme_of(session.cohort.version)
    phase = phase_of(programme, session.phase)
    noted = {
        one.engagement_id or one.member_id: one for one in Attendance.objects.filter(session=session).order_by("pk")
    }
    lines: list[Line] = []
    if SUBJECT in session.who:
        expected = (
            engagements_for(actor, at=at).filter(cohort_id=session.cohort_id, ended_at=None).order_by("name", "pk")
        )
        lines += [_line(one.pk, one.name, SUBJECT, noted) for one in expected]
    lines += [
        _line(one.pk, one.name, one.role, noted)
        for one in _team_of(actor, session.cohort, at)
        if one.role in session.who
    ]
    own = list(memberships_of(actor, at=at).filter(cohort_id=session.cohort_id)) if actor.is_known else []
    lacking = members_lacking(session.cohort, own, at=session.starts_at)
    may_note = access.may_note(actor, session, own, at, lacking=lacking)
    return Roster(session, phase, statuses_of(phase), tuple(lines), may_note)


def phase_of(programme: Programme, key: str) -> Phase | None:
    """A phase of a file by its key."""
    return next((phase for phase in programme.phases if phase.key == key), None)


def statuses_of(phase: Phase | None) -> tuple[Status, ...]:
    """What the file lets be noted in a phase: who was there and who was not, unless it says more."""
    if phase is None or phase.attendance is None:
        return Status.PRESENT, Status.ABSENT
    return tuple(Status(status) for status in phase.attendance.statuses)


def _team_of(actor: Actor, cohort: Cohort, at: datetime) -> list[TeamMember]:
    """Everyone of the team for those who run or lead, else oneself."""
    serving = cohort.team.serving(at).order_by("role", "name", "pk")
    if access.may_screen(actor, cohort) or memberships_of(actor, at=at).filter(cohort=cohort, leads=True).exists():
        return list(serving)
    return list(serving.filter(user_id=actor.user_id or 0))


def _line(id_: UUID, name: str, role: str, noted: dict[UUID | None, Attendance]) -> Line:
    found = noted.get(id_)
    return Line(id_, name, role, found.status if found else "", found.number if found else 0)
