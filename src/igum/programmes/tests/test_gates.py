"""Whoever did what a gate asks may go on; for the others a person says why; what was decided stays."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from igum.core.tenancy import tenant_scope
from igum.programmes import commands, queries
from igum.programmes.models import Engagement, Passage, Task
from igum.programmes.tests.factories import NAHARIYA, PROGRAM, coordinator, make_user, visitor
from igum.programmes.tests.test_attendance import Evening
from igum.programmes.tests.test_calendar import WORKSHOPS
from igum.programmes.tests.test_views import sign_in

pytestmark = pytest.mark.usefixtures("lasting_region", "db")


@pytest.fixture(scope="module")
def lasting_evening(lasting_region) -> Iterator[Evening]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(WORKSHOPS, "gate", "attendance.rate >= 0.8 && tasks.expenses")
        yield Evening()


def passing(evening: Evening, number: int = 0) -> queries.Passing:
    with tenant_scope(PROGRAM):
        engagement = Engagement.objects.select_related("cohort__version").get(pk=evening.families[number].pk)
        [found] = queries.passings_of(engagement)
    return found


def let_on(evening: Evening, actor, reason: str = "") -> Passage:
    with tenant_scope(actor):
        return commands.pass_gate(
            actor=actor, engagement_id=evening.families[0].pk, phase="workshops", reason=reason, at=evening.at
        )


def do_all(evening: Evening) -> None:
    runs = coordinator(make_user().pk)
    evening.note(runs, evening.marks({evening.families[0].pk: "present", evening.families[1].pk: "absent"}))
    with tenant_scope(PROGRAM):
        Task.objects.filter(engagement=evening.families[0]).update(done_at=evening.at)


def test_a_gate_cannot_say_before_anything_is_known_and_names_what_is_lacking(evening):
    before = passing(evening).gate

    do_all(evening)

    assert (before.is_open, before.tasks, before.asks_attendance) == (False, ("expenses",), True)
    assert passing(evening).gate.is_open is True
    assert (passing(evening, 1).gate.is_open, passing(evening, 1).gate.came) == (False, 0)


def test_whoever_lacks_something_goes_on_only_with_a_reason(evening):
    with pytest.raises(commands.GateIsShut):
        let_on(evening, coordinator(make_user().pk))

    assert let_on(evening, coordinator(make_user().pk), "Moved here late").reason == "Moved here late"


def test_what_was_decided_stays_whatever_the_gate_says_later(evening):
    do_all(evening)
    first = let_on(evening, coordinator(make_user().pk))
    with tenant_scope(PROGRAM):
        Task.objects.filter(engagement=evening.families[0]).update(done_at=None)

    again = let_on(evening, coordinator(make_user().pk))

    assert again == first
    assert passing(evening).gate.is_open is False
    assert passing(evening).passage == first


def test_only_those_who_run_the_programme_let_somebody_on(evening):
    with pytest.raises(PermissionDenied):
        let_on(evening, evening.mentors[0], "because")
    with pytest.raises(PermissionDenied):
        let_on(evening, visitor("secret-0"), "because")
    with pytest.raises(Engagement.DoesNotExist):
        let_on(evening, coordinator(make_user().pk, NAHARIYA), "because")


def test_the_page_of_a_family_shows_its_gate_and_lets_it_on(client, evening):
    sign_in(client, "coordinator")
    page = reverse("programmes:engagement", args=[evening.families[0].pk])
    assert 'value="pass:workshops"' in client.get(page).text

    client.post(
        reverse("programmes:work", args=[evening.families[0].pk]), {"do": "pass:workshops", "reason": "עברו דירה"}
    )

    assert passing(evening).passage
    assert 'value="pass:workshops"' not in client.get(page).text
    own = client.get(reverse("programmes:own-way", args=["western-galilee", "secret-0"]))
    assert "עברו דירה" not in own.text
