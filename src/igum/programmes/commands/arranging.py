"""Sessions that a person arranges: moved, called off, added. Everybody concerned is told, once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record, record_each
from igum.core.errors import Refused
from igum.core.tenancy import tenant_scope
from igum.programmes import access, queries
from igum.programmes.commands.telling import concerned_by, place_of, tell_of_session
from igum.programmes.models import Cohort, Room, Session, TeamMember
from igum.programmes.models.files import in_page_language
from igum.programmes.queries.files import programme_of
from igum.programmes.queries.leading import own_memberships, sessions_of_leader
from igum.programmes.queries.rosters import phase_of
from igum.programmes.rules.calendars import closed_to

LONGEST = timedelta(hours=24)
HORIZON = timedelta(days=3 * 365)
TIMES = ("starts_at", "ends_at", "room", "place", "moved_at", "because", "sequence")


class RoomTaken(Refused):
    """Another session is in the room then, or the room is closed."""


class LeaderElsewhere(Refused):
    """Whoever leads the session is at another one then."""


class FallsOnHoliday(Refused):
    """The day is a holiday of the group's own calendar, and nobody confirmed that they meet all the same."""


class ChangedMeanwhile(Refused):
    """Somebody else changed the session since the page was read."""


class CannotBeArranged(Refused):
    """The session is over, was called off, or the time cannot be one of a session."""


class NoReason(Refused):
    """A session is called off with a reason."""


class NoCalendarYet(Refused):
    """Sessions are added to a calendar that was drawn."""


class NothingToHold(Refused):
    """No session that needs a room can have this one."""


@dataclass(frozen=True, slots=True)
class When:
    """When and where a session is to be. Without a room, ``place`` says in words where.

    ``despite_holiday``: somebody was warned that the day is a holiday of the group's calendar, and confirmed it.
    """

    starts_at: datetime
    lasts: timedelta
    room_id: UUID | None = None
    place: str = ""
    despite_holiday: bool = False

    @property
    def ends_at(self) -> datetime:
        """The end, so much later by any clock: also in a night in which the clocks are changed."""
        return self.starts_at.astimezone(UTC) + self.lasts


@transaction.atomic
def move_session(*, actor: Actor, session_id: UUID, seen: int, when: When, at: datetime) -> Session:
    """Move a session to another time or room, and what follows it with it. ``seen`` is its number of changes then read.

    Raises:
        Session.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor neither leads the round nor runs the programme.
        ChangedMeanwhile: somebody else changed it after the actor read it.
        CannotBeArranged: it is over or called off, or the time is past, too far or too long.
        RoomTaken: another session is in the room then, or there is no such room any more.
        LeaderElsewhere: whoever leads it is at another session then.
        FallsOnHoliday: the group keeps a holiday then, and nobody confirmed it.
    """
    _asked_leave(actor, session_id, at=at)
    with tenant_scope(system_actor(actor.here)):
        room = _locked_room(when.room_id)
        session = locked_session(session_id)
        _still_as_read(session, seen, at=at)
        _sensible(when, at=at)
        _open_day(session, when)
        after = _following(session)
        before = (session.starts_at, place_of(session))
        _arrange(session, when.starts_at, when.ends_at, room, when.place, at=at)
        if after is not None:
            ends_at = session.ends_at + (after.ends_at - after.starts_at)
            _arrange(after, session.ends_at, ends_at, room, when.place, at=at)
        together = [session, *([after] if after else [])]
        _free_room(together)
        for one in together:
            free_leader(one)
        # Whichever goes into the time that the other leaves is written second.
        _write(together[::-1] if session.starts_at >= before[0] else together)
        people = concerned_by(together, at=at)
        tell_of_session("session_moved", session, people, at=at, once=str(session.sequence), before=before)
    record(actor, "programmes.session.moved", session, at=at)
    return session


@transaction.atomic
def give_room(*, actor: Actor, session_id: UUID, room_id: UUID, at: datetime) -> int:
    """Hold a session, and all later ones of its phase, in a room, where they have no place yet and the room is free.

    How many have the room now. Nobody knew another place, so that nobody is written to: calendars show it.

    Raises:
        Session.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor neither leads the round nor runs the programme.
        RoomTaken: there is no such room any more, or somebody took it meanwhile.
        NothingToHold: all have a place, or the room is taken at all of them.
    """
    _asked_leave(actor, session_id, at=at)
    with tenant_scope(system_actor(actor.here)):
        room = _locked_room(room_id)
        first = locked_session(session_id)
        later = (
            Session.objects.select_for_update(of=("self",))
            .held()
            .filter(
                cohort_id=first.cohort_id,
                phase=first.phase,
                starts_at__gte=max(first.starts_at, at),
                room=None,
                place="",
            )
        )
        others = Session.objects.held().filter(room=room, ends_at__gt=at)
        taken = list(others.values_list("starts_at", "ends_at"))
        held = []
        for one in later.order_by("starts_at", "is_after"):
            if not any(one.starts_at < ends and starts < one.ends_at for starts, ends in taken):
                one.room, one.sequence = room, one.sequence + 1
                held.append(one)
        if not held:
            raise NothingToHold(_("Each of these sessions has its place, or the room is taken then. Choose another."))
        with _nobody_else_there():
            Session.objects.bulk_update(held, ("room", "sequence"))
    record_each(actor, "programmes.session.room_given", held, at=at, room=str(room_id))
    return len(held)


@transaction.atomic
def cancel_session(*, actor: Actor, session_id: UUID, reason: str, at: datetime) -> None:
    """Call a session off, and what follows it. Calling off a second time changes nothing and tells nobody again.

    Raises:
        Session.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor neither leads the round nor runs the programme.
        CannotBeArranged: it has begun.
        NoReason: nobody can tell why.
    """
    _asked_leave(actor, session_id, at=at)
    why = " ".join(reason.split())[:400]
    if not why:
        raise NoReason(_("Write why the session is called off: everybody concerned reads it."))
    with tenant_scope(system_actor(actor.here)):
        session = locked_session(session_id)
        if session.cancelled_at:
            return
        if session.starts_at <= at:
            raise CannotBeArranged(_("This session has begun. Note who came, or nobody."))
        after = _following(session)
        together = [session, *([after] if after else [])]
        for one in together:
            one.cancelled_at, one.cancel_reason = at, why
            one.sequence += 1
        Session.objects.bulk_update(together, ["cancelled_at", "cancel_reason", "sequence"])
        tell_of_session("session_called_off", session, concerned_by(together, at=at), at=at)
    record(actor, "programmes.session.called_off", session, at=at)


@transaction.atomic
def add_session(*, actor: Actor, cohort_id: UUID, phase: str, when: When, at: datetime) -> Session:
    """Add a session to a phase whose calendar was drawn. It has the next number, and those come who come to the others.

    Raises:
        Cohort.DoesNotExist: there is none with sessions that the actor may see.
        PermissionDenied: the actor neither leads the round nor runs the programme.
        NoCalendarYet: the phase has no session yet.
        CannotBeArranged, RoomTaken, FallsOnHoliday: as ``move_session`` says.
    """
    cohorts = queries.sessions_for(actor, at=at).filter(cohort_id=cohort_id).values("cohort_id")
    cohort = Cohort.objects.get(pk__in=cohorts)
    require(access.may_arrange(actor, cohort, own_memberships(actor, cohort.pk, at=at)))
    with tenant_scope(system_actor(actor.here)):
        room = _locked_room(when.room_id)
        # Whoever adds another at once waits here, and gets the number after this one.
        cohort = Cohort.objects.select_for_update(of=("self",)).select_related("programme", "version").get(pk=cohort.pk)
        model = cohort.sessions.filter(phase=phase, is_after=False).order_by("-number").first()
        if model is None:
            raise NoCalendarYet(_("This phase has no sessions yet. Draw the calendar from the file first."))
        _sensible(when, at=at)
        session = _like(model, cohort, room, when, at=at)
        _open_day(session, when)
        _free_room([session])
        _write([session], new=True)
        tell_of_session("session_added", session, concerned_by([session], at=at), at=at)
    record(actor, "programmes.session.added", session, at=at)
    return session


def locked_session(session_id: UUID) -> Session:
    """A session with its row locked, and what its page and its letters need. Runs as the program of the region."""
    found = Session.objects.select_for_update(of=("self",)).select_related(
        "cohort__programme", "cohort__version", "room", "led_by"
    )
    return found.get(pk=session_id)


def free_leader(session: Session) -> None:
    """Refuse when whoever leads a session is at another one then. Who changes a leader's sessions waits for the other.

    Raises:
        LeaderElsewhere: as it says.
    """
    member = session.led_by
    if member is None or (member.until_at is not None and member.until_at <= session.starts_at):
        return
    same = (
        TeamMember.objects.filter(user_id=member.user_id) if member.user_id else TeamMember.objects.filter(pk=member.pk)
    )
    list(same.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    other = sessions_of_leader(member, session).order_by("starts_at").first()
    if other is not None:
        raise LeaderElsewhere(
            _("%(name)s is at another session then (%(hours)s). Choose another time or a substitute.")
            % {"name": member.name, "hours": _hours(other)}
        )


def _asked_leave(actor: Actor, session_id: UUID, *, at: datetime) -> None:
    session = queries.sessions_for(actor, at=at).get(pk=session_id)
    require(access.may_arrange(actor, session, own_memberships(actor, session.cohort_id, at=at)))


def _locked_room(room_id: UUID | None) -> Room | None:
    """Whoever puts a session into the same room waits: so they are told in words, and not by a deadlock."""
    if room_id is None:
        return None
    room = Room.objects.select_for_update(of=("self",)).filter(pk=room_id, closed_at=None).first()
    if room is None:
        raise RoomTaken(_("This room is no longer on the list. Choose another."))
    return room


def _still_as_read(session: Session, seen: int, *, at: datetime) -> None:
    if session.cancelled_at:
        raise CannotBeArranged(_("This session was called off. Add another one instead."))
    if session.starts_at <= at:
        raise CannotBeArranged(_("This session has begun: it cannot be moved any more. Add another one instead."))
    if session.sequence != seen:
        raise ChangedMeanwhile(
            _("Somebody else changed this session meanwhile: it is now on %(when)s. Look at it again first.")
            % {"when": date_format(localtime(session.starts_at), "SHORT_DATETIME_FORMAT")}
        )


def _sensible(when: When, *, at: datetime) -> None:
    if not timedelta() < when.lasts <= LONGEST:
        raise CannotBeArranged(_("A session takes between a minute and a day. Write how long this one is."))
    if not at < when.starts_at <= at + HORIZON:
        raise CannotBeArranged(_("A session is to be at a time to come, within three years. Choose another day."))


def _open_day(session: Session, when: When) -> None:
    if when.despite_holiday:
        return
    days = localdate(when.starts_at), localdate(when.ends_at - timedelta(seconds=1))
    closed = closed_to(phase_of(programme_of(session.cohort.version), session.phase), days)
    for day in sorted(closed):
        raise FallsOnHoliday(
            _("%(day)s is %(holiday)s, which this group keeps. Choose another day, or confirm that you meet then.")
            % {"day": _day(day), "holiday": in_page_language(closed[day][0].names).text}
        )


def _following(session: Session) -> Session | None:
    """What some of its people stay for after a session, as long as it stands where the file put it."""
    if session.is_after:
        return None
    found = Session.objects.select_for_update(of=("self",)).select_related("cohort__programme", "led_by", "room")
    same = found.held().filter(cohort_id=session.cohort_id, phase=session.phase, number=session.number, is_after=True)
    return same.filter(starts_at=session.ends_at).first()


def _arrange(
    session: Session, starts_at: datetime, ends_at: datetime, room: Room | None, place: str, *, at: datetime
) -> None:
    session.starts_at, session.ends_at = starts_at, ends_at
    session.room = room
    session.place = place.strip()[:200] if room is None else ""
    session.moved_at, session.because = at, []
    session.sequence += 1


def _like(model: Session, cohort: Cohort, room: Room | None, when: When, *, at: datetime) -> Session:
    number = cohort.sessions.filter(phase=model.phase).aggregate(last=Max("number"))["last"] + 1
    return Session(
        id=uuid4(),
        region_id=cohort.region_id,
        authority_id=cohort.authority_id,
        cohort=cohort,
        phase=model.phase,
        number=number,
        who=model.who,
        starts_at=when.starts_at,
        ends_at=when.ends_at,
        planned_on=localdate(when.starts_at),
        place="" if room else when.place.strip()[:200],
        room=room,
        added_at=at,
        moved_at=at,
    )


def _free_room(sessions: Sequence[Session]) -> None:
    """Refuse when another session is in the room. The database refuses too: this says it in words."""
    for session in sessions:
        if session.room_id is None:
            continue
        there = Session.objects.held().between(session.starts_at, session.ends_at).filter(room_id=session.room_id)
        other = there.exclude(pk__in=[one.pk for one in sessions]).order_by("starts_at").first()
        if other is not None:
            raise RoomTaken(
                _("%(room)s is taken then by another session (%(hours)s). Choose another room or hour.")
                % {"room": session.room, "hours": _hours(other)}
            )


def _write(sessions: Sequence[Session], *, new: bool = False) -> None:
    with _nobody_else_there():
        for session in sessions:
            session.save(force_insert=True) if new else session.save(update_fields=TIMES)


@contextmanager
def _nobody_else_there() -> Iterator[None]:
    """Says in words what the database refuses: two sessions in one room."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as taken:
        if "programmes_room_holds_one_session" not in str(taken):
            raise
        raise RoomTaken(_("Another session is in this room at that time. Choose another room or hour.")) from taken


def _hours(session: Session) -> str:
    starts, ends = localtime(session.starts_at), localtime(session.ends_at)
    return f"{date_format(starts, 'SHORT_DATE_FORMAT')} {starts:%H:%M}–{ends:%H:%M}"


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
