"""A secret address opens its owner's sessions to a calendar, with initials, and stops with its owner's part in them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from igum.core.actor import Actor
from igum.core.links import hash_of, new_secret
from igum.core.tenancy import tenant_scope
from igum.people.models import Post
from igum.programmes import commands, queries
from igum.programmes.models import CalendarFeed, Engagement, TeamMember
from igum.programmes.tests.factories import PROGRAM, WESTERN_GALILEE
from igum.programmes.tests.seasons import BEFORE, on, user_of

pytestmark = pytest.mark.usefixtures("lasting_region", "db", "in_english")


def make(actor: Actor, secret: str = "", at: datetime = BEFORE) -> str:
    secret = secret or new_secret()
    with tenant_scope(actor):
        commands.make_feed(actor=actor, secret=secret, language="he", at=at)
    return secret


def read(secret: str, at: datetime = BEFORE) -> str | None:
    found = queries.feed_by_secret(WESTERN_GALILEE, secret, at=at)
    return None if found is None else found.text(at).replace("\r\n ", "")


def test_a_familys_calendar_has_its_meetings_and_not_what_follows_for_the_mentors(season):
    text = read(make(season.family()))

    assert text.count("BEGIN:VEVENT") == 3
    assert "DTSTART;TZID=Asia/Jerusalem:20270309T173000" in text
    assert f"UID:{season.session().pk}@igum" in text


def test_a_mentors_calendar_has_initials_and_nobodys_name(season):
    text = read(make(season.mentor()))

    assert text.count("BEGIN:VEVENT") == 6
    assert "(מ.\N{NO-BREAK SPACE}א.)" in text
    assert "אלון" not in text
    assert "כלכלת" not in text


def test_a_session_that_was_moved_is_the_same_event_with_a_greater_sequence(season):
    secret = make(season.family())

    season.move(season.runs, on(10))

    text = read(secret)
    event = text[text.index(f"UID:{season.session().pk}") :]
    assert "DTSTART;TZID=Asia/Jerusalem:20270310T180000" in event[:300]
    assert "SEQUENCE:1" in event[:300]


def test_a_session_that_is_called_off_stays_in_the_calendar_as_such(season):
    secret = make(season.family())
    with tenant_scope(season.runs):
        commands.cancel_session(actor=season.runs, session_id=season.session().pk, reason="Flooded", at=BEFORE)

    assert read(secret).count("STATUS:CANCELLED") == 1


def test_a_new_address_ends_the_one_before_and_an_ended_one_opens_nothing(season):
    first, second = make(season.family()), make(season.family())

    assert read(first) is None
    assert read(second) is not None
    with tenant_scope(season.family()):
        commands.end_feed(actor=season.family(), at=BEFORE)
    assert read(second) is None


def test_a_member_whose_term_ended_gets_nothing(season):
    secret = make(season.leading)
    with tenant_scope(PROGRAM):
        TeamMember.objects.filter(pk=season.leader.pk).update(until_at=datetime(2026, 9, 1, tzinfo=UTC))

    assert read(secret).count("BEGIN:VEVENT") == 0


def test_a_coordinator_whose_post_ended_gets_nothing(season):
    secret = make(season.runs)
    assert read(secret).count("BEGIN:VEVENT") == 6

    with tenant_scope(PROGRAM):
        Post.objects.filter(user_id=season.runs.user_id).update(ends_on=BEFORE.date())

    assert read(secret).count("BEGIN:VEVENT") == 0


def test_a_family_that_left_gets_nothing(season):
    secret = make(season.family())
    with tenant_scope(PROGRAM):
        Engagement.objects.filter(pk=season.families[0].pk).update(ended_at=BEFORE)

    assert read(secret).count("BEGIN:VEVENT") == 0


def test_an_account_that_was_closed_opens_nothing(season):
    secret = make(season.leading)
    user = user_of(season.leading)
    user.is_active = False
    user.save()

    assert read(secret) is None


def test_the_secret_is_kept_as_its_hash_and_opens_no_other_row(season):
    secret = make(season.family())
    opened = Actor(region_id=WESTERN_GALILEE, link=hash_of(secret))

    with tenant_scope(opened):
        assert [one.secret_hash for one in CalendarFeed.objects.all()] == [hash_of(secret)]
        assert not Engagement.objects.exists()
        assert not CalendarFeed.objects.filter(secret_hash=hash_of(secret)).update(ended_at=BEFORE)


def test_who_has_no_session_makes_no_address(season):
    with (
        tenant_scope(Actor(region_id=WESTERN_GALILEE, link=hash_of("nobody"))),
        pytest.raises(commands.NothingToFollow),
    ):
        make(Actor(region_id=WESTERN_GALILEE, link=hash_of("nobody")))


class TestPages:
    def test_the_secret_alone_opens_it_privately_and_it_is_sent_once(self, season, client):
        address = reverse("programmes:subscribed", args=["western-galilee", make(season.family(), at=timezone.now())])

        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

        assert first.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert "private" in first.headers["Cache-Control"]
        assert (again.status_code, again.content) == (304, b"")
        season.move(season.runs, on(10))
        assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200

    def test_whoever_is_signed_in_adds_nothing_to_it(self, season, client):
        address = reverse("programmes:subscribed", args=["western-galilee", make(season.family(), at=timezone.now())])
        client.force_login(user_of(season.runs))

        assert client.get(address).text.count("BEGIN:VEVENT") == 3

    @pytest.mark.parametrize("secret", ["unknown", "home-secret-0"])
    def test_an_unknown_secret_and_the_link_of_an_application_open_no_calendar(self, season, client, secret):
        make(season.family())

        assert client.get(reverse("programmes:subscribed", args=["western-galilee", secret])).status_code == 404

    def test_a_family_makes_its_address_and_sees_it_this_once(self, season, client):
        page = reverse("programmes:own-sessions", args=["western-galilee", "home-secret-0"])
        made = client.post(f"{page}/address", {"do": "make"})

        address = made.context["address"].removeprefix("http://testserver")
        assert client.get(address).status_code == 200
        assert address not in client.get(page).text
        assert "no-store" in made.headers["Cache-Control"]

    def test_a_member_of_the_team_ends_the_own_address(self, season, client):
        client.force_login(user_of(season.leading))
        address = client.post(reverse("programmes:feed"), {"do": "make"}).context["address"]

        client.post(reverse("programmes:feed"), {"do": "end"})

        assert Client().get(address).status_code == 404


def test_reading_a_calendar_asks_a_few_questions_however_many_sessions(season, django_assert_max_num_queries):
    secret = make(season.mentor())

    with django_assert_max_num_queries(30):
        read(secret, BEFORE + timedelta(minutes=1))
