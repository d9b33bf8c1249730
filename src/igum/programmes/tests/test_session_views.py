"""Pages of sessions: a roster is opened, noted and sent again."""

from uuid import uuid4

import pytest
from django.urls import reverse

from igum.core.tenancy import tenant_scope
from igum.people.models import Post, User
from igum.programmes.models import Attendance, Session
from igum.programmes.tests.factories import OPENS, PROGRAM, WESTERN_GALILEE, apply_several
from igum.programmes.tests.test_calendar import a_round, schedule

pytestmark = pytest.mark.usefixtures("region")


@pytest.fixture
def coordinator(client) -> User:
    user = User.objects.create_user("coordinator@example.org", name="Coordinator")
    with tenant_scope(PROGRAM):
        Post.objects.create(user=user, region_id=WESTERN_GALILEE, role="coordinator", starts_on=OPENS.date())
    client.force_login(user)
    return user


@pytest.fixture
def session(coordinator) -> Session:
    cohort = a_round()
    apply_several(cohort, [1, 2])
    schedule(cohort)
    with tenant_scope(PROGRAM):
        return Session.objects.get(number=1, is_after=False)


def sent(session, client, **more):
    lines = client.get(reverse("programmes:session", args=[session.pk])).context["roster"].lines
    form = {"key": str(uuid4()), "seen": "0", **{f"mark-{line.id}": "present" for line in lines}, **more}
    address = reverse("programmes:note", args=[session.pk])
    return form, client.post(address, form, headers={"Accept": "application/json"})


def test_the_page_of_a_session_may_be_kept_for_a_place_without_a_network(client, session):
    page = client.get(reverse("programmes:session", args=[session.pk]))

    assert page.headers["X-Keep-Offline"]
    assert page.text.count("<fieldset") == 2


def test_a_device_hears_how_many_were_taken(client, session):
    _, answer = sent(session, client)

    assert answer.json() == {"number": 1, "taken": 2, "differing": []}


def test_a_mark_that_was_not_touched_is_not_sent(client, session):
    form, _ = sent(session, client)
    touched = {f"was-{name.removeprefix('mark-')}": "present" for name in form if name.startswith("mark-")}

    _, answer = sent(session, client, **touched)

    assert answer.json()["taken"] == 0
    with tenant_scope(PROGRAM):
        assert set(Attendance.objects.values_list("number", flat=True)) == {1}


def test_a_form_that_is_not_ours_is_not_found(client, session):
    _, answer = sent(session, client, key="; drop table")

    assert answer.status_code == 404
