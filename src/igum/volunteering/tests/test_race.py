"""Two hundred volunteers want twenty places of one shift, eight of them always at the same moment."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from igum.core.tenancy import tenant_scope
from igum.people.models import User
from igum.people.tests.factories import ALDER_VALLEY, BIRCH, make_places
from igum.volunteering.models import SignUp, Volunteer
from igum.volunteering.tests.factories import NOW, PROGRAM, join, make_shift, reread

AT_ONCE, PLACES, VOLUNTEERS = 8, 20, 200


def test_of_two_hundred_volunteers_who_press_at_once_exactly_twenty_get_a_place(committed_db):
    make_places()
    shift, volunteers = make_shift(places=PLACES), many_volunteers()

    def press(chunk: list[Volunteer]) -> list[int | None]:
        try:
            return [join(shift, volunteer).place for volunteer in chunk]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pressing:
        chunks = [volunteers[first::AT_ONCE] for first in range(AT_ONCE)]
        places = [place for some in pressing.map(press, chunks) for place in some]

    with tenant_scope(PROGRAM):
        held = SignUp.objects.placed().filter(shift=shift).count()
        waiting = SignUp.objects.waiting().filter(shift=shift).count()
    assert sorted(place for place in places if place) == list(range(1, PLACES + 1))
    assert (held, waiting, reread(shift).taken) == (PLACES, VOLUNTEERS - PLACES, PLACES)


def many_volunteers() -> list[Volunteer]:
    """As if each had joined long ago: what is tried here is what happens afterwards."""
    users = User.objects.bulk_create(User(email=f"v{number}@example.org") for number in range(VOLUNTEERS))
    with tenant_scope(PROGRAM):
        return Volunteer.objects.bulk_create(
            Volunteer(region_id=ALDER_VALLEY, authority_id=BIRCH, user=user, name=f"Volunteer {user.pk}", joined_at=NOW)
            for user in users
        )
