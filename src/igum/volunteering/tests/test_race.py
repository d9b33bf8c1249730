"""Two hundred volunteers want twenty places of one shift at the same moment, each on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from igum.core.tenancy import tenant_scope
from igum.people.tests.factories import make_places
from igum.volunteering.models import SignUp
from igum.volunteering.tests.factories import PROGRAM, join, make_shift, make_volunteer, reread

AT_ONCE, PLACES, VOLUNTEERS = 8, 20, 200


def test_of_two_hundred_volunteers_who_press_at_once_exactly_twenty_get_a_place(committed_db):
    make_places()
    shift, volunteers = make_shift(places=PLACES), [make_volunteer() for _ in range(VOLUNTEERS)]

    def press(volunteer) -> int | None:
        try:
            return join(shift, volunteer).place
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pressing:
        places = list(pressing.map(press, volunteers))

    with tenant_scope(PROGRAM):
        held = SignUp.objects.placed().filter(shift=shift).count()
        waiting = SignUp.objects.waiting().filter(shift=shift).count()
    assert sorted(place for place in places if place) == list(range(1, PLACES + 1))
    assert (held, waiting, reread(shift).taken) == (PLACES, VOLUNTEERS - PLACES, PLACES)
