"""Rooms that sessions are held in: put on the list, and taken off it."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.programmes import access
from igum.programmes.models import Room, Session


class RoomExists(Refused):
    """A room of this name is on the list."""


class RoomHasNoName(Refused):
    """A room is found by its name."""


class RoomInUse(Refused):
    """Sessions are still to be held in the room."""


@transaction.atomic
def add_room(
    *, actor: Actor, name: str, authority_id: int | None, at: datetime, address: str = "", seats: int | None = None
) -> Room:
    """Put a room on the list of an authority, or of the region.

    Raises:
        PermissionDenied: the actor runs no programmes there.
        RoomHasNoName: the name is empty.
        RoomExists: a room of this name is there already.
    """
    require(access.may_keep_rooms(actor, authority_id))
    called = " ".join(name.split())[:120]
    if not called:
        raise RoomHasNoName(_("Write the name of the room, as people know it."))
    room = Room(
        id=uuid4(),
        region_id=actor.here,
        authority_id=authority_id,
        name=called,
        address=" ".join(address.split())[:200],
        seats=seats,
    )
    try:
        with transaction.atomic():
            room.save(force_insert=True)
    except IntegrityError as there:
        raise RoomExists(_("A room of this name is there already.")) from there
    record(actor, "programmes.room.added", room, at=at)
    return room


@transaction.atomic
def close_room(*, actor: Actor, room_id: UUID, at: datetime) -> None:
    """Take a room off the list. A second time changes nothing.

    Raises:
        Room.DoesNotExist: there is none in the actor's region.
        PermissionDenied: the actor runs no programmes there.
        RoomInUse: sessions are still to be held in it.
    """
    seen = Room.objects.get(pk=room_id, region_id=actor.here)
    require(access.may_keep_rooms(actor, seen.authority_id))
    room = Room.objects.select_for_update(of=("self",)).get(pk=room_id)
    if room.closed_at is not None:
        return
    if Session.objects.held().filter(room=room, ends_at__gt=at).exists():
        raise RoomInUse(_("Sessions are still to be held in this room. Move them first."))
    room.closed_at = at
    room.save(update_fields=["closed_at"])
    record(actor, "programmes.room.closed", room, at=at)
