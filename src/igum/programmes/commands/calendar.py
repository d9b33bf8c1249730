"""The calendar of a cohort: its sessions and tasks, from the file and the day it starts."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.programmes import access
from igum.programmes.commands.giving import give_tasks
from igum.programmes.commands.places import locked_cohort
from igum.programmes.models import Cohort, Session
from igum.programmes.queries.files import programme_of
from igum.programmes.rules.programme import Programme
from igum.programmes.rules.timetables import PhaseTimes, times_from

DRAWN = ("who", "starts_at", "ends_at", "planned_on", "because", "place", "sequence")


class NoStartYet(Refused):
    """A calendar needs the day on which the cohort starts."""


@transaction.atomic
def schedule_cohort(*, actor: Actor, cohort_id: UUID, at: datetime) -> int:
    """Draw a cohort's sessions and tasks from its file. How many sessions there are; again, nothing is doubled.

    What a person moved or called off, and what has begun, stays as it is.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region.
        PermissionDenied: the actor does not run the programme.
        NoStartYet: the round has no first day.
    """
    cohort = locked_cohort(actor, cohort_id)
    require(access.may_decide(actor, cohort))
    if cohort.starts_on is None:
        raise NoStartYet(_("This round has no first day yet. Write it in the file's cohort, under starts."))
    programme = programme_of(cohort.version)
    phases = times_from(programme, cohort.starts_on)
    drawn = [session for phase in phases for session in _sessions_of(cohort, programme, phase)]
    there = {_place(session): session for session in cohort.sessions.select_for_update(of=("self",))}
    Session.objects.bulk_create([session for session in drawn if _place(session) not in there])
    changed = [
        _as_drawn(there[_place(session)], session)
        for session in drawn
        if _place(session) in there and _may_be_drawn_again(there[_place(session)], session, at)
    ]
    Session.objects.bulk_update(changed, DRAWN)
    give_tasks(cohort, phases, list(cohort.engagements.filter(ended_at=None)))
    record(actor, "programmes.cohort.scheduled", cohort, at=at, sessions=len(drawn))
    return len(drawn)


def _sessions_of(cohort: Cohort, programme: Programme, phase: PhaseTimes) -> Iterator[Session]:
    plan = phase.phase.sessions
    if plan is None:
        return
    place = programme.text(plan.place, programme.languages[0]) if plan.place else ""
    for meeting in phase.sessions:
        if meeting.number is None:
            continue
        first = Session(
            id=uuid4(),
            region_id=cohort.region_id,
            authority_id=cohort.authority_id,
            cohort=cohort,
            phase=phase.phase.key,
            number=meeting.number,
            who=list(plan.who),
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            planned_on=localdate(meeting.starts_at),
            because=[dict(holiday.names) for holiday in meeting.because],
            place=place,
        )
        yield first
        if plan.then is not None:
            yield _following(first, list(plan.then.who), timedelta(minutes=plan.then.lasts.minutes))


def _following(first: Session, who: list[str], length: timedelta) -> Session:
    return Session(
        id=uuid4(),
        region_id=first.region_id,
        authority_id=first.authority_id,
        cohort=first.cohort,
        phase=first.phase,
        number=first.number,
        is_after=True,
        who=who,
        starts_at=first.ends_at,
        ends_at=first.ends_at + length,
        planned_on=first.planned_on,
        because=first.because,
        place=first.place,
    )


def _place(session: Session) -> tuple[str, int, bool]:
    return session.phase, session.number, session.is_after


def _may_be_drawn_again(kept: Session, drawn: Session, at: datetime) -> bool:
    by_hand = kept.moved_at is not None or kept.cancelled_at is not None
    same = (kept.starts_at, kept.ends_at, kept.who) == (drawn.starts_at, drawn.ends_at, drawn.who)
    return not by_hand and not same and kept.starts_at > at


def _as_drawn(kept: Session, drawn: Session) -> Session:
    for name in DRAWN[:-1]:
        setattr(kept, name, getattr(drawn, name))
    kept.sequence += 1
    return kept
