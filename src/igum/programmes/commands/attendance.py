"""Who came: a roster that was taken, perhaps without a network, and arrives exactly once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.tenancy import tenant_scope
from igum.programmes import queries
from igum.programmes.commands.absences import watch_absences
from igum.programmes.commands.hearing import count_roster
from igum.programmes.models import Attendance, RosterReceipt, Session
from igum.programmes.queries.rosters import SUBJECT, Line, Roster
from igum.programmes.rules.attendance import Status


class NotOnRoster(Refused):
    """Somebody is noted who is not expected at this session."""


class RosterKeyIsTaken(Refused):
    """Another roster came under the key of this one."""


class NoSuchStatus(Refused):
    """The file knows no such status."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a roster.

    Attributes:
        taken: how many marks were taken over.
        differing: ids whose mark was not taken, because somebody else noted otherwise after this roster was read.
        number: of the roster now: whoever goes on from here has seen it.
        was_here: it had arrived before; nothing was changed this time.
    """

    taken: int
    differing: tuple[str, ...]
    number: int
    was_here: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """A roster as its sender sends it.

    Attributes:
        key: drawn by the sender, the same when it is sent again.
        seen: the number of the roster that the sender read.
        statuses: by the id of the engagement or member, as text.
        taken_at: by the sender's clock.
    """

    key: UUID
    seen: int
    statuses: Mapping[str, str]
    taken_at: datetime


@transaction.atomic
def note_attendance(*, actor: Actor, session_id: UUID, marks: Marks, at: datetime) -> TakenIn:
    """Take in a roster. Sent again, with the same key, it changes nothing and gives the same answer.

    What somebody else noted after the sender read the roster is not overwritten: it is told, and a person decides.

    Raises:
        Session.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor notes nobody here, or the session has not begun.
        NotOnRoster: somebody is noted whom the actor does not see at this session.
        NoSuchStatus: the file knows no such status.
        RosterKeyIsTaken: the key belongs to another roster.
    """
    roster = queries.roster_of(actor, session_id, at=at)
    with tenant_scope(system_actor(roster.session.region_id)):
        session = Session.objects.select_for_update(of=("self",)).get(pk=session_id)
        receipt = RosterReceipt.objects.filter(key=marks.key).first()
        if receipt is not None:
            if (receipt.session_id, receipt.sent_by_id) != (session_id, actor.user_id):
                raise RosterKeyIsTaken(_("Another roster was sent under this key. Reload the page and note again."))
            differing = tuple(receipt.marks["differing"])
            before = len(receipt.marks["statuses"]) - len(differing)
            return TakenIn(before, differing, session.roster_number, was_here=True)
        require(roster.may_note)
        _check(roster, marks.statuses)
        taken = _take(session, roster, actor, marks, at)
        RosterReceipt.objects.create(
            region_id=session.region_id,
            authority_id=session.authority_id,
            key=marks.key,
            session=session,
            sent_by_id=actor.user_id,
            taken_at=marks.taken_at,
            received_at=at,
            marks={"statuses": dict(marks.statuses), "differing": list(taken.differing)},
        )
        watch_absences(roster.session, _subjects(roster, marks), at=at)
    record(actor, "programmes.session.noted", session, at=at, taken=taken.taken, differing=len(taken.differing))
    return taken


def _subjects(roster: Roster, marks: Marks) -> list[UUID]:
    return [line.id for line in roster.lines if line.role == SUBJECT and str(line.id) in marks.statuses]


def _check(roster: Roster, statuses: Mapping[str, str]) -> None:
    expected = {str(line.id) for line in roster.lines}
    if not statuses.keys() <= expected:
        raise NotOnRoster(
            _("Somebody on this roster is not expected at this session any more. Reload it and note again.")
        )
    if not set(statuses.values()) <= {status.value for status in roster.statuses}:
        raise NoSuchStatus(_("This programme notes other words. Reload the roster and choose one of those it offers."))


def _take(session: Session, roster: Roster, actor: Actor, marks: Marks, at: datetime) -> TakenIn:
    there = {
        str(one.engagement_id or one.member_id): one
        for one in Attendance.objects.filter(session=session).select_for_update(of=("self",))
    }
    differing = tuple(
        id_
        for id_, status in marks.statuses.items()
        if id_ in there and _differs(there[id_], actor, marks.seen, status)
    )
    session.roster_number += 1  # kept with what is counted
    taken = {id_: status for id_, status in marks.statuses.items() if id_ not in differing}
    corrected: dict[str, list[UUID]] = {}
    for id_, status in taken.items():
        if id_ in there and there[id_].status != status:
            corrected.setdefault(status, []).append(there[id_].pk)
    noted = {"number": session.roster_number, "noted_at": at, "noted_by_id": actor.user_id}
    for status, ids in corrected.items():
        Attendance.objects.filter(pk__in=ids).update(status=status, **noted)
    new = [line for line in roster.lines if str(line.id) in taken and str(line.id) not in there]
    Attendance.objects.bulk_create(_new(session, new, taken, actor, at))
    count_roster(session, [line.id for line in roster.lines if str(line.id) in taken and line.role == SUBJECT])
    return TakenIn(len(taken), differing, session.roster_number)


def _differs(noted: Attendance, actor: Actor, seen: int, status: str) -> bool:
    """Whether somebody else noted otherwise, unseen. What one noted oneself, perhaps in another tab, one may change."""
    return noted.number > seen and noted.noted_by_id != actor.user_id and noted.status != status


def _new(
    session: Session, lines: Sequence[Line], taken: Mapping[str, str], actor: Actor, at: datetime
) -> Iterable[Attendance]:
    for line in lines:
        yield Attendance(
            id=uuid4(),
            region_id=session.region_id,
            authority_id=session.authority_id,
            session=session,
            engagement_id=line.id if line.role == SUBJECT else None,
            member_id=None if line.role == SUBJECT else line.id,
            status=Status(taken[str(line.id)]),
            number=session.roster_number,
            noted_at=at,
            noted_by_id=actor.user_id,
        )
