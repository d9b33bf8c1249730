"""The calendar of all sessions that somebody may see: which there are in a span of days, and by what they are found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import F, Q
from django.utils.timezone import localdate

from igum.core.actor import Actor
from igum.engines.schedule.holidays import Holiday
from igum.engines.schedule.sessions import local_moment
from igum.programmes import access
from igum.programmes.models import Cohort, Engagement, ProgrammeVersion, Room, Session, TeamMember
from igum.programmes.models.sessions import SessionQuerySet
from igum.programmes.queries.files import cohorts_for, programme_of
from igum.programmes.queries.rosters import SUBJECT
from igum.programmes.queries.serving import memberships_of, sessions_for
from igum.programmes.rules.calendars import DAY, Span, holidays_of
from igum.programmes.rules.programme import Programme
from igum.programmes.rules.timetables import JERUSALEM

# A page with more sessions than these says so: a filter helps more than a longer page.
MOST_SHOWN = 600


@dataclass(frozen=True, slots=True)
class CalendarFilters:
    """What of a calendar is shown. ``without_leader``: sessions to come that nobody leads any more."""

    cohort: UUID | None = None
    room: UUID | None = None
    leader: UUID | None = None
    without_leader: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A session in a calendar, with the file that says what it is called."""

    session: Session
    programme: Programme


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of a page."""

    on: date
    is_inside: bool
    holidays: tuple[Holiday, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """A page of the calendar. ``is_cut``: there were more sessions than a page shows."""

    span: Span
    days: tuple[CalendarDay, ...]
    is_cut: bool

    @property
    def count(self) -> int:
        """How many sessions are shown."""
        return sum(len(day.entries) for day in self.days)


@dataclass(frozen=True, slots=True)
class Choices:
    """By what an actor may narrow their calendar."""

    cohorts: tuple[Cohort, ...]
    rooms: tuple[Room, ...]
    leaders: tuple[TeamMember, ...]


def calendar_sessions(actor: Actor, *, at: datetime) -> SessionQuerySet:
    """The sessions in an actor's own calendar.

    All of the programmes that the actor screens; as a member of a team those one is expected at or leads, and all of a
    cohort that one leads; by a secret link those its holders are expected at, while they take part.
    """
    found = sessions_for(actor, at=at)
    if access.screens_the_region(actor):
        return found
    seen = Q(authority_id__in=access.screened_authorities(actor))
    if actor.is_known:
        for member in memberships_of(actor, at=at):
            expected = Q() if member.leads else Q(who__contains=[member.role]) | Q(led_by_id=member.pk)
            seen |= Q(cohort_id=member.cohort_id) & expected
    if actor.link:
        own = Engagement.objects.filter(application__link_hash=actor.link, ended_at=None)
        seen |= Q(cohort_id__in=own.values("cohort_id"), who__contains=[SUBJECT])
    return found.filter(seen)


def living_cohort(actor: Actor, cohort_id: UUID, *, at: datetime) -> Cohort | None:
    """A cohort whose calendar an actor may open: of those who screen it, and of those who lead it."""
    found = cohorts_for(actor).filter(pk=cohort_id).first()
    if found is not None or not actor.is_known:
        return found
    leading = memberships_of(actor, at=at).filter(cohort_id=cohort_id, leads=True).first()
    return leading.cohort if leading else None


def without_leader(sessions: SessionQuerySet, *, at: datetime) -> SessionQuerySet:
    """Of these, the ones to come whose leader's term ends before they begin: somebody must be found."""
    return sessions.held().filter(starts_at__gt=at, led_by__until_at__lte=F("starts_at"))


def calendar_of(actor: Actor, span: Span, filters: CalendarFilters, *, at: datetime) -> CalendarPage:
    """One page of an actor's calendar. Four queries, however many sessions there are."""
    found = _narrowed(calendar_sessions(actor, at=at), filters, at=at).between(*moments_of(span.first, span.last))
    by_day: dict[date, list[Session]] = {}
    # The files are read once for all sessions on them, and not along with every row.
    lean = found.select_related(None).select_related("cohort__programme", "room", "led_by")
    sessions = list(lean.order_by("starts_at", "is_after", "pk")[: MOST_SHOWN + 1])
    shown = sessions[:MOST_SHOWN]
    for session in shown:
        by_day.setdefault(max(localdate(session.starts_at), span.first), []).append(session)
    files = files_of(shown)
    holidays = holidays_of(span.days)
    days = tuple(
        CalendarDay(
            day,
            span.has(day),
            holidays.get(day, ()),
            tuple(Entry(one, files[one.cohort.version_id]) for one in by_day.get(day, [])),
        )
        for day in span.days
    )
    return CalendarPage(span, days, len(sessions) > MOST_SHOWN)


def calendar_choices(actor: Actor, *, at: datetime) -> Choices:
    """The cohorts, rooms and leaders of the sessions an actor may see. Three queries."""
    seen = calendar_sessions(actor, at=at).select_related(None).order_by()
    cohorts = Cohort.objects.filter(pk__in=seen.values("cohort_id")).select_related("programme").defer("lot_seed")
    rooms = Room.objects.filter(pk__in=seen.values("room_id"))
    leaders = TeamMember.objects.filter(pk__in=seen.values("led_by_id")).order_by("name", "since_at", "pk")
    return Choices(
        tuple(cohorts.order_by("programme__key", "-opens_at")), tuple(rooms.order_by("name", "pk")), _each_once(leaders)
    )


def files_of(sessions: Sequence[Session]) -> Mapping[UUID, Programme]:
    """What the files of sessions' cohorts say, by the version. One query."""
    versions = ProgrammeVersion.objects.defer("source").in_bulk({session.cohort.version_id for session in sessions})
    return {pk: programme_of(version) for pk, version in versions.items()}


def moments_of(first: date, last: date) -> tuple[datetime, datetime]:
    """From the first instant of a day to the last of another, by the clocks here, also where a day has 23 hours."""
    return local_moment(first, time(), JERUSALEM), local_moment(last + DAY, time(), JERUSALEM)


def _narrowed(sessions: SessionQuerySet, filters: CalendarFilters, *, at: datetime) -> SessionQuerySet:
    if filters.cohort:
        sessions = sessions.filter(cohort_id=filters.cohort)
    if filters.room:
        sessions = sessions.filter(room_id=filters.room)
    if filters.leader:
        sessions = sessions.filter(led_by__in=_same_person(filters.leader))
    return without_leader(sessions, at=at) if filters.without_leader else sessions


def _same_person(member_id: UUID) -> list[UUID]:
    """Somebody's places in all teams: one account may lead several cohorts."""
    member = TeamMember.objects.filter(pk=member_id).first()
    if member is None or member.user_id is None:
        return [member_id]
    return list(TeamMember.objects.filter(user_id=member.user_id).values_list("pk", flat=True))


def _each_once(leaders: Iterable[TeamMember]) -> tuple[TeamMember, ...]:
    once = {member.user_id or member.pk: member for member in leaders}
    return tuple(once.values())
