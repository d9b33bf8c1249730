"""Pages of the calendar: what each sees of it, by month, week and list, and how sessions are arranged there."""

from datetime import date

import pytest
from django.urls import reverse

from igum.core.tenancy import tenant_scope
from igum.programmes import commands, queries
from igum.programmes.forms.calendars import asked_in
from igum.programmes.rules.calendars import View, span_of
from igum.programmes.tests.factories import PROGRAM
from igum.programmes.tests.seasons import BEFORE, Season, ended, on, user_of

pytestmark = pytest.mark.usefixtures("lasting_region", "db", "in_english")
MARCH = {"on": "2027-03-09"}


def shown(actor, **sent) -> list[str]:
    """The days and hours of what a page shows."""
    asked = asked_in(MARCH | sent, at=BEFORE)
    with tenant_scope(actor):
        page = queries.calendar_of(actor, asked.span, asked.filters, at=BEFORE)
    return [f"{day.on:%d.%m}{'+' if one.session.is_after else ''}" for day in page.days for one in day.entries]


def test_who_runs_it_sees_all_of_the_month_and_a_family_only_its_own_meetings(season):
    assert shown(season.runs) == ["09.03", "09.03+", "23.03", "23.03+"]
    assert shown(season.family()) == ["09.03", "23.03"]


def test_weeks_and_lists_begin_where_they_are_asked_to(season):
    assert shown(season.leading, view="week") == ["09.03", "09.03+"]
    assert shown(season.leading, view="list", on="2027-03-10") == ["23.03", "23.03+", "06.04", "06.04+"]


def test_a_calendar_is_narrowed_by_round_room_and_leader(season):
    other, hall = Season("other"), season.room()
    season.move(season.runs, on(10, room=hall))
    season.give(season.leader, 2)

    assert len(shown(season.runs)) == 8
    assert shown(season.runs, cohort=str(season.cohort.pk)) == ["10.03", "10.03+", "23.03", "23.03+"]
    assert shown(season.runs, room=str(hall.pk)) == ["10.03", "10.03+"]
    assert shown(season.runs, leader=str(season.leader.pk)) == ["23.03"]
    assert shown(other.leading) == ["09.03", "09.03+", "23.03", "23.03+"]


def test_a_leader_who_leaves_leaves_sessions_that_are_listed_and_given_to_another(season, client):
    season.give(season.leader, 1, 2)
    ended(season.leader.pk, BEFORE)
    client.force_login(user_of(season.runs))

    assert shown(season.runs, leader="none") == ["09.03", "23.03"]
    with tenant_scope(season.runs):
        member = commands.add_member(
            actor=season.runs,
            cohort_id=season.cohort.pk,
            role="guide",
            newcomer=commands.Newcomer("Noa", leads=True),
            at=BEFORE,
        )
    assert season.give(member, 1, 2) == 2
    assert shown(season.runs, leader="none") == []


def test_what_cannot_be_read_in_an_address_counts_as_not_asked(season):
    assert asked_in({"view": "year", "on": "31.2.", "room": "x"}, at=BEFORE) == asked_in({}, at=BEFORE)
    assert span_of(View.MONTH, date(2100, 12, 31)).after == date(2101, 1, 1)


@pytest.mark.parametrize("view", ["month", "week", "list"])
def test_a_page_shows_holidays_and_keeps_its_state_in_the_address(season, client, view):
    client.force_login(user_of(season.runs))

    page = client.get(
        reverse("programmes:sessions"), {"view": view, "on": "2027-04-22", "leader": "none", "lang": "en"}
    )

    assert "Passover" in page.text
    assert "leader=none" in page.text


def test_a_family_opens_its_calendar_by_its_link_and_a_visitor_opens_none(season, client):
    own = reverse("programmes:own-sessions", args=["western-galilee", "home-secret-0"])

    page = client.get(own, MARCH)

    assert page.status_code == 200
    assert page.context["page"].count == 2
    assert reverse("programmes:session", args=[season.session().pk]) not in page.text
    assert client.get(own.replace("home-secret-0", "nobody")).status_code == 404


def test_a_page_of_the_calendar_costs_the_same_however_many_sessions(season, django_assert_max_num_queries):
    asked = asked_in(MARCH, at=BEFORE)
    with tenant_scope(season.runs), django_assert_max_num_queries(3):
        queries.calendar_of(season.runs, asked.span, asked.filters, at=BEFORE)


class TestArranging:
    def test_a_holiday_asks_to_be_confirmed_on_the_page(self, season, client):
        client.force_login(user_of(season.leading))
        address = reverse("programmes:arrange-session", args=[season.session().pk])
        form = {"on": "2027-04-22", "at": "17:30", "minutes": "120", "seen": "0"}

        warned = client.post(address, form)
        moved = client.post(address, form | {"despite_holiday": "on"})

        assert (warned.status_code, moved.status_code) == (409, 302)
        assert "despite_holiday" in warned.text
        assert date(2027, 4, 22) == season.session().starts_at.date()

    def test_an_hour_that_the_clocks_pass_over_is_an_hour_later(self, season, client):
        client.force_login(user_of(season.runs))
        form = {"on": "2027-03-26", "at": "02:30", "minutes": "60", "seen": "0"}

        client.post(reverse("programmes:arrange-session", args=[season.session().pk]), form)

        assert season.session().starts_at.isoformat() == "2027-03-26T00:30:00+00:00"

    def test_a_mentor_gets_no_page_to_arrange(self, season, client):
        client.force_login(user_of(season.mentor()))

        assert client.get(reverse("programmes:arrange-session", args=[season.session().pk])).status_code == 403


class TestRooms:
    def test_a_room_shows_its_week_and_of_others_sessions_only_that_it_is_taken(self, season):
        hall, other = season.room(), Season("other")
        season.move(season.runs, on(10, 15, room=hall))
        span = span_of(View.WEEK, date(2027, 3, 10))

        for actor, sees in ((season.runs, True), (other.leading, False)):
            with tenant_scope(actor):
                [week] = queries.weeks_of_rooms(actor, span, at=BEFORE)
            assert [one.entry is not None for one in week.days[date(2027, 3, 10)]] == [sees, sees]

    def test_a_family_and_who_serves_nowhere_see_no_rooms(self, season):
        season.room()
        with tenant_scope(season.family()):
            assert not queries.rooms_for(season.family(), at=BEFORE).exists()

    def test_a_room_in_use_stays_on_the_list(self, season):
        hall = season.room()
        season.move(season.runs, on(10, room=hall))

        with tenant_scope(PROGRAM), pytest.raises(commands.RoomInUse):
            commands.close_room(actor=PROGRAM, room_id=hall.pk, at=BEFORE)

    def test_the_page_adds_a_room_once(self, season, client):
        client.force_login(user_of(season.runs))

        answers = [client.post(reverse("programmes:add-room"), {"name": "Hall", "owner": ""}) for _ in range(2)]

        assert [one.status_code for one in answers] == [302, 409]
        assert "Hall" in client.get(reverse("programmes:rooms")).text
