"""The roster of a session: who is expected, and what was noted of each."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from igum.core.access import Decision
from igum.core.actor import Actor
from igum.programmes import access
from igum.programmes.models import Attendance, Session, TeamMember
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
    runs = bool(access.may_screen(actor, session))
    own = [] if runs or not actor.is_known else list(memberships_of(actor, at=at).filter(cohort_id=session.cohort_id))
    lacking = members_lacking(session.cohort, own, at=session.starts_at)
    may_note = access.may_note(actor, session, own, at, lacking=lacking)
    lines = _lines(actor, session, sees_team=runs or any(one.leads for one in own), at=at)
    return Roster(session, phase, statuses_of(phase), lines, may_note)


def phase_of(programme: Programme, key: str) -> Phase | None:
    """A phase of a file by its key."""
    return next((phase for phase in programme.phases if phase.key == key), None)


def statuses_of(phase: Phase | None) -> tuple[Status, ...]:
    """What the file lets be noted in a phase: who was there and who was not, unless it says more."""
    if phase is None or phase.attendance is None:
        return Status.PRESENT, Status.ABSENT
    return tuple(Status(status) for status in phase.attendance.statuses)


def _lines(actor: Actor, session: Session, *, sees_team: bool, at: datetime) -> tuple[Line, ...]:
    """Who is expected, by name, and what was noted. Of the team, everyone for those who run or lead, else oneself.

    Read as bare values: of forty families and their mentors nothing more is needed, and a roster is sent by telephone.
    """
    expected: list[tuple[UUID, str, str]] = []
    if SUBJECT in session.who:
        taking_part = engagements_for(actor, at=at).filter(cohort_id=session.cohort_id, ended_at=None)
        names = taking_part.order_by("name", "pk").values_list("pk", "name")
        expected += [(id_, name, SUBJECT) for id_, name in names]
    serving = TeamMember.objects.filter(cohort_id=session.cohort_id, role__in=session.who).serving(at)
    team = serving if sees_team else serving.filter(user_id=actor.user_id or 0)
    expected += team.order_by("role", "name", "pk").values_list("pk", "name", "role")
    marks = Attendance.objects.filter(session=session).values_list("engagement_id", "member_id", "status", "number")
    noted = {engagement_id or member_id: mark for engagement_id, member_id, *mark in marks.order_by("pk")}
    return tuple(Line(id_, name, role, *noted.get(id_, ("", 0))) for id_, name, role in expected)
