"""Sessions are moved, called off and added by who may; rooms and leaders are never in two places; all are told once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localtime

from igum.core.tenancy import tenant_scope
from igum.programmes import commands
from igum.programmes.models import Session
from igum.programmes.tests.factories import KARMIEL, coordinator, make_user
from igum.programmes.tests.seasons import BEFORE, Season, ended, on

pytestmark = pytest.mark.usefixtures("lasting_region", "db", "in_english")


def test_a_session_that_is_moved_takes_along_what_follows_it_and_raises_its_sequence(season):
    hall = season.room()

    season.move(season.runs, on(10, 15, room=hall))

    first, after = season.session(), season.session(is_after=True)
    assert f"{localtime(first.starts_at):%d.%m %H:%M}" == "10.03 17:00"
    assert after.starts_at == first.ends_at
    assert (first.room, first.sequence, after.sequence) == (hall, 1, 1)


def test_everybody_concerned_is_told_once_in_their_language(season):
    season.mentor()

    season.move(season.runs, on(10))

    letters = season.letters("moved")
    assert sorted(one.recipient_name for one in letters) == ["Dana", "Tal", "משפחת אלון", "משפחת אלון"]
    assert all("במקום" in one.body for one in letters)


def test_whoever_leads_the_round_may_move_and_a_mentor_may_not(season):
    season.move(season.leading, on(10))

    with pytest.raises(PermissionDenied, match="whoever leads the round"):
        season.move(season.mentor(), on(11), seen=1)


@pytest.mark.parametrize("actor", ["next door", "family", "ended"])
def test_who_does_not_run_the_round_cannot_move_its_sessions(season, actor):
    ended(season.leader.pk, datetime(2026, 9, 1, tzinfo=UTC))
    actors = {
        "next door": coordinator(make_user().pk, KARMIEL),
        "family": season.family(),
        "ended": season.leading,
    }

    with pytest.raises((PermissionDenied, Session.DoesNotExist)):
        season.move(actors[actor], on(10))


def test_a_room_holds_one_session_and_says_until_when(season):
    hall = season.room()
    season.move(season.runs, on(23, 15, room=hall), number=2)

    with pytest.raises(commands.RoomTaken, match=r"Hall is taken then by another session \(.*17:00–19:00\)"):
        season.move(season.runs, on(23, 14.5, room=hall), number=1)
    assert season.session().sequence == 0


def test_two_who_look_at_one_session_do_not_move_it_twice(season):
    season.move(season.runs, on(10))

    with pytest.raises(commands.ChangedMeanwhile, match="Somebody else changed this session"):
        season.move(season.leading, on(11))


def test_a_holiday_of_the_groups_calendar_is_warned_of_and_may_be_confirmed(season):
    passover = on(22, month=4)  # the first day of Passover in 2027

    with pytest.raises(commands.FallsOnHoliday, match="confirm that you meet then"):
        season.move(season.runs, passover)

    season.move(season.runs, replace(passover, despite_holiday=True))
    assert localtime(season.session().starts_at).day == 22


def test_a_holiday_of_another_calendar_is_no_hindrance(season):
    season.move(season.runs, on(10, 10))  # the feast that ends Ramadan, in 2027

    assert season.session().sequence == 1


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (datetime(2027, 3, 25, 23, 30, tzinfo=UTC), "26.03 04:30"),  # half past one, and an hour is passed over
        (datetime(2027, 10, 30, 22, 30, tzinfo=UTC), "31.10 02:30"),  # half past one, and an hour comes twice
    ],
)
def test_in_a_night_in_which_clocks_change_a_session_is_as_long_as_ever(season, starts, ends):
    season.move(season.runs, commands.When(starts, timedelta(hours=2)))

    moved = season.session()
    assert f"{localtime(moved.ends_at):%d.%m %H:%M}" == ends
    assert moved.ends_at - moved.starts_at == timedelta(hours=2)


def test_a_leader_is_at_one_session_at_a_time(season):
    season.give(season.leader, 1, 2)
    second = season.session(2)

    with pytest.raises(commands.LeaderElsewhere, match="Dana is at another session then"):
        season.move(season.runs, commands.When(second.starts_at, timedelta(hours=1)), seen=1)


def test_a_session_is_called_off_once_with_a_reason_that_all_read(season):
    session = season.session()

    for reason in ("The hall is flooded", "again"):
        with tenant_scope(season.runs):
            commands.cancel_session(actor=season.runs, session_id=session.pk, reason=reason, at=BEFORE)

    letters = season.letters("called_off")
    assert len(letters) == 3
    assert all("The hall is flooded" in one.body for one in letters)
    assert season.session().cancel_reason == "The hall is flooded"
    assert season.session(is_after=True).cancelled_at == BEFORE


def test_without_a_reason_nothing_is_called_off(season):
    with tenant_scope(season.runs), pytest.raises(commands.NoReason):
        commands.cancel_session(actor=season.runs, session_id=season.session().pk, reason=" ", at=BEFORE)


def test_a_session_that_is_added_has_the_next_number_and_stays_when_the_calendar_is_drawn_again(season):
    with tenant_scope(season.runs):
        added = commands.add_session(
            actor=season.runs, cohort_id=season.cohort.pk, phase="workshops", when=on(4, month=5), at=BEFORE
        )
        commands.schedule_cohort(actor=season.runs, cohort_id=season.cohort.pk, at=BEFORE)

    assert (added.number, season.session(4).starts_at) == (4, added.starts_at)
    assert len(season.letters("added")) == 3


def test_what_has_begun_is_not_moved(season):
    late = season.session().starts_at + timedelta(minutes=1)

    with pytest.raises(commands.CannotBeArranged, match="has begun"):
        season.move(season.runs, on(30), at=late)


class TestGiveRoom:
    def give(self, season, actor, hall, number=1):
        with tenant_scope(actor):
            return commands.give_room(actor=actor, session_id=season.session(number).pk, room_id=hall.pk, at=BEFORE)

    def test_a_session_and_all_later_ones_are_held_where_the_room_is_free_and_nobody_is_written_to(self, season):
        hall = season.room()
        there = Season("other")
        there.move(there.runs, on(23, 16, room=hall), number=2)
        taken = {one.pk for one in sessions_of(season) if overlaps(one, there.session(2))}
        written = len(season.letters())

        given = self.give(season, season.leading, hall)

        assert {one.pk for one in sessions_of(season) if one.room_id is None} == taken != set()
        assert given == len(sessions_of(season)) - len(taken)
        assert len(season.letters()) == written

    def test_who_does_not_arrange_sessions_gives_no_room(self, season):
        hall = season.room()

        for actor in (season.mentor(), coordinator(make_user().pk, KARMIEL), season.family()):
            with pytest.raises((PermissionDenied, Session.DoesNotExist)):
                self.give(season, actor, hall)
        assert {one.room_id for one in sessions_of(season)} == {None}

    def test_what_has_a_place_keeps_it(self, season):
        hall = season.room()
        self.give(season, season.runs, hall)

        with pytest.raises(commands.NothingToHold):
            self.give(season, season.runs, season.room("Other hall"))


def sessions_of(season):
    with tenant_scope(season.runs):
        return list(Session.objects.filter(cohort=season.cohort))


def overlaps(one, other):
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


class TestGiveLeader:
    def test_a_substitute_of_the_team_takes_over_and_both_are_told(self, season):
        tal = season.mentor()
        season.give(season.leader)

        season.give(self.member(season, tal))

        assert season.session().led_by.name == "Tal"
        assert [one.recipient_name for one in season.letters("to_lead")] == ["Dana", "Tal"]
        assert [one.recipient_name for one in season.letters("not_to_lead")] == ["Dana"]

    def test_given_again_to_the_same_person_nothing_changes(self, season):
        assert (season.give(season.leader), season.give(season.leader)) == (1, 0)
        assert season.session().sequence == 1

    def test_whoever_has_left_does_not_lead(self, season):
        ended(season.leader.pk, BEFORE)

        with pytest.raises(commands.MayNotLead, match="Dana cannot lead"):
            season.give(season.leader)

    def test_whoever_leads_another_round_then_is_not_free(self, season):
        season.give(season.leader)
        other = Season("other")
        with tenant_scope(season.runs):
            same_person = commands.Newcomer("Dana", user_id=season.leader.user_id, leads=True)
            member = commands.add_member(
                actor=season.runs, cohort_id=other.cohort.pk, role="guide", newcomer=same_person, at=BEFORE
            )

        with pytest.raises(commands.LeaderElsewhere):
            other.give(member)

    def member(self, season, actor):
        with tenant_scope(season.runs):
            return season.cohort.team.get(user_id=actor.user_id)
