"""A shared service that all towns have signed becomes the draft of a programme."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from igum.core.tenancy import tenant_scope
from igum.people.rules import Role
from igum.people.tests.factories import BIRCH, CEDAR, make_places, make_post, make_user
from igum.pooling.tests.factories import coordinator, make_plans, make_pool, propose, sign
from igum.programmes.models import ProgrammeDraft
from igum.programmes.queries.drafts import desk_of

pytestmark = pytest.mark.django_db


def signed_in(role: Role, authority_id: int | None = None) -> Client:
    user = make_user()
    make_post(user, role, authority_id)
    browser = Client(HTTP_ACCEPT_LANGUAGE="en")
    browser.force_login(user)
    return browser


@pytest.fixture
def agreement():
    make_places()
    proposed = propose(make_plans(make_pool())[0])
    sign(proposed, BIRCH)
    return proposed


def test_the_draft_keeps_places_for_each_town_and_its_part_of_the_cost(agreement):
    sign(agreement, CEDAR)
    browser = signed_in(Role.COORDINATOR)
    here = reverse("programmes:from-pool", args=[agreement.pool_id])
    assert here in browser.get(reverse("pooling:pool", args=[agreement.pool_id])).text

    browser.post(here)

    with tenant_scope(coordinator()):
        draft = ProgrammeDraft.objects.get()
        desk = desk_of(draft, at=draft.made_at)
        # The valley's towns are of no list; whatever else the file says is sound.
        assert all(problem.path.endswith(".authority") for problem in desk.problems)
        shares = desk.data["pool"]["shares"]
        assert [(one["authority"], one["places"]) for one in shares] == [(BIRCH, 6), (CEDAR, 4)]
        assert sum(one["percent"] for one in shares) == pytest.approx(100)
        with override("he"):
            assert desk.data["summary"]["he"] == _("Held together by the towns of the region.")


def test_nothing_is_made_before_all_have_signed_or_by_who_begins_no_programmes(agreement):
    here = reverse("programmes:from-pool", args=[agreement.pool_id])

    assert signed_in(Role.COORDINATOR).post(here).status_code == 404
    sign(agreement, CEDAR)
    assert signed_in(Role.STEERING_MEMBER).post(here).status_code == 403
