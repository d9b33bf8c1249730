"""Where the demo's rounds meet from now on, and who leads the next meetings. All invented."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from igum.core.actor import Actor
from igum.programmes import commands
from igum.programmes.models import Cohort, Room, TeamMember

NAMED = 4  # as many of the next sessions have a leader: somebody else is still to be found for the others


class Hall(NamedTuple):
    """A room of the region: its name, where it is, and how many find a seat."""

    name: str
    address: str
    seats: int


HALLS: Mapping[str, Hall] = {
    "household-economics": Hall("אולם המתנ״ס (דוגמה)", "רחוב הדוגמה 1, מעלות־תרשיחא", 60),
    "youth-orchestra": Hall("אולם הקונסרבטוריון (דוגמה)", "שדרות הדוגמה 4, נהרייה", 120),
    "regional-sport": Hall("כיתת הספורט (דוגמה)", "דרך הדוגמה 7, כפר ורדים", 40),
    "mother-to-mother": Hall("חדר המשפחה (דוגמה)", "רחוב הדוגמה 9, עכו", 12),
}


def arrange(runs: Actor, cohort: Cohort, *, until: datetime) -> None:
    """Give a round's sessions to come a room, stage by stage, and the next of them their leader."""
    hall = HALLS.get(cohort.programme.key)
    coming = list(cohort.sessions.held().filter(starts_at__gt=until).order_by("starts_at", "is_after"))
    if hall is None or not coming:
        return
    room = Room.objects.filter(name=hall.name).first() or commands.add_room(
        actor=runs, name=hall.name, authority_id=None, address=hall.address, seats=hall.seats, at=until
    )
    firsts = {session.phase: session for session in reversed(coming) if not session.place}
    for first in firsts.values():
        commands.give_room(actor=runs, session_id=first.pk, room_id=room.pk, at=until)
    leads = TeamMember.objects.serving(until).filter(cohort=cohort, leads=True).order_by("name").first()
    if leads is not None:
        ids = [session.pk for session in coming if not session.is_after][:NAMED]
        commands.give_leader(actor=runs, session_ids=ids, member_id=leads.pk, at=until)
