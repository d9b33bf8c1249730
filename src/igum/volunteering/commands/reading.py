"""That somebody read who volunteers: one row of the trail for each person shown."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from igum.core.actor import Actor
from igum.core.audit import record_read
from igum.volunteering import queries
from igum.volunteering.models import Vetting, Volunteer


@transaction.atomic
def open_volunteer(*, actor: Actor, volunteer_id: UUID, at: datetime) -> Volunteer:
    """A volunteer's page, for somebody who looks after them. One's own leaves no row.

    Raises:
        Volunteer.DoesNotExist: there is none whom the actor may know.
    """
    found = queries.volunteers_for(actor).get(pk=volunteer_id)
    record_read(actor, "volunteering.volunteer.read", _others(actor, [found]), at=at)
    return found


@transaction.atomic
def list_volunteers(*, actor: Actor, shown: Iterable[Volunteer], at: datetime) -> list[Volunteer]:
    """The volunteers of one page of a list that queries gave the actor. Each one shown is on the trail.

    Raises:
        Nothing: whoever looks after nobody is shown nobody.
    """
    found = list(shown)
    record_read(actor, "volunteering.volunteer.listed", _others(actor, found), at=at)
    return found


@transaction.atomic
def list_vettings(*, actor: Actor, shown: Iterable[Vetting], at: datetime) -> list[Vetting]:
    """Documents that queries gave the actor, without their papers. Whose they are is on the trail.

    Raises:
        Nothing: whoever checks nobody's documents is shown none.
    """
    found = list(shown)
    owners = {one.volunteer_id: one.volunteer for one in found}
    record_read(actor, "volunteering.volunteer.listed", _others(actor, owners.values()), at=at)
    return found


@transaction.atomic
def note_names_read(*, actor: Actor, volunteer_ids: Collection[UUID], at: datetime) -> None:
    """That a body read who comes to its shifts, or whose hours wait. The rows themselves came from queries.

    Raises:
        Nothing: what was not shown leaves no row.
    """
    shown = [Volunteer(pk=pk, region_id=actor.here) for pk in sorted(set(volunteer_ids))]
    record_read(actor, "volunteering.volunteer.listed", shown, at=at)


def _others(actor: Actor, volunteers: Iterable[Volunteer]) -> list[Volunteer]:
    return [one for one in volunteers if actor.user_id is None or one.user_id != actor.user_id]
