"""Rooms of a region, and who is in them when: for others' sessions only that the room is taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from igum.core.actor import Actor, system_actor
from igum.core.tenancy import tenant_scope
from igum.places import queries as places
from igum.programmes import access
from igum.programmes.models import Room, Session
from igum.programmes.queries.calendars import Entry, files_of, moments_of
from igum.programmes.queries.serving import serves_somewhere, sessions_for
from igum.programmes.rules.calendars import Span


@dataclass(frozen=True, slots=True)
class Taken:
    """A time at which a room is taken. ``entry`` is empty when the session is not for the actor to see."""

    starts_at: datetime
    ends_at: datetime
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class RoomOwner:
    """Whose a room is. Without an id, the region's."""

    id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class RoomWeek:
    """A room and its week, day by day."""

    room: Room
    days: Mapping[date, tuple[Taken, ...]]

    @property
    def count(self) -> int:
        """How many times it is taken."""
        return sum(len(times) for times in self.days.values())


def rooms_for(actor: Actor, *, at: datetime) -> QuerySet[Room]:
    """The rooms that are on the list: for whoever runs programmes, screens or serves in a team."""
    rooms = Room.objects.filter(region_id=actor.here, closed_at=None).select_related("locality", "authority")
    return rooms.order_by("name", "pk") if uses_rooms(actor) else rooms.none()


def uses_rooms(actor: Actor) -> bool:
    """Whether an actor screens, runs or serves in any programme here."""
    screens = access.screens_the_region(actor) or bool(access.screened_authorities(actor))
    return screens or serves_somewhere(actor)


def owners_of_rooms(actor: Actor) -> list[RoomOwner]:
    """Whose rooms an actor may list: the region's, and those of authorities."""
    region = [RoomOwner(None, "")] if access.may_keep_rooms(actor, None) else []
    authorities = places.authorities_of(actor.here)
    return region + [RoomOwner(one.pk, one.name) for one in authorities if access.may_keep_rooms(actor, one.pk)]


def weeks_of_rooms(actor: Actor, span: Span, *, at: datetime, room_id: UUID | None = None) -> list[RoomWeek]:
    """Each room with the times at which it is taken. Four queries, however many rooms there are."""
    rooms = rooms_for(actor, at=at)
    listed = list(rooms.filter(pk=room_id) if room_id else rooms)
    start, end = moments_of(span.first, span.last)
    with tenant_scope(system_actor(actor.here)):
        taken = list(
            Session.objects.held()
            .between(start, end)
            .filter(room_id__in=[room.pk for room in listed])
            .order_by("starts_at", "pk")
            .values_list("pk", "room_id", "starts_at", "ends_at")
        )
    seen = _seen(actor, [row[0] for row in taken], at=at)
    found: dict[UUID, dict[date, list[Taken]]] = {room.pk: {day: [] for day in span.days} for room in listed}
    for pk, in_room, starts_at, ends_at in taken:
        day = max(localdate(starts_at), span.first)
        found[in_room][day].append(Taken(starts_at, ends_at, seen.get(pk)))
    return [RoomWeek(room, {day: tuple(times) for day, times in found[room.pk].items()}) for room in listed]


def _seen(actor: Actor, ids: list[UUID], *, at: datetime) -> Mapping[UUID, Entry]:
    own = sessions_for(actor, at=at).filter(pk__in=ids).select_related(None)
    sessions = list(own.select_related("cohort__programme", "led_by"))
    files = files_of(sessions)
    return {one.pk: Entry(one, files[one.cohort.version_id]) for one in sessions}
