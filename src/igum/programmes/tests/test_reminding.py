"""Reminders go out once, whenever the clock runs; who stays away twice is told of once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from igum.core.actor import Actor
from igum.core.tenancy import tenant_scope
from igum.messages.models import Message
from igum.programmes import commands, queries
from igum.programmes.models import AbsenceAlert
from igum.programmes.tests.factories import KARMIEL, PROGRAM, coordinator, make_user
from igum.programmes.tests.seasons import BEFORE, Season, ended, on, user_of

pytestmark = pytest.mark.usefixtures("lasting_region", "db", "in_english")


def remind(at) -> int:
    with tenant_scope(PROGRAM):
        return commands.remind_of_sessions(actor=PROGRAM, at=at)


def alerts(season, actor: Actor | None = None) -> list[AbsenceAlert]:
    actor = actor or season.runs
    with tenant_scope(actor):
        return list(queries.open_alerts_of(actor, season.cohort.pk, at=BEFORE))


def told_of_absence() -> list[str]:
    with tenant_scope(PROGRAM):
        return sorted(Message.objects.filter(once__startswith="absences:").values_list("recipient_name", flat=True))


class TestReminders:
    def test_everybody_is_reminded_the_day_before_and_once_however_often_it_runs(self, season):
        starts = season.session().starts_at

        runs = [remind(starts - timedelta(hours=hours)) for hours in (30, 26, 25, 24, 25, 1)]

        assert runs == [0, 1, 0, 0, 0, 0]
        assert sorted(one.recipient_name for one in season.letters("reminder")) == ["Dana", "משפחת אלון", "משפחת אלון"]

    def test_a_run_that_is_hours_late_still_reminds_and_one_after_the_beginning_does_not(self, season):
        assert remind(season.session().starts_at - timedelta(minutes=30)) == 1
        assert remind(season.session(2).starts_at + timedelta(minutes=1)) == 0

    def test_a_session_that_moves_after_the_reminder_is_reminded_of_again(self, season):
        starts = season.session().starts_at
        remind(starts - timedelta(hours=20))

        season.move(season.runs, on(11), at=starts - timedelta(hours=19))

        assert remind(season.session().starts_at - timedelta(hours=20)) == 1
        assert len(season.letters("reminder")) == 6

    def test_what_is_called_off_is_not_reminded_of(self, season):
        session = season.session()
        with tenant_scope(season.runs):
            commands.cancel_session(actor=season.runs, session_id=session.pk, reason="Flooded", at=BEFORE)

        assert remind(session.starts_at - timedelta(hours=20)) == 0

    def test_nobody_but_the_program_reminds(self, season):
        with tenant_scope(season.runs), pytest.raises(PermissionDenied):
            commands.remind_of_sessions(actor=season.runs, at=BEFORE)


class TestAbsences:
    def test_two_absences_in_a_row_are_told_to_the_coordinator_and_the_leader_once(self, season):
        season.note(1, "absent", "present")
        assert (alerts(season), told_of_absence()) == ([], [])

        season.note(2, "absent", "absent")
        season.note(3, "absent", "excused")

        [alert] = alerts(season)
        assert (alert.engagement, alert.in_a_row) == (season.families[0], 3)
        assert told_of_absence() == ["Dana", "Somebody"]

    def test_the_letter_says_initials_and_no_name(self, season):
        season.note(1, "absent", "present")
        season.note(2, "absent", "present")

        with tenant_scope(PROGRAM):
            bodies = Message.objects.filter(once__startswith="absences:").values_list("body", flat=True)
            assert all("מ." in body and "אלון" not in body for body in bodies)

    def test_an_excused_meeting_between_two_absences_breaks_nothing(self, season):
        for number, status in enumerate(("absent", "excused", "absent"), start=1):
            season.note(number, status, "present")

        assert [one.in_a_row for one in alerts(season)] == [2]

    def test_who_comes_again_is_off_the_list(self, season):
        for number, status in enumerate(("absent", "absent", "present"), start=1):
            season.note(number, status, "present")

        assert alerts(season) == []

    def test_what_was_noted_by_mistake_and_mended_is_off_the_list_too(self, season):
        season.note(1, "absent", "present")
        season.note(2, "absent", "present")

        season.note(2, "present", "present")

        assert alerts(season) == []

    def test_the_leader_sees_it_and_who_has_left_or_works_next_door_does_not(self, season):
        season.note(1, "absent", "present")
        season.note(2, "absent", "present")

        assert len(alerts(season, season.leading)) == 1
        assert alerts(season, coordinator(make_user().pk, KARMIEL)) == []
        ended(season.leader.pk, season.cohort.opens_at + timedelta(days=40))
        assert alerts(season, season.leading) == []

    def test_it_stands_on_the_page_of_the_round_until_somebody_called(self, season, client):
        season.note(1, "absent", "present")
        season.note(2, "absent", "present")
        client.force_login(user_of(season.leading))
        page = reverse("programmes:calendar", args=[season.cohort.pk])
        [alert] = alerts(season)
        assert reverse("programmes:called", args=[alert.pk]) in client.get(page).text

        client.post(reverse("programmes:called", args=[alert.pk]))

        assert alerts(season) == []
        with tenant_scope(PROGRAM):
            assert AbsenceAlert.objects.get().closed_by_id == season.leading.user_id

    def test_a_file_without_the_rule_alerts_nobody(self, season):
        season = Season("silent", attendance={"statuses": ["present", "absent"]})
        for number in (1, 2):
            season.note(number, "absent", "absent")

        assert alerts(season) == []
