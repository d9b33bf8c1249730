"""A form that a mentor opened is the mentor's for as long as they go with the family, and nobody else's."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from igum.core.actor import ANYONE, Actor
from igum.core.links import hash_of
from igum.core.tenancy import tenant_scope
from igum.people.models import User
from igum.programmes import commands
from igum.programmes.models import Engagement, Match, Task, TeamMember
from igum.programmes.tests.factories import AFTER, OPENS, PROGRAM, WESTERN_GALILEE, coordinator, make_user
from igum.programmes.tests.test_measuring import asked, family
from igum.questionnaires.models import Response

__all__ = ["family"]
pytestmark = pytest.mark.usefixtures("region")

LONG_AGO = datetime(2026, 9, 1, tzinfo=UTC)
LINK = reverse("questionnaires:fill", args=["western-galilee", "form-1"])


@pytest.fixture
def mentor(family: Engagement) -> Actor:
    user = make_user()
    with tenant_scope(PROGRAM):
        member = TeamMember.objects.create(
            region_id=WESTERN_GALILEE,
            cohort_id=family.cohort_id,
            role="mentor",
            user=user,
            name=user.name,
            since_at=OPENS,
        )
        Match.objects.create(
            region_id=WESTERN_GALILEE,
            engagement=family,
            member=member,
            user=user,
            link_hash=family.application.link_hash,
            **dict.fromkeys(("proposed_at", "approved_at", "subject_agreed_at", "member_agreed_at"), OPENS),
        )
    return Actor(user.pk, WESTERN_GALILEE)


@pytest.fixture
def form(family: Engagement, mentor: Actor) -> None:
    open_as(mentor)


def open_as(actor: Actor) -> None:
    with tenant_scope(actor):
        commands.open_form(actor=actor, task_id=asked("baseline").pk, secret="form-1", language="he", at=AFTER)


def is_shown_to(user_id: int | None) -> bool:
    """By the database itself, to whoever comes by the link with this account."""
    holder = Actor(user_id, WESTERN_GALILEE, link=hash_of("form-1"))
    with tenant_scope(holder):
        return Response.objects.filter(link_hash=holder.link).exists()


def term_ended() -> None:
    TeamMember.objects.update(until_at=LONG_AGO, since_at=LONG_AGO)


def match_ended() -> None:
    Match.objects.update(ended_at=LONG_AGO)


def family_left() -> None:
    Engagement.objects.update(ended_at=LONG_AGO)


def test_a_mentor_goes_on_with_the_form_they_opened(client, form, mentor):
    client.force_login(User.objects.get(pk=mentor.user_id))

    assert (client.get(LINK).status_code, is_shown_to(mentor.user_id)) == (200, True)


@pytest.mark.parametrize("end", [term_ended, match_ended, family_left])
def test_a_form_is_shut_with_the_part_of_whoever_opened_it(client, form, mentor, end: Callable[[], None]):
    with tenant_scope(PROGRAM):
        end()
    client.force_login(User.objects.get(pk=mentor.user_id))

    page = client.get(LINK, headers={"Accept-Language": "en"})

    assert (page.status_code, is_shown_to(mentor.user_id)) == (403, False)
    assert "your part in it has ended" in page.text


def test_what_was_typed_after_the_part_ended_is_refused_in_words(client, form, mentor):
    with tenant_scope(PROGRAM):
        term_ended()
    client.force_login(User.objects.get(pk=mentor.user_id))

    answer = client.post(
        reverse("questionnaires:answers", args=["western-galilee", "form-1"]),
        '{"answers": {"income": [1, "4000"]}}',
        content_type="application/json",
        headers={"Accept-Language": "en"},
    )

    assert (answer.status_code, "has ended" in answer.json()["reason"]) == (403, True)


@pytest.mark.parametrize("holder", [ANYONE.user_id, "somebody"])
def test_the_link_alone_opens_the_form_of_a_mentor_to_nobody(client, form, holder):
    account = make_user() if holder else None
    if account:
        client.force_login(account)

    page = client.get(LINK, headers={"Accept-Language": "en"})

    assert (page.status_code, is_shown_to(account.pk if account else None)) == (403, False)
    assert "Sign in as that person" in page.text


def test_a_form_that_a_coordinator_opened_is_shut_with_the_post(family):
    account = make_user()
    open_as(coordinator(account.pk))

    assert not is_shown_to(account.pk)  # by the link and the account, without the post


def test_the_form_that_a_family_opened_needs_no_account(client, family):
    open_as(Actor(region_id=WESTERN_GALILEE, link=hash_of("secret-0")))

    assert (client.get(LINK).status_code, is_shown_to(None)) == (200, True)
    with tenant_scope(PROGRAM):
        assert Task.objects.filter(engagement=family, done_at=None).exists()
