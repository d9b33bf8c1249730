"""Whatever people do in whatever order: nobody in two places at one time, no shift with more people than places."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from igum.core.errors import Refused
from igum.core.tenancy import tenant_scope
from igum.volunteering import commands
from igum.volunteering.models import Shift, SignUp
from igum.volunteering.tests.factories import (
    NOW,
    PROGRAM,
    TUESDAY_FOUR,
    join,
    leave,
    make_opportunity,
    make_shift,
    make_volunteer,
    worker,
)

VOLUNTEERS, SHIFTS = 4, 5
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["join", "join", "leave", "move", "grow"]),
        st.integers(0, VOLUNTEERS - 1),
        st.integers(0, SHIFTS - 1),
        st.integers(0, 5),
    ),
    min_size=8,
    max_size=20,
)


@pytest.mark.usefixtures("places")
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DEEDS)
def test_nobody_is_in_two_places_and_no_shift_is_overbooked(deeds):
    opportunity, actor = make_opportunity(), worker()
    volunteers = [make_volunteer() for _ in range(VOLUNTEERS)]
    shifts = [make_shift(opportunity, starts_at=TUESDAY_FOUR + timedelta(hours=n), places=1) for n in range(SHIFTS)]

    for deed, who, which, hours in deeds:
        try:
            do(deed, volunteers[who], shifts[which], hours, actor)
        except (Refused, PermissionDenied):
            continue

    with tenant_scope(PROGRAM):
        placed = list(SignUp.objects.placed().filter(shift__in=shifts).order_by("volunteer_id", "starts_at"))
        taken = dict(Shift.objects.filter(pk__in=[one.pk for one in shifts]).values_list("pk", "taken"))
    for before, after in pairwise(placed):
        assert before.volunteer_id != after.volunteer_id or before.ends_at <= after.starts_at
    assert Counter(one.shift_id for one in placed) == Counter({pk: many for pk, many in taken.items() if many})


def do(deed: str, volunteer, shift: Shift, hours: int, actor) -> None:
    if deed == "join":
        join(shift, volunteer)
        return
    if deed == "leave":
        with tenant_scope(PROGRAM):
            held = (
                SignUp.objects.standing().filter(shift=shift, volunteer=volunteer).select_related("volunteer").first()
            )
        if held is not None:
            leave(held)
        return
    starts_at = TUESDAY_FOUR + timedelta(hours=hours)
    with tenant_scope(actor):
        now = Shift.objects.get(pk=shift.pk)
        at = (starts_at, starts_at + timedelta(hours=2)) if deed == "move" else (now.starts_at, now.ends_at)
        commands.change_shift(
            actor=actor,
            shift_id=shift.pk,
            starts_at=at[0],
            ends_at=at[1],
            places=now.places + (deed == "grow"),
            at=NOW,
        )
